"""Which stretches of two texts of one article are the same, in time that no text can make long.

Tokens that stand once in both texts are the landmarks, their longest rising sequence the alignment, and between them
the same is done again (the method is known as patience diff). Each round is near-linear and the rounds are counted,
so that a text of one word repeated takes no longer than another; `difflib` needs cubic time for it.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter

import msgspec

MOST_ROUNDS = 24
"""How often stretches between landmarks are looked at again; what is left then is not aligned."""

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Alignment(msgspec.Struct, frozen=True):
    """The tokens of a text that another text has too, both in their order.

    Attributes:
        starts: where these tokens start in the one text, rising.
        ends: where they end in it.
        targets: where they start in the other text, rising.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    targets: tuple[int, ...]

    def carry(self, start: int, end: int) -> tuple[int, int] | None:
        """A span of the one text in the other; None where its first or its last token is not there."""
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.ends, end)
        if not (0 <= first <= last < len(self.starts)) or start >= self.ends[first] or end <= self.starts[last]:
            return None
        return (
            self.targets[first] + start - self.starts[first],
            self.targets[last] + end - self.starts[last],
        )


def align(one: str, other: str) -> Alignment:
    """The alignment of two texts, token by token."""
    ours, theirs = list(_TOKEN.finditer(one)), list(_TOKEN.finditer(other))
    pairs = _same([token[0] for token in ours], [token[0] for token in theirs])
    return Alignment(
        starts=tuple(ours[left].start() for left, _ in pairs),
        ends=tuple(ours[left].end() for left, _ in pairs),
        targets=tuple(theirs[right].start() for _, right in pairs),
    )


def _same(ours: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    """Places of the same tokens in both lists, rising in both."""
    pairs: list[tuple[int, int]] = []
    waiting = [(0, len(ours), 0, len(theirs))]
    for _ in range(MOST_ROUNDS):
        smaller = []
        for gap in waiting:
            start, end, first, last = gap
            while start < end and first < last and ours[start] == theirs[first]:
                pairs.append((start, first))
                start, first = start + 1, first + 1
            while start < end and first < last and ours[end - 1] == theirs[last - 1]:
                end, last = end - 1, last - 1
                pairs.append((end, last))
            landmarks = [
                (start + left, first + right) for left, right in _landmarks(ours[start:end], theirs[first:last])
            ]
            if landmarks:
                pairs += landmarks
                gaps = zip([(start - 1, first - 1), *landmarks], [*landmarks, (end, last)], strict=True)
                smaller += [(left + 1, right, low + 1, high) for (left, low), (right, high) in gaps]
        waiting = [gap for gap in smaller if gap[0] < gap[1] and gap[2] < gap[3]]
    return sorted(pairs)


def _landmarks(ours: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    """Places of tokens that stand once in both lists, as many as rise in both."""
    counts, other_counts = Counter(ours), Counter(theirs)
    place = {token: number for number, token in enumerate(theirs) if other_counts[token] == 1}
    unique = [(number, place[token]) for number, token in enumerate(ours) if counts[token] == 1 and token in place]
    tails: list[int] = []
    chosen: list[int] = []
    before: list[int | None] = []
    for number, (_, target) in enumerate(unique):
        at = bisect_left(tails, target)
        before.append(chosen[at - 1] if at else None)
        tails[at : at + 1], chosen[at : at + 1] = [target], [number]
    rising = []
    last = chosen[-1] if chosen else None
    while last is not None:
        rising.append(unique[last])
        last = before[last]
    return rising[::-1]
