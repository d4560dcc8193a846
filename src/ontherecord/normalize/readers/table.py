"""From the rows of a table to raw articles, whatever the table is stored in.

A row has what its columns tell; nothing is looked for in the text but a place dateline. Rows are read one after the
other; the first ones are looked at ahead, to learn which columns there are and how their dates are written.
"""

import ast
import hashlib
import html
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ontherecord.findings import (
    ALREADY_ARTICLES,
    AMBIGUOUS_DAY,
    DOCUMENT_TOO_LARGE,
    EMPTY_FILE,
    LOST_CHARACTERS,
    NO_TEXT_COLUMN,
    ROW_WITHOUT_TEXT,
    TEXT_REPAIRED,
    UNUSED_COLUMNS,
    Finding,
)
from ontherecord.normalize.identifiers import safe_id
from ontherecord.normalize.language_names import language_tag
from ontherecord.normalize.lines import paragraph_lines
from ontherecord.normalize.metadata import Metadata, read_metadata, shorten
from ontherecord.normalize.raw_article import RawArticle, RawParagraph
from ontherecord.normalize.raw_input import LARGEST_DOCUMENT, RawInput
from ontherecord.normalize.readers.html_fragment import html_paragraphs
from ontherecord.normalize.readers.table_columns import columns_of
from ontherecord.normalize.readers.table_dates import YEAR_LAST, day_first, day_text
from ontherecord.normalize.text_repair import repair

ROWS_AHEAD = 1000
CHARACTERS_AHEAD = 8 * 1024 * 1024
"""Rows that are looked at ahead, and about how long they are together at most."""

MOST_NAMES = 1000
"""Columns that are told apart where each row has its own."""

MOST_NAMES_SHOWN = 40

RECORD_KEYS = frozenset(("schema_version", "text_sha256", "paragraphs", "rights", "layers"))
"""Keys that only article records of this program have together."""

BLANKS = frozenset(("", "nan", "none", "null", "nat", "n/a", "na", "<na>"))
"""How programs write that a cell has no value."""

MARKUP = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|li|ul|h[1-6]|article|section|blockquote)\s*>|<(?:p|br)\s*/?>", re.I
)
ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-f]{2,4}|amp|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|pound|euro);", re.I)
LONGEST_LIST = 10_000
"""Characters up to which text such as `['Ana Reyes', 'Tom Ford']` is read as the list that Python printed."""


class Row(msgspec.Struct, frozen=True):
    """A row: its line or number from 1, and its cells by column."""

    line: int
    cells: Mapping[str, object]


def row_articles(rows: Iterable[Row | Finding], raw: RawInput, media_type: str) -> Iterator[RawArticle | Finding]:
    """The articles of a table and the findings about it.

    Args:
        rows: its rows, and what could not be read.
        raw: the input that holds the table.
        media_type: media type of the input.
    """
    waiting = iter(rows)
    ahead = _look_ahead(waiting)
    names = dict.fromkeys(name for item in ahead if isinstance(item, Row) for name in item.cells)
    columns = columns_of(names, raw.options.columns)
    if not ahead:
        yield EMPTY_FILE.finding("a table without rows", file=raw.file)
    if problem := _problem(names, columns, raw.file):
        yield from (item for item in ahead if isinstance(item, Finding))
        yield problem
        return
    is_day_first = day_first(item.cells.get(columns.get("published", "")) for item in ahead if isinstance(item, Row))
    used = set(columns.values())
    for item in itertools.chain(ahead, waiting):
        if isinstance(item, Finding):
            yield item
            continue
        if len(names) < MOST_NAMES and not names.keys() >= item.cells.keys():
            names.update(dict.fromkeys(item.cells))
            columns = columns_of(names, raw.options.columns)
            used |= set(columns.values())
        yield from _article(item, columns, raw, media_type, is_day_first)
    if unused := [name for name in names if name not in used]:
        yield UNUSED_COLUMNS.finding(f"not used: {_listed(unused)}", file=raw.file)


def has_text_column(names: Iterable[str], raw: RawInput) -> bool:
    """Whether columns of these names have the text of an article among them."""
    return "text" in columns_of(names, raw.options.columns)


def _look_ahead(rows: Iterator[Row | Finding]) -> list[Row | Finding]:
    ahead: list[Row | Finding] = []
    characters = 0
    for item in rows:
        ahead.append(item)
        if isinstance(item, Row):
            characters += sum(len(cell) for cell in item.cells.values() if isinstance(cell, str))
        if len(ahead) >= ROWS_AHEAD or characters >= CHARACTERS_AHEAD:
            break
    return ahead


