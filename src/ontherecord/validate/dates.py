"""Checks of temporal expressions."""

import datetime
import functools
from collections.abc import Iterator

from ontherecord.findings import (
    DATE_RANGE_DIFFERS,
    HALF_DATE_RANGE,
    MALFORMED_TIMEX_VALUE,
    REVERSED_DATE_RANGE,
    TIMEX_TYPE_DIFFERS,
    Code,
    Finding,
)
from ontherecord.records import Article
from ontherecord.timex import REFERENCES, calendar_range, is_duration, is_value
from ontherecord.validate.wording import pointer, shorten


def check_values(article: Article) -> Iterator[Finding]:
    """Every value follows the syntax of TIMEX3."""
    for index, date in enumerate(article.dates):
        if not is_value(date.value):
            yield MALFORMED_TIMEX_VALUE.finding(
                f"{shorten(date.value)} is no TIMEX3 value", pointer=pointer("dates", index, "value")
            )


def check_types(article: Article) -> Iterator[Finding]:
    """The type of an expression is one that its value can have; a reference such as PAST_REF can have any."""
    for index, date in enumerate(article.dates):
        if date.value in REFERENCES or not is_value(date.value):
            continue
        if is_duration(date.value):
            kind, fitting = "a length of time", ("DURATION", "SET")
        elif "T" in date.value:
            kind, fitting = "a time of day", ("TIME", "SET")
        else:
            kind, fitting = "a day or period", ("DATE", "SET")
        if date.type not in fitting:
            yield TIMEX_TYPE_DIFFERS.finding(
                f"{shorten(date.value)} is {kind}, but the type is {date.type}", pointer=pointer("dates", index, "type")
            )


def check_ranges(article: Article) -> Iterator[Finding]:
    """`earliest` and `latest` are the days that the value covers: both there and in order, or both null."""
    for index, date in enumerate(article.dates):
        if problem := _range_problem(date.value, date.earliest, date.latest):
            code, message = problem
            yield code.finding(message, pointer=pointer("dates", index))


@functools.lru_cache(maxsize=10_000)
def _range_problem(value: str, earliest: datetime.date | None, latest: datetime.date | None) -> tuple[Code, str] | None:
    if (earliest is None) != (latest is None):
        lacking = "earliest" if earliest is None else "latest"
        return HALF_DATE_RANGE, f"{lacking} is null, but its counterpart is not"
    if earliest is not None and latest is not None and earliest > latest:
        return REVERSED_DATE_RANGE, f"earliest {earliest} is after latest {latest}"
    if value in REFERENCES or is_duration(value):
        if earliest is None:
            return None
        return DATE_RANGE_DIFFERS, f"{shorten(value)} has no place in the calendar, but earliest is {earliest}"
    covered = calendar_range(value) if is_value(value) else None
    if covered is None or (earliest, latest) == covered:
        return None
    first, last = covered
    found = "no range is given" if earliest is None else f"the range given is {earliest} to {latest}"
    return DATE_RANGE_DIFFERS, f"{shorten(value)} covers {first} to {last}, but {found}"
