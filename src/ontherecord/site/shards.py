"""Data of the site as classic scripts: browsers refuse to fetch files beside a page that was opened from the disk."""

import itertools
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ontherecord.site.store import rows

ROWS = 50
"""Rows of a shard of articles or quotations: few, for the rows of an answer may each lie in another shard."""
FILTERED = 20_000
"""Rows of a shard of what the search filters by: short, so that a count need not load the rows themselves."""
FIRST_CODE = 0x4E00
"""Code point that stands for 0: from here on come more letters in a row than a shard has rows."""

_LISTS = {
    "articles": """SELECT n, page, headline, id, published, outlet, language, genre FROM article ORDER BY n""",
    "quotations": """SELECT q.n, a.page || '#' || q.id, substr(q.text, 1, 400), q.speaker, a.published,
        a.outlet, a.language,
        q.kind, q.organization, q.day FROM quotation q JOIN article a ON a.n = q.article ORDER BY q.n""",
}

_FILTERS = {
    "articles": "SELECT n, published, coalesce(outlet, 'unknown') FROM article ORDER BY n",
    "quotations": """SELECT q.n, a.published, coalesce(a.outlet, 'unknown'), q.kind
        FROM quotation q JOIN article a ON a.n = q.article ORDER BY q.n""",
}


def write_shards(store: sqlite3.Connection, folder: Path) -> None:
    """Write rows and search index of articles and of quotations."""
    for scope, query in _LISTS.items():
        for number, group in itertools.groupby(rows(store, query), key=lambda row: row[0] // ROWS):
            write_script(folder / scope / f"{number}.js", f"{scope}/{number}", {row[0]: list(row)[1:] for row in group})
        filters = f"{scope}-filters"
        for number, group in itertools.groupby(rows(store, _FILTERS[scope]), lambda row: (row[0] - 1) // FILTERED):
            columns = [_coded(column) for column in list(zip(*group, strict=True))[1:]]
            write_script(folder / filters / f"{number}.js", f"{filters}/{number}", columns)
        postings = rows(store, "SELECT shard, term, n FROM posting WHERE scope = ? ORDER BY shard, term, n", scope)
        for shard, in_shard in itertools.groupby(postings, key=lambda row: row[0]):
            index = {
                term: _gaps(row[2] for row in group) for term, group in itertools.groupby(in_shard, lambda row: row[1])
            }
            write_script(folder / f"{scope}-words" / f"{shard}.js", f"{scope}-words/{shard}", index)


def write_script(path: Path, name: str, data: Any) -> None:
    """A script that hands `data` over under a name.

    `<` is escaped, so that it is harmless inside a page too, and so is half a surrogate pair, which UTF-8 cannot write.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    encoded = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    path.write_text(f"otr.add({json.dumps(name)},{encoded});\n", encoding="utf-8", errors="backslashreplace")


def _coded(column: Iterable[str | None]) -> tuple[list[str | None], str]:
    """The different values of a column, and for each row the place of its value among them: most repeat.

    The places are letters of one string, which a browser reads many times faster than a list of numbers.
    """
    places: dict[str | None, int] = {}
    codes = "".join(chr(FIRST_CODE + places.setdefault(value, len(places))) for value in column)
    return list(places), codes


def _gaps(numbers: Any) -> list[int]:
    """Ascending numbers as differences, which are shorter to write."""
    result, last = [], 0
    for number in numbers:
        result.append(number - last)
        last = number
    return result
