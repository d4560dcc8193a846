"""Dates counted from the day of publication or from a date that the text has named before."""

from ontherecord.annotate.dates.direction import Direction, is_open
from ontherecord.annotate.dates.durations import as_period, count_of
from ontherecord.annotate.dates.patterns import Match
from ontherecord.annotate.dates.reading import Antecedent, Context, Reading, follows_name, grain_of, modifier, period
from ontherecord.annotate.dates.timex import Day, Grain, on, shifted, value_of

_FROM_FINE_TO_COARSE = (Grain.DAY, Grain.WEEKEND, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.YEAR)
_ACCOUNTING = (Grain.MONTH, Grain.QUARTER, Grain.HALF)
HALF_A_WEEK = 3
"""Days: "a week ago Tuesday" is the Tuesday nearest to a week ago."""
UTTERANCE_REACH = 15
"""Tokens between quoted words and the verb that reports them."""
CONTRAST_REACH = 25
"""Tokens before "today" among which a word for former times makes it the present as a whole."""
LAST_MONTH_OF_NEW_YEAR = 3
FIRST_WEEKEND_DAY = 5
"""ISO weekday from which "this weekend" means the coming one even in a clause about the past: Friday."""


def day_word(match: Match, context: Context) -> Reading | None:
    """ "today", "yesterday", "the day after tomorrow"; "tonight" is a time. Quoted words count from their utterance."""
    if _is_name(match, context):
        return None
    if _contrasts_with_the_past(match, context):
        return Reading("DATE", "PRESENT_REF")
    day = shifted(Grain.DAY, day_of_utterance(match, context), match.integer("DAY_WORD") or 0)
    if context.tokens[match.end - 1].word == "tonight":
        return Reading("TIME", f"{value_of(Grain.DAY, day)}TNI", modifier(match), context.anchor, Grain.DAY, day)
    return period(Grain.DAY, day, match, context.anchor)


def _contrasts_with_the_past(match: Match, context: Context) -> bool:
    """Whether "today" is the present as a whole: "At its peak the yard had 900 workers. Today there are 20."."""
    start = match.start
    if context.tokens[start].word != "today" or not start or not context.tokens[start - 1].ends_sentence:
        return False
    before = range(max(0, start - CONTRAST_REACH), start)
    contrasted = any("FORMERLY" in context.entries[position] for position in before)
    return contrasted and context.direction(match) is Direction.UNKNOWN


def day_of_utterance(match: Match, context: Context) -> Day:
    """For quoted words the day beside the verb of speech, else that of the news; for all others that of publication."""
    if not context.quoted[match.start]:
        return context.published
    following = context.following[0] if context.following else None
    if following and following.reading == "weekday" and _says(following.start, following.end, match.end, context):
        reading = weekday(following, context)
        return reading.day if reading else None
    before = context.antecedent(Grain.DAY)
    if before.end and _says(before.end - 1, before.end, match.start, context):
        return before.day
    return context.news_day.day if context.news_day else context.published


def _says(start: int, end: int, quoted: int, context: Context) -> bool:
    """Whether a day outside the quotation marks stands near the quoted words and beside a verb of speech."""
    return abs(start - quoted) <= UTTERANCE_REACH and context.says(start, end)


def weekday(match: Match, context: Context) -> Reading | None:
    """A bare weekday: the most recent one, the day of publication included; where the clause looks ahead the next."""
    number = match.integer("WEEKDAY") or 0
    if _opens_range_of_rule(match, context):
        return Reading("SET", f"XXXX-WXX-{number}")
    if context.published is None:
        return Reading("DATE", f"XXXX-WXX-{number}", modifier(match))
    back = (context.published.isoweekday() - number) % 7
    if context.direction(match) is Direction.FUTURE or _is_appointment(match, context):
        return period(Grain.DAY, shifted(Grain.DAY, context.published, -back % 7), match, context.anchor)
    return period(Grain.DAY, shifted(Grain.DAY, context.published, -back), match, context.anchor)


