"""A calendar of the corpus: by day of publication, or by the day that a text speaks of.

A place is a day, a month or a year as ISO 8601 writes it; what names no day stands at the month or year that holds it.
"""

import calendar
import itertools
from collections.abc import Iterator

import msgspec

from ontherecord.records import Article, Date

UNDATED = "undated"
"""Place of an article without a date."""
LONGER = "longer"
"""Place of a date that no single year holds: a decade, a century, a winter."""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LEVELS = 4
_PLACE_LENGTH = {"day": 10, "month": 7, "year": 4}


class Cell(msgspec.Struct, frozen=True):
    """A day, or a month.

    Attributes:
        name: what the cell says: the day of the month, or the month.
        place: its place in the calendar.
        count: how many stand there.
        level: 0 where none stand there, else 1 to `LEVELS`: how strong its colour is.
    """

    name: str
    place: str
    count: int
    level: int


class Month(msgspec.Struct, frozen=True):
    """A month: how many stand in it, how many of these name no day, and its weeks, None where they reach beyond it."""

    name: str
    place: str
    count: int
    without_day: int
    weeks: tuple[tuple[Cell | None, ...], ...]


class Year(msgspec.Struct, frozen=True):
    """A year: how many stand in it, how many of these name no month, its months, and the empty years before it."""

    place: str
    count: int
    without_month: int
    months: tuple[Cell, ...]
    gap: tuple[str, str] | None


class Calendar(msgspec.Struct, frozen=True):
    """How many stand at each place; in order of the places."""

    counts: dict[str, int]

    @property
    def years(self) -> tuple[str, ...]:
        """The years in which something stands, in order."""
        return tuple(dict.fromkeys(place[:4] for place in self.counts if place not in (UNDATED, LONGER)))

    def grid(self) -> tuple[tuple[Year, ...], tuple[int, ...]]:
        """Each year with its months, and the highest count of each level."""
        in_month: dict[str, int] = {}
        in_year: dict[str, int] = {}
        for place, count in self.counts.items():
            in_year[place[:4]] = in_year.get(place[:4], 0) + count
            if place[4:5] == "-":
                in_month[place[:7]] = in_month.get(place[:7], 0) + count
        bounds = _bounds(max(in_month.values(), default=0))
        years = [
            Year(
                year,
                in_year[year],
                self.counts.get(year, 0),
                tuple(
                    _cell(name[:3], f"{year}-{number:02}", in_month, bounds)
                    for number, name in enumerate(MONTHS, start=1)
                ),
                _gap(before, year),
            )
            for before, year in itertools.pairwise((None, *self.years))
            if year is not None
        ]
        return tuple(years), bounds

    def months(self, year: str) -> tuple[tuple[Month, ...], tuple[int, ...]]:
        """The twelve months of a year, none where nothing names a month; and the highest count of each level, which is
        the same in all years."""
        bounds = _bounds(max((count for place, count in self.counts.items() if len(place) == 10), default=0))
        if not any(place.startswith(f"{year}-") for place in self.counts):
            return (), bounds
        return tuple(self._month(year, number, bounds) for number in range(1, 13)), bounds

    def _month(self, year: str, number: int, bounds: tuple[int, ...]) -> Month:
        place = f"{year}-{number:02}"
        weeks = tuple(
            tuple(_cell(str(day), f"{place}-{day:02}", self.counts, bounds) if day else None for day in week)
            for week in calendar.monthcalendar(int(year), number)
        )
        without_day = self.counts.get(place, 0)
        count = without_day + sum(cell.count for week in weeks for cell in week if cell)
        return Month(f"{MONTHS[number - 1]} {year}", place, count, without_day, weeks)


def published_place(article: Article) -> str:
    """Where an article stands by its publication."""
    if article.published is None:
        return UNDATED
    return article.published.isoformat()[: _PLACE_LENGTH[article.published_precision or "day"]]


def resolved_place(date: Date) -> str | None:
    """Where a date of a text stands: the day, month or year that holds all of it; None where it is no calendar date."""
    if date.earliest is None:
        return None
    first, last = date.earliest.isoformat(), (date.latest or date.earliest).isoformat()
    return next((first[:length] for length in _PLACE_LENGTH.values() if first[:length] == last[:length]), LONGER)


def place_name(place: str) -> str:
    """A place in words."""
    if place == UNDATED:
        return "Without a date"
    if place == LONGER:
        return "Longer than a year, or over New Year"
    year, *rest = place.split("-")
    if not rest:
        return f"{year} as a whole"
    month = MONTHS[int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}, no single day"
    weekday = WEEKDAYS[calendar.weekday(int(year), int(rest[0]), int(rest[1]))]
    return f"{weekday}, {int(rest[1])} {month} {year}"


def ranges(bounds: tuple[int, ...]) -> Iterator[tuple[int, str]]:
    """Each level that is in use, and the counts that it stands for."""
    for level, (before, bound) in enumerate(itertools.pairwise((0, *bounds)), start=1):
        if bound > before:
            yield level, f"{bound:,}" if bound == before + 1 else f"{before + 1:,} to {bound:,}"


def _bounds(most: int) -> tuple[int, ...]:
    """The highest count of each level: they grow by the same factor, as counts of news do."""
    return tuple(round(most ** (level / LEVELS)) for level in range(1, LEVELS + 1))


def _cell(name: str, place: str, counts: dict[str, int], bounds: tuple[int, ...]) -> Cell:
    count = counts.get(place, 0)
    level = next((level for level, bound in enumerate(bounds, start=1) if count <= bound), LEVELS) if count else 0
    return Cell(name, place, count, level)


def _gap(before: str | None, year: str) -> tuple[str, str] | None:
    if before is None or int(year) - int(before) < 2:
        return None
    return f"{int(before) + 1:04}", f"{int(year) - 1:04}"
