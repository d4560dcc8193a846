"""Dates with a name in the calendar: days, months, years, quarters, decades, centuries."""

import datetime
import re
from collections.abc import Sequence

from ontherecord.annotate.dates.direction import Direction, is_only_planned, is_plainly_past
from ontherecord.annotate.dates.narrative import beside, year_taken_over
from ontherecord.annotate.dates.patterns import Match
from ontherecord.annotate.dates.reading import Context, Reading, follows_name, grain_of, modifier, period
from ontherecord.annotate.dates.timex import Day, Grain, on, shifted

CLEARLY_NEARER = 100
"""Days: a month and day this near the day of publication need no cue of tense."""

LEAP_DAYS_APART = 8
"""Years within which every day of a month comes again, 29 February too."""
ACCOUNTS_REACH = 10
"""Tokens around "the first half" among which a word of accounts makes it one of a year."""
ABBREVIATED = 3
"""Letters of a month cut short without a full stop: before a capitalized word part of a name ("Jan Ekta")."""
LONGEST_RANGE = 30
"""Years that "1998-2011" may span when its end has two figures."""

_BEFORE_AMOUNTS = frozenset({"of", "and", "or", "for", "to"})
_TERMS = frozenset({"until", "till"})
_NUMBER = re.compile(r"[0-9]+")


def date(match: Match, context: Context) -> Reading | None:
    """A day of a month, with or without its year: "5 July 2023", "Monday, March 5", "May 3 last year"."""
    day = match.integer("DAY")
    month = match.integer("MONTH") or (context.published.month if context.published else None)
    if day is None:
        return None
    year = stated_year(match, context)
    if year is not None and month is not None:
        found = on(year, month, day)
        return period(Grain.DAY, found, match, None if match.get("YEAR") else context.anchor) if found else None
    if month is not None and (dated := year_taken_over(match, context)):
        return period(Grain.DAY, beside(dated, lambda year: on(year, month, day)), match, dated.id)
    if month is None or context.published is None:
        months = "XX" if month is None else f"{month:02}"
        return Reading("DATE", f"XXXX-{months}-{day:02}")
    years = range(context.published.year - LEAP_DAYS_APART, context.published.year + LEAP_DAYS_APART + 1)
    found = by_direction([on(year, month, day) for year in years], match, context)
    return period(Grain.DAY, found, match, context.anchor) if found else None


def named_date(match: Match, context: Context) -> Reading | None:
    """A date that is a name of its own: "9/11"."""
    return period(Grain.DAY, datetime.date.fromisoformat(str(match.value("NAMED_DATE"))), match)


def numeric_date(match: Match, context: Context) -> Reading | None:
    """A date in figures: ISO, "30.10.1989", "10/30/89"; day or month first as the rest of the article has it."""
    text = str(match.value("NUMERIC_DATE"))
    first, second, third = (int(number) for number in _NUMBER.findall(text))
    if first >= 1000:
        found = on(first, second, third)
    else:
        year = full_year(third, context.published)
        readings = [on(year, first, second), on(year, second, first)]
        if context.day_first or "." in text:
            readings.reverse()
        found = readings[0] or readings[1]
    return period(Grain.DAY, found, match) if found else None


def full_year(year: int, published: Day) -> int:
    """A year of two figures in full: the last such year that lies at most 20 years ahead of the publication."""
    if year >= 100:
        return year
    limit = (published.year if published else 2030) + 20
    return limit - (limit - year) % 100


def month(match: Match, context: Context) -> Reading | None:
    """A month, with or without its year: "March 2011", "early June", "last May"."""
    number = match.integer("MONTH")
    if number is None:
        return None
    year = stated_year(match, context)
    if year is not None:
        return period(Grain.MONTH, on(year, number, 1), match, None if match.get("YEAR") else context.anchor)
    published, relative = context.published, match.integer("RELATIVE")
    if relative is None and (dated := year_taken_over(match, context)):
        return period(Grain.MONTH, beside(dated, lambda year: on(year, number, 1)), match, dated.id)
    if published is None:
        return Reading("DATE", f"XXXX-{number:02}", modifier(match))
    if relative is None:
        looks = context.direction(match)
        if looks is Direction.FUTURE and is_only_planned(context.tokens, context.tags, match.start):
            looks = Direction.UNKNOWN
        year = _month_year(number, published, looks)
    else:
        year = _relative_month_year(number, relative, published)
    return period(Grain.MONTH, on(year, number, 1), match, context.anchor)


def month_at_end_of_range(match: Match, context: Context) -> Reading | None:
    """ "May" in "from March to May": the first one after the month named before."""
    before, number = context.antecedent(Grain.MONTH), match.integer("MONTH")
    if not before.end or before.day is None or number is None or match.start - before.end > 1:
        return month(match, context)
    year = before.day.year + (1 if number < before.day.month else 0)
    return period(Grain.MONTH, on(year, number, 1), match, before.id)


