"""Languages by name and code: what tables and news databases write becomes a BCP 47 tag."""

import re
from collections.abc import Callable

LANGUAGES = {
    "af": "afrikaans", "ar": "arabic", "bg": "bulgarian", "bn": "bengali bangla", "bs": "bosnian", "ca": "catalan",
    "cs": "czech", "cy": "welsh", "da": "danish", "de": "german deutsch", "el": "greek",
    "en": "english englisch anglais inglés ingles inglese", "es": "spanish español castilian", "et": "estonian",
    "eu": "basque", "fa": "persian farsi", "fi": "finnish", "fr": "french français francais", "ga": "irish",
    "gl": "galician", "gu": "gujarati", "he": "hebrew", "hi": "hindi", "hr": "croatian", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "is": "icelandic", "it": "italian italiano", "ja": "japanese",
    "ka": "georgian", "ko": "korean", "lt": "lithuanian", "lv": "latvian", "mk": "macedonian", "mr": "marathi",
    "ms": "malay", "mt": "maltese", "nl": "dutch flemish nederlands", "no": "norwegian bokmål bokmal",
    "pa": "punjabi", "pl": "polish", "pt": "portuguese português portugues", "ro": "romanian", "ru": "russian",
    "sk": "slovak", "sl": "slovenian slovene", "sq": "albanian", "sr": "serbian", "sv": "swedish", "sw": "swahili",
    "ta": "tamil", "te": "telugu", "th": "thai", "tl": "tagalog filipino", "tr": "turkish", "uk": "ukrainian",
    "ur": "urdu", "vi": "vietnamese", "zh": "chinese mandarin",
}  # fmt: skip
"""ISO 639-1 code and names of the languages in which news is commonly indexed."""

THREE_LETTERS = dict(
    zip(
        "eng deu ger fra fre spa ita por nld dut swe dan nor fin pol rus ukr ara zho chi jpn kor tur heb hin".split(),
        "en de de fr fr es it pt nl nl sv da no fi pl ru uk ar zh zh ja ko tr he hi".split(),
        strict=True,
    )
)
"""Codes of ISO 639-2 and 639-3 that stand for the same languages."""

TAGS = {name: code for code, names in LANGUAGES.items() for name in names.split()}
CODE = re.compile(r"([a-z]{2,3})(?:[-_]([a-z0-9]{2,8}))?", re.IGNORECASE)


def language_tag(text: str) -> str | None:
    """The tag of a language given by name or code (`English`, `ENGLISH`, `eng`, `en_US`), the first of several.

    None where it is not known.
    """
    first = re.split(r"[;,/|(]", text)[0].strip()
    if tag := TAGS.get(first.casefold()):
        return tag
    match = CODE.fullmatch(first)
    if match is None:
        return None
    code = THREE_LETTERS.get(match[1].casefold(), match[1].casefold())
    return f"{code}-{match[2]}" if match[2] else code


def canonical_tag(tag: str) -> str:
    """A BCP 47 tag in its usual case, `en-GB` or `zh-Hant`, so that one language has one name (RFC 5646, 2.1.1)."""
    code, *rest = tag.lower().split("-")
    return "-".join([code, *(_CASE.get(len(part), str)(part) for part in rest)])


_CASE: dict[int, Callable[[str], str]] = {2: str.upper, 4: str.title}
"""How a subtag of so many letters is written: a region, a script."""
