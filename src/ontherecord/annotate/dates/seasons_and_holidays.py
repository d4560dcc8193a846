"""What comes once a year: seasons, holidays, and the days and weekends beside a holiday."""

import datetime
import re

from ontherecord.annotate.dates.calendar_dates import around, by_direction, stated_year
from ontherecord.annotate.dates.direction import Direction
from ontherecord.annotate.dates.holidays import holiday as day_of_holiday
from ontherecord.annotate.dates.narrative import beside, year_taken_over
from ontherecord.annotate.dates.patterns import Match
from ontherecord.annotate.dates.reading import Context, Reading, follows_name, modifier, period
from ontherecord.annotate.dates.timex import SEASON_FIRST_MONTH, Day, Grain, shifted

CLOSER_TO_THE_NEXT = 8
"""Months since the beginning of a season after which the next one is nearer."""

_FIXED = re.compile(r"[0-9]{2}-[0-9]{2}")


def season(match: Match, context: Context) -> Reading | None:
    """A season: "last summer", "the spring of 2011"."""
    code = str(match.value("SEASON"))
    stated, published, relative = stated_year(match, context), context.published, match.integer("RELATIVE")
    if stated is not None:
        return Reading("DATE", f"{stated:04}-{code}", modifier(match), None if match.get("YEAR") else context.anchor)
    if published is None:
        return Reading("DATE", f"XXXX-{code}", modifier(match))
    before_last = match.words() >= {"before", "last"}
    relative = -1 if before_last else relative
    in_year = _season_year(SEASON_FIRST_MONTH[code], relative, published, context.direction(match)) - before_last
    return Reading("DATE", f"{in_year:04}-{code}", modifier(match), context.anchor)


def antecedent_season(match: Match, context: Context) -> Reading | None:
    """ "that winter": of the year named last; the winter of a January began in the year before."""
    code, before = str(match.value("SEASON")), context.antecedent(Grain.DAY, Grain.MONTH, Grain.YEAR)
    if before.day is None:
        return Reading("DATE", f"XXXX-{code}", modifier(match))
    in_last_winter = code == "WI" and before.grain is not Grain.YEAR and before.day.month < 3
    year = before.day.year + (match.integer("STEP") or 0) - in_last_winter
    return Reading("DATE", f"{year:04}-{code}", modifier(match), before.id)


def _season_year(first_month: int, relative: int | None, published: datetime.date, looks: Direction) -> int:
    latest = published.year - (0 if published.month >= first_month else 1)
    months = 12 * (published.year - latest) + published.month - first_month
    over = months >= 3
    if relative == -1:
        return latest if over else latest - 1
    if relative == 1:
        return latest + 1
    ahead = over and (looks is Direction.FUTURE or (looks is Direction.UNKNOWN and months >= CLOSER_TO_THE_NEXT))
    return latest + 1 if ahead else latest


def holiday(match: Match, context: Context) -> Reading | None:
    """A holiday, fixed or movable; not where it ends a name ("Joan Easter")."""
    if (not match.inside("RELATIVE") and follows_name(match, context)) or _names_goods(match, context):
        return None
    found, anchor = _holiday(match, context)
    rule = str(match.value("HOLIDAY"))
    if found is None and _FIXED.fullmatch(rule):
        return Reading("DATE", f"XXXX-{rule}", modifier(match))
    return period(Grain.DAY, found, match, anchor)


def _names_goods(match: Match, context: Context) -> bool:
    """Whether a thing of the holiday is meant: "the Christmas card list"."""
    return match.end < len(context.entries) and "HOLIDAY_GOODS" in context.entries[match.end]


def holiday_weekend(match: Match, context: Context) -> Reading | None:
    """The weekend at a holiday: the one nearest to it."""
    found, anchor = _holiday(match, context)
    if found and found.isoweekday() <= 3:
        found = shifted(Grain.WEEK, found, -1)
    return period(Grain.WEEKEND, found, match, anchor)


def weekday_by_holiday(match: Match, context: Context) -> Reading | None:
    """ "the Saturday before Christmas"."""
    found, anchor = _holiday(match, context)
    number = match.integer("WEEKDAY") or 0
    if found is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    distance = (number - found.isoweekday()) % 7 or 7
    days = distance - 7 if "before" in match.words() and distance < 7 else -7 if "before" in match.words() else distance
    return period(Grain.DAY, shifted(Grain.DAY, found, days), match, anchor)


def _holiday(match: Match, context: Context) -> tuple[Day, str | None]:
    rule, published = str(match.value("HOLIDAY")), context.published
    stated = stated_year(match, context)
    if stated is not None:
        return day_of_holiday(rule, stated), None if match.get("YEAR") else context.anchor
    relative = match.integer("RELATIVE")
    if relative is None and (dated := year_taken_over(match, context)):
        return beside(dated, lambda year: day_of_holiday(rule, year)), dated.id
    if published is None:
        return None, None
    days = [day_of_holiday(rule, year) for year in range(published.year - 1, published.year + 2)]
    if relative:
        past, future = around(days, published)
        return past if relative < 0 else future, context.anchor
    return by_direction(days, match, context), context.anchor
