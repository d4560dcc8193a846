"""Times of day: clock times, morning and night, each with the day it belongs to."""

from ontherecord.annotate.dates.calendar_dates import date, numeric_date
from ontherecord.annotate.dates.direction import Direction, is_habitual, is_told_in_past
from ontherecord.annotate.dates.patterns import Match
from ontherecord.annotate.dates.reading import Antecedent, Context, Reading, modifier
from ontherecord.annotate.dates.relative_dates import (
    antecedent_period,
    antecedent_weekday,
    day_of_utterance,
    day_word,
    named_before,
    relative_weekday,
    step_of,
    weekday,
)
from ontherecord.annotate.dates.seasons_and_holidays import holiday
from ontherecord.annotate.dates.timex import Grain, shifted, value_of

LAST_HOUR_OF_NIGHT = 5
FIRST_HOUR_OF_DAY = 7
DIRECTLY_AFTER = 3
LAST_TIME_OF_NIGHT = "T06:00"
NIGHT_REACH = 150
"""Tokens after a late hour for which its night goes on."""
FIRST_TIME_OF_EVENING = "T19:00"
_LATE_PARTS = frozenset({"TEV", "TNI"})
SAME_CLAUSE = 12
"""Tokens between a time and a day that follows it: "at noon, on Friday"."""

_NAMES_A_DAY = {
    "date": date,
    "weekday": weekday,
    "relative_weekday": relative_weekday,
    "antecedent_weekday": antecedent_weekday,
    "day_word": day_word,
}


def clock(match: Match, context: Context) -> Reading | None:
    """A clock time on the day that stands beside it, else on the day under discussion."""
    time = _clock_value(match, context)
    if time is None:
        return None
    if named := _day_inside(match, context) or _day_after(match, context, DIRECTLY_AFTER):
        return _time(time, named, match)
    if _recurs(match, context):
        return _time(time, _any_day(), match)
    on_day = _day_beside(match, context) or _day_under_discussion(match, context, time)
    return _time(time, _after_midnight(time, on_day, match, context), match)


def _after_midnight(time: str, on_day: Reading, match: Match, context: Context) -> Reading:
    """The day of a time; an early hour told shortly after a late one is of the next day: "at 11pm and left at 2am"."""
    late = context.late
    if late is None or time >= LAST_TIME_OF_NIGHT or on_day.day != late.day or match.start - late.end > NIGHT_REACH:
        return on_day
    day = shifted(Grain.DAY, on_day.day, 1)
    return on_day._replace(value=value_of(Grain.DAY, day), day=day)


def entry_time(match: Match, context: Context) -> Reading | None:
    """The clock time that opens an entry of a running report: on the day of publication."""
    day = context.published
    on_day = Reading("DATE", value_of(Grain.DAY, day), None, context.anchor, Grain.DAY, day)
    return _time(str(match.value("CLOCK")), on_day, match)


def numeric_date_and_time(match: Match, context: Context) -> Reading | None:
    """ "2011-03-04T10:00", "03-12-98 0817EST"."""
    on_day, time = numeric_date(match, context), _clock_value(match, context)
    return _time(time, on_day, match) if on_day and time else None


def part_of_named_day(match: Match, context: Context) -> Reading | None:
    """ "Thursday night", "yesterday evening", "last night", "this morning"."""
    on_day = _day_inside(match, context)
    return _time(f"T{match.value('PART_OF_DAY')}", on_day, match) if on_day else None


def part_of_antecedent_day(match: Match, context: Context) -> Reading | None:
    """ "that night", "the following morning", "in the evening": of the day named before."""
    stepped = match.get("STEP") or not {"before", "after"}.isdisjoint(match.words())
    time = f"T{match.value('PART_OF_DAY')}"
    if not stepped and (beside := _day_after(match, context, DIRECTLY_AFTER)):
        return _time(time, beside, match)
    before = named_before(match, context) if stepped else _evening_before(time, context.story_day(match), context)
    day = shifted(Grain.DAY, before.day, step_of(match))
    on_day = Reading("DATE", value_of(Grain.DAY, day), None, before.id, Grain.DAY, day)
    return _time(time, on_day, match)


def moment(match: Match, context: Context) -> Reading | None:
    """ "at dawn", "since lunchtime": on the day that a clock time there would belong to."""
    time = f"T{match.value('MOMENT')}"
    on_day = _any_day() if _recurs(match, context) else _day_beside(match, context)
    return _time(time, on_day or _day_under_discussion(match, context, time), match)


