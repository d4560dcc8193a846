"""What a page prints between its headline and its body: byline, date, kicker."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ontherecord.normalize.bylines import read_byline
from ontherecord.normalize.lines import ends_like_sentence
from ontherecord.normalize.printed_dates import DATES, find_publication_day
from ontherecord.normalize.readers.html_blocks import Block
from ontherecord.normalize.readers.html_dates import StatedDay, stated_day
from ontherecord.normalize.readers.html_lines import tidy_line
from ontherecord.normalize.readers.html_metadata import byline_names
from ontherecord.normalize.readers.html_names import names

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR = re.compile(r"[ -](?:bylines?|by|authors?|writer|reporter)[ -]")
DATE = re.compile(r"[ -](?:date|time|timestamp|published|pub-?date|posted|dateline|post-?date)[ -]")
KICKER = re.compile(r"[ -](?:kicker|eye-?brow|over-?line|rubric)[ -]")
DATE_LEAD = re.compile(
    r"[\s,|·–—-]*(?:\b(?:on|published|posted|updated|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[\s,:|·]*){0,4}$",
    re.IGNORECASE,
)
"""What leads from a byline to the date behind it."""

MOST_WORDS_OF_NAME = 5
MOST_WORDS_OF_KICKER = 15
MOST_WORDS_OF_DATE_LINE = 20
LONGEST = 300
"""Characters of an element that is a byline or a date."""


def printed_day(lines: Sequence[Block]) -> StatedDay | None:
    """The day that the page prints in one of some lines; of several the first that is no day of an update."""
    for block in lines:
        for text in [block.text, *_texts(block, DATE)]:
            printed = find_publication_day(_up_to_date(text))
            if printed and printed.day:
                return StatedDay(printed.day, is_utc=False, where="the page")
    times = (time.get("datetime") for block in lines for time in _within(block) if time.tag == "time")
    return next((day for time in times if (day := stated_day(time, "the page"))), None)


def is_byline_or_date(text: str) -> bool:
    """Whether a line tells who wrote the article or when, however long it is."""
    return bool(read_byline(_before_date(text))) or find_publication_day(text) is not None


def printed_bylines(lines: Sequence[Block]) -> tuple[str, ...]:
    """The authors that the page names."""
    for block in lines:
        if found := read_byline(_before_date(block.text)):
            return found
    for block in lines:
        for text in _texts(block, AUTHOR):
            found = tuple(name for name in byline_names(text) if _is_name(name))
            if found:
                return found
    return ()


def printed_kicker(lines: Sequence[Block]) -> str | None:
    """The short line over or under the headline that is named as one."""
    texts = (block.text for block in lines if KICKER.search(names(block.element)))
    return next((text for text in texts if len(text.split()) <= MOST_WORDS_OF_KICKER), None)


def _before_date(text: str) -> str:
    """A short line without its date and what follows, such as `By Ana Reyes on Monday, November 18th, 2019`."""
    if len(text.split()) > MOST_WORDS_OF_DATE_LINE:
        return text
    starts = [match.start() for pattern in DATES for match in pattern.finditer(text)]
    return DATE_LEAD.sub("", text[: min(starts)]) if starts else text


def _up_to_date(text: str) -> str:
    """A short line without what follows its date, such as `Posted: 11 August 2022 in News`."""
    if len(text.split()) > MOST_WORDS_OF_DATE_LINE or ends_like_sentence(text):
        return text
    ends = [match.end() for pattern in DATES for match in pattern.finditer(text)]
    return text[: max(ends)] if ends else text


def _texts(block: Block, name: re.Pattern[str]) -> list[str]:
    """The texts of the elements in a block that are named so, or marked as the author."""
    wanted = [
        element
        for element in _within(block)
        if name.search(names(element)) or (name is AUTHOR and "author" in (element.get("rel"), element.get("itemprop")))
    ]
    return [tidy_line("".join(map(str, element.itertext()))) for element in wanted]


def _within(block: Block) -> "Iterator[_Element]":
    """The elements of a block, unless it stands in an element that holds much more."""
    if sum(map(len, block.element.itertext())) <= LONGEST:
        yield from block.element.iter()


def _is_name(text: str) -> bool:
    words = text.split()
    return 1 < len(words) <= MOST_WORDS_OF_NAME and words[0][:1].isupper() and not any(map(str.isdigit, text))
