"""Lexical analysis: which vocabulary classes, numbers and numeric shapes begin at each token."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.annotate.dates.numerals import CLASSES_BY_SHAPE, number_at
from ontherecord.annotate.dates.tokens import Token
from ontherecord.annotate.dates.vocabulary import Phrase, Value, phrases

# Words of these classes count only with a capital letter; phrases of several words are clear without it.
_CAPITAL_CLASSES = frozenset(
    {
        "MONTH.ambiguous",
        "WEEKDAY",
        "WEEKDAY.short",
        "WEEKDAYS",
        "ZONE",
        "HOLIDAY",
        "NAME_TAIL",
        "NAME_HEAD",
        "BEFORE_CHRIST",
        "ANNO_DOMINI",
    }
)


class Entry(NamedTuple):
    """A lexical item that begins at a token: its class, its value and the token after its last one."""

    class_name: str
    value: Value
    end: int

    @property
    def kind(self) -> str:
        """The class without its suffix."""
        return self.class_name.partition(".")[0]


Entries = Mapping[str, Entry]
_NOTHING: Entries = {}


def analyse(tokens: Sequence[Token]) -> list[Entries]:
    """For each token the lexical items that begin there, by class; the longest of each class."""
    return [_entries_at(tokens, position) for position in range(len(tokens))]


def within_quotes(tokens: Sequence[Token], entries: Sequence[Entries]) -> list[bool]:
    """For each token whether it stands within quotation marks; a quotation ends with its paragraph."""
    quoted: list[bool] = []
    inside = False
    for token, found in zip(tokens, entries, strict=True):
        inside = (inside or "OPENING_QUOTE" in found) and "CLOSING_QUOTE" not in found
        inside ^= "EITHER_QUOTE" in found
        quoted.append(inside)
        inside = inside and not token.ends_paragraph
    return quoted


def _entries_at(tokens: Sequence[Token], position: int) -> Entries:
    token = tokens[position]
    found: dict[str, Entry] = {}
    if classify := CLASSES_BY_SHAPE.get(token.shape):
        found = {class_name: Entry(class_name, value, position + 1) for class_name, value in classify(token.word)}
    for phrase in _phrases_at(tokens, position):
        end = position + len(phrase.words)
        if phrase.class_name not in found or found[phrase.class_name].end < end:
            found[phrase.class_name] = Entry(phrase.class_name, phrase.value, end)
    if token.shape == "NUMERAL" or "CARDINAL" in found or "SCALE" in found:
        number = number_at(tokens, position)
        if number:
            found["NUMBER"] = Entry("NUMBER", *number)
    return found or _NOTHING


def _phrases_at(tokens: Sequence[Token], position: int) -> Iterator[Phrase]:
    word, following = tokens[position].word, tokens[position + 1].word if position + 1 < len(tokens) else ""
    for phrase in phrases().get((word, ""), ()):
        if tokens[position].capitalized or phrase.class_name not in _CAPITAL_CLASSES:
            yield phrase
    for phrase in phrases().get((word, following), ()):
        length = len(phrase.words)
        if length == 2 or tuple(token.word for token in tokens[position : position + length]) == phrase.words:
            yield phrase