def months_of_quarter(match: Match, context: Context) -> Reading | None:
    """ "the October-December quarter"; other months joined by a hyphen are the first of them."""
    first, second = match.integer("MONTH") or 1, match.get("MONTH", 1)
    if second is None or int(second.value) != first + 2 or first % 3 != 1:
        return month(match, context)
    return _part_of_year(Grain.QUARTER, first, f"XXXX-Q{first // 3 + 1}", match, context)


def bare_month(match: Match, context: Context) -> Reading | None:
    """A month without company: not where it is part of a name ("Joanna April", "April Jones")."""
    opens_sentence = match.start == 0 or context.tokens[match.start - 1].ends_sentence
    following = context.tokens[match.end : match.end + 1]
    cut_short = len(context.tokens[match.end - 1].word) == ABBREVIATED
    opens_name = (opens_sentence or cut_short) and any(
        token.capitalized and token.shape == "WORD" for token in following
    )
    return None if opens_name or follows_name(match, context) else month(match, context)


def week_of_date(match: Match, context: Context) -> Reading | None:
    """ "the week of March 5", "the weekend of July 4"."""
    found = date(match, context)
    if found is None:
        return None
    return period(grain_of(match), found.day, match, found.anchor)


def week_of_month(match: Match, context: Context) -> Reading | None:
    """ "the first week of May": the week that holds its first day, and so on by seven days."""
    found = month(match, context)
    if found is None or found.day is None:
        return None
    last = "last" in match.words()
    start = shifted(Grain.DAY, shifted(Grain.MONTH, found.day, 1), -1) if last else found.day
    days = 0 if last else 7 * ((match.integer("ORDINAL") or 1) - 1)
    if "full" in match.words() and start and start.isoweekday() > 1:
        days += 7 * (-1 if last else 1)
    return period(grain_of(match), shifted(Grain.DAY, start, days), match, found.anchor)


def year(match: Match, context: Context) -> Reading | None:
    """A year, also a fiscal one, which has the value of the calendar year of its name."""
    number = match.integer("YEAR")
    if number is None or _counts_something(match, context):
        return None
    return period(Grain.YEAR, on(full_year(number, context.published), 1, 1), match)


def year_of_era(match: Match, context: Context) -> Reading | None:
    """ "300 B.C." is BC0300, "AD 79" the year 0079."""
    number = match.integer("NUMBER") or 0
    if match.inside("BEFORE_CHRIST"):
        return Reading("DATE", f"BC{number:04}", modifier(match))
    return period(Grain.YEAR, on(number, 1, 1), match) if number in range(1, datetime.MAXYEAR) else None


def bare_year(match: Match, context: Context) -> Reading | None:
    """A year without a preposition before it: not where it ends a name ("Windows 2000")."""
    return None if follows_name(match, context) else year(match, context)


def year_at_end_of_range(match: Match, context: Context) -> Reading | None:
    """The second year of "2019-21"."""
    first, last = match.get("YEAR"), match.inside("YEAR")
    if first is None or last is None:
        return None
    years = (int(last.value) - int(first.value)) % 100
    return period(Grain.YEAR, on(int(first.value) + years, 1, 1), match) if 0 < years <= LONGEST_RANGE else None


def quarter(match: Match, context: Context) -> Reading | None:
    """A quarter, counted by calendar years: "the third quarter of 2011", "Q3"."""
    number = match.integer("ORDINAL") or match.integer("DAY") or 0
    if not 1 <= number <= 4:
        return None
    return _part_of_year(Grain.QUARTER, 3 * number - 2, f"XXXX-Q{number}", match, context)


def half(match: Match, context: Context) -> Reading | None:
    """A half of a year: "the first half of 2020", "1H 2020"."""
    number = match.integer("ORDINAL") or match.integer("DAY")
    if number not in (1, 2):
        return None
    return _part_of_year(Grain.HALF, 6 * number - 5, f"XXXX-H{number}", match, context)


def half_of_accounts(match: Match, context: Context) -> Reading | None:
    """ "the second half" beside a word of accounts: "sales fell in the first half"; else one of a match or a story."""
    around = context.entries[max(0, match.start - ACCOUNTS_REACH) : match.end + ACCOUNTS_REACH]
    told = any("RESULTS" in entries for entries in around) and not context.match_report
    return half(match, context) if told else None


