"""Where two annotators differ, one by one, with the words around, for people who settle it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from ontherecord.evaluate.agreement import (
    MENTION_LAYERS,
    agree_on_speaker,
    match_dates,
    mentions,
)
from ontherecord.evaluate.matching import Offsets, overlap, pair, trim
from ontherecord.evaluate.measures import match_quotations, speaker_of
from ontherecord.records import Article, Date, LayerName, Quotation

CONTEXT = 50
"""Code points of the text that are shown on either side."""
LONGEST_SPAN = 120
"""Code points of a span that are shown."""
ABSENT = "–"

Item = TypeVar("Item")


class Disagreement(msgspec.Struct, frozen=True):
    """One thing on which two annotators differ.

    Attributes:
        article: id of the article.
        layer: the layer.
        about: what differs: the span, or something that belongs to it.
        start: where it stands in the text.
        context: the span in `[ ]` with the words around.
        first: what the first annotator says.
        second: what the second one says.
    """

    article: str
    layer: LayerName
    about: str
    start: int
    context: str
    first: str
    second: str


def disagreements(one: Article, other: Article) -> list[Disagreement]:
    """What differs between two annotations of one article, in the order of the text."""
    found = (*_quotations(one, other), *_mentions(one, other), *_dates(one, other))
    return sorted(found, key=lambda item: (item.start, item.layer, item.about))


def render_disagreements(items: Iterable[Disagreement]) -> Iterator[str]:
    """The disagreements as lines of Markdown, under a heading for each article."""
    article = None
    for item in items:
        if item.article != article:
            article = item.article
            yield f"\n### {article}\n"
        yield f"- {item.layer}, {item.about}: {item.context}\n  - first: {item.first}\n  - second: {item.second}"


def _quotations(one: Article, other: Article) -> Iterator[Disagreement]:
    text = one.text or ""

    def told(article: Article, quotation: Quotation) -> str:
        speaker = speaker_of(article, quotation)
        return f"{quotation.kind}, {_name(speaker.name if speaker else None)}"

    pairs = match_quotations(one, other)
    first_alone, second_alone = _unmatched(one.quotations, other.quotations, pairs)
    for item in first_alone:
        yield _differ(one, "quotations", "span", (item.start, item.end), told(one, item), ABSENT)
    for item in second_alone:
        yield _differ(one, "quotations", "span", (item.start, item.end), ABSENT, told(other, item))
    for left, right in pairs:
        place = left.start, left.end
        if trim(text, place) != trim(text, (right.start, right.end)):
            yield _differ(one, "quotations", "bounds", place, _cut(left.text), _cut(right.text))
        if left.kind != right.kind:
            yield _differ(one, "quotations", "kind", place, left.kind, right.kind)
        if not agree_on_speaker(one, other, left, right):
            speakers = speaker_of(one, left), speaker_of(other, right)
            names = [_name(speaker.name if speaker else None) for speaker in speakers]
            yield _differ(one, "quotations", "speaker", place, *names)
        for about, first, second in (("cue", left.cue, right.cue), ("source", left.source, right.source)):
            if first != second:
                words = [_cut(span.text) if span else ABSENT for span in (first, second)]
                yield _differ(one, "quotations", about, place, *words)


def _mentions(one: Article, other: Article) -> Iterator[Disagreement]:
    text = one.text or ""
    for layer in MENTION_LAYERS:
        spans = mentions(one, layer), mentions(other, layer)
        pairs = pair(*spans, overlap)
        first_alone, second_alone = _unmatched(*spans, pairs)
        for place in first_alone:
            yield _differ(one, layer, "mention", place, text[slice(*place)], ABSENT)
        for place in second_alone:
            yield _differ(one, layer, "mention", place, ABSENT, text[slice(*place)])
        for left, right in pairs:
            if left != right:
                yield _differ(one, layer, "bounds", left, text[slice(*left)], text[slice(*right)])


def _dates(one: Article, other: Article) -> Iterator[Disagreement]:
    def told(date: Date) -> str:
        return " ".join(filter(None, (date.type, date.value, date.mod)))

    pairs = match_dates(one, other)
    first_alone, second_alone = _unmatched(one.dates, other.dates, pairs)
    for item in first_alone:
        yield _differ(one, "dates", "span", (item.start, item.end), told(item), ABSENT)
    for item in second_alone:
        yield _differ(one, "dates", "span", (item.start, item.end), ABSENT, told(item))
    for left, right in pairs:
        place = left.start, left.end
        if place != (right.start, right.end):
            yield _differ(one, "dates", "bounds", place, _cut(left.text), _cut(right.text))
        if told(left) != told(right):
            yield _differ(one, "dates", "value", place, told(left), told(right))


def _differ(article: Article, layer: LayerName, about: str, place: Offsets, first: str, second: str) -> Disagreement:
    text = article.text or ""
    start, end = place
    before, after = text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
    context = _one_line(f"…{before}[{_cut(text[start:end])}]{after}…")
    return Disagreement(article.id, layer, about, start, context, _one_line(first), _one_line(second))


def _unmatched(
    one: Sequence[Item], other: Sequence[Item], pairs: Sequence[tuple[Item, Item]]
) -> tuple[list[Item], list[Item]]:
    firsts, seconds = {id(left) for left, _ in pairs}, {id(right) for _, right in pairs}
    return [item for item in one if id(item) not in firsts], [item for item in other if id(item) not in seconds]


def _cut(text: str | None) -> str:
    shown = text or ""
    return shown if len(shown) <= LONGEST_SPAN else f"{shown[: LONGEST_SPAN // 2]} … {shown[-LONGEST_SPAN // 2 :]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _name(name: str | None) -> str:
    return name or "nobody"
