"""The head of a page, line by line: headline, kicker, byline, date line, place dateline; below it the body."""

import re
from collections.abc import Sequence

import msgspec

from ontherecord.normalize.bylines import is_role, read_byline
from ontherecord.normalize.dateline import is_place_line, split_dateline
from ontherecord.normalize.lines import ends_like_sentence
from ontherecord.normalize.metadata import Metadata
from ontherecord.normalize.printed_dates import PublicationDay, find_publication_day
from ontherecord.normalize.raw_article import RawParagraph
from ontherecord.normalize.roles import is_caption

MOST_KICKER_WORDS = 15
MOST_HEADLINE_WORDS = 40
MOST_WORDS_OF_KICKER_ABOVE = 3
"""A line above the headline is a kicker if it is this short, or in capitals, and the line below is longer by far."""

LINES_BELOW_STANDFIRST = 3
"""Lines below a sentence under the headline among which a byline and a date line are still looked for."""

LINES_OF_HEAD = 8
"""Lines at the top among which the page prints its headline."""

BETWEEN_KICKERS = " | "

CLOCK_TIME = re.compile(r"\d{1,2}[:.]\d\d\b")
SENTENCE_BREAK = re.compile(r"[a-z0-9][.!?][\"'”’]* [\"'“‘]*[A-Z]")
FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


class Layout(msgspec.Struct, frozen=True):
    """What the page itself tells.

    Attributes:
        headline: headline.
        kicker: short line over or under it.
        bylines: authors and agencies; empty where the page names none.
        dateline: place dateline as printed.
        published: day of publication as printed.
        ambiguous_day: line number of a date that can be read in two ways.
        paragraphs: the body.
    """

    headline: str | None
    kicker: str | None
    bylines: tuple[str, ...]
    dateline: str | None
    published: PublicationDay | None
    ambiguous_day: int | None
    paragraphs: tuple[RawParagraph, ...]


class _Head:
    """The head of a page while it is read; what the metadata tell is not looked for.

    Below the headline and its date line (`is_dated`) a short line is a subhead and no kicker, and so it is where the
    page does not print the headline that the metadata tell (`has_title`).
    """

    def __init__(self, told: Metadata, *, has_title: bool) -> None:
        self.told = told
        self.has_title = has_title
        self.headline = told.headline
        self.kicker = told.kicker
        self.dateline = told.dateline
        self.bylines: tuple[str, ...] = ()
        self.published: PublicationDay | None = None
        self.ambiguous_day: int | None = None
        self.is_titled = False
        self.is_dated = False
        self.is_below_byline = False

    def take(self, line: RawParagraph, below: Sequence[RawParagraph], *, below_standfirst: bool) -> bool:
        """Take a line into the head, given the one below it; False where it is part of the body."""
        if self._take_byline_or_date(line):
            return True
        return not below_standfirst and (
            self._repeats(line.text)
            or self._take_title(line.text)
            or (any(map(_is_byline_or_date, below)) and self._take_second_kicker(line.text))
        )

    def _take_byline_or_date(self, line: RawParagraph) -> bool:
        if self.is_below_byline and is_role(line.text):
            return True
        printed = find_publication_day(line.text)
        if printed is None:
            names = read_byline(line.text)
            self.bylines += names
            self.is_below_byline = bool(names)
            return bool(names)
        if printed.rest and not self._take_rest(printed.rest):
            return False
        if printed.day is None:
            self.ambiguous_day = line.line
        self.published = self.published or printed.day
        self.is_dated = self.is_titled
        return True

    def _take_rest(self, rest: str) -> bool:
        """Take what stands before the date on its line: a byline, the publisher, a kicker."""
        if self.headline is None or len(rest.split()) > MOST_KICKER_WORDS // 2 or not rest[0].isupper():
            return False
        if names := read_byline(rest):
            self.bylines += names
            self.is_below_byline = True
        elif not _same(rest, self.told.publisher):
            self.kicker = self.kicker or rest
        return True

    def _repeats(self, text: str) -> bool:
        self.is_titled = self.is_titled or _same(text, self.headline)
        return any(_same(text, told) for told in (self.headline, self.kicker, self.told.publisher))

    def _take_title(self, text: str) -> bool:
        if self.headline is None and _is_headline(text):
            self.headline, self.is_titled = text, True
        elif (
            self.headline
            and self.told.headline is None
            and self.kicker is None
            and _is_kicker_above(self.headline, text)
        ):
            self.headline, self.kicker = text, self.headline
        elif self.dateline is None and is_place_line(text):
            self.dateline = text.strip(" —–-")
        elif self.kicker is None and self.has_title and not self.is_dated and _is_kicker(text):
            self.kicker = text
        else:
            return False
        return True

    def _take_second_kicker(self, text: str) -> bool:
        """Take what stands right above byline or date besides a kicker, such as the score of a match."""
        if self.kicker is None or self.told.kicker is not None or not self.is_titled or not _is_kicker(text):
            return False
        self.kicker = f"{self.kicker}{BETWEEN_KICKERS}{text}"
        return True


