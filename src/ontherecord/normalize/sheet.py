"""The source sheet, `sources.jsonl` or `sources.csv`, beside the raw files: a row of metadata for each file.

A sheet describes the files of its folder and of the folders below, unless they have a sheet of their own. `file` is
the path of the file relative to the sheet; the other columns are the names of `Metadata`.
"""

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from ontherecord.findings import (
    BAD_SHEET,
    DUPLICATE_ROW,
    FILE_WITHOUT_ROW,
    ROW_WITHOUT_FILE,
    TWO_SHEETS,
    Finding,
)
from ontherecord.normalize.metadata import Metadata, read_metadata, shorten
from ontherecord.normalize.paths import printable
from ontherecord.normalize.text_repair import decode

SHEET_NAMES = ("sources.jsonl", "sources.csv")
"""File names of a sheet; the first counts where both are there."""

RawRow = tuple[int, dict[str, object]]
"""Line number and cells of a row."""


class Sheet(msgspec.Struct, frozen=True):
    """A source sheet: where it is, and its rows by the name of their file."""

    path: Path
    rows: Mapping[str, Metadata]

    def metadata_of(self, file: Path) -> tuple[Metadata, list[Finding]]:
        """What the sheet says of a file; a finding where it has no row."""
        name = _normal_name(file.relative_to(self.path.parent).as_posix())
        if name in self.rows:
            return self.rows[name], []
        return Metadata(), [
            FILE_WITHOUT_ROW.finding(f"no row for {shorten(name)} in {printable(self.path)}", file=printable(file))
        ]


def read_sheet(folder: Path) -> tuple[Sheet | None, list[Finding]]:
    """The sheet of a folder, or None, and what is wrong with it; its good rows are used all the same."""
    paths = [path for name in SHEET_NAMES if (path := folder / name).exists()]
    if not paths:
        return None, []
    path = paths[0]
    file = printable(path)
    findings = [
        TWO_SHEETS.finding(f"{other.name} is not used beside {path.name}", file=printable(other)) for other in paths[1:]
    ]
    rows: dict[str, Metadata] = {}
    for item in _raw_rows(path):
        if isinstance(item, Finding):
            findings.append(item)
            continue
        line, cells = item
        name = cells.pop("file", None)
        if not isinstance(name, str) or not name.strip():
            findings.append(BAD_SHEET.finding("a row without `file`", file=file, line=line))
            continue
        name = _normal_name(name)
        if name in rows:
            findings.append(DUPLICATE_ROW.finding(f"second row for {shorten(name)}", file=file, line=line))
            continue
        rows[name], problems = read_metadata(cells, file, line)
        findings += problems
        if not _is_there(folder, name):
            findings.append(ROW_WITHOUT_FILE.finding(f"no file {shorten(name)} beside the sheet", file=file, line=line))
    return Sheet(path, rows), findings


def without_row(path: Path, name: str) -> bytes:
    """The bytes of a sheet without the rows of a file; all other bytes stay as they are.

    Args:
        path: the sheet.
        name: path of the file relative to the sheet.

    Raises:
        OSError: the sheet cannot be read.
        ValueError: a row cannot be read, so that nobody knows whether it is about the file.
    """
    lines = path.read_bytes().splitlines(keepends=True)
    kept, end = lines[: path.suffix == ".csv"], int(path.suffix == ".csv")
    for item in _raw_rows(path):
        if isinstance(item, Finding):
            raise ValueError(f"{item.file}:{item.line}: {item.message}")
        start, end = end, item[0]
        file = item[1].get("file")
        if not isinstance(file, str) or _normal_name(file) != _normal_name(name):
            kept += lines[start:end]
    return b"".join(kept + lines[end:])


def _raw_rows(path: Path) -> Iterator[RawRow | Finding]:
    try:
        text = decode(path.read_bytes()).text
    except (OSError, UnicodeDecodeError) as error:
        yield BAD_SHEET.finding(f"cannot be read: {error}", file=printable(path))
        return
    yield from _csv_rows(text, printable(path)) if path.suffix == ".csv" else _jsonl_rows(text, printable(path))


def _jsonl_rows(text: str, file: str) -> Iterator[RawRow | Finding]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, msgspec.json.decode(line.strip(), type=dict[str, object])
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            yield BAD_SHEET.finding(f"not a JSON object: {error}", file=file, line=number)


def _csv_rows(text: str, file: str) -> Iterator[RawRow | Finding]:
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    try:
        for cells in reader:
            if None in cells:
                yield BAD_SHEET.finding("more cells than columns", file=file, line=reader.line_num)
            else:
                yield reader.line_num, {name.strip().lower(): value for name, value in cells.items()}
    except csv.Error as error:
        yield BAD_SHEET.finding(f"not CSV: {error}", file=file, line=reader.line_num)


def _normal_name(name: str) -> str:
    """A relative path with `/`, in the one form of Unicode that all file systems can be compared in."""
    return unicodedata.normalize("NFC", str(PurePosixPath(name.strip().replace("\\", "/"))))


def _is_there(folder: Path, name: str) -> bool:
    relative = PurePosixPath(name)
    if relative.is_absolute() or ".." in relative.parts:
        return False
    try:
        return (folder / relative).exists() or any(
            _normal_name(entry.name) == relative.name for entry in (folder / relative).parent.iterdir()
        )
    except (OSError, ValueError):
        return False
