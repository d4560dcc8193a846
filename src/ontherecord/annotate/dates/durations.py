"""Lengths of time, ages, and sets of times."""

import re
from typing import NamedTuple

from ontherecord.annotate.dates.patterns import Match
from ontherecord.annotate.dates.reading import Context, Reading, follows_name, modifier
from ontherecord.annotate.dates.timex import Grain
from ontherecord.annotate.dates.vocabulary import Value

_UNIT = re.compile(r"([0-9]+)(T?)([A-Z]+)")
_HALVES = {"TH": (30, "TM"), "TM": (30, "TS"), "D": (12, "TH"), "Y": (6, "M")}
"""What half a unit is in a smaller one that holds it without a remainder."""

_LEFT = frozenset({"left", "remaining"})
_PERIODS = {"D": Grain.DAY, "W": Grain.WEEK, "M": Grain.MONTH, "Q": Grain.QUARTER, "Y": Grain.YEAR, "WE": Grain.WEEKEND}
_ORDER = ("Y", "Q", "M", "W", "WE", "D", "TH", "TM", "TS")
_HOURS = {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}
VAGUE = "X"


class _Unit(NamedTuple):
    times: int
    code: str


def length(count: float | str, unit: Value) -> str:
    """The TIMEX3 value of a number of units: (3, "1W") is P3W, (2, "10Y") is P20Y, (0.5, "1TH") is PT30M."""
    times, code = _parse(unit)
    if count == VAGUE:
        return _value(VAGUE, code)
    total = float(count) * times
    if total == 0.5 and code in _HALVES:
        total, code = _HALVES[code]
    return _value(f"{total:.10g}" if total % 1 else str(int(total)), code)


def _parse(unit: Value) -> _Unit:
    found = _UNIT.fullmatch(str(unit))
    if found is None:
        raise ValueError(f"no unit of time: {unit}")
    return _Unit(int(found[1]), found[2] + found[3])


def _value(amount: str, code: str) -> str:
    return f"PT{amount}{code[1:]}" if code.startswith("T") else f"P{amount}{code}"


def count_of(match: Match, default: float = 1) -> float | str:
    """How many units an expression names; X for "several"."""
    number, vague = match.get("NUMBER"), match.value("VAGUE")
    if match.get("SCALE"):
        return VAGUE
    if number is not None:
        count = float(number.value)
    elif vague is not None:
        return VAGUE if vague == VAGUE else float(vague)
    else:
        count = default
    if "half" in match.words():
        return count + 0.5 if "and" in match.words() else 0.5
    return count


def as_period(match: Match) -> tuple[Grain, float | None]:
    """A length as calendar periods, for counting: "two decades" is 20 years; None for a vague length."""
    times, code = _parse(match.value("UNIT") or "1D")
    count = count_of(match)
    if code in _HOURS:
        return Grain.DAY, None if count == VAGUE else float(count) * _HOURS[code] // 24
    grain = _PERIODS[code]
    if count == VAGUE:
        return grain, None
    total = float(count) * times
    if grain is Grain.YEAR and total % 1:
        return Grain.MONTH, total * 12
    return grain, total


def duration(match: Match, context: Context) -> Reading | None:
    """A length of time: "two weeks", "nearly two decades", "the past few days", "six minutes later"."""
    unit = match.inside("UNIT")
    if unit is None or _is_minute_of_match(match, context):
        return None
    uncounted = match.get("NUMBER") is None and match.get("VAGUE") is None
    value = length(VAGUE if uncounted and unit.class_name == "UNIT.many" else count_of(match), unit.value)
    second_unit, second_number = match.get("UNIT", 1), match.get("NUMBER", 1)
    if second_unit and second_number:
        if not _is_longer(unit.value, second_unit.value):
            return None
        value = _joined(value, length(float(second_number.value), second_unit.value))
    return Reading("DURATION", value, modifier(match))


def _is_minute_of_match(match: Match, context: Context) -> bool:
    """Whether a report of a match tells when something happened in it: "after 61 minutes", "with eight left"."""
    if not context.match_report or match.value("UNIT") != "1TM":
        return False
    before, after = context.tokens[max(0, match.start - 1) : match.start], context.tokens[match.end : match.end + 1]
    elapsed = any(token.word == "after" for token in before) and not any(token.word == "of" for token in after)
    return elapsed or any(token.word in _LEFT for token in after)


def _is_longer(first: Value, second: Value) -> bool:
    return _ORDER.index(_parse(first).code) < _ORDER.index(_parse(second).code)


def _joined(first: str, second: str) -> str:
    """PT2H and PT15M are PT2H15M."""
    if first.startswith("PT") == second.startswith("PT"):
        return first + second.removeprefix("PT").removeprefix("P")
    return first + second.removeprefix("P")


def compound_duration(match: Match, context: Context) -> Reading | None:
    """ "an hour and 50 minutes": the number counts the second unit."""
    unit, second_unit, number = match.get("UNIT"), match.get("UNIT", 1), match.get("NUMBER")
    if unit is None or second_unit is None or not _is_longer(unit.value, second_unit.value):
        return None
    second = length(float(number.value) if number else 1, second_unit.value)
    return Reading("DURATION", _joined(length(1, unit.value), second), modifier(match))


