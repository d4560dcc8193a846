"""The head of a tag, what stands between `{` and `|`: read and written."""

import re
from collections.abc import Sequence
from typing import Literal, get_args

from ontherecord.findings import MALFORMED_TAG, MALFORMED_TIMEX_VALUE, UNKNOWN_LABEL, Code
from ontherecord.gold.labels import LABELS
from ontherecord.gold.model import (
    NOBODY,
    CueHead,
    DateHead,
    Head,
    OrganizationHead,
    QuotationHead,
    SpeakerHead,
)
from ontherecord.records import DateMod, DateType, MentionForm, QuotationKind
from ontherecord.timex import is_value

IdLetter = Literal["s", "o", "d", "q", "g"]
KINDS: tuple[QuotationKind, ...] = get_args(QuotationKind)
TYPES: tuple[DateType, ...] = get_args(DateType)
MODS: tuple[DateMod, ...] = get_args(DateMod)
FORMS: tuple[MentionForm, ...] = get_args(MentionForm)

CUE, SOURCE, PUBLISHED = "cue", "source", "published"

_ID = re.compile(r"([sodqg])[1-9][0-9]*")


class HeadError(Exception):
    """The head cannot be read; `code` is the finding that it becomes."""

    def __init__(self, message: str, code: Code = MALFORMED_TAG) -> None:
        super().__init__(message)
        self.code = code


def is_id(word: str, letter: IdLetter) -> bool:
    """Whether a word is an id with this letter, such as `s1`."""
    match = _ID.fullmatch(word)
    return match is not None and match[1] == letter


def read_head(head: str) -> Head:
    """The head of a tag.

    Raises:
        HeadError: it follows none of the five forms.
    """
    first, *rest = head.split() or [""]
    if first == CUE:
        return CueHead(_quotation_ids(rest, "a cue"))
    if is_id(first, "o"):
        _expect_nothing(rest)
        return OrganizationHead(first)
    if is_id(first, "s"):
        return _read_speaker(first, rest)
    if is_id(first, "q"):
        return _read_quotation(first, rest)
    if is_id(first, "d"):
        return _read_date(first, rest)
    raise HeadError(f"a tag begins with an id such as o1, s1, q1, d1 or with cue, not with {first!r}")


def write_head(head: Head) -> str:
    """The head as `read_head` reads it."""
    match head:
        case OrganizationHead(id=identifier):
            words = [identifier]
        case CueHead(cue_of=ids):
            words = [CUE, *ids]
        case SpeakerHead():
            form = [] if head.form == "name" else [head.form]
            words = [head.id, *form, *([SOURCE, *head.source_of] if head.source_of else [])]
        case QuotationHead():
            options = {"group": head.group, "for": head.on_behalf_of, "on": head.date_id}
            words = [head.id, head.kind, head.speaker_id or NOBODY, *_written(options), *head.labels]
        case DateHead():
            words = [head.id, head.type, head.value, *_written({"mod": head.mod, "anchor": head.anchor})]
    return " ".join(words)


def _read_speaker(identifier: str, words: Sequence[str]) -> SpeakerHead:
    ids = [word for word in words if is_id(word, "q")]
    others = [word for word in words if word not in ids]
    unknown = [word for word in others if word != SOURCE and word not in FORMS]
    if unknown:
        raise HeadError(f"{unknown[0]!r} is no option of a speaker; there are nominal, pronoun and source")
    forms = [form for form in FORMS if form in others]
    if len(forms) > 1 or len(set(others)) < len(others):
        raise HeadError("a mention has one form, and source stands once")
    if (SOURCE in others) != bool(ids):
        raise HeadError("source and the ids of its quotations belong together, such as source q1 q2")
    return SpeakerHead(identifier, forms[0] if forms else "name", _quotation_ids(ids, "a source") if ids else ())


def _read_quotation(identifier: str, words: Sequence[str]) -> QuotationHead:
    if len(words) < 2:
        raise HeadError(f"{identifier} needs a kind and a speaker, such as {identifier} direct s1")
    kind = next((known for known in KINDS if known == words[0]), None)
    if kind is None:
        raise HeadError(f"{words[0]!r} is no kind of quotation; there are {', '.join(KINDS)}")
    if words[1] != NOBODY and not is_id(words[1], "s"):
        raise HeadError(f"after the kind stands the speaker, an id such as s1 or -, not {words[1]!r}")
    options, labels = _options(words[2:], ("group", "for", "on"))
    group = _reference(options, "group", "g")
    on_behalf_of = NOBODY if options.get("for") == NOBODY else _reference(options, "for", "o")
    date_id = _reference(options, "on", "d")
    for place, label in enumerate(labels):
        if label not in LABELS:
            raise HeadError(f"{label!r} is no label", UNKNOWN_LABEL)
        if label in labels[:place]:
            raise HeadError(f"the label {label} stands twice")
    speaker = None if words[1] == NOBODY else words[1]
    return QuotationHead(identifier, kind, speaker, group, on_behalf_of, date_id, tuple(labels))


def _read_date(identifier: str, words: Sequence[str]) -> DateHead:
    if len(words) < 2:
        raise HeadError(f"{identifier} needs a type and a value, such as {identifier} DATE 2024-09-02")
    type_ = next((known for known in TYPES if known == words[0]), None)
    if type_ is None:
        raise HeadError(f"{words[0]!r} is no type; there are {', '.join(TYPES)}")
    if not is_value(words[1]):
        raise HeadError(f"{words[1]!r} is no value of TIMEX3", MALFORMED_TIMEX_VALUE)
    options, others = _options(words[2:], ("mod", "anchor"))
    _expect_nothing(others)
    mod = next((known for known in MODS if known == options.get("mod")), None)
    if mod is None and "mod" in options:
        raise HeadError(f"mod={options['mod']}: there are {', '.join(MODS)}")
    anchor = PUBLISHED if options.get("anchor") == PUBLISHED else _reference(options, "anchor", "d")
    return DateHead(identifier, type_, words[1], mod, anchor)


def _reference(options: dict[str, str], key: str, letter: IdLetter) -> str | None:
    value = options.get(key)
    if value is not None and not is_id(value, letter):
        raise HeadError(f"{key}={value}: an id such as {letter}1 is expected")
    return value


def _options(words: Sequence[str], known: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The options `key=value` among the words, and the other words."""
    options: dict[str, str] = {}
    others = []
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            others.append(word)
        elif key not in known:
            raise HeadError(f"{key}= is no option here; there are {', '.join(known)}")
        elif key in options:
            raise HeadError(f"{key}= stands twice")
        else:
            options[key] = value
    return options, others


def _quotation_ids(words: Sequence[str], what: str) -> tuple[str, ...]:
    if not words:
        raise HeadError(f"{what} names its quotations, such as q1 or q1 q2")
    for place, word in enumerate(words):
        if not is_id(word, "q"):
            raise HeadError(f"{what} names quotations such as q1, not {word!r}")
        if word in words[:place]:
            raise HeadError(f"{word} stands twice")
    return tuple(words)


def _expect_nothing(words: Sequence[str]) -> None:
    if words:
        raise HeadError(f"{words[0]!r} has no meaning here")


def _written(options: dict[str, str | None]) -> list[str]:
    return [f"{key}={value}" for key, value in options.items() if value is not None]
