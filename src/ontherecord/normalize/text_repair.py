"""From bytes to tidy text: encoding, mojibake, line ends, invisible characters.

Quotation marks, dashes and apostrophes stay exactly as the author set them.
"""

import codecs
import re
import unicodedata

import msgspec

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; that of UTF-32 begins with that of UTF-16 and so stands before it."""

HIGHEST_WESTERN_SHARE = 0.4
"""Share of bytes above 127 up to which a text that is not UTF-8 is taken for Windows-1252, by far the commonest."""

LINE_END = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
SPACE = re.compile(r"[^\S\n]+")
SPACE_AT_LINE_EDGE = re.compile(r" ?\n ?")
SURROGATE = re.compile("[\ud800-\udfff]")


class Decoded(msgspec.Struct, frozen=True):
    """A text and the encoding it was in; `guessed` unless that was certain."""

    text: str
    encoding: str
    guessed: bool


class Repaired(msgspec.Struct, frozen=True):
    """A tidy text; `mojibake` where wrongly decoded characters were put right."""

    text: str
    mojibake: bool


def decode(data: bytes) -> Decoded:
    """Decode by byte order mark, else as UTF-8, else by a guess.

    Raises:
        UnicodeDecodeError: a byte order mark promises an encoding that the rest does not keep.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            if encoding != "utf-8":
                return Decoded(data.decode(encoding), encoding, guessed=False)
            data = data.removeprefix(mark)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", guessed=False)
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> Decoded:
    if sum(byte > 127 for byte in data) > HIGHEST_WESTERN_SHARE * len(data):
        import charset_normalizer

        if best := charset_normalizer.from_bytes(data).best():
            return Decoded(str(best), best.encoding, guessed=True)
    # Pages put together from several sources mix both encodings: what is UTF-8 is read as such, stray bytes are not.
    text = data.decode("utf-8", "surrogateescape")
    mixed = any("\x7f" < character < "\ud800" or character > "\udfff" for character in text)
    western = SURROGATE.sub(_windows_1252, text)
    return Decoded(western, "utf-8 mixed with windows-1252" if mixed else "windows-1252", guessed=True)


def _windows_1252(escaped: re.Match[str]) -> str:
    byte = bytes([ord(escaped.group()) - 0xDC00])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def repair(text: str) -> Repaired:
    """Mend mojibake, then make line ends, spaces and invisible characters plain; Unicode NFC. Idempotent."""
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_terminal_escapes=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    mojibake = False
    while True:
        mended = "\n".join(line if line.isascii() else ftfy.fix_text(line, config) for line in text.split("\n"))
        mojibake = mojibake or mended != text
        tidied = tidy(mended)
        # Removing an invisible character can join what then reads as mojibake.
        if tidied == text:
            return Repaired(text, mojibake)
        text = tidied


def tidy(text: str) -> str:
    """Line ends as `\\n`, any run of spaces in a line as one space, none at its ends, no invisible characters, NFC."""
    text = INVISIBLE.sub("", LINE_END.sub("\n", text))
    text = SPACE_AT_LINE_EDGE.sub("\n", SPACE.sub(" ", text)).strip(" ")
    return unicodedata.normalize("NFC", SURROGATE.sub("\ufffd", text))
