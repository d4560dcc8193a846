"""Quotations: what is said, by which cue, and which words name the source."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec
from spacy.tokens import Doc

from ontherecord.annotate.quotations.attributions import Attribution, Offsets
from ontherecord.annotate.quotations.block_quotations import find_block_quotations
from ontherecord.annotate.quotations.comment_clauses import find_comment_clauses
from ontherecord.annotate.quotations.floating import find_floating_quotations
from ontherecord.annotate.quotations.marked import find_marked_quotations
from ontherecord.annotate.quotations.narration import Narration, read_narration
from ontherecord.annotate.quotations.reported_clauses import find_reported_clauses
from ontherecord.annotate.quotations.transcripts import find_transcript_quotations

__all__ = ["Attribution", "Offsets", "find_quotations"]


def find_quotations(doc: Doc) -> tuple[Attribution, ...]:
    """The quotations of a parsed article, in the order of the text."""
    narration = read_narration(doc)
    spoken = find_transcript_quotations(narration.text)
    blocks = find_block_quotations(narration)
    marked = find_marked_quotations(narration)
    clauses = (*find_reported_clauses(narration), *find_comment_clauses(narration))
    whole = (*spoken, *blocks)
    reported = (*whole, *_outside(whole, _without_nested(narration, _without_repetition((*marked, *clauses)))))
    found = (*reported, *_outside(reported, find_floating_quotations(narration)))
    return _with_numbered_groups(
        _with_broken_groups(sorted(found, key=lambda quotation: (quotation.start, quotation.end)))
    )


def _without_repetition(quotations: Iterable[Attribution]) -> Iterator[Attribution]:
    """The quotations without those that have the span of one before, or overlap one before under the same cue."""
    spans: set[Offsets] = set()
    by_cue: dict[Offsets | None, list[Attribution]] = {}
    for item in quotations:
        same_cue = by_cue.setdefault(item.cue, []) if item.cue is not None else []
        is_repeated = any(item.start < other.end and other.start < item.end for other in same_cue)
        if not is_repeated and (item.start, item.end) not in spans:
            spans.add((item.start, item.end))
            same_cue.append(item)
            yield item


def _without_nested(narration: Narration, quotations: Iterable[Attribution]) -> Iterator[Attribution]:
    """The quotations without what is said to have been said inside another one: `said he had told them that ...`."""
    listed = list(quotations)
    spans = sorted((item.start, item.end) for item in listed if item.kind != "direct")
    starts = [start for start, _ in spans]
    for item in listed:
        cue = item.cue[0] if item.cue is not None else 0
        start, end = spans[max(bisect_left(starts, cue) - 1, 0)] if spans else (0, 0)
        is_inside = start < cue < item.start and item.end <= end and "," not in narration.text[start:cue]
        if item.kind == "direct" or not is_inside:
            yield item


def _outside(taken: Sequence[Attribution], quotations: Iterable[Attribution]) -> Iterator[Attribution]:
    """The quotations that overlap none of those already taken."""
    covered = sorted((item.start, item.end) for item in taken)
    starts = [start for start, _ in covered]
    furthest = list(accumulate((end for _, end in covered), max))
    for item in quotations:
        before = bisect_left(starts, item.end)
        if before == 0 or furthest[before - 1] <= item.start:
            yield item


def _with_broken_groups(quotations: Sequence[Attribution]) -> Iterator[Attribution]:
    """The quotations, with a group for those whose cue stands between their parts."""
    before = {item.cue for item in quotations if item.cue is not None and item.end <= item.cue[0]}
    after = {item.cue for item in quotations if item.cue is not None and item.start >= item.cue[1]}
    for item in quotations:
        is_broken = item.cue is not None and item.cue in before and item.cue in after
        yield msgspec.structs.replace(item, group=f"cue{item.cue}") if is_broken else item


def _with_numbered_groups(quotations: Iterable[Attribution]) -> tuple[Attribution, ...]:
    numbers: dict[str | None, str | None] = {None: None}
    return tuple(
        msgspec.structs.replace(item, group=numbers.setdefault(item.group, f"g{len(numbers)}")) for item in quotations
    )
