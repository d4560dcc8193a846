"""The release of this repository's corpus opens in every reader without options, each value as it was written."""

import functools
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import datasets
import huggingface_hub.constants
import pytest
from msgspec.structs import replace

from ontherecord.jsonl import read_articles
from ontherecord.publish import Release
from ontherecord.release_tables import TABLE_NAMES, split_of, table_rows

from .examples import filled_article, publish_articles, with_lists
from .readers import (
    JSON_READERS,
    OTHER_PROGRAMS,
    PARQUET_READERS,
    Reader,
    Rows,
    first_difference,
    with_duckdb_json,
    with_pandas_json,
    with_pandas_json_and_options,
    with_pyarrow_json,
)

SPLITS = ("train", "validation", "test")


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Iterator[None]:
    datasets.disable_progress_bars()
    yield
    datasets.enable_progress_bars()


@pytest.fixture(scope="module")
def written(corpus_release: Release) -> dict[tuple[str, str], Rows]:
    """The rows by table and split, made of the articles that were given to `publish`."""
    given = list(read_articles(corpus_release.folder.parent / "annotated.jsonl"))
    by_id = {article.id: article for article in given}
    rows = {}
    for split in SPLITS:
        lines = (corpus_release.folder / "jsonl" / f"{split}.jsonl").read_bytes().splitlines()
        order = [json.loads(line)["id"] for line in lines]
        assert sorted(order) == sorted(article.id for article in given if (article.split or "train") == split)
        for table in TABLE_NAMES:
            rows[table, split] = with_lists(list(table_rows(table, (by_id[identifier] for identifier in order))))
    return rows


@pytest.mark.parametrize("read", JSON_READERS, ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("split", SPLITS)
def test_json_lines(corpus_release: Release, written: dict[tuple[str, str], Rows], read: Reader, split: str) -> None:
    found = read(corpus_release.folder / "jsonl" / f"{split}.jsonl")
    assert first_difference(written["articles", split], found) is None


@pytest.mark.parametrize("program", OTHER_PROGRAMS)
@pytest.mark.parametrize("split", SPLITS)
def test_json_lines_in_other_programs(
    corpus_release: Release, written: dict[tuple[str, str], Rows], program: str, split: str
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    found = OTHER_PROGRAMS[program](corpus_release.folder / "jsonl" / f"{split}.jsonl")
    assert first_difference(written["articles", split], found) is None


@pytest.mark.parametrize("read", PARQUET_READERS, ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("table", TABLE_NAMES)
def test_parquet(corpus_release: Release, written: dict[tuple[str, str], Rows], read: Reader, table: str) -> None:
    for file in (corpus_release.folder / "data" / table).iterdir():
        assert first_difference(written[table, split_of(file)], read(file)) is None


@pytest.mark.parametrize("read", PARQUET_READERS, ids=lambda reader: reader.__name__)
def test_parquet_is_exact_where_the_json_lines_leave_readers_to_guess(release: Release, read: Reader) -> None:
    for split in release.articles:
        articles = read_articles(release.folder / "jsonl" / f"{split}.jsonl")
        found = read(release.folder / "data" / "articles" / f"{split}.parquet")
        assert first_difference(list(table_rows("articles", articles)), found) is None


@pytest.mark.parametrize("read", JSON_READERS, ids=lambda reader: reader.__name__)
def test_a_corpus_that_dates_whole_days_only_reads_but_for_the_type_of_their_values(
    release: Release, read: Reader
) -> None:
    file = release.folder / "jsonl" / "test.jsonl"
    difference = first_difference(list(table_rows("articles", read_articles(file))), read(file))
    guesses = read in (with_duckdb_json, with_pyarrow_json)
    assert (difference or "").startswith("/0/dates/0/value: '2024-05-09', read as datetime") is guesses
    assert difference is None or guesses


@pytest.fixture(scope="module")
def numeric_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release in which a whole column of text looks like numbers, and confidence has every value of two digits."""
    article = filled_article()
    quotations = tuple(replace(article.quotations[0], confidence=value / 100) for value in range(101))
    article = replace(article, headline="1984", kicker="007", dateline="inf", quotations=quotations)
    return publish_articles(tmp_path_factory.mktemp("numeric"), [article])


@pytest.mark.parametrize("read", [*JSON_READERS, with_pandas_json_and_options], ids=lambda reader: reader.__name__)
def test_text_like_numbers_and_fractions_are_read_as_written_but_by_pandas_without_options(
    numeric_release: Release, read: Reader
) -> None:
    file = numeric_release.folder / "jsonl" / "test.jsonl"
    (wanted,), (found,) = list(table_rows("articles", read_articles(file))), read(file)
    differences = {key: first_difference(wanted[key], found[key], key) for key in ("headline", "kicker", "dateline")}
    pairs = zip(wanted["quotations"], found["quotations"], strict=True)
    inexact = [one["confidence"] for one, other in pairs if one["confidence"] != other["confidence"]]
    guesses = read is with_pandas_json
    assert (all if guesses else any)(differences.values()) is guesses
    assert bool(inexact) is guesses


@pytest.mark.parametrize("table", TABLE_NAMES)
@pytest.mark.parametrize("streaming", [False, True], ids=["mapped", "streamed"])
def test_load_dataset(
    corpus_release: Release, written: dict[tuple[str, str], Rows], tmp_path: Path, table: str, streaming: bool
) -> None:
    loaded = datasets.load_dataset(str(corpus_release.folder), table, streaming=streaming, cache_dir=str(tmp_path))
    assert list(loaded) == [split for split in SPLITS if (table, split) in written]
    for split, rows in loaded.items():
        assert list(rows) == written[table, split]


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz"])
def test_load_dataset_json_from_disk(
    corpus_release: Release, written: dict[tuple[str, str], Rows], tmp_path: Path, suffix: str
) -> None:
    _check_json(str(corpus_release.folder), suffix, written, tmp_path)


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz"])
def test_load_dataset_json_over_http(
    corpus_release: Release, written: dict[tuple[str, str], Rows], tmp_path: Path, suffix: str, web_address: str
) -> None:
    _check_json(web_address, suffix, written, tmp_path)


@pytest.fixture
def web_address(corpus_release: Release, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The release served on loopback, to which alone the client may go."""
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", False)
    handler = functools.partial(_Quiet, directory=str(corpus_release.folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def _check_json(place: str, suffix: str, written: dict[tuple[str, str], Rows], cache: Path) -> None:
    files = {split: f"{place}/jsonl/{split}.{suffix}" for split in SPLITS}
    loaded = datasets.load_dataset("json", data_files=files, cache_dir=str(cache))
    for split in SPLITS:
        assert first_difference(written["articles", split], loaded[split].to_list()) is None
