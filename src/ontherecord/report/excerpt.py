"""The stretch of a JSON line that a finding is about, with a caret under the offending value."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ontherecord.report.escaping import printable

CONTEXT = 30
"""Code points shown before the value, and after it."""
LONGEST_VALUE = 40
"""Code points of the value that are shown."""
LONGEST_LINE = 500_000
"""Bytes of a line that is searched: a longer one with many findings would take minutes."""

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


class SourceLines:
    """Lines of files by their number. Findings come in the order of the lines, so a file is read once.

    Lines of compressed files and of standard input are not to be had, nor very long ones.
    """

    def __init__(self) -> None:
        self._file: str | None = None
        self._lines: Iterator[tuple[int, bytes]] = iter(())
        self._last: tuple[int, bytes] = (0, b"")

    def read(self, file: str, number: int) -> str | None:
        """The line, or None where it cannot be read again."""
        try:
            if file != self._file or number < self._last[0]:
                self._file, self._lines, self._last = file, _numbered_lines(Path(file)), (0, b"")
            while self._last[0] < number:
                self._last = next(self._lines)
            content = self._last[1]
            return content.decode() if len(content) <= LONGEST_LINE else None
        except (OSError, ValueError, StopIteration):
            self._file = None
            return None


def excerpt(line: str, pointer: str) -> tuple[str, str] | None:
    """The surroundings of the value at a JSON pointer, and the carets under it; None where the line has no such place.

    A key that is missing is shown by the object that lacks it.
    """
    place = locate(line, pointer)
    if place is None:
        return None
    start, end = place[0], min(place[1], place[0] + LONGEST_VALUE)
    first, last = max(start - CONTEXT, 0), min(end + CONTEXT, len(line))
    before = ("…" if first else "") + printable(line[first:start])
    value = printable(line[start:end])
    after = printable(line[end:last].rstrip()) + ("…" if last < len(line.rstrip()) else "")
    return before + value + after, " " * _width(before) + "^" * max(_width(value), 1)


def locate(line: str, pointer: str) -> tuple[int, int] | None:
    """Start and end of the value at a JSON pointer, in code points of the line."""
    try:
        at = _skip_space(line, 0)
        for step in pointer.split("/")[1:]:
            child = _child(line, at, step.replace("~1", "/").replace("~0", "~"))
            if child is None:
                return at, at + 1
            at = child
        return at, _DECODER.raw_decode(line, at)[1]
    except (ValueError, IndexError, RecursionError):
        return None


def _child(line: str, at: int, step: str) -> int | None:
    """Where the value of a key or of a place in a list begins; None where there is none."""
    opening, at = line[at], _skip_space(line, at + 1)
    if opening not in "[{":
        return None
    place = 0
    while line[at] not in "]}":
        key = str(place)
        if opening == "{":
            key, at = _DECODER.raw_decode(line, at)
            at = _skip_space(line, _skip_space(line, at) + len(":"))
        if key == step:
            return at
        at = _skip_space(line, _DECODER.raw_decode(line, at)[1])
        if line[at] == ",":
            at = _skip_space(line, at + 1)
        place += 1
    return None


def _skip_space(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return match.end() if match else at


def _numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as stream:
        yield from enumerate(stream, start=1)


def _width(text: str) -> int:
    """Columns of a text on a terminal."""
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )
