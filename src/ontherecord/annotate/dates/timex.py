"""TIMEX3 values and the calendar behind them: periods, their neighbours, the days they cover.

Sources: TimeML 1.2.1 annotation guidelines (TIMEX3 values extend ISO 8601) and ISO 8601 (weeks). Seasons are
meteorological and northern; the winter of a year begins in its December.
"""

import calendar
import datetime
import enum
import re
from collections.abc import Mapping
from typing import NamedTuple

from ontherecord.timex import calendar_range

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

_SEASON = re.compile(r"(\d{4})-(SP|SU|AU|WI)")


def interval_of(value: str) -> Interval:
    """The days that a TIMEX3 value covers: a time lies within its day, durations, sets and references cover none."""
    try:
        if season := _SEASON.fullmatch(value):
            first = datetime.date(int(season[1]), SEASON_FIRST_MONTH[season[2]], 1)
            following = shifted(Grain.MONTH, first, 3)
            return Interval(first, following and following - datetime.timedelta(days=1))
        return Interval(*(calendar_range(value) or NO_INTERVAL))
    except ValueError:
        return NO_INTERVAL
