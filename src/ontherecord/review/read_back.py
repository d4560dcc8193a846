"""What came back from an annotation tool, laid onto the article.

What no tool shows (confidence and rule, the days of a value, the tool of a layer) stays as it was wherever nothing that
a tool shows has changed. Ids of marks that a tool made itself are replaced by new ones of the article.
"""

import datetime
from collections.abc import Iterable

import msgspec

from ontherecord.findings import Finding, Severity
from ontherecord.gold.model import GoldOrganization, GoldSpeaker
from ontherecord.records import (
    LAYER_NAMES,
    Article,
    Date,
    Layer,
    Organization,
    Quotation,
    Span,
    Speaker,
    SpeakerMention,
    layer_of,
)
from ontherecord.review.checking import Checked, check_sheet, unique_ids
from ontherecord.review.sheet import LIST_SEPARATOR, Mark, Sheet, sheet_of
from ontherecord.timex import calendar_range

TOOL = "hand"


class Review(msgspec.Struct, frozen=True):
    """Who reviewed all layers of the articles, and when."""

    reviewer: str
    day: datetime.date


def is_by(article: Article, review: Review) -> bool:
    """Whether all layers of an article were reviewed by this person on this day."""
    return bool(article.layers) and all(
        layer.reviewed and layer.reviewed_on == review.day and review.reviewer in layer.reviewers
        for layer in article.layers
    )


def read_back(
    sheet: Sheet, article: Article, file: str, *, partial: bool = False, review: Review | None = None
) -> tuple[Article, tuple[Finding, ...]]:
    """The article as a tool gives it back, and what is wrong with that.

    Args:
        sheet: what came back.
        article: the article that was shown.
        file: path of the file that it came in, for findings.
        partial: take the good part of a sheet with errors, and leave the rest of the article as it was; without it
            such a sheet changes nothing.
        review: with it the layers count as reviewed.
    """
    former = sheet_of(article)
    checked = check_sheet(sheet, former, file)
    if not partial and any(finding.severity is Severity.ERROR for finding in checked.findings):
        return article, checked.findings
    order = {mark.id: number for number, mark in enumerate(former.marks)}
    marks = _in_order(checked.marks.values(), order)
    changed = msgspec.structs.replace(
        article,
        speakers=tuple(_speaker(speaker, marks, article) for speaker in checked.header.speakers),
        organizations=tuple(_organization(party, marks, article) for party in checked.header.organizations),
        dates=_dates(marks, article),
        quotations=_quotations(marks, checked, article),
    )
    return _reviewed(changed, review) if review else changed, checked.findings


def _in_order(marks: Iterable[Mark], order: dict[str, int]) -> list[Mark]:
    """The marks that were shown in their order, each new one before the first of its label that starts behind it."""
    listed = list(marks)
    ordered = sorted((mark for mark in listed if mark.id in order), key=lambda mark: order[mark.id])
    for mark in sorted((mark for mark in listed if mark.id not in order), key=lambda mark: (mark.start, mark.end)):
        same = [
            number for number, other in enumerate(ordered) if other.label == mark.label and other.start > mark.start
        ]
        ordered.insert(same[0] if same else len(ordered), mark)
    return ordered


def _speaker(party: GoldSpeaker, marks: Iterable[Mark], article: Article) -> Speaker:
    text = article.text or ""
    mentions = tuple(
        msgspec.convert(
            {"start": mark.start, "end": mark.end, "text": text[mark.start : mark.end], "form": mark.values["form"]},
            SpeakerMention,
        )
        for mark in marks
        if mark.label == "speaker" and mark.values["party"] == party.id
    )
    return Speaker(
        id=party.id,
        name=_name(party, {speaker.id: speaker.name for speaker in article.speakers}),
        kind=party.kind,
        role=party.role,
        affiliation=party.affiliation,
        organization_id=party.organization_id,
        wikidata=party.wikidata,
        mentions=mentions,
    )