def bare_hour(match: Match, context: Context) -> Reading | None:
    """ "the rain stopped at three": an hour from 7 to 18, as in other spoken times."""
    hour, part = match.integer("HOUR_WORD") or 0, _part_of_day(match, context)
    if part is not None:
        hour = _hour_in(part, hour)
    elif hour < FIRST_HOUR_OF_DAY:
        hour += 12
    time = f"T{hour:02}:00"
    return _time(time, _day_beside(match, context) or _day_under_discussion(match, context, time), match)


def counted_day(match: Match, context: Context) -> Reading | None:
    """ "the fourth day of the trial", "the opening night": the day named beside it, else the one the story is at."""
    on_day = _day_after(match, context, SAME_CLAUSE) or _day_beside(match, context)
    if on_day is None:
        story = context.story_day(match)
        on_day = Reading("DATE", value_of(Grain.DAY, story.day), None, story.id, Grain.DAY, story.day)
    return _time("TNI", on_day, match) if "night" in match.words() else on_day


def some_night(match: Match, context: Context) -> Reading | None:
    """ "at night": no certain one."""
    return Reading("TIME", "XXXX-XX-XXTNI")


def overnight(match: Match, context: Context) -> Reading | None:
    """The night before the publication."""
    day = shifted(Grain.DAY, context.published, -1)
    return Reading("TIME", f"{value_of(Grain.DAY, day)}TNI", None, context.anchor, Grain.DAY, day)


def _time(time: str, on_day: Reading, match: Match) -> Reading:
    return Reading(
        "TIME", f"{on_day.value.partition('T')[0]}{time}", modifier(match), on_day.anchor, Grain.DAY, on_day.day
    )


def _clock_value(match: Match, context: Context) -> str | None:
    zone = "Z" if match.value("ZONE") == "Z" and match.value("SIGN") is None else ""
    if match.get("MINUTES_WORD"):
        return _spoken(match, context)
    if (noon := match.value("NOON")) is not None:
        return "TMI" if noon == "TMI" else f"{noon}{zone}"
    written, hour = (entry.value if (entry := match.inside(kind)) else None for kind in ("CLOCK", "HOUR"))
    if written is None:
        hour = match.value("NUMBER") if hour is None else hour
        if hour is None or not 0 <= float(hour) <= 24:
            return None
        written = f"T{int(hour):02}:00"
    hour, rest = int(str(written)[1:3]), str(written)[3:]
    half_day, part = match.value("HALF_DAY"), _part_of_day(match, context)
    if half_day is not None and hour <= 12:
        hour = hour % 12 + int(half_day)
    elif part is not None:
        hour = _hour_in(part, hour)
    return f"T{hour:02}{rest}{zone}"


def _part_of_day(match: Match, context: Context) -> str | None:
    """The part of the day that an expression names, or that follows it: "at six o'clock on Monday evening"."""
    if "night" in match.words():
        return "NI"
    following = context.following[0] if context.following else None
    near = following and following.start - match.end < DIRECTLY_AFTER and not match.value("PART_OF_DAY")
    part = following.value("PART_OF_DAY") if following and near else match.value("PART_OF_DAY")
    return _part_directly_before(match, context) if part is None else str(part)


def _part_directly_before(match: Match, context: Context) -> str | None:
    """The part of the day in front of a time: "on Monday evening at six o'clock"."""
    before = context.antecedent(Grain.DAY)
    if not before.end or match.start - before.end >= DIRECTLY_AFTER or context.tokens[before.end - 1].ends_sentence:
        return None
    part = context.entries[before.end - 1].get("PART_OF_DAY")
    return str(part.value) if part else None


def _hour_in(part: str, hour: int) -> int:
    """An hour of twelve in a part of the day: two at night is 2, nine at night 21."""
    if hour > 12:
        return hour
    before_noon = part == "MO" or (part == "NI" and hour % 12 <= LAST_HOUR_OF_NIGHT)
    return hour % 12 + (0 if before_noon else 12)


def _spoken(match: Match, context: Context) -> str:
    """ "ten past four", "a quarter to six", "ten minutes to midnight"; without a part of the day from 7 to 18 h."""
    part, minutes = _part_of_day(match, context), match.integer("MINUTES_WORD") or 0
    hour = match.integer("HOUR_WORD")
    if hour is None:
        hour = 24 if match.value("NOON") == "T24:00" else 12
    elif part is not None:
        hour = _hour_in(part, hour)
    elif hour < FIRST_HOUR_OF_DAY:
        hour += 12
    total = 60 * hour + (minutes if "past" in match.words() else -minutes)
    return f"T{total // 60 % 24:02}:{total % 60:02}"


