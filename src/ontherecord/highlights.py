"""An article as runs of text, each with the annotations that cover it: what pages, terminal and notebook draw."""

import itertools
from collections.abc import Iterator

import msgspec

from ontherecord.records import Article, LayerName, Paragraph


class Mark(msgspec.Struct, frozen=True):
    """One annotation on the text.

    Attributes:
        layer: the layer it belongs to.
        id: id of the quotation, speaker, organization or date inside the article.
        start: first code point in the text.
        end: the code point after the last.
        title: what it is, in words.
    """

    layer: LayerName
    id: str
    start: int
    end: int
    title: str


class Run(msgspec.Struct, frozen=True):
    """A stretch of text that the same marks cover from end to end; `opens` are the marks that begin here."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]


def marks_of(article: Article) -> tuple[Mark, ...]:
    """All annotations of an article, in the order of the text."""
    names = {speaker.id: speaker.name or speaker.kind for speaker in article.speakers}
    marks = [
        Mark(
            "quotations",
            item.id,
            item.start,
            item.end,
            f"{item.kind} quotation, {names.get(item.speaker_id or '', 'speaker unknown')}",
        )
        for item in article.quotations
    ]
    for speaker in article.speakers:
        marks += [
            Mark("speakers", speaker.id, mention.start, mention.end, f"speaker: {names[speaker.id]}")
            for mention in speaker.mentions
        ]
    for organization in article.organizations:
        marks += [
            Mark("organizations", organization.id, mention.start, mention.end, f"organization: {organization.name}")
            for mention in organization.mentions
        ]
    marks += [Mark("dates", date.id, date.start, date.end, f"{date.type}: {date.value}") for date in article.dates]
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.layer, mark.id)))


def paragraph_runs(article: Article) -> Iterator[tuple[Paragraph, tuple[Run, ...]]]:
    """Each paragraph with its runs; nothing where the article has no text."""
    if article.text is None:
        return
    marks = marks_of(article)
    for paragraph in article.paragraphs:
        inside = [mark for mark in marks if mark.start < paragraph.end and mark.end > paragraph.start]
        yield paragraph, tuple(_runs(article.text, paragraph, inside))


def _runs(text: str, paragraph: Paragraph, marks: list[Mark]) -> Iterator[Run]:
    edges = {paragraph.start, paragraph.end}
    for mark in marks:
        edges |= {max(mark.start, paragraph.start), min(mark.end, paragraph.end)}
    places = sorted(edges)
    for start, end in itertools.pairwise(places):
        covering = tuple(mark for mark in marks if mark.start <= start and mark.end >= end)
        yield Run(text[start:end], covering, tuple(mark for mark in covering if mark.start == start))
