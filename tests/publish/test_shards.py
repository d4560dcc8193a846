"""A release of several shards loads, reads and validates as one of a single file does."""

import functools
from pathlib import Path

import datasets
import pytest
from msgspec.structs import replace

import ontherecord.publish
from ontherecord.publish import Release
from ontherecord.publish.parquet import ROW_GROUP_ROWS, write_parquet
from ontherecord.records import Date
from ontherecord.release import tables
from ontherecord.validate.release_level import check_contents

from .examples import bare_article, publish_articles

ARTICLES = 2 * ROW_GROUP_ROWS + 1
SHARDS = [f"train-{number:05}-of-00003.parquet" for number in range(3)]


@pytest.fixture(scope="module")
def sharded(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release in which each row group is a shard of its own."""
    day = Date(start=0, end=1, text="x", type="DATE", value="2024")
    articles = [replace(bare_article(), id=f"a-{number}", text="x", dates=(day,)) for number in range(ARTICLES)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ontherecord.publish, "write_parquet", functools.partial(write_parquet, shard_bytes=1))
        return publish_articles(tmp_path_factory.mktemp("sharded"), articles)


def test_rows_are_counted_over_all_shards(sharded: Release) -> None:
    assert sorted(path.name for path in (sharded.folder / "data" / "articles").iterdir()) == SHARDS
    assert sharded.rows == {"articles": {"train": ARTICLES}, "dates": {"train": ARTICLES}}


def test_load_dataset_reads_all_shards_in_order(sharded: Release, tmp_path: Path) -> None:
    loaded = datasets.load_dataset(str(sharded.folder), split="train", cache_dir=str(tmp_path))
    assert loaded["id"][:] == [f"a-{number}" for number in range(ARTICLES)]


def test_tables_name_the_split_and_not_the_shard(sharded: Release) -> None:
    dates = tables(sharded.folder)["dates"]
    assert set(dates["split"]) == {"train"}
    assert len(dates) == ARTICLES


def test_the_validator_finds_nothing(sharded: Release) -> None:
    assert list(check_contents(sharded.folder)) == []


def test_the_validator_tells_a_shard_that_is_missing(sharded: Release) -> None:
    lost = sharded.folder / "data" / "dates" / SHARDS[1]
    kept = lost.rename(lost.with_suffix(".away"))
    try:
        codes = {finding.code for finding in check_contents(sharded.folder)}
    finally:
        kept.rename(lost)
    assert any("card-figures" in code for code in codes)
    assert any("parquet-differs" in code for code in codes)
