"""The flat tables as CSV (RFC 4180) that is safe to open in a spreadsheet: one file a table, all splits together."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from ontherecord.export.settings import Settings
from ontherecord.publish.partition import Split
from ontherecord.release_tables import FLAT_TABLES, table_columns, table_rows

_FORMULA = re.compile("'*[=+\\-@\t\r\n]")
"""How a cell begins that a spreadsheet may run. Source: https://owasp.org/www-community/attacks/CSV_Injection"""


def write(splits: Sequence[Split], folder: Path, settings: Settings) -> None:
    """Write `<table>.csv` for each flat table; each row begins with its split."""
    encoding = "utf-8-sig" if settings.byte_order_mark else "utf-8"
    for table in FLAT_TABLES:
        with (folder / f"{table.name}.csv").open("w", encoding=encoding, newline="") as stream:
            _write_table(table.name, splits, stream)


def neutralized(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet could take it for a formula.

    Apostrophes before such a beginning count with it, so that `restored` gives back each cell.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """The cell as it was before `neutralized`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _write_table(name: str, splits: Sequence[Split], stream: io.TextIOBase) -> None:
    columns = tuple(table_columns(name))
    # Readers take a lone CR for the end of a row unless the cell is in quotes, which CR in the line end brings about.
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(("split", *columns))
    for split in splits:
        for row in table_rows(name, split.articles()):
            writer.writerow((split.name, *(_cell(row[column]) for column in columns)))


def _cell(value: Any) -> Any:
    """Text made harmless, lists as JSON (nothing where they are empty), all else as `csv` writes it."""
    if isinstance(value, list | tuple):
        value = msgspec.json.encode(value).decode() if value else ""
    return neutralized(value) if isinstance(value, str) else value
