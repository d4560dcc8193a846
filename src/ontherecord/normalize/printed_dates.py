"""The day of publication, as metadata give it and as pages print it."""

import datetime
import re
from typing import Literal

import msgspec

from ontherecord.records import PublishedPrecision

LONGEST_LINE = 160
"""Characters that a date line has at most."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?"
_MONTH = rf"(?P<month>{MONTH_NAME})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"

DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"\b{_DAY}[ -](?:of )?{_MONTH},?[ -]{_YEAR}\b",
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        rf"\b(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.]{_YEAR}\b",
        rf"\b{_MONTH},? {_YEAR}\b",
    )
)
"""Forms of a printed date, the fullest first; the last has no day."""

UPDATE_LABEL = re.compile(r"\b(?:last )?(?:updated|modified|revised)(?: on| at)?:?\W*$", re.IGNORECASE)

NOISE = re.compile(
    r"\b(?:(?:first |originally |last )?(?:published|posted|updated|modified|revised|issued|filed|released)"
    rf"|publication date|date|on|at|{WEEKDAY}"
    r"|\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?"
    r"|t\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?|gmt|utc|bst|c?e[sd]?t|[cmp][sd]?t|ist|jst|a[ec][sd]t|z|[+-]\d\d:?\d\d"
    r"|\d{1,3} ?min(?:ute)?s?(?: read)?)(?!\w)",
    re.IGNORECASE,
)
"""What stands beside a date on a date line: labels, weekdays, times, zones, reading times."""

SEPARATORS = " \t,;:|/·•*()[]–—-"


class PublicationDay(msgspec.Struct, frozen=True):
    """A day of publication; for a coarser precision the first day of the month or year."""

    day: datetime.date
    precision: PublishedPrecision = "day"

    @classmethod
    def parse(cls, text: str) -> "PublicationDay":
        """Read `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a full ISO 8601 time.

        Raises:
            ValueError: the text is none of these.
        """
        if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?", text, re.ASCII):
            year, month = match.groups()
            return cls(datetime.date(int(year), int(month or 1), 1), "month" if month else "year")
        return cls(datetime.datetime.fromisoformat(text).date())

    def contradicts(self, other: "PublicationDay") -> bool:
        """Whether the two differ at the coarser of their precisions."""
        parts = min(_PARTS[self.precision], _PARTS[other.precision])
        return self.day.timetuple()[:parts] != other.day.timetuple()[:parts]


_PARTS: dict[Literal["day", "month", "year"], int] = {"year": 1, "month": 2, "day": 3}


class PrintedDate(msgspec.Struct, frozen=True):
    """The date of a line, and what else the line says.

    Attributes:
        day: None where the date is ambiguous (03/04/2021) or not in the calendar.
        rest: what stands before the date, without times and labels; a separator parts it from the date.
    """

    day: PublicationDay | None
    rest: str


def find_publication_day(line: str) -> PrintedDate | None:
    """The date of a short line that ends with it, such as `Updated 3 May 2021, 10:30 GMT`; None where there is none.

    Of several dates the first counts that is not labelled as the day of an update.
    """
    if len(line) > LONGEST_LINE:
        return None
    matches = [match for pattern in DATES for match in pattern.finditer(line)]
    if not matches:
        return None
    full = [match for match in matches if match.re is not DATES[-1]] or matches
    originals = [match for match in full if not UPDATE_LABEL.search(line[: match.start()])] or full
    chosen = min(originals, key=lambda match: match.start())
    before = _without_dates_and_noise(line[: chosen.start()])
    after = _without_dates_and_noise(line[chosen.end() :])
    is_apart = not before or before[-1] in SEPARATORS
    return PrintedDate(_day_of(chosen), before.strip(SEPARATORS)) if is_apart and not after.strip(SEPARATORS) else None


def _without_dates_and_noise(text: str) -> str:
    for pattern in DATES:
        text = pattern.sub(" ", text)
    return " ".join(NOISE.sub(" ", text).split())


def _day_of(match: re.Match[str]) -> PublicationDay | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if "first" in groups:
        first, second = int(groups["first"]), int(groups["second"])
        if first != second and first <= 12 and second <= 12:
            return None
        day, month = (first, second) if first > 12 else (second, first)
    else:
        month = _month_number(groups["month"])
        day = int(groups.get("day") or 1)
    try:
        return PublicationDay(datetime.date(year, month, day), "day" if match.re is not DATES[-1] else "month")
    except ValueError:
        return None


def _month_number(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS.index(text[:3].lower()) + 1
