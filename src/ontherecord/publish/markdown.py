"""Markdown whose cells may come from articles: nothing in them can become markup."""

import re
from collections.abc import Iterable

LONGEST_CELL = 80

# All ASCII punctuation but for what is common in names and harmless inside a line.
_MARKUP = re.compile(r"([!\"#$%&*+/:;<=>?@\[\\\]^_`{|}~])")


def escape(value: object) -> str:
    """One line of plain text: control characters are spaces, markup is escaped, and a long value is cut."""
    printable = "".join(char if char.isprintable() else " " for char in str(value))
    line = " ".join(printable.split())
    if len(line) > LONGEST_CELL:
        line = line[: LONGEST_CELL - 1] + "…"
    return _MARKUP.sub(r"\\\1", line)


def table(headers: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    """A table, without a final line end; a cell that is None is a dash."""
    head = [_cell(header) for header in headers]
    lines = [head, ["---"] * len(head), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else escape(value)