def _day_inside(match: Match, context: Context) -> Reading | None:
    """The day that the expression itself names."""
    if match.inside("DAY_WORD"):
        return day_word(match, context)
    if match.inside("WEEKDAY"):
        if match.inside("STEP"):
            return antecedent_weekday(match, context)
        return (relative_weekday if match.inside("RELATIVE") else weekday)(match, context)
    if match.inside("MONTH"):
        return date(match, context)
    if match.inside("HOLIDAY"):
        return holiday(match, context)
    return _counted_from_publication(match, context) if match.inside("RELATIVE") else None


def _counted_from_publication(match: Match, context: Context) -> Reading:
    """The day of "last night", "this morning"."""
    day = shifted(Grain.DAY, day_of_utterance(match, context), match.integer("RELATIVE") or 0)
    return Reading("DATE", value_of(Grain.DAY, day), None, context.anchor, Grain.DAY, day)


def _day_beside(match: Match, context: Context) -> Reading | None:
    """The day named in the same sentence: directly after ("at noon on Friday"), else before, else later on."""
    after = _day_after(match, context, DIRECTLY_AFTER)
    if after:
        return after
    before = context.antecedent(Grain.DAY)
    if before.end and context.same_sentence(before.end, match.start):
        return Reading("DATE", value_of(Grain.DAY, before.day), None, before.id, Grain.DAY, before.day)
    return None if _is_rule(match, context) else _day_after(match, context, SAME_CLAUSE)


def _day_after(match: Match, context: Context, reach: int) -> Reading | None:
    for following in context.following:
        near = following.start - match.end <= reach and context.same_sentence(match.end - 1, following.start)
        if near and reach > DIRECTLY_AFTER and _belongs_to_noun(following, context):
            continue
        if near and following.reading in _NAMES_A_DAY:
            return _NAMES_A_DAY[following.reading](following, context)
        if near and following.reading == "part_of_named_day":
            return _day_inside(following, context)
        if near and reach == DIRECTLY_AFTER and following.reading == "part_of_antecedent_day":
            return part_of_antecedent_day(following, context._replace(following=()))
        if near and following.reading == "antecedent_period" and "day" in following.words():
            return antecedent_period(following, context)
    return None


def _belongs_to_noun(match: Match, context: Context) -> bool:
    """Whether a day is that of the noun behind it: "published at noon that he won Sunday's vote"."""
    return any("SUFFIX" in entries for entries in context.entries[match.end : match.end + 1])


def _recurs(match: Match, context: Context) -> bool:
    """Whether the sentence goes on with what the time recurs by: "until 9 p.m. on Thursdays"."""
    return any(
        following.reading in ("every", "frequency") and context.same_sentence(match.end - 1, following.start)
        for following in context.following
    )


def _day_under_discussion(match: Match, context: Context, time: str) -> Reading:
    """The day that a story of the past is at, the day of publication in other clauses about one event.

    Unknown where the clause tells what is the rule ("opens at 9 a.m.") or nothing at all of its time.
    """
    looks, zone = context.direction(match), match.value("ZONE")
    if not context.running and not _is_of_trading(match, context):
        if _is_rule(match, context) or (zone is None and looks is Direction.UNKNOWN):
            return _any_day()
        if looks is Direction.PAST or is_told_in_past(context.tokens, context.tags, match.start):
            story = _evening_before(time, context.story_day(match), context)
            return Reading("DATE", value_of(Grain.DAY, story.day), None, story.id, Grain.DAY, story.day)
    return Reading("DATE", value_of(Grain.DAY, context.published), None, context.anchor, Grain.DAY, context.published)


def _evening_before(time: str, story: Antecedent, context: Context) -> Antecedent:
    """The day of a story; an evening that is over on the day of publication was that of the day before."""
    late = time in _LATE_PARTS or FIRST_TIME_OF_EVENING <= time <= "T24:00"
    if not late or story.day != context.published:
        return story
    return story._replace(day=shifted(Grain.DAY, story.day, -1))


def _is_rule(match: Match, context: Context) -> bool:
    return not context.running and is_habitual(context.tokens, context.tags, match.start)


def _is_of_trading(match: Match, context: Context) -> bool:
    """Whether a time is one of the market's day, which is that of the news: "in midday trading"."""
    return any(token.word in ("trading", "trade") for token in context.tokens[match.end : match.end + 1])


def _any_day() -> Reading:
    return Reading("DATE", value_of(Grain.DAY, None))
