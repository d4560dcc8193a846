"""TIMEX3 values: their syntax, and the days that a calendar value covers.

Source: ISO-TimeML (ISO 24617-1) as narrowed by the annotation guidelines. `X` stands for an unknown digit.
"""

import calendar
import datetime
import functools
import re
from collections.abc import Callable

DayRange = tuple[datetime.date, datetime.date]
"""First and last day."""

REFERENCES = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})

_YEAR = r"(?:BC)?[0-9X]{4}"
_MONTH = r"(?:0[1-9]|1[0-2]|XX)"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01]|XX)"
_WEEK = r"W(?:0[1-9]|[1-4][0-9]|5[0-3]|XX)"
_DAY_OR_WEEK = rf"{_YEAR}-(?:{_MONTH}-{_DAY}|{_WEEK}(?:-(?:[1-7X]|WE))?)"
_CLOCK = r"(?:[01][0-9]|2[0-4]|XX)(?::(?:[0-5][0-9]|XX)(?::(?:[0-5][0-9]|60|XX)(?:\.[0-9]+)?)?)?"
_ZONE = r"(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)"
_AMOUNT = r"(?:[0-9]+(?:\.[0-9]+)?|X)"

_SYNTAX = (
    re.compile(r"[0-9X]{2,3}"),
    re.compile(rf"{_YEAR}(?:-(?:{_MONTH}|Q[1-4X]|H[12X]|SP|SU|AU|WI))?"),
    re.compile(_DAY_OR_WEEK),
    re.compile(rf"{_DAY_OR_WEEK}T(?:{_CLOCK}{_ZONE}?|MO|MI|AF|EV|NI|DT)"),
)
_DURATION = re.compile(
    r"P(?=.)(?:{n}CE)?(?:{n}DE)?(?:{n}Y)?(?:{n}Q)?(?:{n}M)?(?:{n}W)?(?:{n}WE)?(?:{n}D)?"
    r"(?:T(?=.)(?:{n}H)?(?:{n}M)?(?:{n}S)?(?:{n}?(?:MO|MI|AF|EV|NI|DT))?)?".replace("{n}", _AMOUNT)
)


@functools.lru_cache(maxsize=10_000)
def is_duration(value: str) -> bool:
    """Whether a value is a length of time (`P3Y`, `PT20M`) or a range of lengths (`P3Y/P5Y`)."""
    return all(_DURATION.fullmatch(part) for part in value.split("/", 1))


@functools.lru_cache(maxsize=10_000)
def is_value(value: str) -> bool:
    """Whether a value follows the syntax, and names only days that the calendar has."""
    if value in REFERENCES or is_duration(value):
        return True
    if not any(pattern.fullmatch(value) for pattern in _SYNTAX):
        return False
    try:
        calendar_range(value)
    except ValueError:
        return False
    return True


@functools.lru_cache(maxsize=10_000)
def calendar_range(value: str) -> DayRange | None:
    """The days of a calendar period or day, of a time its day; None for a season and any other value.

    Raises:
        ValueError: the calendar has no such day.
    """
    for pattern, days in _PERIODS:
        if match := pattern.fullmatch(value.partition("T")[0]):
            return days(*(int(number) for number in match.groups()))
    return None


def _day(year: int, month: int, day: int) -> DayRange:
    return datetime.date(year, month, day), datetime.date(year, month, day)


def _months(year: int, first: int, count: int) -> DayRange:
    last_year, last = year + (first + count - 2) // 12, (first + count - 2) % 12 + 1
    return datetime.date(year, first, 1), datetime.date(last_year, last, calendar.monthrange(last_year, last)[1])


def _weekdays(year: int, week: int, first: int, last: int) -> DayRange:
    return datetime.date.fromisocalendar(year, week, first), datetime.date.fromisocalendar(year, week, last)


_PERIODS: tuple[tuple[re.Pattern[str], Callable[..., DayRange]], ...] = (
    # No year is 0, so the first decade and the first century are no full periods.
    (re.compile(r"(?!00)([0-9]{2})"), lambda century: _months(100 * century, 1, 1200)),
    (re.compile(r"(?!000)([0-9]{3})"), lambda decade: _months(10 * decade, 1, 120)),
    (re.compile(r"([0-9]{4})"), lambda year: _months(year, 1, 12)),
    (re.compile(r"([0-9]{4})-H([12])"), lambda year, half: _months(year, 6 * half - 5, 6)),
    (re.compile(r"([0-9]{4})-Q([1-4])"), lambda year, quarter: _months(year, 3 * quarter - 2, 3)),
    (re.compile(r"([0-9]{4})-([0-9]{2})"), lambda year, month: _months(year, month, 1)),
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"), _day),
    (re.compile(r"([0-9]{4})-W([0-9]{2})"), lambda year, week: _weekdays(year, week, 1, 7)),
    (re.compile(r"([0-9]{4})-W([0-9]{2})-WE"), lambda year, week: _weekdays(year, week, 6, 7)),
    (re.compile(r"([0-9]{4})-W([0-9]{2})-([1-7])"), lambda year, week, day: _weekdays(year, week, day, day)),
)
