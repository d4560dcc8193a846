"""The day of publication as a page states it: in JSON-LD, in its head, in its address, in print."""

import datetime
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import msgspec

from ontherecord.normalize.printed_dates import MONTH_NAME, MONTHS, PublicationDay, find_publication_day

YEARS = range(1600, 2101)
PLACEHOLDER = datetime.date(1970, 1, 1)
"""The day on which Unix time begins stands where a program had none."""

ISO_DAY = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)", re.ASCII)
ISO_MONTH = re.compile(r"\s*(\d{4})-(\d\d)\s*", re.ASCII)
UTC_TIME = re.compile(r"\d\d:?\d\d(?:\.\d+)? ?(?:Z|[+-]00:?00|UTC|GMT)\s*$")
UNIX_TIME = re.compile(r"\s*(\d{9,10})(?:\d{3})?\s*", re.ASCII)

_YEAR = r"(?P<year>(?:19|20)\d\d)"
ADDRESS_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"[/_-]{_YEAR}(?P<gap>[/_-])(?P<month>\d\d?|{MONTH_NAME})(?P=gap)(?P<day>\d\d?)(?!\d)",
        rf"[/_-]{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"/{_YEAR}/(?P<month>\d\d?|{MONTH_NAME})/",
    )
)
"""A day in the path of an address, or a month."""


class StatedDay(msgspec.Struct, frozen=True):
    """A day, whether it may be that of Greenwich rather than that of the house, and where it is stated."""

    day: PublicationDay
    is_utc: bool
    where: str

    def agrees_with(self, other: "StatedDay") -> bool:
        """Whether both can be the same day; clocks of two zones can tell neighbouring ones."""
        if not self.day.contradicts(other.day):
            return True
        return (self.is_utc or other.is_utc) and abs((self.day.day - other.day.day).days) <= 1


class PageDays(msgspec.Struct, frozen=True):
    """The day of publication by the sort of evidence, one of the three at most, and what contradicts it."""

    stated: PublicationDay | None = None
    printed: PublicationDay | None = None
    inferred: PublicationDay | None = None
    contradictions: tuple[str, ...] = ()


def stated_day(text: str | None, where: str) -> StatedDay | None:
    """The calendar day of a date or time in its own zone; None where the text is none."""
    if not text:
        return None
    try:
        day, is_utc = _read(text)
    except (ValueError, OverflowError):
        return None
    if day is None or day.day.year not in YEARS or day.day == PLACEHOLDER:
        return None
    return StatedDay(day, is_utc, where)


def address_day(address: str | None) -> StatedDay | None:
    """The day or month in the path of an address, such as `/2024/05/03/`."""
    path = urlsplit(address or "").path if address and "//" in address[:12] else ""
    for pattern in ADDRESS_DAYS:
        if match := pattern.search(path[:500]):
            groups = match.groupdict()
            month = groups["month"]
            number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
            try:
                day = datetime.date(int(groups["year"]), number, int(groups.get("day") or 1))
            except ValueError:
                continue
            return StatedDay(
                PublicationDay(day, "day" if "day" in groups else "month"), is_utc=True, where="the address"
            )
    return None


def page_days(
    stated: Sequence[StatedDay], address: StatedDay | None, printed: StatedDay | None, below: StatedDay | None
) -> PageDays:
    """Settle what a page states.

    Args:
        stated: days in its head, in the order in which they are believed.
        address: the day in its address.
        printed: the day that it prints by its headline.
        below: the day that it prints below the article, which counts only where there is no other.
    """
    days = [*stated, *filter(None, (address, printed))]
    if not days:
        return PageDays(inferred=below.day if below else None)
    first = days[0]
    is_vague = first.day.precision != "day" or (first.is_utc and all(day.day != first.day for day in days[1:]))
    finer = (day for day in days if day.agrees_with(first) and day.day.precision == "day" and not day.is_utc)
    best = next(finer, first) if is_vague else first
    contradictions = tuple(
        f"{best.where} gives {best.day.day}, {day.where} {day.day.day}" for day in days if not day.agrees_with(best)
    )
    if stated:
        return PageDays(stated=best.day, contradictions=contradictions)
    if best is printed:
        return PageDays(printed=best.day, contradictions=contradictions)
    return PageDays(inferred=best.day, contradictions=contradictions)


def _read(text: str) -> tuple[PublicationDay | None, bool]:
    if match := ISO_DAY.match(text):
        return PublicationDay(datetime.date(*map(int, match.groups()))), UTC_TIME.search(text) is not None
    if match := ISO_MONTH.fullmatch(text):
        return PublicationDay(datetime.date(int(match[1]), int(match[2]), 1), "month"), False
    if match := UNIX_TIME.fullmatch(text):
        return PublicationDay(datetime.datetime.fromtimestamp(int(match[1]), datetime.UTC).date()), True
    printed = find_publication_day(text.strip())
    return (printed.day if printed else None), False
