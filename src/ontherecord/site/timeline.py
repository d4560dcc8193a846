"""Counts on a true axis of time: every day, month or year between the first and the last has its bar, empty or not."""

import datetime
import sqlite3
from collections.abc import Iterator

import msgspec

MOST_DAYS = 92
MOST_BARS = 240
"""Bars that a page has room for; with more, each stands for a longer time."""
TAIL = 100
"""An axis of years leaves out one in so many at either end, so that a lone year of long ago leaves the rest legible."""
_STEPS = (1, 5, 10, 50)


class Timeline(msgspec.Struct, frozen=True):
    """Counts of equal stretches of time without a gap.

    Attributes:
        unit: what a bar stands for, in words.
        bars: name of the stretch (its first day, month or year) and count.
        earlier: how many lie before the first bar.
        later: how many lie after the last bar.
    """

    unit: str
    bars: tuple[tuple[str, int], ...]
    earlier: int = 0
    later: int = 0


def timeline(store: sqlite3.Connection, column: str, source: str, *values: object) -> Timeline | None:
    """The rows of a source, a FROM clause with its WHERE, by a column of ISO days; None where no row has a day."""
    dated = f"FROM {source} AND {column} IS NOT NULL"
    (whole,) = store.execute(f"SELECT count(*) {dated}", values).fetchone()
    if not whole:
        return None

    def day_at(place: int) -> datetime.date:
        query = f"SELECT {column} {dated} ORDER BY 1 LIMIT 1 OFFSET ?"
        return datetime.date.fromisoformat(store.execute(query, (*values, place)).fetchone()[0])

    first, last = day_at(0), day_at(whole - 1)
    if _months(first, last) > MOST_BARS:
        first, last = day_at(whole // TAIL), day_at(whole - 1 - whole // TAIL)
    unit, length, groups = _axis(first, last)
    query = f"SELECT substr({column}, 1, ?) AS name, count(*) {dated} GROUP BY 1"
    counts = dict(store.execute(query, (length, *values)).fetchall())
    names = list(groups)
    bars = tuple((group[0], sum(counts.get(name, 0) for name in group)) for group in names)
    earlier = sum(n for name, n in counts.items() if name < names[0][0])
    return Timeline(unit, bars, earlier, whole - earlier - sum(n for _, n in bars))


def _months(first: datetime.date, last: datetime.date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _axis(first: datetime.date, last: datetime.date) -> tuple[str, int, Iterator[list[str]]]:
    """Unit, how much of an ISO day names it, and for each bar the days, months or years that it adds up."""
    if (last - first).days < MOST_DAYS:
        days = range(first.toordinal(), last.toordinal() + 1)
        return "day", 10, ([datetime.date.fromordinal(day).isoformat()] for day in days)
    if (count := _months(first, last)) <= MOST_BARS:
        months = range(first.year * 12 + first.month - 1, first.year * 12 + first.month - 1 + count)
        return "month", 7, ([f"{month // 12:04}-{month % 12 + 1:02}"] for month in months)
    step = next(step for step in _STEPS if last.year // step - first.year // step < MOST_BARS)
    starts = range(first.year // step * step, last.year + 1, step)
    years = ([f"{year:04}" for year in range(start, start + step)] for start in starts)
    return "year" if step == 1 else f"{step} years", 4, years
