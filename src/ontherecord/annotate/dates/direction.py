"""Whether a clause looks back or ahead: from the verbs around an expression and the preposition before it.

With part-of-speech tags (Penn Treebank) the tense of a verb is read from its tag, without them from word lists.
Only a window of the sentence is read, so the cost of one expression is bounded.
"""

import enum
import functools
from collections.abc import Sequence
from typing import NamedTuple

from ontherecord.annotate.dates.tokens import Token
from ontherecord.annotate.dates.vocabulary import table

WINDOW_BEFORE = 30
WINDOW_AFTER = 15
INFINITIVE_REACH = 7
"""Tokens before an expression among which "to" with its verb makes "by" look ahead."""


class Direction(enum.Enum):
    """Where a clause looks from the day of publication."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


class _Words(NamedTuple):
    past: frozenset[str]
    future: frozenset[str]
    future_before_infinitive: frozenset[str]
    present: frozenset[str]
    timeless: frozenset[str]
    ahead: frozenset[str]
    back: frozenset[str]


@functools.cache
def _words() -> _Words:
    return _Words(**{name: frozenset(words) for name, words in table("tense.toml").items()})


def direction(tokens: Sequence[Token], tags: Sequence[str], start: int, end: int) -> Direction:
    """Where the clause around the tokens `start:end` looks; `tags` has one tag a token, empty where unknown."""
    if _leads_ahead(tokens, start):
        return Direction.FUTURE
    before = range(start - 1, max(-1, start - 1 - WINDOW_BEFORE), -1)
    after = range(end, min(len(tokens), end + WINDOW_AFTER))
    found = _nearest(tokens, tags, _within_sentence(tokens, before, leftward=True), start)
    if found is Direction.UNKNOWN:
        found = _nearest(tokens, tags, _within_sentence(tokens, after, leftward=False), start)
    return found if found is not Direction.UNKNOWN else _from_preposition(tokens, start)


def _leads_ahead(tokens: Sequence[Token], start: int) -> bool:
    """Whether the words directly before look ahead under any verb: "ahead of", "to pay by", "is on"."""
    before = [token.word for token in tokens[max(0, start - INFINITIVE_REACH) : start]]
    match before:
        case [*_, "ahead", "of"] | [*_, "is" | "are"] | [*_, "is" | "are", "on"]:
            return True
        case [*earlier, _, "by" | "before"]:
            return "to" in earlier
    return False


def _within_sentence(tokens: Sequence[Token], positions: range, *, leftward: bool) -> list[int]:
    inside = []
    for position in positions:
        if leftward and tokens[position].ends_sentence:
            break
        inside.append(position)
        if tokens[position].ends_sentence:
            break
    return inside


def _nearest(tokens: Sequence[Token], tags: Sequence[str], positions: Sequence[int], start: int) -> Direction:
    for position in positions:
        found = _cue(tokens, tags, position, start)
        if found is not Direction.UNKNOWN:
            return found
    return Direction.UNKNOWN


def _cue(tokens: Sequence[Token], tags: Sequence[str], position: int, start: int) -> Direction:
    """Where one word looks: most words look nowhere, nouns never do."""
    words, word, tag = _words(), tokens[position].word, tags[position]
    if tag.startswith("NN") or (word == "may" and tokens[position].capitalized):
        return Direction.UNKNOWN
    if _looks_ahead(tokens, tags, position, start):
        return Direction.FUTURE
    past = tag in ("VBD", "VBN") or word in words.past or (not tag and _looks_regular(tokens[position]))
    passive_present = position > 0 and tokens[position - 1].word in words.present
    return Direction.PAST if past and not passive_present else Direction.UNKNOWN


def _looks_ahead(tokens: Sequence[Token], tags: Sequence[str], position: int, start: int) -> bool:
    words, word, tag = _words(), tokens[position].word, tags[position]
    after_present = position > 0 and tokens[position - 1].word in words.present
    following = tokens[position + 1].word if position + 1 < len(tokens) else ""
    leads = following in ("to", "for") or position + (2 if after_present else 1) == start
    if word in words.future or (leads and word in words.future_before_infinitive):
        return True
    if word in words.present and following in ("to", "going", "due", "not"):
        return True
    if word in ("was", "were") and following == "to":
        return True
    if after_present:
        return tag == "VBG" or (not tag and word.endswith("ing"))
    return tag in ("VBZ", "VBP") and word not in words.timeless


def _looks_regular(token: Token) -> bool:
    return token.word.endswith("ed") and len(token.word) > 4 and not token.capitalized


def _from_preposition(tokens: Sequence[Token], start: int) -> Direction:
    before = tokens[start - 1].word if start else ""
    if before in _words().ahead:
        return Direction.FUTURE
    return Direction.PAST if before in _words().back else Direction.UNKNOWN