def _part_of_year(grain: Grain, first_month: int, unknown: str, match: Match, context: Context) -> Reading:
    stated, published = stated_year(match, context), context.published
    if stated is not None:
        return period(grain, on(stated, first_month, 1), match, None if match.get("YEAR") else context.anchor)
    if published is None:
        return Reading("DATE", unknown, modifier(match))
    began = first_month <= published.month
    ended = first_month + (3 if grain is Grain.QUARTER else 6) <= published.month
    of_results = "RESULTS" in context.entries[match.end] if match.end < len(context.tokens) else False
    reported = of_results or context.tokens[match.end - 1].joined
    if context.direction(match) is Direction.FUTURE and not reported:
        in_year = published.year + (1 if ended else 0)
    else:
        in_year = published.year - (0 if began else 1)
    return period(grain, on(in_year, first_month, 1), match, context.anchor)


def decade(match: Match, context: Context) -> Reading | None:
    """A decade: "the 1990s", "the '90s", "the nineties"."""
    number = match.integer("DECADE") if match.inside("DECADE") else match.integer("DECADE_NAME")
    if number is None:
        return None
    if number >= 100:
        return period(Grain.DECADE, on(10 * number, 1, 1), match)
    if context.published is None:
        return Reading("DATE", f"XX{number}", modifier(match))
    current = context.published.year // 10
    return period(Grain.DECADE, on(10 * (current - (current - number) % 10), 1, 1), match, context.anchor)


def bare_decade(match: Match, context: Context) -> Reading | None:
    """A decade without article: only with its century or an apostrophe ("1990s music", "'90s music")."""
    word = context.tokens[match.start].word
    return decade(match, context) if word.startswith("'") or len(word) > 4 else None


def century(match: Match, context: Context) -> Reading | None:
    """A century: "the 19th century" has the value 18."""
    number = match.integer("ORDINAL")
    if number is None or not 1 < number <= 22 or _opens_name(match, context):
        return None
    if match.inside("BEFORE_CHRIST"):
        return Reading("DATE", f"BC{number - 1:02}", modifier(match))
    return period(Grain.CENTURY, on(100 * (number - 1), 1, 1), match)


def _opens_name(match: Match, context: Context) -> bool:
    """Whether an expression begins the name of something: "the Twentieth Century Buildings Trust"."""
    following = context.tokens[match.end : match.end + 1]
    return all(token.capitalized for token in [context.tokens[match.end - 1], *following]) and bool(following)


def around(days: Sequence[Day], published: datetime.date) -> tuple[Day, Day]:
    """Of days in order the last one up to the publication and the first one from it on."""
    known = [day for day in days if day]
    past = [day for day in known if day <= published]
    future = [day for day in known if day >= published]
    return past[-1] if past else None, future[0] if future else None


def by_direction(days: Sequence[Day], match: Match, context: Context) -> Day:
    """Of the last and the next day of some name: the one that is clearly nearer, else where the clause looks."""
    published, looks = context.published or datetime.date.max, context.direction(match)
    past, future = around(days, published)
    if past is None or future is None or is_plainly_past(context.tokens, context.tags, match.start):
        return past or future
    if looks is Direction.FUTURE and context.tokens[max(0, match.start - 1)].word in _TERMS:
        return future
    back, ahead = (published - past).days, (future - published).days
    if min(back, ahead) < CLEARLY_NEARER or looks is Direction.UNKNOWN:
        return past if back <= ahead else future
    return future if looks is Direction.FUTURE else past


def _relative_month_year(month: int, relative: int, published: datetime.date) -> int:
    """The year of "last May" (before this month), "this May", "next May" (after this month)."""
    if relative < 0:
        return published.year - (0 if month < published.month else 1)
    return published.year + (1 if relative > 0 and month <= published.month else 0)


def _month_year(month: int, published: datetime.date, looks: Direction) -> int:
    """The year of a bare month: a clause about the past or the future decides, else the nearest such month."""
    distance = month - published.month
    if looks is Direction.PAST:
        return published.year - (1 if distance > 0 else 0)
    if looks is Direction.FUTURE:
        return published.year + (1 if distance < 0 else 0)
    return published.year - (1 if distance > 6 else 0) + (1 if distance < -6 else 0)


def stated_year(match: Match, context: Context) -> int | None:
    """The year that an expression gives itself, in figures or as "last year"."""
    entry = match.inside("YEAR") or match.get("YEAR")
    if entry:
        return int(entry.value)
    if context.published is None or "year" not in match.words():
        return None
    return context.published.year + int(match.value("RELATIVE") or match.value("THE_RELATIVE") or 0)


def _counts_something(match: Match, context: Context) -> bool:
    """Whether a unit or a plural noun follows what could be a year: "2000mm", "a group of 2000 students"."""
    if match.end == len(context.tokens) or "fiscal" in match.words():
        return False
    token, following = context.tokens[match.end - 1], context.tokens[match.end]
    if following.start == token.end and following.shape == "WORD":
        return True
    if context.tags[match.end] != "NNS" or "RESULTS" in context.entries[match.end]:
        return False
    return match.start == 0 or context.tokens[match.start - 1].word in _BEFORE_AMOUNTS
