"""When a predicted span or name counts as the gold one."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

Offsets = tuple[int, int]

MARGIN = frozenset(" \t\n\"'“”‘’«»„‟‚‹›`´,.;:!?-–—…")
"""Characters at the ends of a quotation that do not matter: marks, spaces, closing punctuation."""

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady sen senator rep gov governor president secretary minister "
    "prime premier mayor judge gen general col capt captain lt sgt chief rev the a an former".split()
)
"""Words in front of a name that are no part of it."""

COMMON_WORDS = frozenset(
    "of the and for in on at a an de la al van von department ministry government party university court company "
    "group".split()
)
"""Words that alone do not make two names the same."""

MOST_EXTRA_WORDS = 4

Gold = TypeVar("Gold")
Predicted = TypeVar("Predicted")


def trim(text: str, span: Offsets) -> Offsets:
    """The span without the characters of `MARGIN` at both ends."""
    start, end = span
    while start < end and text[start] in MARGIN:
        start += 1
    while start < end and text[end - 1] in MARGIN:
        end -= 1
    return start, end


def trim_name(text: str, span: Offsets) -> Offsets:
    """The span without a leading "the" and a trailing "'s"."""
    start, end = span
    if text[start:end].lower().startswith("the "):
        start += len("the ")
    if text[start:end].endswith(("'s", "’s")):
        end -= len("'s")
    return start, end


def overlap(one: Offsets, other: Offsets) -> int:
    """How many code points two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def intersection_over_union(one: Offsets, other: Offsets) -> float:
    """Shared code points as a part of those that either span covers, 0 to 1."""
    shared = overlap(one, other)
    return shared / (one[1] - one[0] + other[1] - other[0] - shared) if shared else 0.0


def pair(
    gold: Sequence[Gold], predicted: Sequence[Predicted], likeness: Callable[[Gold, Predicted], float]
) -> list[tuple[Gold, Predicted]]:
    """Pairs of like items, the likest first, none used twice; a likeness of 0 makes no pair."""
    candidates = [
        (-likeness(one, other), left, right) for left, one in enumerate(gold) for right, other in enumerate(predicted)
    ]
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for unlikeness, left, right in sorted(candidates):
        if unlikeness < 0 and left not in used_left and right not in used_right:
            used_left.add(left)
            used_right.add(right)
            pairs.append((gold[left], predicted[right]))
    return pairs


def words(phrase: str) -> list[str]:
    """The words of a phrase in lower case, without possessive endings and full stops."""
    return [word.strip(".").lower() for word in re.findall(r"\w[\w'’.-]*", re.sub(r"['’]s\b", "", phrase))]


def name_words(name: str) -> list[str]:
    """The words of a name without the titles in front of it; a bare title stays."""
    found = words(name)
    start = next((place for place, word in enumerate(found) if word not in TITLES), 0)
    return found[start:]


def same_name(one: str, other: str) -> bool:
    """Whether all words of the shorter name stand in the longer one, which has few words more."""
    shorter, longer = sorted((name_words(one), name_words(other)), key=len)
    tells_something = bool(set(shorter) - COMMON_WORDS)
    return tells_something and set(shorter) <= set(longer) and len(longer) - len(shorter) <= MOST_EXTRA_WORDS


def same_description(predicted: str, gold: str) -> bool:
    """Whether a role or affiliation has at least half of the gold's telling words and is not much longer."""
    function_words = {"the", "a", "an", "of", "for"}
    got, want = set(words(predicted)) - function_words, set(words(gold)) - function_words
    return 2 * len(got & want) >= len(want) and len(got) <= len(want) + MOST_EXTRA_WORDS
