"""A line without an end, which no disk has to hold: it is told, in bounded memory, and the rest is read."""

import io
import json
import tracemalloc
from typing import BinaryIO, cast

import pytest

from ontherecord.findings import Finding
from ontherecord.normalize.formats import read_input
from ontherecord.normalize.raw_input import HEAD, LARGEST_DOCUMENT, RawInput

GIGABYTE = 1024 * 1024 * 1024
SOME_DOCUMENTS = 5 * LARGEST_DOCUMENT
"""Enough where all is read, so that the test is fast."""

BLOCK = b"word " * 200_000

FIRST = json.dumps({"id": "first", "text": "The ferry sails again on Friday."}).encode()
LAST = json.dumps({"id": "last", "text": "The pier stays open in winter."}).encode()


class LongLine(io.RawIOBase):
    """Some bytes, words without a line end, and some more bytes."""

    def __init__(self, start: bytes, length: int, end: bytes) -> None:
        self._start, self._left, self._end = start, length, end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        size = len(buffer)
        if self._start:
            data, self._start = self._start[:size], self._start[size:]
        elif self._left:
            data = BLOCK[: min(size, self._left)]
            self._left -= len(data)
        else:
            data, self._end = self._end[:size], self._end[size:]
        buffer[: len(data)] = data
        return len(data)


def long_line(start: bytes, length: int, end: bytes, suffix: str) -> RawInput:
    stream = cast("BinaryIO", io.BufferedReader(LongLine(start, length, end), len(BLOCK)))
    return RawInput(
        file=f"long{suffix}", name=None, stem="long", suffix=suffix, stream=stream, head=(start + BLOCK)[:HEAD]
    )


@pytest.mark.parametrize(
    ("start", "length", "end", "suffix", "ids"),
    [
        pytest.param(b"", GIGABYTE, b"\n", ".txt", [], id="text"),
        pytest.param(b"<!DOCTYPE html><html><body><p>", GIGABYTE, b"</p></body></html>", ".html", [], id="html"),
        pytest.param(
            FIRST + b'\n{"text": "', SOME_DOCUMENTS, b'"}\n' + LAST + b"\n", ".jsonl", ["first", "last"], id="jsonl"
        ),
    ],
)
def test_a_line_that_is_too_long_is_told_and_the_rest_is_read(
    start: bytes, length: int, end: bytes, suffix: str, ids: list[str]
) -> None:
    tracemalloc.start()
    try:
        items = list(read_input(long_line(start, length, end, suffix)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [item.code for item in items if isinstance(item, Finding)] == ["OTR008-document-too-large"]
    assert [item.metadata.id for item in items if not isinstance(item, Finding)] == ids
    assert peak < 4 * LARGEST_DOCUMENT
