"""Checks of quotations and of the speakers they need."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from ontherecord.findings import (
    DISTANT_CUE,
    LONE_GROUP_MEMBER,
    SAID_AFTER_PUBLICATION,
    SILENT_SPEAKER,
    UNMARKED_DIRECT_QUOTATION,
    Finding,
)
from ontherecord.records import Article, Paragraph, Quotation, Span
from ontherecord.validate.wording import pointer, shorten

QUOTATION_MARKS = frozenset("\"'`´«»‹›‘’‚‛“”„‟「」『』＂＇")
WIDEST_SPACE = 2
"""Spaces that may stand between a mark and the words it encloses, as in French."""
LONGEST_LABEL = 60
"""Code points of a label such as `Q:` or `MARTA ILVES, harbour master:` before a turn of a transcript."""
UNMARKED_PHENOMENA = frozenset({"block", "continuation", "layout", "lost-marks"})
"""Labels of direct quotations that rightly have no marks, or only one: set off by layout, carried on, marks lost."""


def check_groups(article: Article) -> Iterator[Finding]:
    """A group joins at least two quotations."""
    groups = [quotation.group for quotation in article.quotations]
    sizes = Counter(groups) if any(groups) else {}
    for index, group in enumerate(groups):
        if group is not None and sizes[group] == 1:
            yield LONE_GROUP_MEMBER.finding(
                f"{shorten(group)} has no other quotation", pointer=pointer("quotations", index, "group")
            )


def check_day_of_speech(article: Article) -> Iterator[Finding]:
    """Nothing is quoted that is said after the day of publication."""
    published = article.published
    if published is None or article.published_precision != "day":
        return
    later = {date.id: date.earliest for date in article.dates if date.earliest and date.earliest > published}
    for index, quotation in enumerate(article.quotations):
        if quotation.date_id in later:
            said = later[quotation.date_id]
            yield SAID_AFTER_PUBLICATION.finding(
                f"said on {said} at the earliest, but published on {published}",
                pointer=pointer("quotations", index, "date_id"),
            )


def check_distance(article: Article) -> Iterator[Finding]:
    """Cue and source stand in the paragraph of the quotation or next to it, or so of another part of its group."""
    starts = [paragraph.start for paragraph in article.paragraphs]
    # At the number of a paragraph (from 1) where the one before it starts; three further, the second after it.
    bounds = (-math.inf, -math.inf, *starts, math.inf, math.inf)
    for index, quotation in enumerate(article.quotations):
        place = bisect_right(starts, quotation.start)
        first, last = bounds[place], bounds[place + 3]
        for name, span in (("cue", quotation.cue), ("source", quotation.source)):
            if span is None or first <= span.start < last or _is_near_group(article, starts, quotation.group, span):
                continue
            yield DISTANT_CUE.finding(
                f"the {name} at {span.start} is more than one paragraph away",
                pointer=pointer("quotations", index, name),
            )


def _is_near_group(article: Article, starts: Sequence[int], group: str | None, span: Span) -> bool:
    place = bisect_right(starts, span.start)
    return group is not None and any(
        abs(bisect_right(starts, quotation.start) - place) <= 1
        for quotation in article.quotations
        if quotation.group == group
    )


def check_marks(article: Article) -> Iterator[Finding]:
    """A direct quotation stands between quotation marks, unless layout or a label tells that it need not."""
    if article.text is None:
        return
    for index, quotation in enumerate(article.quotations):
        if quotation.kind != "direct" or _is_marked(article.text, quotation):
            continue
        set_off = any(_is_set_off(article.text, paragraph, quotation) for paragraph in article.paragraphs)
        if not set_off and UNMARKED_PHENOMENA.isdisjoint(quotation.phenomena):
            yield UNMARKED_DIRECT_QUOTATION.finding(
                f"no quotation marks enclose {shorten(article.text[quotation.start : quotation.end])}",
                pointer=pointer("quotations", index),
            )


def check_silent_speakers(article: Article) -> Iterator[Finding]:
    """Every speaker has a quotation."""
    heard = {quotation.speaker_id for quotation in article.quotations}
    for index, speaker in enumerate(article.speakers):
        if speaker.id not in heard:
            yield SILENT_SPEAKER.finding(
                f"no quotation is given to {shorten(speaker.name or speaker.id)}", pointer=pointer("speakers", index)
            )


def _is_set_off(text: str, paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether layout shows that a paragraph quotes: a block, or a turn of a transcript (label, colon, words)."""
    if not paragraph.start <= quotation.start < paragraph.end:
        return False
    label = text[paragraph.start : quotation.start].rstrip()
    is_turn = label.endswith(":") and len(label) <= LONGEST_LABEL and quotation.end >= paragraph.end
    return is_turn or paragraph.role == "quote"


def _is_marked(text: str, quotation: Quotation) -> bool:
    before = text[max(quotation.start - 1 - WIDEST_SPACE, 0) : quotation.start].rstrip(" \u00a0\u202f")
    after = text[quotation.end : quotation.end + 1 + WIDEST_SPACE].lstrip(" \u00a0\u202f")
    # A quotation that goes on in the next paragraph has no closing mark in this one.
    closed = after[:1] in QUOTATION_MARKS or (quotation.group is not None and after.startswith("\n"))
    return before[-1:] in QUOTATION_MARKS and closed
