"""The tables as Parquet, one file for each table and split: the configurations that `load_dataset` opens."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from ontherecord.errors import UsageError
from ontherecord.publish.partition import Split
from ontherecord.release_tables import TABLE_NAMES, Row, table_rows, table_schema

ROW_GROUP_ROWS = 1000
"""Rows of a row group: fixed, since the bytes of a Parquet file follow from it; it also bounds the memory."""


class ParquetFile(msgspec.Struct, frozen=True):
    """One split of one table.

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


def write_parquet(splits: Sequence[Split], folder: Path) -> tuple[ParquetFile, ...]:
    """Write `data/<table>/<split>.parquet` for every table and split that has rows.

    There is no file without rows: `datasets` refuses a whole configuration that has one.

    Raises:
        UsageError: a value does not fit the type that the schema gives it.
    """
    written = (_write_table(table, split, folder) for table in TABLE_NAMES for split in splits)
    return tuple(file for file in written if file is not None)


def _write_table(table: str, split: Split, folder: Path) -> ParquetFile | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    batches = _batches(table_rows(table, split.articles()))
    first = next(batches, None)
    if first is None:
        return None
    path = folder / "data" / table / f"{split.name}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = table_schema(table)
    rows = memory_bytes = 0
    with pq.ParquetWriter(
        path, schema, compression="zstd", use_content_defined_chunking=True, write_page_index=True
    ) as writer:
        for batch in itertools.chain([first], batches):
            try:
                group = pa.Table.from_pylist(batch, schema).combine_chunks()
            except (OverflowError, pa.ArrowException) as error:
                raise UsageError(
                    f"a value of {table} does not fit the schema ({error}); validate the articles"
                ) from error
            writer.write_table(group, row_group_size=ROW_GROUP_ROWS)
            rows += group.num_rows
            memory_bytes += group.nbytes
    return ParquetFile(table, split.name, path.relative_to(folder).as_posix(), rows, memory_bytes, path.stat().st_size)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    return iter(lambda: list(itertools.islice(rest, ROW_GROUP_ROWS)), [])
