"""Numerals and number words: what a numeral can be, and the number that a row of words writes out."""

import functools
import re
from collections.abc import Callable, Mapping, Sequence

from ontherecord.annotate.dates.tokens import Token
from ontherecord.annotate.dates.vocabulary import Value, phrases

MAX_NUMERAL_LENGTH = 15
"""Longer rows of digits are no quantity of anything, and `int` refuses them when they are very long."""

_NEAR_YEARS = range(1900, 2060)
_YEARS = range(1000, 2200)
_MAX_NUMBER_WORDS = 8
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_NUMERATORS = frozenset("123")
_DENOMINATORS = frozenset("248")
_NON_DIGITS = re.compile(r"[^0-9]")

Classified = list[tuple[str, Value]]
"""Classes that a token belongs to by its shape, with its value in each."""


def number_at(tokens: Sequence[Token], position: int) -> tuple[float, int] | None:
    """The number that begins at a token, and the token after it: "25", "two hundred and six", "one and a half"."""
    total: float = 0
    group: float = 0
    end = position
    while end < min(len(tokens), position + _MAX_NUMBER_WORDS):
        word = tokens[end].word
        value = _cardinal(tokens[end])
        if value is not None and (end == position or _continues(group, value, tokens[end])):
            group += value
        elif word in _number_words("SCALE"):
            scale = _number_words("SCALE")[word]
            group = (group or 1) * scale
            if scale > 100:
                total, group = total + group, 0
        elif (
            word == "and"
            and end > position
            and tokens[end - 1].word in _number_words("SCALE")
            and end + 1 < len(tokens)
        ):
            if _cardinal(tokens[end + 1]) is None:
                break
        else:
            break
        end += 1
    if end == position:
        return None
    fraction, end = _fraction_at(tokens, end)
    return total + group + fraction, end


def _fraction_at(tokens: Sequence[Token], position: int) -> tuple[float, int]:
    """A fraction that follows a whole number: "and a half", "1/2", "½"."""
    words = tuple(token.word for token in tokens[position : position + 3])
    if words == ("and", "a", "half"):
        return 0.5, position + 3
    if len(words) == 3 and words[1] == "/" and words[0] in _NUMERATORS and words[2] in _DENOMINATORS:
        return int(words[0]) / int(words[2]), position + 3
    if words and words[0] in _FRACTIONS:
        return _FRACTIONS[words[0]], position + 1
    return 0, position


def _continues(group: float, value: float, token: Token) -> bool:
    if token.shape == "NUMERAL":
        return False
    return (group % 100 == 0 and value < 100) or (group % 100 in range(20, 100, 10) and value in range(1, 10))


def _cardinal(token: Token) -> float | None:
    if token.shape == "NUMERAL" and len(token.word) <= MAX_NUMERAL_LENGTH:
        return _plain(float(token.word.replace(",", "")))
    return _number_words("CARDINAL").get(token.word)


def _plain(number: float) -> float:
    return int(number) if number == int(number) else number


@functools.cache
def _number_words(class_name: str) -> Mapping[str, int]:
    return {
        phrase.words[0]: int(phrase.value)
        for found in phrases().values()
        for phrase in found
        if phrase.class_name == class_name
    }


def _numeral(word: str) -> Classified:
    """A plain numeral may be a quantity, a day of the month, a year, an hour or a time without a colon."""
    if len(word) > MAX_NUMERAL_LENGTH:
        return []
    if not word.isdigit():
        return _dotted_clock(word)
    found: Classified = []
    number = int(word)
    if len(word) <= 2 and 1 <= number <= 31:
        found.append(("DAY", number))
    if len(word) <= 2 and number <= 24:
        found.append(("HOUR", number))
    if len(word) == 2:
        found.append(("YEAR.last_digits", number))
    return found + (_four_figures(word) if len(word) == 4 else [])


def _dotted_clock(word: str) -> Classified:
    hour, _, minute = word.partition(".")
    if len(minute) != 2 or not hour.isdigit() or int(hour) >= 24 or int(minute) >= 60:
        return []
    return [("CLOCK.dotted", f"T{int(hour):02}:{minute}")]


def _four_figures(word: str) -> Classified:
    found: Classified = []
    if int(word) in _YEARS:
        found.append(("YEAR" if int(word) in _NEAR_YEARS else "YEAR.far", int(word)))
    if int(word[:2]) < 24 and int(word[2:]) < 60:
        found.append(("CLOCK.military", f"T{word[:2]}:{word[2:]}"))
    return found


def _clock(word: str) -> Classified:
    hour, minute, *seconds = word.split(":")
    if int(hour) > 24 or int(minute) > 59:
        return []
    return [("CLOCK", ":".join([f"T{int(hour):02}", minute, *seconds]))]


def _numeric_date(word: str) -> Classified:
    return [("NUMERIC_DATE", word)]


def _decade(word: str) -> Classified:
    """Digits before the last 0: three with the century (199), one without (9)."""
    return [("DECADE", int(_NON_DIGITS.sub("", word)) // 10)]


def _nth(word: str) -> Classified:
    number = int(_NON_DIGITS.sub("", word))
    found: Classified = [("ORDINAL", number)]
    return [*found, ("DAY.nth", number)] if 1 <= number <= 31 else found


CLASSES_BY_SHAPE: Mapping[str, Callable[[str], Classified]] = {
    "NUMERAL": _numeral,
    "CLOCK": _clock,
    "NUMERIC_DATE": _numeric_date,
    "DECADE": _decade,
    "NTH": _nth,
}
