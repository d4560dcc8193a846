"""TIMEX3 values and the calendar behind them: periods, their first days, their neighbours, the days they cover.

Sources: TimeML 1.2.1 annotation guidelines (TIMEX3 values extend ISO 8601) and ISO 8601 (weeks). Seasons are
meteorological and northern; the winter of a year begins in its December.
"""

import calendar
import datetime
import enum
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

Day = datetime.date | None
"""A day, or None where nothing tells it."""


class Grain(enum.StrEnum):
    """The calendar periods that an expression can name."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


MONTHS_IN: Mapping[Grain, int] = {
    Grain.MONTH: 1,
    Grain.QUARTER: 3,
    Grain.HALF: 6,
    Grain.YEAR: 12,
    Grain.DECADE: 120,
    Grain.CENTURY: 1200,
}
SEASON_FIRST_MONTH = {"SP": 3, "SU": 6, "AU": 9, "WI": 12}

_UNKNOWN = {
    Grain.DAY: "XXXX-XX-XX",
    Grain.WEEK: "XXXX-WXX",
    Grain.WEEKEND: "XXXX-WXX-WE",
    Grain.MONTH: "XXXX-XX",
    Grain.QUARTER: "XXXX-QX",
    Grain.HALF: "XXXX-HX",
    Grain.YEAR: "XXXX",
    Grain.DECADE: "XXX",
    Grain.CENTURY: "XX",
}


def value_of(grain: Grain, day: Day) -> str:
    """The TIMEX3 value of the period that holds a day; X for what is unknown."""
    if day is None:
        return _UNKNOWN[grain]
    week = f"{day.isocalendar().year:04}-W{day.isocalendar().week:02}"
    year = f"{day.year:04}"
    return {
        Grain.DAY: day.isoformat(),
        Grain.WEEK: week,
        Grain.WEEKEND: f"{week}-WE",
        Grain.MONTH: f"{year}-{day.month:02}",
        Grain.QUARTER: f"{year}-Q{(day.month + 2) // 3}",
        Grain.HALF: f"{year}-H{(day.month + 5) // 6}",
        Grain.YEAR: year,
        Grain.DECADE: year[:3],
        Grain.CENTURY: year[:2],
    }[grain]


def shifted(grain: Grain, day: Day, count: float) -> Day:
    """The day that lies `count` periods later; the last day of a shorter month; None outside the calendar."""
    if day is None:
        return None
    try:
        if grain not in MONTHS_IN:
            return day + datetime.timedelta(days=round(count * (1 if grain is Grain.DAY else 7)))
        months = day.year * 12 + day.month - 1 + round(count * MONTHS_IN[grain])
        year, month = months // 12, months % 12 + 1
        return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return None


def on(year: int, month: int, day: int) -> Day:
    """The day of a date, None where the calendar has none such."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


class Interval(NamedTuple):
    """First and last day that a value covers; both None where it is no calendar value."""

    earliest: Day
    latest: Day


NO_INTERVAL = Interval(None, None)


def interval_of(value: str) -> Interval:
    """The days that a TIMEX3 value covers: a time lies within its day, durations, sets and references cover none."""
    date_part = value.partition("T")[0]
    for pattern, cover in _COVERS:
        if found := pattern.fullmatch(date_part):
            return _safely(cover, found.groups())
    return NO_INTERVAL


def _safely(cover: Callable[..., Interval], groups: tuple[str, ...]) -> Interval:
    try:
        return cover(*(int(group) if group.isdigit() else group for group in groups))
    except (OverflowError, ValueError):
        return NO_INTERVAL


def _days(first: datetime.date, count: int) -> Interval:
    return Interval(first, first + datetime.timedelta(days=count - 1))


def _months(year: int, month: int, count: int) -> Interval:
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    last = datetime.date(last_year, last_month + 1, calendar.monthrange(last_year, last_month + 1)[1])
    return Interval(datetime.date(year, month, 1), last)


_COVERS: tuple[tuple[re.Pattern[str], Callable[..., Interval]], ...] = tuple(
    (re.compile(pattern), cover)
    for pattern, cover in (
        (r"(\d{4})-(\d\d)-(\d\d)", lambda year, month, day: _days(datetime.date(year, month, day), 1)),
        (r"(\d{4})-W(\d\d)", lambda year, week: _days(datetime.date.fromisocalendar(year, week, 1), 7)),
        (r"(\d{4})-W(\d\d)-WE", lambda year, week: _days(datetime.date.fromisocalendar(year, week, 6), 2)),
        (r"(\d{4})-W(\d\d)-(\d)", lambda year, week, day: _days(datetime.date.fromisocalendar(year, week, day), 1)),
        (r"(\d{4})-(\d\d)", lambda year, month: _months(year, month, 1)),
        (r"(\d{4})-Q([1-4])", lambda year, quarter: _months(year, 3 * quarter - 2, 3)),
        (r"(\d{4})-H([12])", lambda year, half: _months(year, 6 * half - 5, 6)),
        (r"(\d{4})-(SP|SU|AU|WI)", lambda year, season: _months(year, SEASON_FIRST_MONTH[season], 3)),
        (r"(\d{4})", lambda year: _months(year, 1, 12)),
        (r"(\d{3})", lambda decade: _months(10 * decade, 1, 120)),
        (r"(\d{2})", lambda century: _months(100 * century, 1, 1200)),
    )
)

_CLOCK = r"T(?:\d\d(?::\d\d(?::\d\d)?)?Z?|MO|MI|AF|EV|NI|XX)"
_DAY_PART = r"(?:[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}(?:-(?:[1-7]|WE))?))"
_AMOUNT = r"(?:\d+(?:\.\d+)?|X)"
_LENGTH = rf"P(?=[\dXT])(?:{_AMOUNT}(?:WE|[YMQWD]))*(?:T(?:{_AMOUNT}[HMS])+)?"
_VALID = re.compile(
    rf"{_DAY_PART}(?:{_CLOCK})?"
    r"|[\dX]{4}(?:-(?:[\dX]{2}|Q[1-4X]|H[12X]|SP|SU|AU|WI))?"
    r"|[\dX]{3}|[\dX]{2}"
    r"|BC\d{2,}"
    rf"|{_LENGTH}(?:/{_LENGTH})?"
    r"|PAST_REF|PRESENT_REF|FUTURE_REF"
)


def is_value(text: str) -> bool:
    """Whether a text is a TIMEX3 value of the forms in docs/dates.md."""
    return _VALID.fullmatch(text) is not None
