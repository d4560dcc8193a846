"""Where two annotators differ, one by one, with the words around, for people who settle it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

import msgspec

from ontherecord.evaluate.agreement import (
    MENTION_LAYERS,
    agree_on_speaker,
    match_dates,
    mentions,
)
from ontherecord.evaluate.links import date_of, grouped_pairs, organization_of, same_date, same_organization
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

    pairs = sorted(match_quotations(one, other), key=lambda both: (both[0].start, both[0].end))
    first_alone, second_alone = _unmatched(one.quotations, other.quotations, pairs)
    for item in first_alone:
        yield differ(one, "quotations", "span", (item.start, item.end), told(one, item), ABSENT)
    for item in second_alone:
        yield differ(one, "quotations", "span", (item.start, item.end), ABSENT, told(other, item))
    for left, right in pairs:
        place = left.start, left.end
        if trim(text, place) != trim(text, (right.start, right.end)):
            yield differ(one, "quotations", "bounds", place, _cut(left.text), _cut(right.text))
        if left.kind != right.kind:
            yield differ(one, "quotations", "kind", place, left.kind, right.kind)
        if not agree_on_speaker(one, other, left, right):
            speakers = speaker_of(one, left), speaker_of(other, right)
            names = [_name(speaker.name if speaker else None) for speaker in speakers]
            yield differ(one, "quotations", "speaker", place, *names)
        for about, first, second in (("cue", left.cue, right.cue), ("source", left.source, right.source)):
            if first != second:
                words = [_cut(span.text) if span else ABSENT for span in (first, second)]
                yield differ(one, "quotations", about, place, *words)
    yield from _groups(one, pairs)
    yield from _links(one, other, pairs)


def _groups(article: Article, pairs: Sequence[tuple[Quotation, Quotation]]) -> Iterator[Disagreement]:
    """Where the annotators join a quotation with other ones before it, of those that both have."""
    firsts = [left for left, _ in pairs]
    joined = grouped_pairs(firsts), grouped_pairs([right for _, right in pairs])

    def told(number: int, together: set[tuple[int, int]]) -> str:
        others = [_cut(other.text) for place, other in enumerate(firsts) if (place, number) in together]
        return f"with {' '.join(f'[{words}]' for words in others)}" if others else ABSENT

    for number, quotation in enumerate(firsts):
        first, second = (told(number, together) for together in joined)
        if first != second:
            yield differ(article, "quotations", "group", (quotation.start, quotation.end), first, second)


def _links(one: Article, other: Article, pairs: Sequence[tuple[Quotation, Quotation]]) -> Iterator[Disagreement]:
    """Where the quotations that both have are linked to other dates or organizations."""
    for left, right in pairs:
        place = left.start, left.end
        days = date_of(one, left), date_of(other, right)
        if _targets_differ(*days, same_date):
            told = [f"{_cut(day.text)} ({day.value})" if day else ABSENT for day in days]
            yield differ(one, "quotations", "date", place, *told)
        organizations = organization_of(one, left), organization_of(other, right)
        if _targets_differ(*organizations, partial(same_organization, one.text or "")):
            names = [party.name if party else ABSENT for party in organizations]
            yield differ(one, "quotations", "on-behalf-of", place, *names)


def _targets_differ(one: Item | None, other: Item | None, same: Callable[[Item, Item], bool]) -> bool:
    if one is None or other is None:
        return one is not other
    return not same(one, other)


def _mentions(one: Article, other: Article) -> Iterator[Disagreement]:
    text = one.text or ""
    for layer in MENTION_LAYERS:
        spans = mentions(one, layer), mentions(other, layer)
        pairs = pair(*spans, overlap)
        first_alone, second_alone = _unmatched(*spans, pairs)
        for place in first_alone:
            yield differ(one, layer, "mention", place, text[slice(*place)], ABSENT)
        for place in second_alone:
            yield differ(one, layer, "mention", place, ABSENT, text[slice(*place)])
        for left, right in pairs:
            if left != right:
                yield differ(one, layer, "bounds", left, text[slice(*left)], text[slice(*right)])


def _dates(one: Article, other: Article) -> Iterator[Disagreement]:
    def told(date: Date) -> str:
        return " ".join(filter(None, (date.type, date.value, date.mod)))

    pairs = match_dates(one, other)
    first_alone, second_alone = _unmatched(one.dates, other.dates, pairs)
    for item in first_alone:
        yield differ(one, "dates", "span", (item.start, item.end), told(item), ABSENT)
    for item in second_alone:
        yield differ(one, "dates", "span", (item.start, item.end), ABSENT, told(item))
    for left, right in pairs:
        place = left.start, left.end
        if place != (right.start, right.end):
            yield differ(one, "dates", "bounds", place, _cut(left.text), _cut(right.text))
        if told(left) != told(right):
            yield differ(one, "dates", "value", place, told(left), told(right))


def differ(article: Article, layer: LayerName, about: str, place: Offsets, first: str, second: str) -> Disagreement:
    """A disagreement at a place of an article, with the words around."""
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
