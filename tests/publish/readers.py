"""Programs that open a release, each as rows of plain Python values; and what it means that a row is as written."""

import datetime
import json
import math
import subprocess
from collections.abc import Callable, Iterator
from itertools import starmap, zip_longest
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]
Reader = Callable[[Path], Rows]


def with_pandas_json(file: Path) -> Rows:
    import pandas as pd

    return list(pd.read_json(file, lines=True).to_dict("records"))


def with_pandas_json_and_options(file: Path) -> Rows:
    import pandas as pd

    return list(pd.read_json(file, lines=True, dtype=False, precise_float=True).to_dict("records"))


def with_polars_json(file: Path) -> Rows:
    import polars as pl

    return pl.read_ndjson(file).to_dicts()


def with_polars_scan(file: Path) -> Rows:
    import polars as pl

    return pl.scan_ndjson(file).collect().to_dicts()


def with_duckdb_json(file: Path) -> Rows:
    return _duckdb("read_json", file)


def with_pyarrow_json(file: Path) -> Rows:
    import pyarrow.json

    return list(pyarrow.json.read_json(file).to_pylist())


def with_jq(file: Path) -> Rows:
    return _run("jq", "--compact-output", ".", str(file))


def with_node(file: Path) -> Rows:
    program = (
        "const lines = require('fs').readFileSync(process.argv[1], 'utf8').trimEnd().split('\\n');"
        "for (const line of lines) console.log(JSON.stringify(JSON.parse(line)));"
    )
    return _run("node", "--eval", program, str(file))


def with_r(file: Path) -> Rows:
    program = (
        "rows <- jsonlite::stream_in(file(commandArgs(TRUE)[1], encoding = 'UTF-8'), simplifyVector = FALSE, "
        "verbose = FALSE); for (row in rows) cat(jsonlite::toJSON(row, auto_unbox = TRUE, null = 'null', digits = NA), "
        "'\\n', sep = '')"
    )
    return _run("Rscript", "-e", program, str(file))


def with_pandas_parquet(file: Path) -> Rows:
    import pandas as pd

    return list(pd.read_parquet(file).to_dict("records"))


def with_polars_parquet(file: Path) -> Rows:
    import polars as pl

    return pl.read_parquet(file).to_dicts()


def with_duckdb_parquet(file: Path) -> Rows:
    return _duckdb("read_parquet", file)


def with_pyarrow_parquet(file: Path) -> Rows:
    import pyarrow.parquet

    # As a file, since a folder of that name would be taken for a partition.
    return list(pyarrow.parquet.ParquetFile(file).read().to_pylist())


JSON_READERS: tuple[Reader, ...] = (
    with_pandas_json,
    with_polars_json,
    with_polars_scan,
    with_duckdb_json,
    with_pyarrow_json,
)
PARQUET_READERS: tuple[Reader, ...] = (
    with_pandas_parquet,
    with_polars_parquet,
    with_duckdb_parquet,
    with_pyarrow_parquet,
)
OTHER_PROGRAMS: dict[str, Reader] = {"jq": with_jq, "node": with_node, "Rscript": with_r}
"""Readers that are no Python libraries, by the program that must be there."""


def first_difference(wanted: Any, found: Any, where: str = "") -> str | None:
    """Where two values differ, or None. A day may be read as text or as its midnight, and null as NaN or NaT."""
    if hasattr(found, "tolist"):
        found = found.tolist()
    places: Iterator[tuple[Any, Any, str]]
    if isinstance(wanted, dict):
        if not isinstance(found, dict) or list(wanted) != list(found):
            return f"{where}: other keys"
        places = ((value, found[key], f"{where}/{key}") for key, value in wanted.items())
    elif isinstance(wanted, list | tuple):
        if not isinstance(found, list | tuple):
            return f"{where}: no list but {found!r}"
        places = ((*pair, f"{where}/{number}") for number, pair in enumerate(zip_longest(wanted, found, fillvalue=...)))
    else:
        return None if _is_same(wanted, found) else f"{where}: {wanted!r}, read as {found!r}"
    return next((place for place in starmap(first_difference, places) if place is not None), None)


def _is_same(wanted: Any, found: Any) -> bool:
    if wanted is None:
        return found is None or (isinstance(found, float) and math.isnan(found)) or str(found) == "NaT"
    if isinstance(wanted, datetime.date):
        midnight = datetime.datetime.combine(wanted, datetime.time())
        return found in (wanted, midnight, wanted.isoformat())
    if isinstance(wanted, str | bool):
        return type(wanted) is type(found) and wanted == found
    return bool(wanted == found)


def _duckdb(function: str, file: Path) -> Rows:
    import duckdb

    with duckdb.connect() as connection:
        result = connection.execute(f"SELECT * FROM {function}(?)", [str(file)])
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _run(*command: str) -> Rows:
    output = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return [json.loads(line) for line in output.split("\n") if line]
