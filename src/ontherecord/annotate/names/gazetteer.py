"""A user's own table of organizations (`--gazetteer`): the columns of `organizations.csv`, and its rows before it."""

import csv
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

import msgspec

from ontherecord.annotate.names.lexicon import country_codes
from ontherecord.annotate.names.organization_register import (
    Entry,
    Register,
    entry_of_row,
    register_of,
    shipped_entries,
    shipped_register,
)
from ontherecord.errors import SourceError
from ontherecord.findings import MALFORMED_GAZETTEER_ROW, Finding
from ontherecord.records import OrganizationKind

COLUMNS = ("name", "aliases", "kind", "country", "ambiguous", "wikidata", "source")
REQUIRED_COLUMNS = ("name", "kind")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_UNDECODED = "�"


def read_gazetteer(path: Path) -> Iterator[Entry | Finding]:
    """The entries of a table in UTF-8 with a header line; a row that states none is a finding, and the others go on.

    The separator is a tab in a file `*.tsv` and a comma in any other.

    Raises:
        SourceError: the file cannot be opened, or has no column `name` or `kind`.
    """
    try:
        stream = path.open(encoding="utf-8-sig", errors="replace", newline="")
    except OSError as error:
        raise SourceError(f"cannot open {path}: {error.strerror}") from error
    with stream:
        rows = csv.reader(stream, delimiter="\t" if path.suffix == ".tsv" else ",", strict=True)
        header = [column.strip() for column in next(rows, [])]
        if missing := [column for column in REQUIRED_COLUMNS if column not in header]:
            raise SourceError(f"{path} has no column {' and no column '.join(missing)}; name them in its first line")
        for column in header:
            if column not in COLUMNS:
                yield _malformed(f"the column {column!r} is none of {', '.join(COLUMNS)}", path, 1)
        yield from _entries(rows, header, path)


def register_with(own: Iterable[Entry], others: Iterable[Entry]) -> Register:
    """The register of a user's own entries and of others, which lose each form that an own one claims."""
    first = tuple(own)
    claimed = {form for entry in first for form in (entry.name, *entry.aliases)}
    rest = (
        msgspec.structs.replace(entry, aliases=tuple(form for form in entry.aliases if form not in claimed))
        for entry in others
        if entry.name not in claimed
    )
    return register_of([*first, *rest])


@functools.lru_cache(maxsize=1)
def register_for(own: tuple[Entry, ...]) -> Register:
    """The shipped register with a user's own entries."""
    return register_with(own, shipped_entries()) if own else shipped_register()


def _entries(rows: Iterator[list[str]], header: list[str], path: Path) -> Iterator[Entry | Finding]:
    names: set[str] = set()
    for line, row in _numbered(rows):
        if isinstance(row, csv.Error):
            yield _malformed(str(row), path, line)
        elif any(cell.strip() for cell in row):
            cells = dict.fromkeys(COLUMNS, "") | dict(zip(header, (cell.strip() for cell in row), strict=False))
            faults = list(_faults(cells, surplus=len(row) > len(header), names=names))
            yield from (_malformed(fault, path, line) for fault in faults)
            if not faults:
                names.add(cells["name"])
                yield entry_of_row(cells)


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Each row, or why it is none, with the line where it begins."""
    while True:
        line = rows.line_num + 1  # type: ignore[attr-defined]
        try:
            yield line, next(rows)
        except csv.Error as error:
            yield line, error
        except StopIteration:
            return


def _faults(cells: Mapping[str, str], *, surplus: bool, names: set[str]) -> Iterator[str]:
    if surplus:
        yield "the row has more cells than the header"
    if any(_UNDECODED in cell for cell in cells.values()):
        yield "the row is not UTF-8"
    if not cells["name"]:
        yield "the row has no name"
    if cells["name"] in names:
        yield f"the name {cells['name']!r} stands in a row before"
    if cells["kind"] not in get_args(OrganizationKind):
        yield f"the kind {cells['kind']!r} is none of {', '.join(get_args(OrganizationKind))}"
    if cells["country"] and cells["country"] not in country_codes().values():
        yield f"the country {cells['country']!r} is no code of ISO 3166-1 alpha-2"
    if cells["wikidata"] and not _WIKIDATA.fullmatch(cells["wikidata"]):
        yield f"the Wikidata id {cells['wikidata']!r} is not Q and a number"
    forms = {cells["name"], *cells["aliases"].split("|")}
    for form in filter(None, cells["ambiguous"].split("|")):
        if form not in forms:
            yield f"the ambiguous form {form!r} is neither the name nor an alias"


def _malformed(message: str, path: Path, line: int) -> Finding:
    return MALFORMED_GAZETTEER_ROW.finding(message, file=str(path), line=line)
