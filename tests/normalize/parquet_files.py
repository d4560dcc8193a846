"""Parquet files as they are published on hubs, built from rows that a case folder keeps readable."""

import datetime
import json
from pathlib import Path

import pyarrow
import pyarrow.parquet


def parquet(rows: Path, file: Path) -> Path:
    """Writes the rows of a JSON file as Parquet, with `published` as a point in time; returns the file."""
    table = [
        {**row, "published": row["published"] and datetime.datetime.fromisoformat(row["published"])}
        for row in json.loads(rows.read_text(encoding="utf-8"))
    ]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(table), file)
    return file
