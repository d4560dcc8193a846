"""Which texts are worth comparing: those whose signatures agree in a band, found by sorting and not by comparing all.

A signature has `BANDS` bands of `ROWS` numbers. Two texts with a Jaccard index of 0.2 agree in one with a chance of
0.98, with 0.1 of 0.62, with the 0.005 of unrelated news of 0.002.
"""

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from ontherecord.deduplicate.sketches import PERMUTATIONS, distinct

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from ontherecord.deduplicate.sketches import Signatures

ROWS = 2
BANDS = PERMUTATIONS // ROWS

LEAST_CONTAINMENT = 0.35
"""Share of the shorter text's runs that the longer one has in common with it, from which they are copies.

Copies of agency reports are cut, reordered and edited, and a Jaccard index counts what only one of them has: of the
usual 0.5 most of them fall short.
"""

STANDARD_ERRORS = 2
"""How far the estimate of a signature may be off before a pair is given up."""

MOST_NEIGHBOURS = 32
"""Texts with the same band that one is compared with, besides the first of them all: a story in a thousand papers must
not take a million comparisons."""

BY_CHANCE = 1 / 256
"""Share of the bytes that agree in signatures that have nothing in common."""

PAIRS_AT_ONCE = 16_384
PAIR_BYTES = 8
TEXTS_AT_ONCE = 512
"""Texts whose pairs are read back together."""


def candidate_pairs(
    signatures: "Signatures", lengths: "NDArray[numpy.int64]", file: IO[bytes]
) -> Iterator[tuple[int, int]]:
    """The pairs of texts that may be copies, by their numbers, the smaller first, in ascending order and each once.

    Those of each band wait in a file, for where all texts are made by one template each has thousands.

    Args:
        signatures: the signatures of all texts.
        lengths: how many runs each has.
        file: an empty file, which is read and written here only.
    """
    import numpy

    # One byte of each number is enough to compare, and four times as many are at hand for the processor.
    bytes_ = signatures.astype(numpy.uint8)
    count = max(len(signatures), 1)
    blocks = numpy.arange(0, count + TEXTS_AT_ONCE, TEXTS_AT_ONCE) * count
    ends = []
    written = 0
    for band in range(BANDS):
        found = [numpy.empty(0, numpy.int64)]
        first, second = _agreeing(signatures[:, band * ROWS : (band + 1) * ROWS])
        for start in range(0, len(first), PAIRS_AT_ONCE):
            some, others = first[start : start + PAIRS_AT_ONCE], second[start : start + PAIRS_AT_ONCE]
            agreement = (bytes_[some] == bytes_[others]).mean(axis=1)
            estimates = numpy.maximum(agreement - BY_CHANCE, 0) / (1 - BY_CHANCE)
            kept = _highest_containment(estimates, lengths[some], lengths[others]) >= LEAST_CONTAINMENT
            found.append(some[kept] * count + others[kept])
        pairs = distinct(numpy.concatenate(found))
        file.write(pairs.tobytes())
        ends.append(written + numpy.searchsorted(pairs, blocks))
        written += len(pairs)
    for block in range(len(blocks) - 1):
        parts = [_read(file, band_ends[block], band_ends[block + 1]) for band_ends in ends]
        pairs = distinct(numpy.concatenate(parts))
        yield from zip((pairs // count).tolist(), (pairs % count).tolist(), strict=True)


def _read(file: IO[bytes], start: int, end: int) -> "NDArray[numpy.int64]":
    """Some of the pairs that wait in a file."""
    import numpy

    file.seek(int(start) * PAIR_BYTES)
    return numpy.frombuffer(file.read(int(end - start) * PAIR_BYTES), dtype=numpy.int64)


def _highest_containment(
    jaccard: "NDArray[numpy.float64]", first: "NDArray[numpy.int64]", second: "NDArray[numpy.int64]"
) -> "NDArray[numpy.float64]":
    """The containment that follows from the Jaccard index, if that is higher than its estimate by the usual error."""
    import numpy

    # With no agreement at all the error would be none; one place more is assumed.
    error = numpy.sqrt((jaccard + 1 / PERMUTATIONS) * (1 - jaccard) / PERMUTATIONS)
    index = numpy.minimum(jaccard + STANDARD_ERRORS * error, 1)
    highest: NDArray[numpy.float64] = index / (1 + index) * (first + second) / numpy.minimum(first, second)
    return highest


def _agreeing(band: "Signatures") -> tuple["NDArray[numpy.int64]", "NDArray[numpy.int64]"]:
    """The pairs of texts that agree in a band; of many texts each with its neighbours and with the first of all."""
    import numpy

    keys = (band[:, 0].astype(numpy.uint64) << numpy.uint64(32)) | band[:, 1]
    order = numpy.argsort(keys, kind="stable")
    keys = keys[order]
    first, second = [order[:0]], [order[:0]]
    for distance in range(1, MOST_NEIGHBOURS + 1):
        same = keys[distance:] == keys[:-distance]
        if not same.any():
            break
        first.append(order[:-distance][same])
        second.append(order[distance:][same])
    else:
        first_of_all = numpy.searchsorted(keys, keys, side="left")
        is_far = numpy.arange(len(keys)) - first_of_all > MOST_NEIGHBOURS
        first.append(order[first_of_all[is_far]])
        second.append(order[is_far])
    return numpy.concatenate(first), numpy.concatenate(second)
