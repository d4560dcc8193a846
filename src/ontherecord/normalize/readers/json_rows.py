"""Tables as JSON: JSON Lines (NDJSON), one article a line, and an array of objects, one article each."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from ontherecord.findings import BAD_ROW, DOCUMENT_TOO_LARGE, Finding
from ontherecord.normalize.metadata import shorten
from ontherecord.normalize.raw_article import RawArticle
from ontherecord.normalize.raw_input import LARGEST_DOCUMENT, RawInput
from ontherecord.normalize.readers.table import Row, has_text_column, row_articles

LINES_MEDIA_TYPE = "application/x-ndjson"
ARRAY_MEDIA_TYPE = "application/json"
LINE_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BLANK = b" \t\r\n"
BETWEEN = BLANK + b",[]" + BYTE_ORDER_MARK

CHUNK = 1024 * 1024
TOKEN = re.compile(rb'\\.|["{}]', re.DOTALL)
"""All that tells where an object ends: an escaped character, a quotation mark, a brace."""


def looks_like_lines(raw: RawInput) -> bool:
    """A JSON object on the first line; if that is all there is, one with a text, or in a file that is named so."""
    first, end, rest = _start(raw).partition(b"\n")
    if not first.startswith(b"{"):
        return False
    if raw.suffix in LINE_SUFFIXES:
        return True
    try:
        row = _object(first)
    except ValueError:
        return False
    return bool(end and rest.lstrip(BLANK).startswith(b"{")) or has_text_column(row, raw)


def read_lines(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The articles of JSON Lines, line by line.

    Raises:
        OSError: the input cannot be read.
    """
    yield from row_articles(_rows(_lines(raw.stream), raw.file), raw, LINES_MEDIA_TYPE)


def looks_like_array(raw: RawInput) -> bool:
    """A JSON array that opens with an object."""
    start = _start(raw)
    return start.startswith(b"[") and start[1:].lstrip(BLANK).startswith(b"{")


def read_array(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The articles of an array, object by object.

    Raises:
        OSError: the input cannot be read.
    """
    yield from row_articles(_rows(_objects(raw.stream), raw.file), raw, ARRAY_MEDIA_TYPE)


def _start(raw: RawInput) -> bytes:
    return raw.head.removeprefix(BYTE_ORDER_MARK).lstrip(BLANK)


def _rows(objects: Iterator[tuple[int, bytes | None]], file: str) -> Iterator[Row | Finding]:
    """The rows that lines or objects hold; None stands for one that is too large."""
    for line, data in objects:
        if data is None:
            yield DOCUMENT_TOO_LARGE.finding("an object is larger than any article", file=file, line=line)
            continue
        try:
            yield Row(line, _object(data))
        except ValueError as error:
            yield BAD_ROW.finding(f"not a JSON object: {error}", file=file, line=line)


def _object(data: bytes) -> dict[str, object]:
    """An object of JSON, or of what Python writes for it, with NaN.

    Raises:
        ValueError: it is none.
    """
    try:
        value = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        if b"NaN" not in data and b"Infinity" not in data and b"\\u" not in data:
            raise ValueError(str(error)) from error
        try:
            value = json.loads(data, parse_constant=lambda name: None)
        except RecursionError:
            raise ValueError("nested too deep") from None
    if not isinstance(value, dict):
        raise ValueError(shorten(data[:100].decode("utf-8", "replace")))
    return value


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of each line that is not blank."""
    number = 0
    while line := stream.readline(LARGEST_DOCUMENT):
        number += 1
        if number == 1:
            line = line.removeprefix(BYTE_ORDER_MARK)
        if len(line) < LARGEST_DOCUMENT or line.endswith(b"\n"):
            if line.strip():
                yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_DOCUMENT)
        yield number, None


def _objects(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """First line and bytes of each object of an array, and what else stands between them."""
    held: list[bytes] = []
    size = 0
    line = first_line = 1
    for piece, is_inside, is_end in _pieces(stream):
        if is_inside:
            first_line = first_line if size else line
            size += len(piece)
            held = [*held, piece] if size <= LARGEST_DOCUMENT else []
        elif stray := piece.strip(BETWEEN):
            yield line, stray
        line += piece.count(b"\n")
        if is_end:
            yield first_line, b"".join(held) if size <= LARGEST_DOCUMENT else None
            held, size = [], 0
    if size:
        yield first_line, b"".join(held) if size <= LARGEST_DOCUMENT else None


def _pieces(stream: BinaryIO) -> Iterator[tuple[bytes, bool, bool]]:
    """The stream cut where an object begins or ends; whether a piece belongs to an object, and whether it ends one."""
    depth = 0
    in_string = False
    while chunk := _chunk(stream):
        position = 0
        for token in TOKEN.finditer(chunk):
            mark = token.group()
            if mark == b'"':
                in_string = not in_string
            elif in_string or len(mark) > 1:
                continue
            elif mark == b"{":
                depth += 1
                if depth == 1:
                    yield chunk[position : token.start()], False, False
                    position = token.start()
            elif depth > 0:
                depth -= 1
                if depth == 0:
                    yield chunk[position : token.end()], True, True
                    position = token.end()
        yield chunk[position:], depth > 0, False


def _chunk(stream: BinaryIO) -> bytes:
    """The next bytes, not cut behind a backslash."""
    chunk = stream.read(CHUNK)
    while chunk.endswith(b"\\") and (more := stream.read(1)):
        chunk += more
    return chunk