def _name(party: GoldSpeaker, names: dict[str, str | None]) -> str | None:
    """The name; a speaker that has none is shown by its id."""
    return None if party.name == party.id and names.get(party.id, "") is None else party.name


def _organization(party: GoldOrganization, marks: Iterable[Mark], article: Article) -> Organization:
    mentions = tuple(
        Span.of(article.text or "", mark.start, mark.end)
        for mark in marks
        if mark.label == "organization" and mark.values["party"] == party.id
    )
    forms = dict.fromkeys(mention.text or "" for mention in mentions)
    former = next((other for other in article.organizations if other.id == party.id), None)
    is_same = former is not None and (former.name, former.mentions) == (party.name, mentions)
    return Organization(
        id=party.id,
        name=party.name,
        aliases=former.aliases if former and is_same else tuple(form for form in forms if form != party.name),
        kind=party.kind,
        wikidata=party.wikidata,
        country=party.country,
        mentions=mentions,
    )


def _dates(marks: Iterable[Mark], article: Article) -> tuple[Date, ...]:
    text = article.text or ""
    shown = [mark for mark in marks if mark.label == "date"]
    former = {date.id: date for date in article.dates}
    dates = []
    for mark, identifier in zip(shown, unique_ids([mark.id for mark in shown], "d"), strict=True):
        before = former.get(mark.id)
        if before is not None and before.value == mark.values["value"]:
            days = before.earliest, before.latest
        else:
            days = calendar_range(mark.values["value"]) or (None, None)
        place = {"id": identifier, "start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
        dates.append(msgspec.convert({**mark.values, **place, "earliest": days[0], "latest": days[1]}, Date))
    return tuple(dates)


def _quotations(marks: Iterable[Mark], checked: Checked, article: Article) -> tuple[Quotation, ...]:
    text = article.text or ""
    listed = list(marks)
    shown = [mark for mark in listed if mark.label == "quotation"]
    former = {quotation.id: quotation for quotation in article.quotations}
    dates = [mark.id for mark in listed if mark.label == "date"]
    date_ids = dict(zip(dates, unique_ids(dates, "d"), strict=True))

    def party_of(relation: str, mark: Mark, field: str) -> str | None:
        target = checked.targets.get((relation, mark.id))
        return target.values["party"] if target else mark.values.get(field)

    def span_of(relation: str, mark: Mark) -> Span | None:
        target = checked.targets.get((relation, mark.id))
        return Span.of(text, target.start, target.end) if target else None

    quotations = []
    for mark, identifier in zip(shown, unique_ids([mark.id for mark in shown], "q"), strict=True):
        date = checked.targets.get(("date", mark.id))
        made = Quotation(
            id=identifier,
            start=mark.start,
            end=mark.end,
            text=text[mark.start : mark.end],
            kind=msgspec.convert(mark.values["kind"], type=Quotation.__annotations__["kind"]),
            group=mark.values.get("group"),
            speaker_id=party_of("speaker", mark, "speaker_id"),
            organization_id=party_of("on-behalf-of", mark, "organization_id"),
            phenomena=tuple(filter(None, mark.values.get("labels", "").split(LIST_SEPARATOR))),
            cue=span_of("cue", mark),
            source=span_of("source", mark),
            date_id=date_ids[date.id] if date else None,
        )
        before = former.get(mark.id)
        is_same = before is not None and msgspec.structs.replace(before, confidence=None, rule=None) == made
        quotations.append(before if before is not None and is_same else made)
    return tuple(quotations)


def _reviewed(article: Article, review: Review) -> Article:
    layers = []
    for name in LAYER_NAMES:
        layer = layer_of(article, name) or Layer(name, TOOL)
        reviewers = tuple(dict.fromkeys((*layer.reviewers, review.reviewer)))
        layers.append(msgspec.structs.replace(layer, reviewed=True, reviewed_on=review.day, reviewers=reviewers))
    return msgspec.structs.replace(article, layers=tuple(layers))
