"""Tables as text with separators: CSV, TSV and their relatives, one article a row."""

import csv
import io
import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from ontherecord.findings import BAD_ROW, DOCUMENT_TOO_LARGE, ENCODING_GUESSED, UNSUPPORTED_FORMAT, Finding
from ontherecord.normalize.raw_article import RawArticle
from ontherecord.normalize.raw_input import HEAD, LARGEST_DOCUMENT, RawInput, TooLargeError
from ontherecord.normalize.readers.table import Row, has_text_column, row_articles
from ontherecord.normalize.text_repair import BOMS, decode

if TYPE_CHECKING:
    import _csv

MEDIA_TYPE = "text/csv"
SUFFIXES = (".csv", ".tsv", ".tab")
DELIMITERS = (",", "\t", ";", "|")
LONGEST_NAME = 80
"""Characters of a column name, by which a header is told from a sentence."""

LEAST_AGREEMENT = 0.8
"""Share of the first rows that have as many cells as the header, where the file is not named as a table."""

SURROGATES = ("\ud800", "\udfff")


class Dialect(msgspec.Struct, frozen=True):
    """How a table is written.

    Attributes:
        delimiter: what stands between cells.
        escape: what stands before a quotation mark in a cell; None where it is doubled instead.
        names: the cells of the first row.
        agreement: share of the rows looked at that have as many cells.
    """

    delimiter: str
    escape: str | None
    names: tuple[str, ...]
    agreement: float


def looks_like(raw: RawInput) -> bool:
    """A first row of names, one of which is that of a text; any table where the file is named as one."""
    dialect = _dialect(raw.head)
    if dialect is None or not all(len(name) <= LONGEST_NAME for name in dialect.names):
        return False
    if raw.suffix in SUFFIXES:
        return True
    is_table = len(dialect.names) > 1 and all(dialect.names) and dialect.agreement >= LEAST_AGREEMENT
    return is_table and has_text_column(dialect.names, raw)


def read(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The articles of a table, row by row.

    Raises:
        OSError: the input cannot be read.
    """
    yield from row_articles(_rows(raw), raw, MEDIA_TYPE)


def _rows(raw: RawInput) -> Iterator[Row | Finding]:
    dialect = _dialect(raw.head)
    encoding = _encoding(raw.head)
    if dialect is None:
        yield UNSUPPORTED_FORMAT.finding("no table as text", file=raw.file)
        return
    if encoding not in ("utf-8", *(name for _, name in BOMS)):
        yield ENCODING_GUESSED.finding(f"read as {encoding}", file=raw.file)
    lines = _Lines(raw.stream, encoding)
    csv.field_size_limit(LARGEST_DOCUMENT)
    rows = _reader(lines, dialect.delimiter, dialect.escape)
    names = _unique(dialect.names)
    is_header = True
    while True:
        line = lines.number + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except TooLargeError:
            yield DOCUMENT_TOO_LARGE.finding("a line is larger than any article", file=raw.file, line=line)
            continue
        except csv.Error as error:
            yield BAD_ROW.finding(f"{error}, lines {line} to {lines.number}", file=raw.file, line=line)
            continue
        if is_header and cells:
            is_header = False
        elif cells and len(cells) != len(names):
            yield BAD_ROW.finding(f"{len(cells)} cells in {len(names)} columns", file=raw.file, line=line)
        elif cells:
            yield Row(line, dict(zip(names, map(_mended, cells), strict=True)))


class _Lines:
    """The lines of a stream with their ends; one that is longer than any article is skipped and raised."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        # Stray bytes in UTF-8 are kept as surrogates, which are mended cell by cell.
        errors = "surrogateescape" if encoding == "utf-8" else "replace"
        encoding = "utf-8-sig" if encoding == "utf-8" else encoding
        self._stream = io.TextIOWrapper(stream, encoding, errors, newline="")
        self._is_over = False
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self._is_over:
            raise StopIteration
        line = self._stream.readline(LARGEST_DOCUMENT)
        if not line:
            self._is_over = True
            # Else the stream would be closed together with its wrapper.
            self._stream.detach()
            raise StopIteration
        self.number += 1
        if len(line) < LARGEST_DOCUMENT or line.endswith(("\n", "\r")):
            return line
        while line and not line.endswith(("\n", "\r")):
            line = self._stream.readline(LARGEST_DOCUMENT)
        raise TooLargeError


def _dialect(head: bytes) -> Dialect | None:
    """The dialect in which most of the first rows have as many cells as the header, the more the better.

    `csv.Sniffer` looks at single characters instead, and so finds separators in prose.
    """
    text = head.decode(_encoding(head), "replace").removeprefix("\ufeff")
    if "\0" in text:
        return None
    lines = text.splitlines(keepends=True)
    if len(head) >= HEAD:
        lines.pop()
    csv.field_size_limit(LARGEST_DOCUMENT)
    best = None
    escapes = (None, "\\") if '\\"' in text else (None,)
    for delimiter, escape in itertools.product(DELIMITERS, escapes):
        rows = _rows_of(lines, delimiter, escape, is_cut=len(head) >= HEAD)
        if not rows:
            continue
        names = tuple(name.strip() for name in rows[0])
        agreement = sum(len(row) == len(names) for row in rows) / len(rows)
        if best is None or (len(names) > 1, agreement, len(names)) > (
            len(best.names) > 1,
            best.agreement,
            len(best.names),
        ):
            best = Dialect(delimiter, escape, names, agreement)
    return best


def _rows_of(lines: list[str], delimiter: str, escape: str | None, *, is_cut: bool) -> list[list[str]]:
    """The rows of the first lines; what is no row in this dialect counts as an empty one."""
    reader = _reader(iter(lines), delimiter, escape)
    rows: list[list[str]] = []
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return rows
        except csv.Error:
            if is_cut and reader.line_num >= len(lines):
                return rows
            row = []
        if row or rows:
            rows.append(row)


def _reader(lines: Iterator[str], delimiter: str, escape: str | None) -> "_csv.Reader":
    return csv.reader(lines, delimiter=delimiter, escapechar=escape, doublequote=escape is None, strict=True)


def _encoding(head: bytes) -> str:
    """By byte order mark, else UTF-8 unless the first lines are not, else a guess."""
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return encoding
    whole_lines = head.rpartition(b"\n")[0] or head
    guess = decode(whole_lines).encoding
    return "utf-8" if guess.startswith("utf-8") else guess


def _unique(names: tuple[str, ...]) -> list[str]:
    """The names, with a number where one stands again."""
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = count = seen.get(name, 0) + 1
        unique.append(name if count == 1 else f"{name}.{count}")
    return unique


def _mended(cell: str) -> str:
    """The cell with the bytes that were not UTF-8 as the letters that they most likely stand for."""
    if cell.isascii() or not any(SURROGATES[0] <= character <= SURROGATES[1] for character in cell):
        return cell
    return decode(cell.encode("utf-8", "surrogateescape")).text