def read_layout(paragraphs: Sequence[RawParagraph], told: Metadata, *, has_head: bool) -> Layout:
    """Tell the head of a page from its body.

    Args:
        paragraphs: the page.
        told: what the source sheet and the format itself say.
        has_head: whether headline, byline and date line are among the paragraphs; else only a place dateline is split
            off the first one.
    """
    top = paragraphs[:LINES_OF_HEAD]
    head = _Head(told, has_title=told.headline is None or any(_same(line.text, told.headline) for line in top))
    body: list[RawParagraph] = []
    sentences = 0
    for position, paragraph in enumerate(paragraphs):
        # The last paragraph is body whatever it looks like: an article has one.
        is_last = position == len(paragraphs) - 1 and not body
        is_in_head = has_head and not is_last and sentences <= LINES_BELOW_STANDFIRST
        below = paragraphs[position + 1 : position + 2]
        if is_in_head and head.take(paragraph, below, below_standfirst=sentences > 0):
            continue
        body.append(paragraph)
        sentences += not _is_caption(paragraph)
    first = next((index for index, paragraph in enumerate(body) if not _is_caption(paragraph)), 0)
    split = split_dateline(body[first].text) if body else None
    if split and head.dateline in (None, split.text):
        body[first] = body[first].without_start(len(body[first].text) - len(split.rest))
    else:
        split = None
    return Layout(
        headline=head.headline,
        kicker=head.kicker,
        bylines=head.bylines,
        dateline=split.text if split else head.dateline,
        published=head.published or (split.day if split else None),
        ambiguous_day=head.ambiguous_day,
        paragraphs=tuple(body),
    )


def _is_byline_or_date(paragraph: RawParagraph) -> bool:
    return bool(read_byline(paragraph.text)) or find_publication_day(paragraph.text) is not None


def _is_caption(paragraph: RawParagraph) -> bool:
    return paragraph.role == "caption" or is_caption(paragraph.text)


def _is_headline(text: str) -> bool:
    words = len(text.split(maxsplit=MOST_HEADLINE_WORDS))
    is_sentence = text.endswith((".", '."', ".”")) and (words > 15 or SENTENCE_BREAK.search(text) is not None)
    return words <= MOST_HEADLINE_WORDS and not is_sentence and not is_caption(text)


def _is_kicker(text: str) -> bool:
    words = text.split(maxsplit=MOST_KICKER_WORDS)
    is_short = len(words) <= MOST_KICKER_WORDS and not ends_like_sentence(text)
    return is_short and not is_caption(text) and not CLOCK_TIME.match(text)


def _is_kicker_above(first: str, second: str) -> bool:
    words, following = first.split(), second.split(maxsplit=MOST_HEADLINE_WORDS)
    is_short = len(words) <= MOST_WORDS_OF_KICKER_ABOVE or (first.isupper() and not second.isupper())
    return is_short and _is_headline(second) and not second.endswith(".") and len(following) >= max(5, 2 * len(words))


def _same(text: str, told: str | None) -> bool:
    return told is not None and text.translate(FOLDED).casefold() == told.translate(FOLDED).casefold()