def _is_appointment(match: Match, context: Context) -> bool:
    """Whether something was called for a day, under any verb: "set a hearing for Friday", not "for Friday's raid"."""
    before, after = context.tokens[max(0, match.start - 1) : match.start], context.entries[match.end : match.end + 1]
    return any(token.word == "for" for token in before) and not any("SUFFIX" in entries for entries in after)


def _opens_range_of_rule(match: Match, context: Context) -> bool:
    """Whether a weekday begins the days of a rule: "opens from Monday to Saturday"."""
    following = context.following[0] if context.following else None
    if following is None or following.reading != "weekday_at_end_of_range" or following.start - match.end > 1:
        return False
    return is_open(context.tokens, context.tags, match.start)


def weekday_at_end_of_range(match: Match, context: Context) -> Reading | None:
    """ "Friday" in "Monday to Friday": the first one after the day named before."""
    before, number = context.antecedent(Grain.DAY), match.integer("WEEKDAY") or 0
    if is_open(context.tokens, context.tags, match.start):
        return Reading("SET", f"XXXX-WXX-{number}")
    if not before.end or match.start - before.end > 1:
        return weekday(match, context)
    return period(Grain.DAY, _weekday_from(before.day, number, 1), match, before.id)


def some_weekday(match: Match, context: Context) -> Reading | None:
    """ "on a Tuesday", "like any Friday night": no certain one."""
    value, part = f"XXXX-WXX-{match.value('WEEKDAY')}", match.inside("PART_OF_DAY")
    return Reading("TIME", f"{value}T{part.value}") if part else Reading("DATE", value)


def relative_weekday(match: Match, context: Context) -> Reading | None:
    """ "last Friday" and "next Friday" are never the day of publication; "this Friday" lies in its week or is over."""
    number, step = match.integer("WEEKDAY") or 0, match.integer("RELATIVE") or 0
    if context.published is None:
        return Reading("DATE", f"XXXX-WXX-{number}", modifier(match))
    day = _weekday_from(context.published, number, step)
    if step == 0 and day and day > context.published and context.direction(match) is Direction.PAST:
        day = shifted(Grain.WEEK, day, -1)
    return period(Grain.DAY, day, match, context.anchor)


def weekday_of_week(match: Match, context: Context) -> Reading | None:
    """ "Tuesday of last week"."""
    number, step = match.integer("WEEKDAY") or 0, match.integer("RELATIVE") or 0
    if context.published is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    days = number - context.published.isoweekday() + 7 * step
    return period(Grain.DAY, shifted(Grain.DAY, context.published, days), match, context.anchor)


def antecedent_weekday(match: Match, context: Context) -> Reading | None:
    """ "the next Tuesday", "that Friday", counted from the day named before."""
    number, step, before = match.integer("WEEKDAY") or 0, match.integer("STEP") or 0, _before(Grain.DAY, context)
    if before.day is None:
        return Reading("DATE", f"XXXX-WXX-{number}", modifier(match))
    return period(Grain.DAY, _weekday_from(before.day, number, step), match, before.id)


def antecedent_month(match: Match, context: Context) -> Reading | None:
    """ "that September", "the following May", counted from the date named before."""
    number, step, before = match.integer("MONTH") or 1, match.integer("STEP") or 0, _before(Grain.YEAR, context)
    if before.day is None:
        return Reading("DATE", f"XXXX-{number:02}", modifier(match))
    passed = (number > before.day.month) - (number < before.day.month)
    year = before.day.year + (step if step and step != passed else 0)
    return period(Grain.MONTH, on(year, number, 1), match, before.id)


def _weekday_from(day: Day, number: int, step: int) -> Day:
    if day is None:
        return None
    distance = number - day.isoweekday()
    if step:
        distance = (distance % 7 or 7) if step > 0 else -(-distance % 7 or 7)
    return shifted(Grain.DAY, day, distance)


