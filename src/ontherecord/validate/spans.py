"""Checks of everything that is anchored to a stretch of the text."""

import itertools
from collections.abc import Iterator, Sequence

from ontherecord.findings import (
    EMPTY_SPAN,
    OUT_OF_ORDER,
    OVERLAPPING_ORGANIZATIONS,
    SPAN_OUTSIDE_TEXT,
    SPAN_TEXT_DIFFERS,
    TEXT_IN_STANDOFF,
    Finding,
)
from ontherecord.records import Article, Date, Quotation, Span, SpeakerMention
from ontherecord.validate.wording import pointer, shorten

Anchored = Span | SpeakerMention | Date | Quotation
"""A record with `start`, `end` and `text`."""

NAMELESS_KINDS = frozenset({"unnamed", "document"})
"""Speakers whose `name` is a phrase of the text, not a name of their own."""


def check_bounds(article: Article) -> Iterator[Finding]:
    """Every span has at least one code point and lies inside the text."""
    for where, span in _spans(article):
        if span.start >= span.end:
            yield EMPTY_SPAN.finding(f"the span [{span.start}, {span.end}) is empty", pointer=where)
        elif article.text is not None and span.end > len(article.text):
            yield SPAN_OUTSIDE_TEXT.finding(
                f"the span ends at {span.end}, but the text at {len(article.text)}", pointer=where
            )


def check_texts(article: Article) -> Iterator[Finding]:
    """Every span inside the text repeats its stretch: `text[start:end] == span.text`."""
    text = article.text
    if text is None:
        return
    for where, span in _spans(article):
        if span.start < span.end <= len(text) and span.text != text[span.start : span.end]:
            yield SPAN_TEXT_DIFFERS.finding(
                f"{shorten(span.text)} is not {shorten(text[span.start : span.end])}, the text there",
                pointer=where + pointer("text"),
            )


def check_standoff(article: Article) -> Iterator[Finding]:
    """A row without text has none of its words anywhere: no headline, no span text, no phrase for a name."""
    if article.text is not None:
        return
    words = itertools.chain(
        [(pointer("headline"), article.headline), (pointer("kicker"), article.kicker)],
        ((where + pointer("text"), span.text) for where, span in _spans(article)),
        (
            (pointer("speakers", index, "name"), speaker.name)
            for index, speaker in enumerate(article.speakers)
            if speaker.kind in NAMELESS_KINDS
        ),
    )
    for where, word in words:
        if word is not None:
            yield TEXT_IN_STANDOFF.finding(f"{shorten(word)} stands in a row without text", pointer=where)


def check_order(article: Article) -> Iterator[Finding]:
    """Lists that follow the text are in its order."""
    for where, spans in _lists(article):
        for index, (span, following) in enumerate(itertools.pairwise(spans), start=1):
            if following.start < span.start:
                yield OUT_OF_ORDER.finding(
                    f"it starts at {following.start}, before {span.start}, where the one before it starts",
                    pointer=where + pointer(index),
                )


def check_organization_overlaps(article: Article) -> Iterator[Finding]:
    """No two mentions of organizations share a stretch of the text."""
    mentions = [
        (mention, pointer("organizations", index, "mentions", place))
        for index, organization in enumerate(article.organizations)
        for place, mention in enumerate(organization.mentions)
    ]
    # The longer of two that start together comes first, so that the shorter one is reported.
    mentions.sort(key=lambda item: (item[0].start, -item[0].end))
    reached, longest = 0, ""
    for mention, where in mentions:
        if mention.start < reached:
            yield OVERLAPPING_ORGANIZATIONS.finding(f"the mention overlaps that at {longest}", pointer=where)
        if mention.end > reached:
            reached, longest = mention.end, where


def _lists(article: Article) -> Iterator[tuple[str, Sequence[Anchored]]]:
    """Every list of spans with its pointer."""
    for index, speaker in enumerate(article.speakers):
        yield pointer("speakers", index, "mentions"), speaker.mentions
    for index, organization in enumerate(article.organizations):
        yield pointer("organizations", index, "mentions"), organization.mentions
    yield pointer("dates"), article.dates
    yield pointer("quotations"), article.quotations


def _spans(article: Article) -> Iterator[tuple[str, Anchored]]:
    """Every span with its pointer."""
    for where, spans in _lists(article):
        for index, span in enumerate(spans):
            yield where + pointer(index), span
    for index, quotation in enumerate(article.quotations):
        if quotation.cue is not None:
            yield pointer("quotations", index, "cue"), quotation.cue
        if quotation.source is not None:
            yield pointer("quotations", index, "source"), quotation.source
