"""Checks of temporal expressions."""

from collections.abc import Iterator

from ontherecord.findings import (
    DATE_RANGE_DIFFERS,
    HALF_DATE_RANGE,
    MALFORMED_TIMEX_VALUE,
    REVERSED_DATE_RANGE,
    Finding,
)
from ontherecord.records import Article, Date
from ontherecord.validate.timex import REFERENCES, calendar_range, is_duration, is_value
from ontherecord.validate.wording import pointer, shorten


def check_values(article: Article) -> Iterator[Finding]:
    """Every value follows the syntax of TIMEX3."""
    for index, date in enumerate(article.dates):
        if not is_value(date.value):
            yield MALFORMED_TIMEX_VALUE.finding(
                f"{shorten(date.value)} is no TIMEX3 value", pointer=pointer("dates", index, "value")
            )


def check_ranges(article: Article) -> Iterator[Finding]:
    """`earliest` and `latest` are the days that the value covers: both there and in order, or both null."""
    for index, date in enumerate(article.dates):
        yield from _check_range(date, pointer("dates", index))


def _check_range(date: Date, where: str) -> Iterator[Finding]:
    earliest, latest = date.earliest, date.latest
    if (earliest is None) != (latest is None):
        lacking = "earliest" if earliest is None else "latest"
        yield HALF_DATE_RANGE.finding(f"{lacking} is null, but its counterpart is not", pointer=where)
    elif earliest is not None and latest is not None and earliest > latest:
        yield REVERSED_DATE_RANGE.finding(f"earliest {earliest} is after latest {latest}", pointer=where)
    elif not is_value(date.value):
        return
    elif date.value in REFERENCES or is_duration(date.value):
        if earliest is not None:
            yield DATE_RANGE_DIFFERS.finding(
                f"{shorten(date.value)} has no place in the calendar, but earliest is {earliest}", pointer=where
            )
    else:
        covered = calendar_range(date.value)
        if covered is not None and (earliest, latest) != covered:
            first, last = covered
            found = "no range is given" if earliest is None else f"the range given is {earliest} to {latest}"
            yield DATE_RANGE_DIFFERS.finding(
                f"{shorten(date.value)} covers {first} to {last}, but {found}", pointer=where
            )
