"""An annotated article as annotation tools show one: labelled marks in its text, relations between them, and values.

All tools get the same: what differs is only how it is written. Every relation begins at a quotation. The parties stand
beside the text, one a line, in the form of the header of a gold file, for tools have no place for what has no span.
"""

from collections.abc import Iterator
from typing import get_args

import msgspec

from ontherecord.errors import UsageError
from ontherecord.gold.header import write_header
from ontherecord.gold.labels import LABELS
from ontherecord.gold.model import Gold
from ontherecord.gold.of_article import gold_of
from ontherecord.records import Article, DateMod, DateType, MentionForm, Quotation, QuotationKind, Record

LIST_SEPARATOR = " "
"""Between the labels of a quotation."""

FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "quotation": {
        "kind": get_args(QuotationKind),
        "group": (),
        "labels": (),
        "speaker_id": (),
        "organization_id": (),
    },
    "speaker": {"form": get_args(MentionForm), "party": ()},
    "organization": {"party": ()},
    "date": {"type": get_args(DateType), "value": (), "mod": get_args(DateMod), "anchor": ()},
    "cue": {},
    "source": {},
}
"""Label of a mark → its values, and of those that are chosen from a list the list."""

RELATIONS: dict[str, tuple[str, ...]] = {
    "speaker": ("speaker",),
    "on-behalf-of": ("organization",),
    "date": ("date",),
    "cue": ("cue",),
    "source": ("source", "speaker"),
}
"""Label of a relation → the labels of the marks at which it may end; it begins at a quotation."""

PHENOMENA = tuple(LABELS)


class Mark(Record, frozen=True):
    """A labelled stretch of the text.

    Attributes:
        id: its id among the marks of the article.
        label: one of `FIELDS`.
        start: first code point.
        end: behind the last one.
        values: name of a field → what stands in it, never empty.
        words: the words that a tool says are there; None where it says nothing.
    """

    id: str
    label: str
    start: int
    end: int
    values: dict[str, str] = msgspec.field(default_factory=dict)
    words: str | None = None


class Relation(Record, frozen=True):
    """A labelled relation from one mark to another."""

    label: str
    source: str
    target: str


class Sheet(Record, frozen=True):
    """What a tool shows of an article, or what came back from it.

    Attributes:
        article: id of the article.
        text: the text as the tool has it; None where the format does not carry it.
        marks: the marks.
        relations: the relations.
        parties: speakers and organizations, one a line.
    """

    article: str
    text: str | None
    marks: tuple[Mark, ...] = ()
    relations: tuple[Relation, ...] = ()
    parties: tuple[str, ...] = ()


def sheet_of(article: Article) -> Sheet:
    """The sheet of an article.

    Raises:
        UsageError: the article has no text.
    """
    if article.text is None:
        raise UsageError(f"article {article.id!r} has no text to show; put it back first")
    marks, relations = list(_party_marks(article)), list[Relation]()
    marks += [
        Mark(
            date.id,
            "date",
            date.start,
            date.end,
            _values(type=date.type, value=date.value, mod=date.mod, anchor=date.anchor),
        )
        for date in article.dates
    ]
    first = {mark.values["party"]: mark.id for mark in reversed(marks) if "party" in mark.values}
    mentions = {(mark.start, mark.end): mark.id for mark in reversed(marks) if mark.label == "speaker"}
    dates = {date.id for date in article.dates}
    spoken: dict[tuple[str, int, int], str] = {}
    for quotation in article.quotations:
        marks.append(_quotation_mark(quotation, first))
        for label, reference in (("speaker", quotation.speaker_id), ("on-behalf-of", quotation.organization_id)):
            if reference in first:
                relations.append(Relation(label, quotation.id, first[reference]))
        if quotation.date_id in dates and quotation.date_id:
            relations.append(Relation("date", quotation.id, quotation.date_id))
        for label, span in (("cue", quotation.cue), ("source", quotation.source)):
            if span is None:
                continue
            target = mentions.get((span.start, span.end)) if label == "source" else None
            if target is None:
                place = label, span.start, span.end
                if place not in spoken:
                    spoken[place] = f"{label}{len(spoken) + 1}"
                    marks.append(Mark(spoken[place], label, span.start, span.end))
                target = spoken[place]
            relations.append(Relation(label, quotation.id, target))
    parties = tuple(write_header(_parties(article)))[:-1]
    return Sheet(article.id, article.text, tuple(marks), tuple(relations), parties)


def _parties(article: Article) -> Gold:
    gold = gold_of(article)
    return Gold(text="", speakers=gold.speakers, organizations=gold.organizations)


def _party_marks(article: Article) -> Iterator[Mark]:
    for organization in article.organizations:
        for number, mention in enumerate(organization.mentions, start=1):
            identifier = f"{organization.id}.{number}"
            yield Mark(identifier, "organization", mention.start, mention.end, {"party": organization.id})
    for speaker in article.speakers:
        for number, place in enumerate(speaker.mentions, start=1):
            values = {"form": place.form, "party": speaker.id}
            yield Mark(f"{speaker.id}.{number}", "speaker", place.start, place.end, values)


def _quotation_mark(quotation: Quotation, first: dict[str, str]) -> Mark:
    """The mark of a quotation; a party that is mentioned nowhere is a value, for no relation can end at it."""
    speaker, organization = quotation.speaker_id, quotation.organization_id
    values = _values(
        kind=quotation.kind,
        group=quotation.group,
        labels=LIST_SEPARATOR.join(quotation.phenomena),
        speaker_id=None if speaker in first else speaker,
        organization_id=None if organization in first else organization,
    )
    return Mark(quotation.id, "quotation", quotation.start, quotation.end, values)


def _values(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
