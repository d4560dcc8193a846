"""The pattern language of the grammar and its matcher.

A pattern is a row of elements: a CLASS of the vocabulary, a literal word, `*` (any token), a named PART (itself a
pattern), a group `(a | b c)`, each optional with `?`. `[` and `]` mark what is annotated, the rest is context.
`!X` in front of `[` says that no X stands before the match, after `]` that no X follows.

Patterns have no repetition: a grammar is a finite set of rows of terminals, kept as a tree. The matcher walks that tree
with every token as a starting point, so its steps are linear in the number of tokens, for each bounded by the tree.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.annotate.dates.lexicon import Entries, Entry
from ontherecord.annotate.dates.tokens import Token
from ontherecord.annotate.dates.vocabulary import Value

_ELEMENT = re.compile(r"[()|?\[\]]|[^\s()|?\[\]]+|\s+")
_OPEN, _CLOSE, _NOT = "[", "]", "!"
_ANY_WORD = "*"

Row = tuple[str, ...]
"""Terminals and marks of one way to read a pattern."""


class Match(NamedTuple):
    """One candidate: the annotated tokens `start:end`, the reading that the grammar gives it, and its lexical items."""

    start: int
    end: int
    rank: int
    reading: str
    entries: tuple[Entry, ...]

    def get(self, kind: str, place: int = 0) -> Entry | None:
        """The lexical item of a kind (`MONTH` also finds `MONTH.ambiguous`), the first or the one at `place`."""
        found = [entry for entry in self.entries if entry.kind == kind]
        return found[place] if place < len(found) else None

    def inside(self, kind: str) -> Entry | None:
        """The first lexical item of a kind within the annotated tokens."""
        return next(
            (entry for entry in self.entries if entry.kind == kind and self.start < entry.end <= self.end), None
        )

    def value(self, kind: str) -> Value | None:
        """The value of a kind, from the annotated tokens if they have it, else from those around."""
        entry = self.inside(kind) or self.get(kind)
        return entry.value if entry else None

    def integer(self, kind: str) -> int | None:
        """The value of a kind whose values are whole numbers."""
        value = self.value(kind)
        return None if value is None else int(value)

    def words(self) -> frozenset[Value]:
        """The literal words of the pattern."""
        return frozenset(entry.value for entry in self.entries if not entry.kind)


class _Ending(NamedTuple):
    rank: int
    reading: str
    opening: int
    closing: int
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]


class _Node:
    """A place in the tree: what may come next, and which patterns end here."""

    def __init__(self) -> None:
        self.next: dict[str, _Node] = defaultdict(_Node)
        self.endings: list[_Ending] = []


class Grammar:
    """All patterns as one tree of terminals."""

    def __init__(self, parts: Mapping[str, str], rules: Iterable[tuple[str, str]]) -> None:
        """Compile rules, pairs of reading and pattern, with their named parts."""
        self._root = _Node()
        compiled: dict[str, list[Row]] = {}
        for name, pattern in parts.items():
            compiled[name] = rows_of(pattern, compiled)
        for rank, (reading, pattern) in enumerate(rules):
            for row in rows_of(pattern, compiled):
                self._add(row, rank, reading)

    def _add(self, row: Row, rank: int, reading: str) -> None:
        opening, closing = row.index(_OPEN), row.index(_CLOSE) - 1
        not_before = tuple(element[1:] for element in row[:opening] if element.startswith(_NOT))
        not_after = tuple(element[1:] for element in row[closing:] if element.startswith(_NOT))
        node = self._root
        for element in row:
            if not element.startswith((_OPEN, _CLOSE, _NOT)):
                node = node.next[element]
        shift = len(not_before)
        node.endings.append(_Ending(rank, reading, opening - shift, closing - shift, not_before, not_after))

    def matches(self, tokens: Sequence[Token], entries: Sequence[Entries]) -> Iterator[Match]:
        """Every match of every pattern."""
        for first in range(len(tokens)):
            walks: list[tuple[_Node, int, tuple[Entry, ...]]] = [(self._root, first, ())]
            while walks:
                node, position, path = walks.pop()
                for ending in node.endings:
                    if _in_context(ending, tokens, entries, first, position):
                        start, end = _annotated(ending, first, path)
                        yield Match(start, end, ending.rank, ending.reading, path)
                if position == len(tokens):
                    continue
                word = tokens[position].word
                for literal in (word, _ANY_WORD):
                    if literal in node.next:
                        walks.append((node.next[literal], position + 1, (*path, Entry("", word, position + 1))))
                for class_name, entry in entries[position].items():
                    if class_name in node.next:
                        walks.append((node.next[class_name], entry.end, (*path, entry)))


def _in_context(
    ending: _Ending, tokens: Sequence[Token], entries: Sequence[Entries], first: int, position: int
) -> bool:
    if first and any(_is(terminal, tokens[first - 1], entries[first - 1]) for terminal in ending.not_before):
        return False
    return position == len(tokens) or not any(
        _is(terminal, tokens[position], entries[position]) for terminal in ending.not_after
    )


def _is(terminal: str, token: Token, entries: Entries) -> bool:
    return token.word == terminal or terminal in entries


def _annotated(ending: _Ending, first: int, path: tuple[Entry, ...]) -> tuple[int, int]:
    boundaries = [first, *(entry.end for entry in path)]
    return boundaries[ending.opening], boundaries[ending.closing]


def longest(matches: Iterable[Match]) -> list[Match]:
    """Matches without overlap in the order of the text: the first, of those the longest, of those the first rule's."""
    chosen: list[Match] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end, match.rank)):
        if not chosen or match.start >= chosen[-1].end:
            chosen.append(match)
    return chosen


def rows_of(pattern: str, parts: Mapping[str, list[Row]]) -> list[Row]:
    """All rows of terminals that a pattern stands for.

    Raises:
        ValueError: a bracket has no partner.
    """
    elements = [element for element in _ELEMENT.findall(pattern) if not element.isspace()]
    rows, rest = _alternatives(elements, parts)
    if rest:
        raise ValueError(f"unbalanced pattern: {pattern}")
    return rows


def _alternatives(elements: list[str], parts: Mapping[str, list[Row]]) -> tuple[list[Row], list[str]]:
    rows, rest = _sequence(elements, parts)
    while rest and rest[0] == "|":
        more, rest = _sequence(rest[1:], parts)
        rows = rows + more
    return rows, rest


def _sequence(elements: list[str], parts: Mapping[str, list[Row]]) -> tuple[list[Row], list[str]]:
    rows: list[Row] = [()]
    while elements and elements[0] not in ("|", ")"):
        head, *elements = elements
        if head == "(":
            choices, rest = _alternatives(elements, parts)
            if not rest:
                raise ValueError("a group of a pattern is not closed")
            elements = rest[1:]
        else:
            choices = parts.get(head, [(head,)])
        if elements and elements[0] == "?":
            choices, elements = [*choices, ()], elements[1:]
        rows = [(*row, *choice) for row, choice in itertools.product(rows, choices)]
    return rows, elements