def _problem(names: Mapping[str, object], columns: Mapping[str, str], file: str) -> Finding | None:
    """Why the rows of these columns are not read."""
    if not names:
        return None
    if names.keys() >= RECORD_KEYS:
        return ALREADY_ARTICLES.finding("already article records, give them to annotate", file=file)
    missing = [f"{field}={column}" for field, column in columns.items() if column not in names]
    if missing:
        return NO_TEXT_COLUMN.finding(f"no column {', '.join(missing)} among {_listed(names)}", file=file)
    if "text" not in columns:
        example = f"--map text={next(iter(names))}"
        return NO_TEXT_COLUMN.finding(
            f"none of the columns {_listed(names)} is known as the text; name it, as in {example}", file=file
        )
    return None


def _listed(names: Iterable[str]) -> str:
    shown = list(itertools.islice(names, MOST_NAMES_SHOWN + 1))
    return ", ".join(shorten(name) for name in shown[:MOST_NAMES_SHOWN]) + ", …" * (len(shown) > MOST_NAMES_SHOWN)


def _article(
    row: Row, columns: Mapping[str, str], raw: RawInput, media_type: str, is_day_first: bool | None
) -> Iterator[RawArticle | Finding]:
    cells = {field: value for field, column in columns.items() if (value := _value(row.cells.get(column))) is not None}
    text = cells.pop("text", None)
    if not isinstance(text, str):
        what = "no text" if text is None else f"the text is {shorten(text)}"
        yield ROW_WITHOUT_TEXT.finding(what, file=raw.file, line=row.line)
        return
    if len(text) > LARGEST_DOCUMENT:
        yield DOCUMENT_TOO_LARGE.finding(f"{len(text):,} characters in a cell", file=raw.file, line=row.line)
        return
    paragraphs, findings = _paragraphs(text, raw.file, row.line)
    yield from findings
    if not paragraphs:
        yield ROW_WITHOUT_TEXT.finding("nothing but blanks and markup", file=raw.file, line=row.line)
        return
    metadata, problems = _metadata(cells, raw, row.line, is_day_first)
    yield from problems
    yield RawArticle(
        stem=f"{raw.stem}-{row.line}",
        paragraphs=paragraphs,
        metadata=metadata.over(raw.told),
        raw_sha256=hashlib.sha256(_canonical(row.cells)).hexdigest(),
        media_type=media_type,
    )


def _value(value: object) -> object:
    """A cell, or None where it is blank; text that is the print of a list as that list; objects by their name."""
    if isinstance(value, str):
        return None if value.strip().casefold() in BLANKS else value
    if isinstance(value, dict):
        return _value(value.get("name") or value.get("title"))
    if isinstance(value, list):
        return [item for item in map(_value, value) if item is not None] or None
    return None if value != value else value  # noqa: PLR0124  # a float that is no number


def _paragraphs(text: str, file: str, line: int) -> tuple[tuple[RawParagraph, ...], list[Finding]]:
    repairs = []
    if MARKUP.search(text):
        paragraphs = html_paragraphs(text)
    else:
        if ENTITY.search(text):
            text = html.unescape(text)
            repairs.append("entities of HTML were read as their characters")
        repaired = repair(text)
        if repaired.mojibake:
            repairs.append("wrongly decoded characters were put right")
        paragraphs = tuple(paragraph_lines(repaired.text, 1))
    findings = [TEXT_REPAIRED.finding(what, file=file, line=line) for what in repairs]
    if lost := sum(paragraph.text.count("\ufffd") for paragraph in paragraphs):
        findings.append(LOST_CHARACTERS.finding(f"{lost} replacement characters in the text", file=file, line=line))
    return paragraphs, findings


def _metadata(
    cells: Mapping[str, object], raw: RawInput, line: int, is_day_first: bool | None
) -> tuple[Metadata, list[Finding]]:
    fields = dict(cells)
    findings = []
    for field in ("published", "retrieved"):
        if field in fields:
            fields[field] = day = day_text(fields[field], is_day_first=is_day_first)
            if isinstance(day, str) and YEAR_LAST.fullmatch(day):
                del fields[field]
                findings.append(AMBIGUOUS_DAY.finding(f"{field}: {shorten(day)}", file=raw.file, line=line))
    if isinstance(fields.get("language"), str):
        fields["language"] = language_tag(str(fields["language"])) or fields["language"]
    if isinstance(fields.get("id"), str | int):
        identifier = str(fields["id"])
        # A number alone cannot be an id; with the name of the table it says where it is from.
        fields["id"] = identifier if safe_id(identifier) == identifier else f"{raw.stem}-{identifier}"
    if isinstance(fields.get("bylines"), str):
        fields["bylines"] = _printed_list(str(fields["bylines"]))
    metadata, problems = read_metadata(fields, raw.file, line)
    return metadata, findings + problems


def _printed_list(text: str) -> object:
    if not text.startswith("[") or not text.endswith("]") or len(text) > LONGEST_LIST:
        return text
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
    return value if isinstance(value, list) else text


def _canonical(cells: Mapping[str, object]) -> bytes:
    """The row as JSON with sorted keys: the same bytes for the same row, however it is written."""
    return json.dumps(cells, sort_keys=True, ensure_ascii=True, default=str).encode()