def relative_period(match: Match, context: Context) -> Reading | None:
    """ "last week", "this year", "next quarter", "the latest week", "the year before last"."""
    grain = grain_of(match)
    count = -2 if "before" in match.words() else match.integer("RELATIVE") or match.integer("THE_RELATIVE") or 0
    if grain is Grain.WEEKEND and count == 0:
        count = _weekend_shift(match, context)
    return period(grain, shifted(grain, context.published, count), match, context.anchor)


def new_year(match: Match, context: Context) -> Reading | None:
    """ "until the new year": the one to come, in its first months and in a clause about the past the one begun."""
    if context.tokens[match.end - 1].capitalized:
        return None
    looks = context.direction(match)
    begun = context.published and context.published.month <= LAST_MONTH_OF_NEW_YEAR and looks is not Direction.FUTURE
    step = 0 if begun or looks is Direction.PAST else 1
    return period(Grain.YEAR, shifted(Grain.YEAR, context.published, step), match, context.anchor)


def _weekend_shift(match: Match, context: Context) -> int:
    if match.start and context.tokens[match.start - 1].word == "since":
        return -1
    early = context.published is not None and context.published.isoweekday() < FIRST_WEEKEND_DAY
    return -1 if early and context.direction(match) is Direction.PAST else 0


def bare_period(match: Match, context: Context) -> Reading | None:
    """ "the quarter", "the weekend", "the end of the year": the one under discussion, else that of the publication."""
    grain = grain_of(match)
    if context.tokens[match.end - 1].capitalized and match.end - match.start > 1:
        return None
    if grain in (Grain.QUARTER, Grain.MONTH):
        before = context.topic(grain)
        ahead = match.inside("EDGE") and context.direction(match) is Direction.FUTURE
        if before.grain is grain and not ahead:
            return period(grain, before.day, match, before.id)
    count = -1 if grain is Grain.QUARTER else _weekend_shift(match, context) if grain is Grain.WEEKEND else 0
    return period(grain, shifted(grain, context.published, count), match, context.anchor)


def ago(match: Match, context: Context) -> Reading | None:
    """ "two years ago" is a year, "three weeks ago" a week, "ten days from now" a day."""
    grain, count = as_period(match)
    vague = Reading("DATE", "PAST_REF" if "ago" in match.words() else "FUTURE_REF", modifier(match))
    if count is None:
        return vague
    day = shifted(grain, context.published, -count if "ago" in match.words() else count)
    return vague if day is None and context.published else period(grain, day, match, context.anchor)


def weeks_from_day(match: Match, context: Context) -> Reading | None:
    """ "Friday week", "a week today", "two weeks on Monday", "a week ago yesterday"."""
    past = "ago" in match.words()
    number, weeks = match.integer("WEEKDAY"), count_of(match)
    if context.published is None or isinstance(weeks, str):
        return Reading("DATE", f"XXXX-WXX-{number}" if number else value_of(Grain.DAY, None))
    weeks *= 2 if "fortnight" in match.words() else 1
    day = shifted(Grain.WEEK, context.published, -weeks if past else weeks)
    if number is None:
        day = shifted(Grain.DAY, day, match.integer("DAY_WORD") or 0)
    elif day is not None:
        ahead = (number - day.isoweekday()) % 7
        day = shifted(Grain.DAY, day, ahead - 7 if past and ahead > HALF_A_WEEK else ahead)
    return period(Grain.DAY, day, match, context.anchor)


def vague_ago(match: Match, context: Context) -> Reading | None:
    """ "years ago", "long ago"."""
    return Reading("DATE", "PAST_REF", modifier(match))


def antecedent_period(match: Match, context: Context) -> Reading | None:
    """ "the following day", "that year", "the same month", "the day before", counted from a period named before."""
    grain = grain_of(match)
    before = _before(grain, context)
    return period(grain, shifted(grain, before.day, step_of(match)), match, before.id)


def named_before(match: Match, context: Context) -> Antecedent:
    """The last day named; in a clause about the past that of the story instead of one to come: "that morning"."""
    before = context.antecedent(Grain.DAY)
    ahead = before.day and context.published and before.day > context.published
    return context.story_day(match) if ahead and context.direction(match) is Direction.PAST else before


