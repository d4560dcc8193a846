"""The day of publication of an article: which of its sources counts, and which contradict it."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from ontherecord.findings import AMBIGUOUS_DAY, NO_PUBLICATION_DAY, PUBLICATION_DAY_CONTRADICTED, Finding
from ontherecord.normalize.layout import Layout
from ontherecord.normalize.metadata import Metadata
from ontherecord.normalize.printed_dates import PublicationDay, find_publication_day
from ontherecord.normalize.raw_article import RawArticle, RawParagraph
from ontherecord.records import PublishedBasis

LAST_LINES = 3
"""Lines at the end of an article among which one can state its day."""

LABEL = re.compile(
    r"\W*(?:(?:first|originally) )?(?:published|posted|issued|publication date|date published)\b", re.IGNORECASE
)


class SettledDay(msgspec.Struct, frozen=True):
    """The day of publication, None where nothing tells it, and by what evidence it is known."""

    day: PublicationDay | None
    basis: PublishedBasis


def split_day_lines(paragraphs: Sequence[RawParagraph]) -> tuple[list[RawParagraph], list[RawParagraph]]:
    """The paragraphs without lines at their end such as `Published: 3 May 2021`, and those lines."""
    kept, lines = list(paragraphs), []
    index = len(kept) - 1
    while index >= max(len(kept) - LAST_LINES, 1):
        if _stated_in(kept[index]):
            lines.append(kept.pop(index))
            index = len(kept)
        index -= 1
    return kept, lines[::-1]


def settle_day(raw: RawArticle, told: Metadata, layout: Layout, lines: Sequence[RawParagraph]) -> SettledDay:
    """The day of publication: from metadata, address, printed page, or else a line of the text, in this order.

    Args:
        raw: the article as its reader delivered it.
        told: what sheet, format and command line say.
        layout: what the page itself tells.
        lines: the lines at the end of the text that state a day.
    """
    days: tuple[tuple[PublicationDay | None, PublishedBasis], ...] = (
        (told.published, "metadata"),
        (raw.inferred_published, "inferred"),
        (layout.published or raw.printed_published, "dateline"),
        (_stated_in(lines[0]) if lines else None, "inferred"),
    )
    return next((SettledDay(day, basis) for day, basis in days if day), SettledDay(None, "unknown"))


def day_findings(
    raw: RawArticle, told: Metadata, layout: Layout, settled: SettledDay, file: str, article_id: str
) -> Iterator[Finding]:
    """What is noteworthy about the day of publication."""
    if layout.ambiguous_day is not None and told.published is None:
        yield AMBIGUOUS_DAY.finding(
            "the printed date can be read in two ways", file=file, line=layout.ambiguous_day, article=article_id
        )
    if settled.day is None:
        yield NO_PUBLICATION_DAY.finding("no day of publication", file=file, article=article_id)
        return
    for day, source in ((raw.metadata.published, "itself states"), (layout.published, "prints")):
        if told.published and day and told.published.contradicts(day):
            yield PUBLICATION_DAY_CONTRADICTED.finding(
                f"the metadata give {told.published.day}, the page {source} {day.day}", file=file, article=article_id
            )


def _stated_in(line: RawParagraph) -> PublicationDay | None:
    printed = find_publication_day(line.text) if LABEL.match(line.text) else None
    return printed.day if printed and not printed.rest else None
