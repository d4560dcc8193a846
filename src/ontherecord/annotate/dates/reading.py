"""What the resolution works with: the context of an expression and the reading it gets."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ontherecord.annotate.dates.direction import Direction, direction
from ontherecord.annotate.dates.lexicon import Entries
from ontherecord.annotate.dates.patterns import Match
from ontherecord.annotate.dates.timex import Day, Grain, value_of
from ontherecord.annotate.dates.tokens import Token
from ontherecord.records import DateMod, DateType

PUBLISHED = "published"
NEAR_BY = 25
"""Tokens after a day for which its story goes on."""


SAYING_REACH = 5
"""Tokens between the verb of speech and its day: "told the paper on Sunday"."""
LONG_PARAGRAPH = 300
"""Tokens after which the beginning of a paragraph is forgotten."""


class Antecedent(NamedTuple):
    """A period that an expression has named: later ones can be counted from it."""

    grain: Grain
    day: Day
    id: str | None
    start: int
    end: int
    """Its tokens; both 0 for the day of publication."""


class Reading(NamedTuple):
    """Type and value of an expression, and the period it names, if it names one."""

    type: DateType
    value: str
    mod: DateMod | None = None
    anchor: str | None = None
    grain: Grain | None = None
    day: Day = None


class Context(NamedTuple):
    """Everything around an expression that its value can depend on."""

    tokens: Sequence[Token]
    tags: Sequence[str]
    entries: Sequence[Entries]
    quoted: Sequence[bool]
    """For each token whether it stands within quotation marks."""
    published: Day
    day_first: bool
    antecedents: Mapping[Grain, Antecedent] = MappingProxyType({})
    """The latest period of each size."""
    topics: Mapping[Grain, Antecedent] = MappingProxyType({})
    """The latest period of each size that the text speaks about: no standard of comparison, limit or appointment."""
    dated: Antecedent | None = None
    """The latest day, month or year with a year of its own."""
    news_day: Antecedent | None = None
    """The latest day of the week up to the publication that the text has spoken about."""
    event_day: Antecedent | None = None
    """The same without the days on which something was only said."""
    late: Antecedent | None = None
    """The day of the latest clock time or night, if that was a late one."""
    chapter: Antecedent | None = None
    """The year that stands alone in a paragraph above: the heading of a chronology."""
    chapter_entry: int | None = None
    """The token at which the latest entry of that chronology begins."""
    following: Sequence[Match] = ()
    """The next matches."""
    running: bool = False
    """Whether the article is a running report, each entry under its clock time."""
    match_report: bool = False
    """Whether the article tells a match by its minutes."""

    @property
    def anchor(self) -> str | None:
        """The anchor of what is counted from the day of publication; null where that day is unknown."""
        return PUBLISHED if self.published else None

    def direction(self, match: Match) -> Direction:
        """Where the clause around an expression looks."""
        return direction(self.tokens, self.tags, match.start, match.end)

    def antecedent(self, *grains: Grain) -> Antecedent:
        """The latest period of one of these grains, else the day of publication."""
        return self._latest(self.antecedents, grains)

    def topic(self, *grains: Grain) -> Antecedent:
        """The latest period of one of these grains that the text speaks about, else the day of publication."""
        return self._latest(self.topics, grains)

    def story_day(self, match: Match) -> Antecedent:
        """The day that a story of the past is at: the one named near by, else the day of the news."""
        last = self.topic(Grain.DAY)
        if last.end and match.start - last.end <= NEAR_BY and not self.says(last.start, last.end):
            return last
        return self.event_day or self.news_day or Antecedent(Grain.DAY, self.published, self.anchor, 0, 0)

    def says(self, start: int, end: int) -> bool:
        """Whether a day stands beside a verb of speech and outside quotation marks."""
        if self.quoted[start]:
            return False
        return any("SAYING" in entries for entries in self.entries[max(0, start - SAYING_REACH) : end + 3])

    def _latest(self, periods: Mapping[Grain, Antecedent], grains: Sequence[Grain]) -> Antecedent:
        named = [periods[grain] for grain in grains if grain in periods]
        published = Antecedent(Grain.DAY, self.published, self.anchor, 0, 0)
        return max(named, key=lambda antecedent: antecedent.end, default=published)

    def opens_paragraph(self, position: int) -> bool:
        """Whether a token is the first of its paragraph."""
        return position == 0 or self.tokens[position - 1].ends_paragraph

    def same_paragraph(self, start: int, end: int) -> bool:
        """Whether no paragraph ends between two tokens, which a longer distance counts as."""
        return end - start < LONG_PARAGRAPH and not any(token.ends_paragraph for token in self.tokens[start:end])

    def same_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two tokens that lie close together."""
        return end - start < 40 and not any(token.ends_sentence for token in self.tokens[start:end])


def period(grain: Grain, day: Day, match: Match, anchor: str | None = None) -> Reading:
    """A date: the period of some grain that holds a day."""
    return Reading("DATE", value_of(grain, day), modifier(match), anchor, grain, day)


def grain_of(match: Match) -> Grain:
    """The size of the period that an expression names, by its noun: "the week", "that day"."""
    named = match.value("PERIOD")
    return Grain(str(named)) if named else next((grain for grain in Grain if grain in match.words()), Grain.DAY)


def modifier(match: Match) -> DateMod | None:
    """The TIMEX3 modifier that the words of an expression give: early, the end of, nearly, more than."""
    for kind in ("EDGE", "EARLIER", "MODIFIER"):
        if (entry := match.inside(kind)) and entry.value:
            return entry.value  # type: ignore[return-value]
    return "END" if "end" in match.words() else "MID" if "mid" in match.words() else None


def follows_name(match: Match, context: Context) -> bool:
    """Whether a capitalized word stands directly before: "Windows 2000" dates nothing."""
    if match.start == 0:
        return False
    before = context.tokens[match.start - 1]
    return (
        before.capitalized
        and before.shape in ("WORD", "ABBREVIATION")
        and not context.entries[match.start - 1]
        and before.end + 1 >= context.tokens[match.start].start
    )