def step_of(match: Match) -> int:
    """How many periods an expression goes on from the one named before: "the following", "the day before"."""
    if "after" in match.words():
        return 1
    return -1 if "before" in match.words() else match.integer("STEP") or 0


def the_day(match: Match, context: Context) -> Reading | None:
    """ "the day", as in "the last match of the day": the day spoken about; "the day shift" names none."""
    if match.end < len(context.tags) and context.tags[match.end].startswith("NN"):
        return None
    before = context.topic(Grain.DAY)
    return period(Grain.DAY, before.day, match, before.id)


def year_earlier(match: Match, context: Context) -> Reading | None:
    """ "from a year earlier", "the same period last year": the period under discussion, in the year before it."""
    stated, relative, words = match.value("YEAR"), match.value("RELATIVE"), match.words()
    named = next((grain for grain in (Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.DAY) if grain in words), None)
    before = context.topic(named) if named else context.topic(*_ACCOUNTING, Grain.YEAR)
    if named is Grain.QUARTER and not before.end:
        before = before._replace(day=shifted(Grain.QUARTER, before.day, -1))
    grain = named or (before.grain if before.end else Grain.YEAR)
    if before.day is None:
        return period(grain, None, match)
    if stated is not None:
        years = int(stated) - before.day.year
    elif relative is not None and context.published is not None:
        years = context.published.year + int(relative) - before.day.year
    else:
        years = 1 if "next" in words or "following" in words else -1
    return period(grain, shifted(Grain.YEAR, before.day, years), match, before.id)


def earlier_in_comparison(match: Match, context: Context) -> Reading | None:
    """ "$3 million a year earlier", "from a week earlier": the period under discussion, so much earlier."""
    grain, _ = as_period(match)
    before = context.topic(*_ACCOUNTING, Grain.YEAR) if grain is Grain.YEAR else _before(grain, context)
    named = grain if grain is not Grain.YEAR or not before.end else before.grain
    return period(named, shifted(grain, before.day, -1), match, before.id)


def reference(match: Match, context: Context) -> Reading | None:
    """A vague reference to the past, present or future."""
    if _is_name(match, context) or _is_thing(match, context):
        return None
    for kind in ("PRESENT", "PAST", "FUTURE"):
        if value := match.value(kind):
            return Reading("DATE", str(value))
    if match.inside("TERM"):
        return Reading("DATE", "FUTURE_REF")
    present = {"present", "moment", "this", "today"} & match.words() and "that" not in match.words()
    return Reading("DATE", "PRESENT_REF" if present else "PAST_REF")


def one_day(match: Match, context: Context) -> Reading | None:
    """ "they will meet again one day"; in other clauses it is a length."""
    ahead = context.direction(match) is Direction.FUTURE
    return Reading("DATE", "FUTURE_REF") if ahead else Reading("DURATION", "P1D")


def _is_thing(match: Match, context: Context) -> bool:
    """Whether a noun is meant: "the current failed", "at the time clock"; "the future of" something is its fate."""
    words = [token.word for token in context.tokens[match.start : match.end + 1]]
    if words[0] == "current":
        return context.tags[match.start].startswith("NN")
    following = context.tags[match.end] if match.end < len(context.tags) else ""
    return words[:2] == ["the", "time"] and following.startswith("NN")


def _is_name(match: Match, context: Context) -> bool:
    """Whether a capitalized word goes on with a name: "USA Today"."""
    return context.tokens[match.start].capitalized and follows_name(match, context)


def _before(grain: Grain, context: Context) -> Antecedent:
    """The latest period named before that is not longer than a grain."""
    if grain not in _FROM_FINE_TO_COARSE:
        return context.antecedent(*Grain)
    return context.antecedent(*_FROM_FINE_TO_COARSE[: _FROM_FINE_TO_COARSE.index(grain) + 1])
