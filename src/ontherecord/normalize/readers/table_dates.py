"""The day of publication in a cell of a table: a date type, a time stamp, an epoch, a printed date."""

import datetime
import re
from collections.abc import Iterable

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
EPOCH_UNITS = ((1e8, 1e11, 1.0), (1e11, 1e14, 1e3), (1e14, 1e17, 1e6), (1e17, 1e20, 1e9))
"""From, to, and how many of the unit are a second: 1973 to 5138 in seconds, milliseconds, micro- and nanoseconds."""

NUMBER = re.compile(r"\d{1,20}(?:\.\d{1,9})?", re.ASCII)
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)?(?:\d{6})?", re.ASCII)
"""Year, month and day without separators, as in GDELT, perhaps with a time."""

YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,].*)?")
MAIL_DATE = re.compile(r"(?:\w{3}, ?)?(\d{1,2} \w{3} \d{4}) \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|[A-Z]{1,5})$", re.ASCII)
"""`Mon, 03 May 2021 10:30:00 +0000`, as in mails and feeds (RFC 2822)."""

YEAR_BEHIND_TIME = re.compile(r"\w{3,9},? (\w{3,9})\.? (\d{1,2}) [\d:.]+ (?:\S{1,10} )?(\d{4})")
"""`Mon May 03 10:30:00 UTC 2021`, as C, Java and Twitter write it."""


def day_first(values: Iterable[object]) -> bool | None:
    """Whether numbers such as 03/05/2021 in a column have the day first; None where nothing in it tells.

    One value with a number above 12 tells it for the whole column, unless others contradict.
    """
    told = set()
    for value in values:
        if isinstance(value, str) and (match := YEAR_LAST.fullmatch(value.strip())):
            first, second = int(match[1]), int(match[2])
            if max(first, second) > 12 >= min(first, second):
                told.add(first > 12)
    return told.pop() if len(told) == 1 else None


def day_text(value: object, *, is_day_first: bool | None = None) -> object:
    """A value as `YYYY-MM-DD`, `YYYY-MM` or `YYYY` where it is one of the forms of tables, else as it is.

    Args:
        value: the cell.
        is_day_first: what is known of numbers such as 03/05/2021, which else stay as they are.
    """
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = f"{value:.0f}"
    if not isinstance(value, str):
        return value
    text = value.strip()
    return _of_number(text) or _of_numbers(text, is_day_first) or _of_names(text) or text


def _of_number(text: str) -> str | None:
    if not NUMBER.fullmatch(text):
        return None
    whole = text.partition(".")[0]
    if (match := COMPACT.fullmatch(whole)) and (compact := _date_text(match[1], match[2], match[3])):
        return compact
    number = float(text)
    for lowest, highest, per_second in EPOCH_UNITS:
        if lowest <= number < highest:
            return (EPOCH + datetime.timedelta(seconds=number / per_second)).date().isoformat()
    return whole


def _of_numbers(text: str, is_day_first: bool | None) -> str | None:
    if match := YEAR_FIRST.fullmatch(text):
        return _date_text(match[1], match[2], match[3])
    match = YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    first, second, year = match.groups()
    if first == second or max(int(first), int(second)) > 12:
        is_day_first = int(first) > 12
    if is_day_first is None:
        return f"{first}/{second}/{year}"
    day, month = (first, second) if is_day_first else (second, first)
    return _date_text(year, month, day)


def _of_names(text: str) -> str | None:
    if match := YEAR_BEHIND_TIME.fullmatch(text):
        return f"{match[2]} {match[1]} {match[3]}"
    match = MAIL_DATE.match(text)
    return match[1] if match else None


def _date_text(year: str, month: str, day: str | None) -> str | None:
    try:
        date = datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return date.isoformat() if day else date.isoformat()[:7]
