"""Corrections carried over to a text that changed under them; what cannot be carried is told, word for word."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from ontherecord.findings import ANNOTATION_NOT_CARRIED, CARRIED_OVER_A_CHANGE, Code, Finding
from ontherecord.gold.heads import write_head
from ontherecord.gold.model import Gold
from ontherecord.records import Article, Date, Organization, Quotation, Span, Speaker, SpeakerMention
from ontherecord.review.alignment import align

NOT_CARRIED = "not carried:"
"""Begins the comment in a gold file that keeps a tag whose words are gone."""

Spanned = TypeVar("Spanned", Span, SpeakerMention, Date, Quotation)
Party = TypeVar("Party", Speaker, Organization)


def carry_gold(gold: Gold, text: str, file: str) -> tuple[Gold, list[Finding]]:
    """Gold for another text of its article; a tag whose words are gone becomes a comment and a finding.

    Args:
        gold: gold of the former text.
        text: the text as it is now.
        file: path of the gold file, for findings.
    """
    alignment = align(gold.text, text)
    findings: list[Finding] = []
    tags = []
    lost = []
    for tag in gold.tags:
        words = gold.text[tag.start : tag.end]
        place = alignment.carry(tag.start, tag.end)
        head = write_head(tag.head)
        if place is None:
            findings.append(ANNOTATION_NOT_CARRIED.finding(f"{head}: {_shown(words)} is gone", file=file))
            lost.append(f"{NOT_CARRIED} {{{head}|{_one_line(words)}}}")
            continue
        if (now := text[slice(*place)]) != words:
            message = f"{head}: {_shown(words)} became {_shown(now)}"
            findings.append(CARRIED_OVER_A_CHANGE.finding(message, file=file))
        tags.append(msgspec.structs.replace(tag, start=place[0], end=place[1]))
    carried = msgspec.structs.replace(gold, text=text, tags=tuple(tags), comments=(*gold.comments, *lost))
    return carried, findings


def carry_layers(reviewed: Article, article: Article) -> tuple[Article, list[Finding]]:
    """The article with the reviewed layers of a former record of it, and with the layers that these refer to.

    Args:
        reviewed: the former record, with the former text.
        article: the article as it is now.
    """
    from ontherecord.annotate.kept_layers import locked_layers

    kept = locked_layers(reviewed)
    carrier = _Carrier(reviewed.text or "", article.text or "", article.id)
    dates = tuple(carrier.all_of(reviewed.dates, "/dates")) if "dates" in kept else article.dates
    organizations, speakers, quotations = article.organizations, article.speakers, article.quotations
    if "organizations" in kept:
        organizations = tuple(carrier.parties(reviewed.organizations, "/organizations"))
    if "speakers" in kept:
        speakers = tuple(carrier.parties(reviewed.speakers, "/speakers"))
    if "quotations" in kept:
        quotations = tuple(carrier.quotations(reviewed.quotations, frozenset(date.id for date in dates)))
    entries = {layer.name: layer for layer in article.layers} | {
        layer.name: layer for layer in reviewed.layers if layer.name in kept
    }
    carried = msgspec.structs.replace(
        article,
        dates=_anchored(dates),
        organizations=organizations,
        speakers=speakers,
        quotations=quotations,
        layers=tuple(entries.values()),
    )
    return carried, carrier.findings


class _Carrier:
    """Moves what is annotated in one text to another, and keeps the findings."""

    def __init__(self, former: str, text: str, article: str) -> None:
        self._former, self._text, self._article = former, text, article
        self._alignment = align(former, text)
        self.findings: list[Finding] = []

    def all_of(self, spans: Iterable[Spanned], pointer: str, name: str | None = None) -> Iterator[Spanned]:
        for number, span in enumerate(spans):
            if moved := self._move(span, name or str(getattr(span, "id", "")), f"{pointer}/{number}"):
                yield moved

    def parties(self, parties: Iterable[Party], pointer: str) -> Iterator[Party]:
        for number, party in enumerate(parties):
            mentions = tuple(self.all_of(party.mentions, f"{pointer}/{number}/mentions", party.id))
            yield msgspec.structs.replace(party, mentions=mentions)

    def quotations(self, quotations: Iterable[Quotation], dates: frozenset[str]) -> Iterator[Quotation]:
        for quotation in self.all_of(quotations, "/quotations"):
            if quotation.date_id is not None and quotation.date_id not in dates:
                self._tell(ANNOTATION_NOT_CARRIED, f"{quotation.id}: its date {quotation.date_id} is gone", "/dates")
            yield msgspec.structs.replace(
                quotation,
                cue=quotation.cue and self._move(quotation.cue, f"cue of {quotation.id}", "/quotations"),
                source=quotation.source and self._move(quotation.source, f"source of {quotation.id}", "/quotations"),
                date_id=quotation.date_id if quotation.date_id in dates else None,
            )

    def _move(self, span: Spanned, name: str, pointer: str) -> Spanned | None:
        words = self._former[span.start : span.end]
        place = self._alignment.carry(span.start, span.end)
        if place is None:
            self._tell(ANNOTATION_NOT_CARRIED, f"{name}: {_shown(words)} is gone", pointer)
            return None
        now = self._text[slice(*place)]
        if now != words:
            self._tell(CARRIED_OVER_A_CHANGE, f"{name}: {_shown(words)} became {_shown(now)}", pointer)
        return msgspec.structs.replace(span, start=place[0], end=place[1], text=now)

    def _tell(self, code: Code, message: str, pointer: str) -> None:
        self.findings.append(code.finding(message, article=self._article, pointer=pointer))


def _anchored(dates: tuple[Date, ...]) -> tuple[Date, ...]:
    """The dates, anchored only to dates that are there."""
    there = {"published", None, *(date.id for date in dates)}
    return tuple(date if date.anchor in there else msgspec.structs.replace(date, anchor=None) for date in dates)


def _shown(words: str) -> str:
    """The words in full, on one line: they are what a person decided, and told nowhere else."""
    return repr(_one_line(words))


def _one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words)
