"""Temporal expressions: found by a grammar over tokens, resolved against the day of publication (TIMEX3).

One way through: `tokens`, `numerals` and `lexicon` (what each word can mean) -> `patterns` with `grammar` (which words
form an expression) -> `resolution` (what it denotes: `calendar_dates`, `seasons_and_holidays`, `relative_dates`,
`times`, `durations`, with `direction` for past or future) -> `Date` records. Words and patterns are data:
`vocabulary.toml`, `grammar.toml`, `tense.toml`.
The conventions stand in `docs/dates.md`.
"""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ontherecord.annotate.dates.grammar import grammar
from ontherecord.annotate.dates.lexicon import analyse, is_match_report, is_running_report, within_quotes
from ontherecord.annotate.dates.narrative import remember
from ontherecord.annotate.dates.patterns import Match, longest
from ontherecord.annotate.dates.reading import Context, Reading
from ontherecord.annotate.dates.resolution import read
from ontherecord.annotate.dates.timex import interval_of
from ontherecord.annotate.dates.tokens import Token, tokenize
from ontherecord.records import Date

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_dates"]


LOOK_AHEAD = 2
"""Expressions after a time among which its day may be."""


def find_dates(text: str, published: datetime.date | None = None, doc: "Doc | None" = None) -> tuple[Date, ...]:
    """All temporal expressions of a text, in its order and without overlap.

    Args:
        text: body of an article.
        published: day of publication; without it relative expressions keep a value with X for what is unknown.
        doc: the same text parsed by spaCy; its tags make the tense of a clause, past or future, surer.
    """
    tokens = tokenize(text)
    entries = analyse(tokens)
    matches = longest(match for match in grammar().matches(tokens, entries) if not _crosses_paragraphs(match, tokens))
    context = Context(
        tokens, _tags(tokens, doc), entries, within_quotes(tokens, entries), published, _is_day_first(matches)
    )._replace(running=is_running_report(entries), match_report=is_match_report(tokens))
    dates: list[Date] = []
    for number, match in enumerate(matches, start=1):
        following = matches[number : number + LOOK_AHEAD]
        reading = read(match, context._replace(following=following))
        if reading is None:
            continue
        date = _date(reading, match, text, tokens, f"d{len(dates) + 1}")
        dates.append(date)
        context = remember(context, match, reading, date.id)
    return tuple(dates)


def _crosses_paragraphs(match: Match, tokens: Sequence[Token]) -> bool:
    return any(token.ends_paragraph for token in tokens[match.start : match.end - 1])


def _date(reading: Reading, match: Match, text: str, tokens: Sequence[Token], date_id: str) -> Date:
    start, end = _annotated(match, text, tokens)
    earliest, latest = interval_of(reading.value)
    return Date(
        id=date_id,
        start=start,
        end=end,
        text=text[start:end],
        type=reading.type,
        value=reading.value,
        mod=reading.mod,
        earliest=earliest,
        latest=latest,
        anchor=reading.anchor,
    )


def _annotated(match: Match, text: str, tokens: Sequence[Token]) -> tuple[int, int]:
    """Offsets of an expression; the article before a compound ("the third-quarter profit") belongs to its noun."""
    first, last = tokens[match.start], tokens[match.end - 1]
    compound = last.joined or any(token.joined and token.shape == "WORD" for token in tokens[match.end : match.end + 1])
    if first.word in ("the", "a") and compound and not match.inside("EDGE") and "half" not in match.words():
        first = tokens[match.start + 1]
    return _with_brackets(text, first.start, last.end)


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Both brackets of an editor or none: "[Ten] years ago"."""
    opened, closed = text.count("[", start, end), text.count("]", start, end)
    if closed > opened and text[start - 1 : start] == "[":
        start -= 1
    if opened > closed and text[end : end + 1] == "]":
        end += 1
    return start, end


def _tags(tokens: Sequence[Token], doc: "Doc | None") -> Sequence[str]:
    """The tag of each token; empty where there is no document, or it has no token that begins there."""
    if doc is None:
        return [""] * len(tokens)
    tag_at = {token.idx: token.tag_ for token in doc}
    return [tag_at.get(token.start, "") for token in tokens]


def _is_day_first(matches: Sequence[Match]) -> bool:
    """Whether the article writes the day before the month: shown by a date that can be read in one way only."""
    for match in matches:
        first, _, second = str(match.value("NUMERIC_DATE") or "").partition("/")
        if first.isdigit() and len(first) < 4 and second:
            if int(first) > 12:
                return True
            if int(second.partition("/")[0]) > 12:
                return False
    written = [(m.inside("DAY"), m.inside("MONTH")) for m in matches if m.reading == "date"]
    day_before_month = [day.end < month.end for day, month in written if day and month]
    return sum(day_before_month) > len(day_before_month) / 2
