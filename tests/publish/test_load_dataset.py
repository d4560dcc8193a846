"""A release opens in `datasets` and pandas, and every value is what was written."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import datasets
import pandas as pd
import pytest
from msgspec.structs import replace

from ontherecord.publish import Release
from ontherecord.publish.partition import partition
from ontherecord.records import LAYER_NAMES
from ontherecord.release_tables import TABLE_NAMES, table_rows, table_schema

from .examples import example_articles, publish_articles, with_lists

Expected = dict[str, dict[str, list[dict[str, Any]]]]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Expected:
    """Rows by configuration and split; a split without rows is left out."""
    splits = partition(example_articles(), tmp_path_factory.mktemp("partition")).splits
    rows = {
        name: {split.name: with_lists(list(table_rows(name, split.articles()))) for split in splits}
        for name in TABLE_NAMES
    }
    return {name: {split: found for split, found in by_split.items() if found} for name, by_split in rows.items()}


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Iterator[None]:
    datasets.disable_progress_bars()
    yield
    datasets.enable_progress_bars()


@pytest.mark.parametrize("config", TABLE_NAMES)
def test_load_dataset_gives_every_value_as_written(
    release: Release, expected: Expected, tmp_path: Path, config: str
) -> None:
    loaded = datasets.load_dataset(str(release.folder), config, cache_dir=str(tmp_path))
    assert {split: rows.to_list() for split, rows in loaded.items()} == expected[config]


@pytest.mark.parametrize("config", TABLE_NAMES)
def test_streaming_gives_every_value_as_written(release: Release, expected: Expected, config: str) -> None:
    streamed = datasets.load_dataset(str(release.folder), config, streaming=True)
    assert {split: list(rows) for split, rows in streamed.items()} == expected[config]


@pytest.mark.parametrize("config", TABLE_NAMES)
def test_the_card_declares_the_features_of_the_files(release: Release, config: str) -> None:
    builder = datasets.load_dataset_builder(str(release.folder), config)
    assert builder.info.features == datasets.Features.from_arrow_schema(table_schema(config))
    assert {name: split.num_examples for name, split in builder.info.splits.items()} == release.rows[config]


def test_the_articles_are_the_default_configuration(release: Release) -> None:
    assert datasets.get_dataset_default_config_name(str(release.folder)) == "articles"
    assert datasets.get_dataset_config_names(str(release.folder)) == list(TABLE_NAMES)


def test_days_are_days(release: Release, tmp_path: Path) -> None:
    rows = datasets.load_dataset(str(release.folder), "dates", split="test", cache_dir=str(tmp_path))
    assert rows[0]["earliest"] == datetime.date(2024, 5, 9)
    assert rows[0]["value"] == "2024-05-09"


def test_a_split_without_quotations_is_left_out_of_their_configuration(release: Release) -> None:
    assert list(datasets.get_dataset_split_names(str(release.folder), "articles")) == ["train", "validation", "test"]
    assert list(datasets.get_dataset_split_names(str(release.folder), "quotations")) == ["train", "test"]


def test_split_names_that_yaml_would_read_as_something_else_load(tmp_path: Path) -> None:
    articles = [
        replace(article, id=f"{article.id}-{split}", split=split)
        for split in ("no", "on", "null", "y")
        for article in example_articles()
    ]
    folder = publish_articles(tmp_path, articles).folder
    loaded = datasets.load_dataset(str(folder), "quotations", cache_dir=str(tmp_path / "cache"))
    assert loaded.num_rows == {"no": 4, "null": 4, "on": 4, "y": 4}


@pytest.mark.parametrize("config", TABLE_NAMES)
def test_pandas_reads_the_parquet_files(release: Release, expected: Expected, config: str) -> None:
    for split, rows in expected[config].items():
        frame = pd.read_parquet(release.folder / "data" / config / f"{split}.parquet")
        assert list(frame.columns) == list(rows[0])
        assert len(frame) == len(rows)


@pytest.mark.parametrize("name", LAYER_NAMES)
def test_every_entry_of_the_articles_is_a_row_of_its_flat_table(expected: Expected, name: str) -> None:
    for split, articles in expected["articles"].items():
        entries = [(article["id"], entry["id"]) for article in articles for entry in article[name]]
        assert [(row["article_id"], row["id"]) for row in expected[name].get(split, [])] == entries


def test_the_json_lines_hold_the_same_rows_in_the_same_order(release: Release, expected: Expected) -> None:
    for split, rows in expected["articles"].items():
        lines = (release.folder / "jsonl" / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
        assert lines == [json.dumps(row, default=str, ensure_ascii=False, separators=(",", ":")) for row in rows]


def test_the_json_reader_of_datasets_gives_the_same_but_for_days(
    release: Release, expected: Expected, tmp_path: Path
) -> None:
    path = str(release.folder / "jsonl" / "test.jsonl")
    (row,) = datasets.load_dataset("json", data_files=path, split="train", cache_dir=str(tmp_path))
    (written,) = expected["articles"]["test"]
    assert row["published"] == datetime.datetime.combine(written["published"], datetime.time())
    assert row["quotations"] == written["quotations"]
    assert row["text"] == written["text"]
