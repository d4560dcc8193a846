"""How alike two texts are, told from a sample of their runs of words that is small enough to keep for each article."""

import zlib

from ontherecord.word_runs import words

SHINGLE_WORDS = 5
"""Words of a run; five in a row are seldom the same by chance."""
SKETCH_SIZE = 128
"""Runs of a sample; of a text with fewer the sample is the whole, and the likeness exact."""
PROBES = 8
"""Runs of a sample by which like texts are looked up."""
SHARED_PROBES = 2
"""How many of these two texts must share to be compared."""
NEARLY_THE_SAME = 0.8
"""Share of common runs from which two texts count as nearly the same."""


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of the runs of words in a text, in order: a sample that is the same for like texts.

    Source: the bottom-k sketch of A. Z. Broder, On the resemblance and containment of documents, 1997. Of the first
    `PROBES` hashes of two texts together, each is in both with the chance of their share of common runs. So two texts
    with a share of 0.8 have fewer than `SHARED_PROBES` in common with a chance of 1 in 11,000.
    """
    found = words(text)
    runs = (" ".join(found[start : start + SHINGLE_WORDS]) for start in range(max(len(found) - SHINGLE_WORDS + 1, 1)))
    return tuple(sorted({zlib.crc32(run.encode()) for run in runs})[:SKETCH_SIZE])


def likeness(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """The share of common runs of two texts, from 0 to 1, as their samples tell it."""
    sample = sorted({*first, *second})[:SKETCH_SIZE]
    return len(set(sample).intersection(first).intersection(second)) / len(sample) if sample else 0.0
