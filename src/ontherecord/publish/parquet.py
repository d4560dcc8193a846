"""The tables as Parquet, for each table and split one file or several: the configurations that `load_dataset` opens."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ontherecord.errors import UsageError
from ontherecord.publish.partition import Split
from ontherecord.release_tables import TABLE_NAMES, Row, shard_name, table_rows, table_schema

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP_ROWS = 1000
"""Rows of a row group: fixed, since the bytes of a Parquet file follow from it; it also bounds the memory."""
SHARD_BYTES = 500_000_000
"""Size of the rows as Arrow arrays at which a file ends, as the Hub recommends."""


class ParquetFile(msgspec.Struct, frozen=True):
    """One split of one table, or a shard of it.

    Attributes:
        table: name of the table and of its configuration.
        split: name of the split.
        path: place of the file in the release, with `/`.
        rows: number of rows.
        memory_bytes: size of the rows as Arrow arrays.
        file_bytes: size of the file.
    """

    table: str
    split: str
    path: str
    rows: int
    memory_bytes: int
    file_bytes: int


def write_parquet(splits: Sequence[Split], folder: Path, *, shard_bytes: int = SHARD_BYTES) -> tuple[ParquetFile, ...]:
    """Write `data/<table>/<split>.parquet` for every table and split that has rows.

    A split of more than `shard_bytes` is `<split>-00000-of-00002.parquet` and so on. There is no file without rows:
    `datasets` refuses a whole configuration that has one.

    Raises:
        UsageError: a value does not fit the type that the schema gives it.
    """
    return tuple(
        file for table in TABLE_NAMES for split in splits for file in _write_table(table, split, folder, shard_bytes)
    )


def _write_table(table: str, split: Split, folder: Path, shard_bytes: int) -> list[ParquetFile]:
    target = folder / "data" / table
    groups = _row_groups(table, split)
    shards: list[tuple[Path, int, int]] = []
    while (first := next(groups, None)) is not None:
        target.mkdir(parents=True, exist_ok=True)
        shards.append(_write_shard(target / f"{split.name}-{len(shards):05}.partial", first, groups, shard_bytes))
    files = []
    for number, (partial, rows, memory_bytes) in enumerate(shards):
        path = partial.rename(target / f"{shard_name(split.name, number, len(shards))}.parquet")
        place = path.relative_to(folder).as_posix()
        files.append(ParquetFile(table, split.name, place, rows, memory_bytes, path.stat().st_size))
    return files


def _write_shard(
    path: Path, first: "pa.Table", groups: Iterator["pa.Table"], shard_bytes: int
) -> tuple[Path, int, int]:
    """Write row groups until they are `shard_bytes`; returns the path, the rows and their size in memory."""
    import pyarrow.parquet as pq

    rows = memory_bytes = 0
    with pq.ParquetWriter(
        path, first.schema, compression="zstd", use_content_defined_chunking=True, write_page_index=True
    ) as writer:
        for group in itertools.chain([first], groups):
            writer.write_table(group, row_group_size=ROW_GROUP_ROWS)
            rows += group.num_rows
            memory_bytes += group.nbytes
            if memory_bytes >= shard_bytes:
                break
    return path, rows, memory_bytes


def _row_groups(table: str, split: Split) -> Iterator["pa.Table"]:
    import pyarrow as pa

    schema = table_schema(table)
    for batch in _batches(table_rows(table, split.articles())):
        try:
            yield pa.Table.from_pylist(batch, schema).combine_chunks()
        except (OverflowError, pa.ArrowException) as error:
            raise UsageError(f"a value of {table} does not fit the schema ({error}); validate the articles") from error


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    return iter(lambda: list(itertools.islice(rest, ROW_GROUP_ROWS)), [])
