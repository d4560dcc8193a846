"""The register as files: CSV for people, Parquet and JSON Lines for programs."""

import contextlib
import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ontherecord.errors import OutputError
from ontherecord.files import atomic_file
from ontherecord.register.entities import RegisteredOrganization, RegisteredSpeaker
from ontherecord.register.store import CorpusRegister

LIST_SEPARATOR = "|"
"""Between the values of a list in a cell of CSV."""
BATCH_ROWS = 1000
"""Rows of a row group of Parquet: fixed, since the bytes of the file follow from it."""

_LISTS = frozenset({"aliases", "roles", "affiliations", "evidence", "articles"})
_NUMBERS = frozenset({"mentions", "quotations"})


def write_register(register: CorpusRegister, folder: Path) -> dict[str, int]:
    """Write `organizations` and `speakers` as `.csv`, `.parquet` and `.jsonl`; returns how many rows each has.

    Raises:
        OutputError: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {error.strerror}; choose another place") from error
    return {
        "organizations": _write(register.organizations(), RegisteredOrganization, folder / "organizations"),
        "speakers": _write(register.speakers(), RegisteredSpeaker, folder / "speakers"),
    }


def _write(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], path: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    fields = kind.__struct_fields__
    schema = pa.schema([(field, _arrow_type(field)) for field in fields])
    count = 0
    with contextlib.ExitStack() as stack:
        lines, cells, columns = (
            stack.enter_context(atomic_file(path.with_suffix(suffix))) for suffix in (".jsonl", ".csv", ".parquet")
        )
        table = stack.enter_context(io.TextIOWrapper(cells, encoding="utf-8", newline=""))
        sheet = csv.DictWriter(table, fields, lineterminator="\n")
        sheet.writeheader()
        writer = stack.enter_context(pq.ParquetWriter(columns, schema, compression="zstd"))
        for batch in _batches(rows):
            lines.writelines(msgspec.json.encode(row) + b"\n" for row in batch)
            plain = [msgspec.to_builtins(row) for row in batch]
            sheet.writerows(map(_cells, plain))
            writer.write_table(pa.Table.from_pylist(plain, schema).combine_chunks())
            count += len(batch)
    return count


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    return {field: LIST_SEPARATOR.join(value) if field in _LISTS else value for field, value in row.items()}


def _arrow_type(field: str) -> Any:
    import pyarrow as pa

    if field in _LISTS:
        return pa.list_(pa.string())
    return pa.int64() if field in _NUMBERS else pa.string()


def _batches(rows: Iterable[msgspec.Struct]) -> Iterator[list[msgspec.Struct]]:
    rest = iter(rows)
    return iter(lambda: list(itertools.islice(rest, BATCH_ROWS)), [])
