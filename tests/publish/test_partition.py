"""Articles go to their split, and the first rows of a split show every field that it fills."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from ontherecord.errors import UsageError
from ontherecord.jsonl import read_articles
from ontherecord.publish.partition import SHARD_BYTES, partition
from ontherecord.records import Article, Date, Rights

from .examples import bare_article, filled_article


def in_split(number: int, split: str | None) -> Article:
    return replace(bare_article(), id=f"a-{number}", split=split)


def ids(tmp_path: Path, articles: list[Article]) -> dict[str, list[str]]:
    return {split.name: [article.id for article in split.articles()] for split in partition(articles, tmp_path).splits}


def test_an_article_without_a_split_goes_to_train(tmp_path: Path) -> None:
    assert ids(tmp_path, [in_split(1, None), in_split(2, "train")]) == {"train": ["a-1", "a-2"]}


def test_splits_stand_in_the_usual_order(tmp_path: Path) -> None:
    articles = [in_split(number, name) for number, name in enumerate(["zoo", "test", "validation", "dev", "train"])]
    assert list(ids(tmp_path, articles)) == ["train", "validation", "test", "dev", "zoo"]


def test_the_order_of_the_input_is_kept(tmp_path: Path) -> None:
    assert ids(tmp_path, [in_split(number, None) for number in (3, 1, 2)]) == {"train": ["a-3", "a-1", "a-2"]}


def test_an_article_that_is_the_first_to_fill_a_field_comes_first(tmp_path: Path) -> None:
    late = replace(filled_article(), split=None)
    assert ids(tmp_path, [in_split(1, None), in_split(2, None), late]) == {"train": ["a-1", "ferry-1", "a-2"]}


def test_each_shard_begins_with_articles_that_fill_what_the_shard_fills(tmp_path: Path) -> None:
    long = [replace(in_split(number, None), text="x" * 900_000) for number in range(1, 17)]
    filled = [replace(filled_article(), id=f"ferry-{number}", split=None) for number in (1, 2)]
    (split,) = partition([*long, *filled], tmp_path).splits
    shards = [[article.id for article in read_articles(file)] for file in split.files]
    assert [shard[:3] for shard in shards] == [["a-1", "ferry-1", "a-2"], ["a-9", "ferry-2", "a-10"]]
    assert max(file.stat().st_size for file in split.files) <= SHARD_BYTES
    assert sorted(map(len, shards)) == [9, 9]


def test_a_value_that_is_no_day_comes_before_days(tmp_path: Path) -> None:
    def dated(number: int, value: str) -> Article:
        date = Date(start=0, end=1, text="x", type="DATE", value=value)
        return replace(bare_article(), id=f"a-{number}", dates=(date,))

    articles = [dated(1, "2024-05-06"), dated(2, "2024-05-07"), dated(3, "P2W")]
    assert ids(tmp_path, articles) == {"train": ["a-1", "a-3", "a-2"]}


def test_withheld_articles_are_only_counted(tmp_path: Path) -> None:
    withheld = replace(bare_article(), split="test", rights=Rights(distribution="withheld"))
    parts = partition([withheld, in_split(1, None), withheld], tmp_path)
    assert parts.withheld == 2
    assert [split.name for split in parts.splits] == ["train"]


@pytest.mark.parametrize("name", ["a-b", "../out", "Train", "all", "1st", "train\n", "é"])
def test_a_name_that_datasets_or_a_file_system_cannot_use_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="name of a split"):
        partition([in_split(1, name)], tmp_path)
