"""Compressed files are read like what they hold; damage and bombs are findings."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from .packing import ARTICLE, TEXT, Outcome, gzipped, zipped

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzipped,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": lambda data: bytes(pa.compress(data, "zstd", asbytes=True)),
}
packers = pytest.mark.parametrize("suffix", PACKERS)


@packers
def test_a_compressed_file_is_read_like_the_file_itself(suffix: str, tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, f"ferry.txt{suffix}", PACKERS[suffix](ARTICLE))
    assert (outcome.ids, outcome.texts, outcome.codes) == (["ferry"], [TEXT], [])
    assert outcome.articles[0].headline == "Ferry to sail again"


@packers
def test_members_that_follow_each_other_are_one_file(suffix: str, tmp_path: Path) -> None:
    pack = PACKERS[suffix]
    outcome = Outcome(tmp_path, f"ferry.txt{suffix}", pack(ARTICLE[:70]) + pack(ARTICLE[70:]))
    assert (outcome.texts, outcome.codes) == ([TEXT], [])


@packers
def test_a_file_that_is_cut_off_gives_no_half_article(suffix: str, tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, f"ferry.txt{suffix}", PACKERS[suffix](ARTICLE)[:-9])
    assert (outcome.texts, outcome.codes) == ([], ["damaged-container"])


@packers
def test_a_file_with_broken_bytes_gives_no_article(suffix: str, tmp_path: Path) -> None:
    data = bytearray(PACKERS[suffix](ARTICLE))
    data[60:66] = b"\x55\xaa\x55\xaa\x55\xaa"
    outcome = Outcome(tmp_path, f"ferry.txt{suffix}", bytes(data))
    assert (outcome.texts, outcome.codes) == ([], ["damaged-container"])


def test_something_else_behind_the_members_is_told(tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, "ferry.txt.gz", gzipped(ARTICLE) + b"and now for something")
    assert (outcome.texts, outcome.codes) == ([], ["damaged-container"])


def test_zeros_behind_the_members_are_padding(tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, "ferry.txt.gz", gzipped(ARTICLE) + bytes(512))
    assert (outcome.texts, outcome.codes) == ([TEXT], [])


def test_an_empty_file_that_is_compressed_is_an_empty_file(tmp_path: Path) -> None:
    assert Outcome(tmp_path, "nothing.txt.bz2", bz2.compress(b"")).codes == ["empty-file"]


@packers
def test_one_line_without_an_end_is_too_large_for_a_document(suffix: str, tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, f"line.txt{suffix}", PACKERS[suffix](b"a" * 40_000_000))
    assert outcome.codes == ["document-too-large"]


@packers
def test_data_that_expand_beyond_reason_are_not_unpacked(suffix: str, tmp_path: Path) -> None:
    # A dump is read piece by piece, so that its size alone is no reason to stop.
    dump = b"<mediawiki>" + b" " * 100_000_000
    outcome = Outcome(tmp_path, f"dump.xml{suffix}", PACKERS[suffix](dump))
    assert outcome.codes == ["expands-too-far"]


def test_the_bound_counts_from_the_outermost_compression(tmp_path: Path) -> None:
    dump = gzipped(gzipped(b"<mediawiki>" + b" " * 100_000_000))
    assert "expands-too-far" in Outcome(tmp_path, "dump.xml.gz.gz", dump).codes


def test_an_archive_in_a_compressed_file_that_is_cut_off_is_not_opened(tmp_path: Path) -> None:
    data = gzip.compress(zipped([("ferry.txt", ARTICLE)]))[:-20]
    outcome = Outcome(tmp_path, "articles.zip.gz", data)
    assert (outcome.texts, outcome.codes) == ([], ["damaged-container"])


def test_compression_in_compression_has_an_end(tmp_path: Path) -> None:
    data = ARTICLE
    for _ in range(6):
        data = gzipped(data)
    assert Outcome(tmp_path, "ferry.gz", data).codes == ["nested-too-deep"]
