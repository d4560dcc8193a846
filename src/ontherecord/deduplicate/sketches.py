"""What is remembered of each text: a signature in memory, and its runs of words in a temporary file.

A signature is the MinHash of the set of runs (A. Z. Broder, On the resemblance and containment of documents, 1997):
the share of places at which two signatures are the same estimates the share of common runs, the Jaccard index.
"""

import functools
import hashlib
import zlib
from array import array
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Number = TypeVar("Number", numpy.uint32, numpy.int64)

    Runs = NDArray[numpy.uint32]
    """The different runs of words of a text, as hashes in ascending order."""

    Signatures = NDArray[numpy.uint32]
    """A row of `PERMUTATIONS` numbers for each text."""

RUN_WORDS = 3
"""Words of a run. Copies differ by single words, and longer runs would be broken by them."""

PERMUTATIONS = 192
SEED = 1
ARTICLES_AT_ONCE = 256
"""Texts whose signatures are computed together."""

MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd numbers that mix the hashes of the words of a run, each word by its place."""


def runs_of(text_words: Sequence[str]) -> "Runs":
    """The runs of three among the words of a text; a shorter text is one run."""
    import numpy

    hashes = numpy.array([_word_hash(word) for word in text_words], dtype=numpy.uint64)
    if not len(hashes):
        return numpy.empty(0, numpy.uint32)
    if len(hashes) < RUN_WORDS:
        hashes = numpy.concatenate([hashes, numpy.zeros(RUN_WORDS - len(hashes), numpy.uint64)])
    count = len(hashes) - RUN_WORDS + 1
    mixed = numpy.zeros(count, numpy.uint64)
    for place, multiplier in enumerate(MULTIPLIERS):
        mixed += hashes[place : place + count] * numpy.uint64(multiplier)
    return distinct((mixed >> numpy.uint64(32)).astype(numpy.uint32))


def distinct(values: "NDArray[Number]") -> "NDArray[Number]":
    """The different values in ascending order. `numpy.unique` hashes integers, which takes far longer with codes."""
    import numpy

    ordered = numpy.sort(values)
    is_first = numpy.ones(len(ordered), dtype=bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_first]


def containment(first: "Runs", second: "Runs") -> float:
    """The share of the runs of the shorter text that the longer one has too, from 0 to 1."""
    shorter = min(len(first), len(second))
    return common(first, second) / shorter if shorter else 0.0


def common(first: "Runs", second: "Runs") -> int:
    """How many runs two texts have in common."""
    import numpy

    return len(numpy.intersect1d(first, second, assume_unique=True))


COUNTERS = 2**22
"""Cells in which the texts with a run are counted; runs that share one look commoner than they are."""


class Sketches:
    """The signatures and runs of many texts, in the order in which they were added.

    Memory: 4 bytes for each of the `PERMUTATIONS`, under a kilobyte a text, and 16 MB for the counters. Disk: 4 bytes
    a run.
    """

    def __init__(self, file: IO[bytes]) -> None:
        """Keep the runs in an empty file, which is read and written here only."""
        import numpy

        self._counts = numpy.zeros(COUNTERS, numpy.uint32)
        self._signatures = array("I")
        self._ends = array("Q", [0])
        self._file = file
        self._waiting: list[Runs] = []

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, runs: "Runs") -> None:
        """Remember a text."""
        self._waiting.append(runs)
        self._ends.append(self._ends[-1] + len(runs))
        self._file.write(runs.tobytes())
        self._counts[runs % COUNTERS] += 1
        if len(self._waiting) >= ARTICLES_AT_ONCE:
            self._sign()

    def signatures(self) -> "Signatures":
        """The signatures of all texts."""
        import numpy

        self._sign()
        return numpy.frombuffer(self._signatures, dtype=numpy.uint32).reshape(-1, PERMUTATIONS)

    def lengths(self) -> "NDArray[numpy.int64]":
        """How many runs each text has."""
        import numpy

        return numpy.diff(numpy.frombuffer(self._ends, dtype=numpy.uint64)).astype(numpy.int64)

    def runs(self, number: int) -> "Runs":
        """The runs of a text, read back from disk."""
        import numpy

        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start * 4)
        return numpy.frombuffer(self._file.read((end - start) * 4), dtype=numpy.uint32)

    def telling(self, runs: "Runs", most: int) -> "Runs":
        """The runs that no more than so many texts have; others are phrases of the language and lines of pages."""
        return runs[self._counts[runs % COUNTERS] <= most]

    def _sign(self) -> None:
        if self._waiting:
            self._signatures.frombytes(signatures_of(self._waiting).tobytes())
            self._waiting = []


def signatures_of(sets: Sequence["Runs"]) -> "Signatures":
    """The MinHash signatures of sets of runs."""
    import numpy
    from rensa import RMinHash

    ends = numpy.cumsum([0, *map(len, sets)], dtype=numpy.uint64)
    hashes = numpy.concatenate(sets).astype(numpy.uint64) * numpy.uint64(MULTIPLIERS[0])
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(hashes, ends, PERMUTATIONS, SEED)
    return numpy.array(matrix.to_rows(), dtype=numpy.uint32)


def key_of(text_words: Sequence[str]) -> int:
    """The same number for texts of the same words; for others with a chance of 1 in 2^64."""
    folded = " ".join(text_words).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(folded, digest_size=8).digest(), "little")


@functools.lru_cache(maxsize=2**16)
def _word_hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
