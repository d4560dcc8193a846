"""What a text has spoken about so far: the periods that later expressions are counted from, the year they take over."""

import datetime
from collections.abc import Callable

from ontherecord.annotate.dates.direction import Direction, has_verb, is_past_perfect
from ontherecord.annotate.dates.patterns import Match
from ontherecord.annotate.dates.reading import Antecedent, Context, Reading
from ontherecord.annotate.dates.timex import Day, Grain

RECENT = 5
"""Years before the publication in which a day with a year can be the event that a past perfect looks back from."""

PREFERENCE = 60
"""Days by which a month or day of another year must be nearer to a date than the one of its year."""
FIRST_LATE_TIME = "20:00"
LAST_WEEK = 7
"""Days before the publication in which the news of an article happened."""

_NAMING = frozenset({"date", "year", "bare_year"})
_LIMITS = frozenset({"by", "before"})
_ENTRIES = frozenset({"date", "month"})
_COMPARISONS = frozenset({"year_earlier", "earlier_in_comparison"})
_REPORTED = frozenset({Grain.MONTH, Grain.QUARTER})
"""Periods that figures are given for: the first in a sentence is its topic, later ones are compared with it."""
_WITH_YEAR = frozenset({Grain.DAY, Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.YEAR})


def remember(context: Context, match: Match, reading: Reading, date_id: str) -> Context:
    """The context of the expressions after this one."""
    if reading.grain is None or reading.day is None:
        return context
    latest = Antecedent(reading.grain, reading.day, date_id, match.start, match.end)
    if reading.type == "TIME":
        late = FIRST_LATE_TIME <= reading.value.partition("T")[2] <= "24:00" or reading.value.endswith("TNI")
        context = context._replace(late=latest if late else None)
    context = _in_chronology(context, match, latest)
    context = context._replace(antecedents={**context.antecedents, reading.grain: latest})
    if match.reading in _COMPARISONS or _is_aside(match, context):
        return context
    if reading.anchor is None and reading.grain in _WITH_YEAR:
        context = context._replace(dated=latest)
    if context.published and (reading.day > context.published or _is_to_come(match, reading, context)):
        return context
    before = context.topics.get(reading.grain)
    if before and reading.grain in _REPORTED and context.same_sentence(before.end, match.start):
        return context
    return _with_news_day(context._replace(topics={**context.topics, reading.grain: latest}), latest)


def _with_news_day(context: Context, latest: Antecedent) -> Context:
    if latest.grain is not Grain.DAY or not latest.day or not context.published:
        return context
    recent = (context.published - latest.day).days <= LAST_WEEK
    if not recent:
        return context
    if _is_newer(latest, context.news_day):
        context = context._replace(news_day=latest)
    if _is_newer(latest, context.event_day) and not context.says(latest.start, latest.end):
        context = context._replace(event_day=latest)
    return context


def _is_newer(latest: Antecedent, before: Antecedent | None) -> bool:
    return before is None or before.day is None or latest.day is None or before.day <= latest.day


def _in_chronology(context: Context, match: Match, latest: Antecedent) -> Context:
    """The context with its chronology: a year alone in a paragraph opens one, a day opening a paragraph is an entry."""
    if not context.opens_paragraph(match.start):
        return context
    if latest.grain is Grain.YEAR and context.tokens[match.end - 1].ends_paragraph:
        return context._replace(chapter=latest, chapter_entry=None)
    if match.reading in _ENTRIES and context.chapter:
        return context._replace(chapter_entry=match.start)
    return context


def _chapter(match: Match, context: Context) -> Antecedent | None:
    """The year above a chronology for a date that opens an entry of it or stands within one."""
    if context.chapter is None:
        return None
    entry = context.chapter_entry
    within = entry is not None and context.same_paragraph(entry, match.start)
    return context.chapter if within or context.opens_paragraph(match.start) else None


def _is_to_come(match: Match, reading: Reading, context: Context) -> bool:
    """Whether a day up to the publication was one to come for who spoke of it: "by tonight", a quoted "tomorrow"."""
    if reading.grain is not Grain.DAY:
        return False
    ahead_of_words = context.quoted[match.start] and (match.integer("DAY_WORD") or 0) > 0
    limit = match.start > 0 and context.tokens[match.start - 1].word in _LIMITS
    return ahead_of_words or (limit and reading.day == context.published and not context.running)


def _is_aside(match: Match, context: Context) -> bool:
    """Whether an expression is a standard of comparison, a limit, or part of a name: "the May 3 meeting"."""
    before = context.entries[match.start - 1] if match.start else {}
    following = context.tags[match.end] if match.end < len(context.tags) else ""
    in_name = match.reading in _NAMING and following.startswith(("NN", "JJ")) and "TIME_LEAD" not in before
    return in_name or "ASIDE_LEAD" in before


def year_taken_over(match: Match, context: Context) -> Antecedent | None:
    """The date whose year a day or month without a year takes over: "in 2019, most of it in May".

    Within one sentence where no verb stands between the two, where the dated one opens the sentence, or under a past
    perfect; a past perfect also looks back from a day named in an earlier sentence.
    """
    if chapter := _chapter(match, context):
        return chapter
    dated = context.dated
    published = context.published or datetime.date.max
    if dated is None or dated.day in (None, context.published):
        return None
    against = Direction.FUTURE if dated.day <= published else Direction.PAST
    if context.direction(match) is against:
        return None
    looks_back = is_past_perfect(context.tokens, context.tags, match.start)
    if context.same_sentence(dated.end, match.start):
        joined = not has_verb(context.tokens, context.tags, dated.end, match.start)
        return dated if joined or looks_back or _opens_sentence(dated, context) else None
    recent = dated.grain is Grain.DAY and published.year - RECENT <= dated.day.year <= published.year
    return dated if looks_back and recent else None


def beside(dated: Antecedent, in_year: Callable[[int], Day]) -> Day:
    """What a day or month without a year means beside a date: the one in its year, or nearest to a day or month."""
    if dated.day is None:
        return None
    if dated.grain not in (Grain.DAY, Grain.MONTH):
        return in_year(dated.day.year)
    year, ordinal = dated.day.year, dated.day.toordinal()
    candidates = [day for day in (in_year(year - 1), in_year(year), in_year(year + 1)) if day]
    return min(
        candidates, key=lambda day: abs(day.toordinal() - ordinal) + (day.year != year) * PREFERENCE, default=None
    )


def _opens_sentence(dated: Antecedent, context: Context) -> bool:
    """Whether at most a preposition stands before a date in its sentence."""
    return any(
        start == 0 or context.tokens[start - 1].ends_sentence for start in (dated.start, dated.start - 1) if start >= 0
    )