def vague_duration(match: Match, context: Context) -> Reading | None:
    """ "months", "for years"."""
    unit = match.inside("UNIT")
    return Reading("DURATION", length(VAGUE, unit.value), modifier(match)) if unit else None


def duration_range(match: Match, context: Context) -> Reading | None:
    """ "two to three weeks" is P2W/P3W."""
    unit = match.value("UNIT")
    if unit is None:
        return None
    second = match.get("NUMBER", 1)
    first_count, second_count = (count_of(match), second.value) if second else (1, count_of(match))
    return Reading("DURATION", f"{length(first_count, unit)}/{length(float(second_count), unit)}", modifier(match))


def half_duration(match: Match, context: Context) -> Reading | None:
    """ "half an hour", "a year and a half", "a quarter century"."""
    unit, words = match.value("UNIT"), match.words()
    if context.match_report and any(token.word == "on" for token in context.tokens[match.start - 1 : match.start]):
        return None
    if unit is None:
        return Reading("DURATION", "P25Y" if "century" in words else "PT15M", modifier(match))
    return Reading("DURATION", length(count_of(match), unit), modifier(match))


def age(match: Match, context: Context) -> Reading | None:
    """ "36-year-old", "aged 52", "four months old"; "her seventies" is P70Y/P79Y."""
    decade = match.integer("DECADE") if match.get("DECADE") else match.integer("DECADE_NAME")
    if decade is not None:
        return Reading("DURATION", f"P{decade}0Y/P{decade}9Y", modifier(match)) if decade < 10 else None
    return Reading("DURATION", length(count_of(match), match.value("UNIT") or "1Y"), modifier(match))


def age_range(match: Match, context: Context) -> Reading | None:
    """ "aged 8-10 years" is P8Y/P10Y."""
    unit = match.value("UNIT") or "1Y"
    first, second = match.get("NUMBER"), match.get("NUMBER", 1)
    if first is None or second is None:
        return None
    return Reading("DURATION", f"{length(float(first.value), unit)}/{length(float(second.value), unit)}")


def lasting(match: Match, context: Context) -> Reading | None:
    """One word or phrase for a length: "yearlong", "decades-long", "a long time"."""
    return Reading("DURATION", str(match.value("LASTING") or match.value("LONG_TIME")))


def every(match: Match, context: Context) -> Reading | None:
    """ "every year", "each Tuesday", "every other week", "every summer", "the first Saturday of every month"."""
    units = [entry for entry in match.entries if entry.kind == "UNIT"]
    if units and not {"of", "in"}.isdisjoint(match.words()):
        return Reading("SET", length(1, units[-1].value))
    if (named := _named_recurrence(match)) is not None:
        return Reading("SET", named)
    if match.value("HOLIDAY") is not None:
        return Reading("SET", "P1Y")
    return Reading("SET", length(count_of(match, default=_every_how_many(match)), match.value("UNIT") or "1D"))


def _named_recurrence(match: Match) -> str | None:
    """The value of what recurs by its name: weekdays, parts of the day, months, seasons."""
    part = match.value("PART_OF_DAY")
    if (weekday := match.value("WEEKDAY")) is not None:
        weeks = _every_how_many(match)
        return length(weeks, "1W") if weeks > 1 else f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
    if part is not None:
        return f"XXXX-XX-XXT{part}"
    if (month := match.value("MONTH")) is not None:
        return f"XXXX-{int(month):02}"
    season = match.value("SEASON")
    return None if season is None else f"XXXX-{season}"


def _every_how_many(match: Match) -> float:
    """2 for "every other" and "every second"."""
    return 2 if "other" in match.words() else float(match.value("ORDINAL") or 1)


def rate(match: Match, context: Context) -> Reading | None:
    """ "per day", "twice a week", "15 a year"."""
    if (value := match.value("RATE")) is not None:
        return Reading("SET", str(value))
    units = [entry for entry in match.entries if entry.kind == "UNIT"]
    if match.start and "DISTANCE" in context.entries[match.start - 1] and units[-1].value in ("1TH", "1TM"):
        return None
    return Reading("SET", length(1, units[-1].value))


def frequency(match: Match, context: Context) -> Reading | None:
    """ "daily", "annually", "Mondays", "the weekends"; a capitalized word within a sentence is a name."""
    if (value := match.value("FREQUENCY")) is not None:
        return None if _is_name(match, context) else Reading("SET", str(value))
    weekday, part = match.value("WEEKDAYS") or match.value("WEEKDAY"), match.value("PARTS_OF_DAY")
    if weekday is None:
        return Reading("SET", f"XXXX-XX-XXT{part}" if part else "XXXX-WXX-WE")
    if "alternate" in match.words():
        return Reading("SET", "P2W")
    return Reading("SET", f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))


def _is_name(match: Match, context: Context) -> bool:
    following = context.tokens[match.end : match.end + 1]
    return (
        context.tokens[match.start].capitalized or follows_name(match, context) or any(t.capitalized for t in following)
    )
