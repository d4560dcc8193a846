"""Lexical analysis: which vocabulary classes, numbers and numeric shapes begin at each token."""

import itertools
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


_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_SINGLE_QUOTES = frozenset({"'", "‘"})
_CLOCKS = frozenset({"CLOCK", "CLOCK.dotted"})
ENTRIES = 3
"""Paragraphs under a clock time that make an article a running report."""


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
    entries = [_entries_at(tokens, position) for position in range(len(tokens))]
    openings = _opening_times(tokens, entries)
    if not openings:
        return entries
    for position, found in enumerate(entries):
        if "CLOCK.dotted" in found:
            entries[position] = {**found, "CLOCK": found["CLOCK.dotted"]._replace(class_name="CLOCK")}
    for position, time in openings.items():
        entries[position] = {"CLOCK.entry": time._replace(class_name="CLOCK.entry")}
    return entries


def is_running_report(entries: Sequence[Entries]) -> bool:
    """Whether the paragraphs of an article stand under clock times."""
    return any("CLOCK.entry" in found for found in entries)


def is_match_report(tokens: Sequence[Token]) -> bool:
    """Whether an article counts the minutes of a match: "in the 62nd minute"."""
    return any(
        second.word == "minute" and (first.shape == "NTH" or first.word in _ORDINALS)
        for first, second in itertools.pairwise(tokens)
    )


def _opening_times(tokens: Sequence[Token], entries: Sequence[Entries]) -> Mapping[int, Entry]:
    """The clock times that open paragraphs, by position: three or more that go up or down the page, else none."""
    opening = [0, *(position + 1 for position, token in enumerate(tokens[:-1]) if token.ends_paragraph)]
    found = {
        position: entries[position].get("CLOCK") or entries[position]["CLOCK.dotted"]
        for position in opening
        if position < len(entries) and not _CLOCKS.isdisjoint(entries[position])
    }
    times = [str(time.value) for time in found.values()]
    return found if len(times) >= ENTRIES and (times == sorted(times) or times == sorted(times)[::-1]) else {}


def within_quotes(tokens: Sequence[Token], entries: Sequence[Entries]) -> list[bool]:
    """For each token whether it stands within quotation marks; a quotation ends with its paragraph."""
    quoted: list[bool] = []
    inside = False
    for position, (token, found) in enumerate(zip(tokens, entries, strict=True)):
        opens = "OPENING_QUOTE" in found or _opens_single_quote(tokens, position)
        inside = (inside or opens) and "CLOSING_QUOTE" not in found and not _closes_single_quote(tokens, position)
        inside ^= "EITHER_QUOTE" in found
        quoted.append(inside)
        inside = inside and not token.ends_paragraph
    return quoted


def _opens_single_quote(tokens: Sequence[Token], position: int) -> bool:
    """Whether a single mark stands directly before a word and not directly behind one."""
    if tokens[position].word not in _SINGLE_QUOTES or position + 1 == len(tokens):
        return False
    attached = position > 0 and tokens[position - 1].end == tokens[position].start
    following = tokens[position + 1]
    return not attached and following.start == tokens[position].end and following.shape == "WORD"


def _closes_single_quote(tokens: Sequence[Token], position: int) -> bool:
    """Whether a single mark stands directly behind a word or its full stop; not behind a plural: "months' notice"."""
    if tokens[position].word != "'" or position == 0:
        return False
    before = tokens[position - 1]
    return before.end == tokens[position].start and not before.word.endswith("s")


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


def _needs_capital(phrase: Phrase) -> bool:
    """Whether a word counts only with a capital letter; so does a month cut short ("224-6 dec")."""
    cut_short = phrase.class_name == "MONTH" and len(phrase.words[0]) == 3
    return cut_short or phrase.class_name in _CAPITAL_CLASSES


def _phrases_at(tokens: Sequence[Token], position: int) -> Iterator[Phrase]:
    word, following = tokens[position].word, tokens[position + 1].word if position + 1 < len(tokens) else ""
    for phrase in phrases().get((word, ""), ()):
        if tokens[position].capitalized or not _needs_capital(phrase):
            yield phrase
    for phrase in phrases().get((word, following), ()):
        length = len(phrase.words)
        if length == 2 or tuple(token.word for token in tokens[position : position + length]) == phrase.words:
            yield phrase
