"""Whatever an article holds, Parquet gives it back, in files with fixed row groups and none of them empty."""

import datetime
import tempfile
import types
import typing
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ontherecord.errors import UsageError
from ontherecord.publish.parquet import ROW_GROUP_ROWS, write_parquet
from ontherecord.publish.partition import partition
from ontherecord.records import Article, Quotation, Record, Rights
from ontherecord.release_tables import TABLE_NAMES, table_rows, table_schema

from .examples import bare_article, filled_article, with_lists

SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    int: st.integers(0, 2**63 - 1),
    float: st.floats(0, 1),
    bool: st.booleans(),
    datetime.date: st.dates(),
    type(None): st.none(),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of the type of a record's field."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(values(arguments[0]), max_size=2).map(tuple)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(values(argument) for argument in arguments))
    return records(kind) if issubclass(kind, Record) else SCALARS[kind]


def records(kind: type[Record]) -> st.SearchStrategy[Any]:
    return st.builds(kind, **{field.name: values(field.type) for field in msgspec.structs.fields(kind)})


FULL_ARTICLES = st.lists(
    records(Article).map(lambda article: replace(article, split=None, rights=Rights(distribution="full"))),
    min_size=1,
    max_size=3,
)


@settings(max_examples=50, deadline=None)
@given(FULL_ARTICLES)
def test_any_article_comes_back_as_it_was(articles: list[Article]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (split,) = partition(articles, folder).splits
        written = list(split.articles())
        for file in write_parquet([split], folder):
            rows = with_lists(list(table_rows(file.table, written)))
            assert pq.ParquetFile(folder / file.path).read().to_pylist() == rows
    assert sorted(map(repr, written)) == sorted(map(repr, articles))


def test_files_have_the_declared_schema_and_compression(tmp_path: Path) -> None:
    files = write_parquet(partition([filled_article()], tmp_path).splits, tmp_path)
    assert [file.table for file in files] == list(TABLE_NAMES)
    for file in files:
        parquet = pq.ParquetFile(tmp_path / file.path)
        assert parquet.schema_arrow == table_schema(file.table)
        column = parquet.metadata.row_group(0).column(0)
        assert column.compression == "ZSTD"
        assert column.has_offset_index
        assert file.file_bytes == (tmp_path / file.path).stat().st_size


def test_row_groups_have_a_fixed_size(tmp_path: Path) -> None:
    articles = [replace(bare_article(), id=f"a-{number}") for number in range(ROW_GROUP_ROWS + 1)]
    (file,) = write_parquet(partition(articles, tmp_path).splits, tmp_path)
    metadata = pq.ParquetFile(tmp_path / file.path).metadata
    assert [metadata.row_group(group).num_rows for group in range(2)] == [ROW_GROUP_ROWS, 1]
    assert file.rows == ROW_GROUP_ROWS + 1


def test_a_large_split_is_cut_into_shards_that_hold_every_row(tmp_path: Path) -> None:
    articles = [replace(bare_article(), id=f"a-{number}") for number in range(2 * ROW_GROUP_ROWS + 1)]
    files = write_parquet(partition(articles, tmp_path).splits, tmp_path, shard_bytes=1)
    assert [(file.path, file.rows) for file in files] == [
        ("data/articles/train-00000-of-00003.parquet", ROW_GROUP_ROWS),
        ("data/articles/train-00001-of-00003.parquet", ROW_GROUP_ROWS),
        ("data/articles/train-00002-of-00003.parquet", 1),
    ]
    found = [row["id"] for file in files for row in pq.ParquetFile(tmp_path / file.path).read(["id"]).to_pylist()]
    assert found == [article.id for article in articles]


def test_a_table_without_rows_has_no_file(tmp_path: Path) -> None:
    files = write_parquet(partition([bare_article()], tmp_path).splits, tmp_path)
    assert [file.path for file in files] == ["data/articles/train.parquet"]
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["articles"]


def test_a_number_that_no_column_holds_is_refused(tmp_path: Path) -> None:
    article = replace(bare_article(), quotations=(Quotation(start=2**63, end=2**64 - 1, text="", kind="direct"),))
    with pytest.raises(UsageError, match="validate the articles"):
        write_parquet(partition([article], tmp_path).splits, tmp_path)
