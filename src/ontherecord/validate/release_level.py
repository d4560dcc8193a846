"""Level 5, the release: its card, its Parquet files and its JSON Lines tell the same."""

import gzip
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ontherecord.errors import SourceError
from ontherecord.findings import COMPRESSED_COPY_DIFFERS, DAMAGED_PARQUET, PARQUET_DIFFERS, Finding
from ontherecord.jsonl import read_articles
from ontherecord.migrations import MIGRATIONS, migrated
from ontherecord.release_tables import ARTICLES, TABLE_NAMES, Row, split_of, table_rows, table_schema
from ontherecord.validate.card import check_card
from ontherecord.validate.opening import READ_ERRORS, reading_failure
from ontherecord.validate.wording import pointer

BATCH_ROWS = 100
"""Rows of Parquet in memory at once, besides the row group from which they come."""
BLOCK_BYTES = 1 << 20

RowCounts = dict[tuple[str, str], int]
"""Rows by table and split."""


def check_contents(folder: Path) -> Iterator[Finding]:
    """The figures of the card, the rows of the Parquet files and the JSON Lines of a release against each other.

    A release without Parquet files, or without a card that gives figures, has less to compare.
    """
    counts: RowCounts = {}
    for file in sorted((folder / "data").glob("*/*.parquet")):
        rows = _count_rows(file)
        if isinstance(rows, Finding):
            yield rows
        else:
            place = file.parent.name, split_of(file)
            counts[place] = counts.get(place, 0) + rows
    yield from check_card(folder, counts)
    yield from check_parquet(folder, counts)
    yield from check_compressed_copies(folder)


def check_parquet(folder: Path, counts: RowCounts) -> Iterator[Finding]:
    """Every table of the release holds, value for value, the rows that follow from the JSON Lines."""
    if not counts:
        return
    shards: dict[str, list[Path]] = {split: [] for _, split in counts}
    for file in sorted((folder / "jsonl").glob("*.jsonl")):
        shards.setdefault(split_of(file), []).append(file)
    for split, files in sorted(shards.items()):
        for table in TABLE_NAMES:
            parquet = [file for file in sorted((folder / "data" / table).glob("*.parquet")) if split_of(file) == split]
            # A file that is there without a count was told to be damaged.
            if (table, split) in counts or not parquet:
                yield from _compare(table, files, parquet or [folder / "data" / table / f"{split}.parquet"])


def check_compressed_copies(folder: Path) -> Iterator[Finding]:
    """Every compressed file of JSON Lines is a copy of the file beside it."""
    for compressed in sorted((folder / "jsonl").glob("*.jsonl.gz")):
        plain = compressed.with_suffix("")
        if not plain.is_file():
            continue
        try:
            with plain.open("rb") as wanted, gzip.open(compressed) as found:
                same = all(first == second for first, second in itertools.zip_longest(_blocks(wanted), _blocks(found)))
        except READ_ERRORS as error:
            yield reading_failure(compressed, error, 1)
            continue
        if not same:
            yield COMPRESSED_COPY_DIFFERS.finding(f"it is no copy of {plain.name}", file=str(compressed))


def _compare(table: str, files: list[Path], shards: list[Path]) -> Iterator[Finding]:
    """The rows of one table and split; what stands behind a line that is no article was told at a lower level."""
    articles = itertools.chain.from_iterable(map(read_articles, files))
    pairs = itertools.zip_longest(table_rows(table, articles), _numbered_rows(table, shards))
    try:
        for wanted, place in pairs:
            file, number, found = place or (shards[-1], _count_or_zero(shards[-1]) + 1, None)
            if isinstance(found, Finding):
                yield found
                return
            if wanted is None or found is None:
                reason = f"the {table} of the JSON Lines end" if wanted is None else "the file ends"
                yield PARQUET_DIFFERS.finding(f"{reason} before row {number}", file=str(file))
                return
            where = _first_difference(wanted, found)
            if where is not None:
                yield PARQUET_DIFFERS.finding(
                    f"row {number} has another value than the JSON Lines",
                    file=str(file),
                    pointer=where,
                    article=wanted["id" if table == ARTICLES else "article_id"],
                )
    except SourceError:
        return


def _numbered_rows(table: str, shards: list[Path]) -> Iterator[tuple[Path, int, Row | Finding]]:
    """Each row with its file and its number in that file."""
    for shard in shards:
        for number, row in enumerate(_parquet_rows(table, shard), start=1):
            yield shard, number, row


def _count_or_zero(file: Path) -> int:
    rows = _count_rows(file)
    return 0 if isinstance(rows, Finding) else rows


def _first_difference(wanted: Any, found: Any, where: str = "") -> str | None:
    """The pointer of the first place at which two values differ, or None."""
    places: Iterator[tuple[Any, Any, str]]
    if isinstance(wanted, dict) and isinstance(found, dict) and wanted.keys() == found.keys():
        places = ((wanted[key], found[key], where + pointer(key)) for key in wanted)
    elif isinstance(wanted, list | tuple) and isinstance(found, list) and len(wanted) == len(found):
        places = ((item, found[index], where + pointer(index)) for index, item in enumerate(wanted))
    else:
        return None if wanted == found else where
    return next((place for place in itertools.starmap(_first_difference, places) if place is not None), None)


def _parquet_rows(table: str, file: Path) -> Iterator[Row | Finding]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not file.exists():
        return
    try:
        with pq.ParquetFile(file) as content:
            if not content.schema_arrow.equals(table_schema(table)):
                yield PARQUET_DIFFERS.finding("its columns are not those of the schema", file=str(file))
                return
            for batch in content.iter_batches(batch_size=BATCH_ROWS):
                # As the JSON Lines are read; that the version is an old one, the level of the schema tells.
                yield from (
                    migrated(row) if row.get("schema_version") in MIGRATIONS else row for row in batch.to_pylist()
                )
    except (OSError, ValueError, pa.ArrowException) as error:
        yield DAMAGED_PARQUET.finding(f"the file cannot be read: {error}", file=str(file))


def _count_rows(file: Path) -> int | Finding:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(file).num_rows)
    except (OSError, ValueError, pa.ArrowException) as error:
        return DAMAGED_PARQUET.finding(f"the file cannot be read: {error}", file=str(file))


def _blocks(stream: BinaryIO | gzip.GzipFile) -> Iterator[bytes]:
    while block := stream.read(BLOCK_BYTES):
        yield block
