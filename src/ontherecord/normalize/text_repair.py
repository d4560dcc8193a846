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

WESTERN = "windows-1252"

HIGHEST_LATIN_SHARE = 0.4
"""Share of bytes above 127 in texts of the Latin alphabet; others have more."""

STRAYS_AMONG_UTF_8 = 4
"""Stray bytes for each character in UTF-8 up to which a Latin text is a mixture of UTF-8 and another encoding."""

FEWEST_TO_GUESS_BY = 4
"""Bytes above 127 from which on they tell an encoding; fewer are read as Windows-1252, by far the commonest."""

SUPERSETS = {
    **dict.fromkeys(("ascii", "us-ascii", "iso8859-1", "cp1252", "latin-1", "ansi"), WESTERN),
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "unicode"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc_kr", "ks_c_5601-1987"), "cp949"),
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
"""What browsers read a declared encoding as (WHATWG Encoding Standard, section 4.2)."""

NEVER_DECLARED = frozenset(("utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape"))

LINE_END = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
HYPHENATION = re.compile("\u00ad[ \t]*\n[ \t]*")
"""A soft hyphen where it shows: the word goes on in the next line."""

SPACE = re.compile(r"[^\S\n]+")
SPACE_AT_LINE_EDGE = re.compile(r" ?\n ?")
SURROGATE = re.compile("[\ud800-\udfff]")


class Decoded(msgspec.Struct, frozen=True):
    """A text and the encoding it was in; `guessed` unless that was certain."""

    text: str
    encoding: str
    guessed: bool


class Repaired(msgspec.Struct, frozen=True):
    """A tidy text.

    Attributes:
        text: the text.
        mojibake: whether wrongly decoded characters were put right.
        invisible: how many invisible characters were taken out.
    """

    text: str
    mojibake: bool
    invisible: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode by byte order mark, by the declared encoding, as UTF-8, else by a guess.

    A declaration does not hold where the bytes are UTF-8 beyond ASCII, which no other encoding is by chance, or where
    they cannot be in it.

    Args:
        data: the bytes of a document.
        declared: the name of the encoding that the document declares.

    Raises:
        UnicodeDecodeError: a byte order mark promises an encoding that the rest does not keep.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            if encoding != "utf-8":
                return Decoded(data.decode(encoding), encoding, guessed=False)
            data = data.removeprefix(mark)
    codec = declared_codec(declared)
    try:
        if codec and data.isascii():
            return Decoded(data.decode(codec), codec, guessed=False)
        return Decoded(data.decode("utf-8"), "utf-8", guessed=False)
    except UnicodeDecodeError:
        return _declared(data, codec) or _guess(data)


def declared_codec(declared: str | None) -> str | None:
    """The codec of a declared encoding as browsers read it, None where it is unknown or no encoding of text."""
    label = (declared or "").strip().strip("\"'").lower()
    try:
        codec = codecs.lookup(SUPERSETS.get(label, label))
        "".encode(codec.name)  # fails for codecs that are none of text
    except (LookupError, ValueError):
        return None
    name = SUPERSETS.get(codec.name, codec.name)
    return None if name.replace("_", "-") in NEVER_DECLARED else name


def _declared(data: bytes, codec: str | None) -> Decoded | None:
    if codec is None or codec == "utf-8":
        return None
    if codec == WESTERN:
        return Decoded(_lenient(data, "ascii"), WESTERN, guessed=False)
    try:
        return Decoded(data.decode(codec), codec, guessed=False)
    except UnicodeDecodeError:
        return None


def _guess(data: bytes) -> Decoded:
    # Pages put together from several sources mix both encodings: what is UTF-8 is read as such, stray bytes are not.
    escaped = data.decode("utf-8", "surrogateescape")
    strays = len(SURROGATE.findall(escaped))
    whole = sum(character > "\x7f" for character in escaped) - strays
    is_latin = sum(byte > 127 for byte in data) <= HIGHEST_LATIN_SHARE * len(data)
    if whole >= 2 * strays or (is_latin and whole * STRAYS_AMONG_UTF_8 >= strays):
        return Decoded(_lenient(data, "utf-8"), f"utf-8 mixed with {WESTERN}", guessed=True)
    if strays < FEWEST_TO_GUESS_BY:
        return Decoded(_lenient(data, "ascii"), WESTERN, guessed=True)
    import chardet

    best = chardet.detect(data, encoding_era=chardet.EncodingEra.MODERN_WEB, prefer_superset=True)["encoding"]
    found = _declared(data, declared_codec(best)) or Decoded(_lenient(data, "ascii"), WESTERN, guessed=True)
    return msgspec.structs.replace(found, guessed=True)


def _lenient(data: bytes, encoding: str) -> str:
    """Decode in an encoding, and the bytes that are not in it as Windows-1252."""
    return SURROGATE.sub(_windows_1252, data.decode(encoding, "surrogateescape"))


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
    invisible = 0
    while True:
        mended = "\n".join(line if line.isascii() else ftfy.fix_text(line, config) for line in text.split("\n"))
        mojibake = mojibake or mended != text
        invisible += len(INVISIBLE.findall(LINE_END.sub("\n", mended)))
        tidied = tidy(mended)
        # Removing an invisible character can join what then reads as mojibake.
        if tidied == text:
            return Repaired(text, mojibake, invisible)
        text = tidied


def tidy(text: str) -> str:
    """Line ends as `\\n`, any run of spaces in a line as one space, none at its ends, no invisible characters, NFC."""
    text = INVISIBLE.sub("", HYPHENATION.sub("", LINE_END.sub("\n", text)))
    text = SPACE_AT_LINE_EDGE.sub("\n", SPACE.sub(" ", text)).strip(" ")
    return unicodedata.normalize("NFC", SURROGATE.sub("\ufffd", text))
