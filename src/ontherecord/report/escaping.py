"""Text from anywhere, made fit to be written: messages quote the data, and file names can be any bytes."""


def printable(text: str) -> str:
    """The text on one line, without what would steer a terminal or is forbidden in XML."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in text
    )


def encodable(text: str) -> str:
    """The text with lone surrogates, as in undecodable file names, written as escapes (which JSON has too)."""
    return text.encode(errors="backslashreplace").decode()
