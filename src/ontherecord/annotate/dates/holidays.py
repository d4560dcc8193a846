"""The day of a holiday in a year, from its rule in the vocabulary."""

import calendar
import datetime
import re

from ontherecord.annotate.dates.timex import Day, on

_NTH_WEEKDAY = re.compile(r"(\d+):(\d)#(-?\d)")


def holiday(rule: str, year: int) -> Day:
    """The day of a holiday: `MM-DD`, `easter` and a number of days, or `month:weekday#n` (n = -1 for the last)."""
    if not datetime.MINYEAR <= year < datetime.MAXYEAR:
        return None
    if rule.startswith("easter"):
        return easter(year) + datetime.timedelta(days=int(rule.removeprefix("easter")))
    if found := _NTH_WEEKDAY.fullmatch(rule):
        month, weekday, place = (int(number) for number in found.groups())
        days = [week[weekday - 1] for week in calendar.monthcalendar(year, month) if week[weekday - 1]]
        return on(year, month, days[place - 1 if place > 0 else place])
    month, day = (int(number) for number in rule.split("-"))
    return on(year, month, day)


def easter(year: int) -> datetime.date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return datetime.date(year, month, offset + 28 - 31 * (month // 4))
