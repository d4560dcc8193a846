"""Checks of quotations and of the speakers they need."""

from collections import Counter
from collections.abc import Iterator

from ontherecord.findings import (
    LONE_GROUP_MEMBER,
    SAID_AFTER_PUBLICATION,
    SILENT_SPEAKER,
    UNMARKED_DIRECT_QUOTATION,
    Finding,
)
from ontherecord.records import Article, Quotation
from ontherecord.validate.wording import pointer, shorten

QUOTATION_MARKS = frozenset("\"'`´«»‹›‘’‚‛“”„‟「」『』＂＇")
WIDEST_SPACE = 2
"""Spaces that may stand between a mark and the words it encloses, as in French."""


def check_groups(article: Article) -> Iterator[Finding]:
    """A group joins at least two quotations."""
    sizes = Counter(quotation.group for quotation in article.quotations)
    for index, quotation in enumerate(article.quotations):
        if quotation.group is not None and sizes[quotation.group] == 1:
            yield LONE_GROUP_MEMBER.finding(
                f"{shorten(quotation.group)} has no other quotation", pointer=pointer("quotations", index, "group")
            )


def check_day_of_speech(article: Article) -> Iterator[Finding]:
    """Nothing is quoted that is said after the day of publication."""
    published = article.published
    if published is None or article.published_precision != "day":
        return
    earliest = {date.id: date.earliest for date in article.dates}
    for index, quotation in enumerate(article.quotations):
        said = earliest.get(quotation.date_id or "")
        if said is not None and said > published:
            yield SAID_AFTER_PUBLICATION.finding(
                f"said on {said} at the earliest, but published on {published}",
                pointer=pointer("quotations", index, "date_id"),
            )


def check_marks(article: Article) -> Iterator[Finding]:
    """A direct quotation stands between quotation marks, unless layout shows that it is one."""
    if article.text is None:
        return
    set_off = [paragraph for paragraph in article.paragraphs if paragraph.role == "quote"]
    for index, quotation in enumerate(article.quotations):
        in_layout = any(paragraph.start <= quotation.start < paragraph.end for paragraph in set_off)
        if quotation.kind == "direct" and not in_layout and not _is_marked(article.text, quotation):
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


def _is_marked(text: str, quotation: Quotation) -> bool:
    before = text[max(quotation.start - 1 - WIDEST_SPACE, 0) : quotation.start].rstrip(" \u00a0\u202f")
    after = text[quotation.end : quotation.end + 1 + WIDEST_SPACE].lstrip(" \u00a0\u202f")
    # A quotation that goes on in the next paragraph has no closing mark in this one.
    closed = after[:1] in QUOTATION_MARKS or (quotation.group is not None and after.startswith("\n"))
    return before[-1:] in QUOTATION_MARKS and closed
