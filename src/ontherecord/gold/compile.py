"""Gold laid onto the normalized article: the record with its four layers."""

import datetime
from collections.abc import Iterator

import msgspec

from ontherecord.findings import GOLD_TEXT_DIFFERS, Finding
from ontherecord.gold.model import (
    NOBODY,
    DateHead,
    Gold,
    GoldOrganization,
    GoldSpeaker,
    OrganizationHead,
    ParsedGold,
    QuotationHead,
    SpeakerHead,
    Tag,
    cues,
    sources,
)
from ontherecord.records import (
    GUIDELINE_VERSION,
    LAYER_NAMES,
    Article,
    Date,
    Layer,
    Organization,
    Quotation,
    Span,
    Speaker,
    SpeakerMention,
    complete,
)
from ontherecord.timex import calendar_range

TOOL = "hand"
EXCERPT = 30
"""Code points of both texts that are shown where they differ."""


def compile_gold(gold: Gold, article: Article) -> Article:
    """The article with the layers that its gold gives; both have the same text, and the ids of `gold` are defined."""
    layers = tuple(
        Layer(
            name=name,
            tool=TOOL,
            guideline_version=GUIDELINE_VERSION,
            reviewed=True,
            reviewed_on=gold.reviewed,
            reviewers=gold.annotators,
        )
        for name in LAYER_NAMES
    )
    return msgspec.structs.replace(
        article,
        speakers=tuple(_speaker(speaker, gold) for speaker in gold.speakers),
        organizations=tuple(_organization(organization, gold) for organization in gold.organizations),
        dates=tuple(_dates(gold)),
        quotations=tuple(_quotations(gold)),
        layers=layers,
    )


def article_alone(article_id: str, gold: Gold) -> Article:
    """The record of gold without its article, which knows no day of publication and no metadata."""
    # Dates may be anchored to the day of publication; of the days that are possible only the last makes no day later.
    bare = complete(Article(id=article_id, text=gold.text, published=datetime.date.max))
    return compile_gold(gold, bare)


def text_difference(parsed: ParsedGold, text: str, file: str) -> Finding | None:
    """Where the body of a gold file first differs from the text of its article; None where it does not."""
    ours = parsed.gold.text
    if ours == text:
        return None
    at = next((place for place, (one, other) in enumerate(zip(ours, text, strict=False)) if one != other), None)
    at = min(len(ours), len(text)) if at is None else at
    start = max(at - EXCERPT // 3, 0)
    return GOLD_TEXT_DIFFERS.finding(
        f"gold has {_excerpt(ours, start)}, the article {_excerpt(text, start)}", file=file, line=parsed.line_of(at)
    )


def _excerpt(text: str, start: int) -> str:
    shown = text[start : start + EXCERPT]
    return repr(shown) if shown else "no more text"


def _speaker(speaker: GoldSpeaker, gold: Gold) -> Speaker:
    mentions = tuple(
        SpeakerMention(tag.start, tag.end, gold.text[tag.start : tag.end], tag.head.form)
        for tag in gold.tags
        if isinstance(tag.head, SpeakerHead) and tag.head.id == speaker.id
    )
    return Speaker(
        id=speaker.id,
        name=speaker.name,
        kind=speaker.kind,
        role=speaker.role,
        affiliation=speaker.affiliation,
        organization_id=speaker.organization_id,
        wikidata=speaker.wikidata,
        mentions=mentions,
    )


def _organization(organization: GoldOrganization, gold: Gold) -> Organization:
    mentions = tuple(
        _span(tag, gold)
        for tag in gold.tags
        if isinstance(tag.head, OrganizationHead) and tag.head.id == organization.id
    )
    forms = dict.fromkeys(mention.text or "" for mention in mentions)
    return Organization(
        id=organization.id,
        name=organization.name,
        aliases=tuple(form for form in forms if form != organization.name),
        kind=organization.kind,
        wikidata=organization.wikidata,
        country=organization.country,
        mentions=mentions,
    )


def _dates(gold: Gold) -> Iterator[Date]:
    for tag in gold.tags:
        if isinstance(tag.head, DateHead):
            days = calendar_range(tag.head.value)
            yield Date(
                id=tag.head.id,
                start=tag.start,
                end=tag.end,
                text=gold.text[tag.start : tag.end],
                type=tag.head.type,
                value=tag.head.value,
                mod=tag.head.mod,
                earliest=days[0] if days else None,
                latest=days[1] if days else None,
                anchor=tag.head.anchor,
            )


def _quotations(gold: Gold) -> Iterator[Quotation]:
    cue_of, source_of = cues(gold), sources(gold)
    organizations = {speaker.id: speaker.organization_id for speaker in gold.speakers}
    for tag in gold.tags:
        if isinstance(tag.head, QuotationHead):
            head = tag.head
            cue, source = cue_of.get(head.id), source_of.get(head.id)
            inherited = organizations.get(head.speaker_id or "")
            yield Quotation(
                id=head.id,
                start=tag.start,
                end=tag.end,
                text=gold.text[tag.start : tag.end],
                kind=head.kind,
                group=head.group,
                speaker_id=head.speaker_id,
                organization_id=None if head.on_behalf_of == NOBODY else head.on_behalf_of or inherited,
                phenomena=head.labels,
                cue=_span(cue, gold) if cue else None,
                source=_span(source[0], gold) if source else None,
                date_id=head.date_id,
            )


def _span(tag: Tag, gold: Gold) -> Span:
    return Span.of(gold.text, tag.start, tag.end)
