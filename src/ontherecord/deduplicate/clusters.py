"""From pairs of copies to clusters: one story each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ontherecord.deduplicate.candidates import LEAST_CONTAINMENT
from ontherecord.deduplicate.sketches import Sketches, common, containment

if TYPE_CHECKING:
    from ontherecord.deduplicate.sketches import Runs

FEWEST_RUNS = 12
"""Telling runs below which a text can only be an exact copy: a few phrases would make it one of anything."""

COMMON_SHARE, COMMON_TEXTS = 100, 50
"""A run is telling that at most every hundredth text has, and at least 50 may have; others stand on every page."""

LEAST_RELATED, RARE_TEXTS = 0.08, 12
"""Share of the shorter text's runs that two copies of one text have in common, however badly they were cut, and in how
many texts such runs stand."""

CLEAR_MAJORITY = 0.9
"""Share of the copies of a text that tell one story, from which it is taken for that story and not for a round-up."""

MOST_STORIES = 16
"""Different stories that are told apart among the copies of one text."""

SURE_JACCARD = 0.5
"""Jaccard index from which common runs count too: a story in so many papers that all its runs are common."""


def clustered(pairs: Iterable[tuple[int, int]], rank: Sequence[int], sketches: Sketches) -> Mapping[int, int]:
    """For each text that has copies, the text by whose number their cluster goes.

    Args:
        pairs: the pairs that may be copies; those with one first text stand together.
        rank: the order of the texts; the least is preferred.
        sketches: what is remembered of the texts.
    """
    return stories(copies_among(pairs, sketches), rank, lambda first, second: related(first, second, sketches))


def copies_among(pairs: Iterable[tuple[int, int]], sketches: Sketches) -> list[tuple[int, int]]:
    """The pairs whose texts really are copies."""
    copies = []
    most = _most_texts(sketches)
    before, runs = -1, sketches.runs(0) if len(sketches) else None
    for first, second in pairs:
        if first != before:
            before, runs = first, sketches.runs(first)
        if runs is not None and _are_copies(runs, sketches.runs(second), sketches, most):
            copies.append((first, second))
    return copies


def related(first: int, second: int, sketches: Sketches) -> bool:
    """Whether two texts have more in common than phrases of the language and lines of pages."""
    runs, others = sketches.runs(first), sketches.runs(second)
    rare, other_rare = (sketches.telling(some, RARE_TEXTS) for some in (runs, others))
    if min(len(rare), len(other_rare)) < FEWEST_RUNS:
        return containment(runs, others) >= LEAST_CONTAINMENT
    return containment(rare, other_rare) >= LEAST_RELATED


def _most_texts(sketches: Sketches) -> int:
    return max(len(sketches) // COMMON_SHARE, COMMON_TEXTS)


def _are_copies(first: "Runs", second: "Runs", sketches: Sketches, most: int) -> bool:
    shared = common(first, second)
    if shared < LEAST_CONTAINMENT * min(len(first), len(second)):
        return False
    if shared >= SURE_JACCARD * (len(first) + len(second) - shared):
        return min(len(first), len(second)) >= FEWEST_RUNS
    telling, others = sketches.telling(first, most), sketches.telling(second, most)
    return min(len(telling), len(others)) >= FEWEST_RUNS and containment(telling, others) >= LEAST_CONTAINMENT


def stories(
    copies: Iterable[tuple[int, int]], rank: Sequence[int], are_related: Callable[[int, int], bool]
) -> Mapping[int, int]:
    """For each text that has copies, the text by whose number their cluster goes.

    A cluster is all that hangs together, but a text joins only copies that tell one story: a round-up prints several,
    and would make one of them.

    Args:
        copies: pairs of texts.
        rank: the order of the texts; a cluster goes by the least.
        are_related: whether two texts have anything in common.
    """
    neighbours: dict[int, set[int]] = {}
    for first, second in copies:
        neighbours.setdefault(first, set()).add(second)
        neighbours.setdefault(second, set()).add(first)

    def one_story(text: int) -> frozenset[int]:
        order = sorted(neighbours[text], key=lambda other: (-len(neighbours[other]), rank[other]))
        return _one_story(order, lambda one, other: other in neighbours[one] or are_related(one, other))

    joined = {text: one_story(text) for text in neighbours}
    cluster_of: dict[int, int] = {}
    for text in sorted(neighbours, key=rank.__getitem__):
        waiting = [] if text in cluster_of else [text]
        while waiting:
            member = waiting.pop()
            cluster_of[member] = text
            waiting += [other for other in joined[member] if other not in cluster_of and member in joined[other]]
    return cluster_of


def _one_story(texts: Sequence[int], are_related: Callable[[int, int], bool]) -> frozenset[int]:
    """Those of the texts that tell the story of most of them; none where no story has clearly most."""
    groups: list[list[int]] = []
    for text in texts:
        group = next((group for group in groups if are_related(group[0], text)), None)
        if group:
            group.append(text)
        elif len(groups) < MOST_STORIES:
            groups.append([text])
    largest = max(groups, key=len, default=[])
    return frozenset(largest if len(largest) >= CLEAR_MAJORITY * len(texts) else ())
