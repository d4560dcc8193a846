"""Checks of everything that is anchored to a stretch of the text."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ontherecord.findings import (
    EMPTY_SPAN,
    OUT_OF_ORDER,
    OVERLAPPING_DATES,
    OVERLAPPING_ORGANIZATIONS,
    REPEATED_QUOTATION,
    SPAN_CROSSES_PARAGRAPHS,
    SPAN_OUTSIDE_TEXT,
    SPAN_TEXT_DIFFERS,
    TEXT_IN_STANDOFF,
    Finding,
)
from ontherecord.records import Article, Date, Quotation, Span, SpeakerMention
from ontherecord.validate.wording import pointer, shorten

Anchored = Span | SpeakerMention | Date | Quotation
"""A record with `start`, `end` and `text`."""

Steps = tuple[str | int, ...]
"""Keys and list indexes on the way to a value; made into a pointer only where something is wrong."""

NAMELESS_KINDS = frozenset({"unnamed", "document"})
"""Speakers whose `name` is a phrase of the text, not a name of their own."""


def check_spans(article: Article) -> Iterator[Finding]:
    """Every span has a code point or more, lies inside the text, repeats its stretch, and stays in one paragraph."""
    if _all_fit(article):
        return
    text = article.text
    # Of the last paragraph the end of the text tells.
    inner_ends = [paragraph.end for paragraph in article.paragraphs[:-1]]
    for span, steps in _spans(article):
        start, end = span.start, span.end
        if start >= end:
            yield EMPTY_SPAN.finding(f"the span [{start}, {end}) is empty", pointer=pointer(*steps))
        elif text is not None and end > len(text):
            yield SPAN_OUTSIDE_TEXT.finding(
                f"the span ends at {end}, but the text at {len(text)}", pointer=pointer(*steps)
            )
        elif text is not None and span.text != text[start:end]:
            yield SPAN_TEXT_DIFFERS.finding(
                f"{shorten(span.text)} is not {shorten(text[start:end])}, the text there",
                pointer=pointer(*steps, "text"),
            )
        passed = bisect_right(inner_ends, start)
        if passed < bisect_left(inner_ends, end):
            yield SPAN_CROSSES_PARAGRAPHS.finding(
                f"the span ends at {end}, but its paragraph at {inner_ends[passed]}", pointer=pointer(*steps)
            )


def _all_fit(article: Article) -> bool:
    """Whether every span is one line of the text at its place: nearly always so, and told without naming any place."""
    text = article.text
    # One line is in one paragraph, unless paragraphs touch.
    if text is None or any(after.start <= before.end for before, after in itertools.pairwise(article.paragraphs)):
        return False
    size = len(text)
    for span in _anchored(article):
        start, end, words = span.start, span.end, span.text
        if words is None or "\n" in words or text[start:end] != words or not start < end <= size:
            return False
    return True


def check_standoff(article: Article) -> Iterator[Finding]:
    """A row without text has none of its words anywhere: no headline, no span text, no phrase for a name."""
    if article.text is not None:
        return
    words = itertools.chain(
        [(pointer("headline"), article.headline), (pointer("kicker"), article.kicker)],
        ((pointer(*steps, "text"), span.text) for span, steps in _spans(article)),
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
    for spans, steps in _lists(article):
        starts = [span.start for span in spans]
        if len(starts) < 2 or starts == sorted(starts):
            continue
        for index, (start, following) in enumerate(itertools.pairwise(starts), start=1):
            if following < start:
                yield OUT_OF_ORDER.finding(
                    f"it starts at {following}, before {start}, where the one before it starts",
                    pointer=pointer(*steps, index),
                )


def check_organization_overlaps(article: Article) -> Iterator[Finding]:
    """No two mentions of organizations share a stretch of the text."""
    places = [
        (mention.start, -mention.end, ("organizations", index, "mentions", place))
        for index, organization in enumerate(article.organizations)
        for place, mention in enumerate(organization.mentions)
    ]
    for steps, other in _overlaps(places):
        yield OVERLAPPING_ORGANIZATIONS.finding(
            f"the mention overlaps that at {pointer(*other)}", pointer=pointer(*steps)
        )


def check_date_overlaps(article: Article) -> Iterator[Finding]:
    """No two temporal expressions share a stretch of the text."""
    places = [(date.start, -date.end, ("dates", index)) for index, date in enumerate(article.dates)]
    for steps, other in _overlaps(places):
        yield OVERLAPPING_DATES.finding(f"the expression overlaps that at {pointer(*other)}", pointer=pointer(*steps))


def check_repeated_quotations(article: Article) -> Iterator[Finding]:
    """No two quotations have the same span; otherwise quotations may overlap, as a marked one inside a mixed one."""
    first_at: dict[tuple[int, int], int] = {}
    for index, quotation in enumerate(article.quotations):
        first = first_at.setdefault((quotation.start, quotation.end), index)
        if first != index:
            yield REPEATED_QUOTATION.finding(
                f"the span is that of the quotation at {pointer('quotations', first)}",
                pointer=pointer("quotations", index),
            )


def _overlaps(places: Iterable[tuple[int, int, Steps]]) -> Iterator[tuple[Steps, Steps]]:
    """The way to each span that starts inside an earlier one, and the way to that one.

    A place is the start of a span, its end with a minus, so that the longer of two that start together comes first and
    the shorter one is reported, and the way to it.
    """
    reached: int = 0
    longest: Steps = ()
    for start, negative_end, steps in sorted(places):
        if start < reached:
            yield steps, longest
        if -negative_end > reached:
            reached, longest = -negative_end, steps


def _lists(article: Article) -> Iterator[tuple[Sequence[Anchored], Steps]]:
    """Every list of spans that follows the text, with the way to it."""
    for index, speaker in enumerate(article.speakers):
        yield speaker.mentions, ("speakers", index, "mentions")
    for index, organization in enumerate(article.organizations):
        yield organization.mentions, ("organizations", index, "mentions")
    yield article.dates, ("dates",)
    yield article.quotations, ("quotations",)


def _anchored(article: Article) -> list[Anchored]:
    """Every span."""
    spans: list[Anchored] = [*article.dates, *article.quotations]
    for speaker in article.speakers:
        spans += speaker.mentions
    for organization in article.organizations:
        spans += organization.mentions
    for quotation in article.quotations:
        if quotation.cue is not None:
            spans.append(quotation.cue)
        if quotation.source is not None:
            spans.append(quotation.source)
    return spans


def _spans(article: Article) -> Iterator[tuple[Anchored, Steps]]:
    """Every span with the way to it."""
    for spans, steps in _lists(article):
        for index, span in enumerate(spans):
            yield span, (*steps, index)
    for index, quotation in enumerate(article.quotations):
        if quotation.cue is not None:
            yield quotation.cue, ("quotations", index, "cue")
        if quotation.source is not None:
            yield quotation.source, ("quotations", index, "source")
