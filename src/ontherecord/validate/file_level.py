"""Level 1, the file: UTF-8, one JSON object a line, nothing that JSON parsers understand differently."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ontherecord.findings import (
    BLANK_LINE,
    BYTE_ORDER_MARK,
    CARRIAGE_RETURN,
    DUPLICATE_KEY,
    LONE_SURROGATE,
    NO_FINAL_NEWLINE,
    NO_RECORD,
    NOT_FINITE_NUMBER,
    NOT_UTF8,
    UNREADABLE_RECORD,
    Finding,
)
from ontherecord.validate.items import ArticleRecord, JsonRecord, Line, has_error, located
from ontherecord.validate.opening import READ_ERRORS, open_file, reading_failure
from ontherecord.validate.strict_article import decode_canonical
from ontherecord.validate.wording import pointer, shorten

UTF8_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def read_file(path: Path) -> Iterator[JsonRecord | ArticleRecord | Finding]:
    """The JSON objects of a file and what is wrong with its lines; see `file_lines` and `read_records`."""
    return read_records(file_lines(path))


def file_lines(path: Path) -> Iterator[Line | Finding]:
    """The lines of a file (`.gz` and `.zst` are decompressed, `-` is standard input) and what is wrong with it.

    Memory is bounded by the longest line.
    """
    file = str(path)
    number, content, blank = 0, b"", True
    try:
        with open_file(path) as stream:
            for number, content in enumerate(stream, start=1):
                blank = blank and not content.strip()
                yield Line(file, number, content)
    except READ_ERRORS as error:
        yield reading_failure(path, error, number + 1)
        return
    if blank:
        yield NO_RECORD.finding("the file has no record", file=file)
    elif not content.endswith(b"\n"):
        yield NO_FINAL_NEWLINE.finding("the last line does not end in a line feed", file=file, line=number)


def read_records(lines: Iterable[Line | Finding]) -> Iterator[JsonRecord | ArticleRecord | Finding]:
    """The JSON objects of the lines, and what is wrong with these; findings about the file on their way.

    A line that is written just as a sound article is comes as an article, without the detour over the next level.
    """
    for line in lines:
        if isinstance(line, Finding):
            yield line
        elif article := decode_canonical(line.content):
            yield ArticleRecord(line.file, line.number, article)
        else:
            value, findings = read_line(line.content)
            yield from located(findings, file=line.file, line=line.number)
            if value is not None:
                yield JsonRecord(line.file, line.number, value)


def read_line(content: bytes) -> tuple[dict[str, Any] | None, list[Finding]]:
    """The JSON object of a line, or None where the line is blank or has an error; and the findings about the line."""
    findings = [finding for check in BYTE_CHECKS for finding in check(content)]
    if has_error(findings) or not content.strip():
        return None, findings
    text = content.decode()
    value, problems = _parse(text)
    findings += problems
    # Only an escape can bring a surrogate in: UTF-8 has none.
    if _SURROGATE_ESCAPE.search(text):
        findings += check_surrogates(value)
    return (value if isinstance(value, dict) and not has_error(findings) else None), findings


def check_line_end(content: bytes) -> Iterator[Finding]:
    """A line ends in a line feed alone."""
    if content.endswith((b"\r\n", b"\r")):
        yield CARRIAGE_RETURN.finding("the line ends in a carriage return")


def check_blank_line(content: bytes) -> Iterator[Finding]:
    """Every line has a record."""
    if not content.strip():
        yield BLANK_LINE.finding("the line is blank")


def check_encoding(content: bytes) -> Iterator[Finding]:
    """Every line is UTF-8."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        yield NOT_UTF8.finding(f"byte {error.start + 1} of the line, 0x{content[error.start]:02X}, is not UTF-8")


def check_byte_order_mark(content: bytes) -> Iterator[Finding]:
    """No line starts with a byte order mark, which RFC 8259 forbids."""
    if content.startswith(UTF8_BYTE_ORDER_MARK):
        yield BYTE_ORDER_MARK.finding("the line starts with a byte order mark")


def check_surrogates(value: object) -> Iterator[Finding]:
    """No string or key has half a surrogate pair, which no other encoding can write."""
    for where, string in _strings(value):
        if _SURROGATE.search(string):
            yield LONE_SURROGATE.finding(f"{shorten(string)} has half a surrogate pair", pointer=where)


BYTE_CHECKS = (check_line_end, check_blank_line, check_encoding, check_byte_order_mark)


def _parse(text: str) -> tuple[object, list[Finding]]:
    """The JSON value of a line, and why it is no object that every parser reads alike (RFC 8259; I-JSON, RFC 7493)."""
    findings: list[Finding] = []

    def build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) < len(pairs):
            repeated = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
            findings.extend(
                DUPLICATE_KEY.finding(f"the key {shorten(key)} stands more than once in one object") for key in repeated
            )
        return value

    def refuse_number(literal: str) -> None:
        findings.append(NOT_FINITE_NUMBER.finding(f"{shorten(literal)} has no finite value"))

    def build_number(literal: str) -> float:
        value = float(literal)
        if math.isinf(value):
            refuse_number(literal)
        return value

    try:
        value = json.loads(text, object_pairs_hook=build_object, parse_constant=refuse_number, parse_float=build_number)
    except json.JSONDecodeError as error:
        return None, [UNREADABLE_RECORD.finding(f"the line is not JSON at column {error.colno}: {error.msg}")]
    except RecursionError:
        return None, [UNREADABLE_RECORD.finding("the line is nested too deeply")]
    except ValueError:
        return None, [UNREADABLE_RECORD.finding("the line has a number with too many digits")]
    if not isinstance(value, dict):
        findings.append(UNREADABLE_RECORD.finding(f"the line is {shorten(value)}, not an object"))
    return value, findings


def _strings(value: object) -> Iterator[tuple[str, str]]:
    """Every key and string inside a value, with its pointer."""
    # A stack of our own, since a parser may nest deeper than Python calls can.
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        where, item = waiting.pop()
        match item:
            case str():
                yield where, item
            case list():
                waiting.extend((where + pointer(index), child) for index, child in reversed(list(enumerate(item))))
            case dict():
                for key, child in reversed(item.items()):
                    waiting.append((where + pointer(key), child))
                    waiting.append((where, key))
