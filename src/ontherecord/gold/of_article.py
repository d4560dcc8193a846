"""An annotated article written in the form of a gold file, so that a person can read and mend it."""

import itertools
from collections.abc import Iterable, Iterator

from ontherecord.errors import UsageError
from ontherecord.gold.markup import write_gold
from ontherecord.gold.model import (
    NOBODY,
    CueHead,
    DateHead,
    Gold,
    GoldOrganization,
    GoldSpeaker,
    OrganizationHead,
    QuotationHead,
    SpeakerHead,
    Tag,
)
from ontherecord.records import Article, MentionForm, Quotation, Speaker

PRONOUNS = frozenset("i you he she it we they who which".split())
"""Sources that are no mention of their speaker are written as mentions: these as pronouns, others as nominal."""

# Of tags over the same words the outermost first.
_NESTING = (QuotationHead, SpeakerHead, OrganizationHead, DateHead, CueHead)


def write_markup(article: Article) -> str:
    """The annotations of an article as a gold file; `confidence` and `rule` of quotations are left out.

    Raises:
        UsageError: the article has no text, or annotations that cross, which inline tags cannot.
    """
    return write_gold(gold_of(article))


def gold_of(article: Article) -> Gold:
    """What a gold file would say of the article.

    Raises:
        UsageError: the article has no text.
    """
    if article.text is None:
        raise UsageError(f"article {article.id!r} has no text to write tags into; put it back first")
    reviewers = dict.fromkeys(reviewer for layer in article.layers for reviewer in layer.reviewers)
    days = [layer.reviewed_on for layer in article.layers if layer.reviewed_on]
    tags = itertools.chain(_mentions(article), _dates(article), _quotations(article), _cues(article.quotations))
    return Gold(
        text=article.text,
        tags=tuple(sorted(tags, key=_in_order)),
        speakers=tuple(
            GoldSpeaker(
                speaker.id,
                speaker.kind,
                speaker.name or speaker.id,
                speaker.role,
                speaker.affiliation,
                speaker.organization_id,
                speaker.wikidata,
            )
            for speaker in article.speakers
        ),
        organizations=tuple(
            GoldOrganization(
                organization.id, organization.kind, organization.name, organization.country, organization.wikidata
            )
            for organization in article.organizations
        ),
        annotators=tuple(reviewers),
        reviewed=max(days, default=None),
    )


def _in_order(tag: Tag) -> tuple[int, int, int]:
    return tag.start, -tag.end, next(rank for rank, head in enumerate(_NESTING) if isinstance(tag.head, head))


def _mentions(article: Article) -> Iterator[Tag]:
    for organization in article.organizations:
        for mention in organization.mentions:
            yield Tag(mention.start, mention.end, OrganizationHead(organization.id))
    for speaker in article.speakers:
        yield from _mentions_of(speaker, article.quotations)


def _mentions_of(speaker: Speaker, quotations: Iterable[Quotation]) -> Iterator[Tag]:
    """The mentions of a speaker, and the sources of his quotations."""
    forms: dict[tuple[int, int], MentionForm] = {
        (mention.start, mention.end): mention.form for mention in speaker.mentions
    }
    source_of: dict[tuple[int, int], list[str]] = {}
    for quotation in quotations:
        if quotation.speaker_id == speaker.id and (source := quotation.source):
            place = source.start, source.end
            source_of.setdefault(place, []).append(quotation.id)
            forms.setdefault(place, "pronoun" if (source.text or "").lower() in PRONOUNS else "nominal")
    for place, form in forms.items():
        yield Tag(*place, SpeakerHead(speaker.id, form, tuple(source_of.get(place, ()))))


def _dates(article: Article) -> Iterator[Tag]:
    for date in article.dates:
        yield Tag(date.start, date.end, DateHead(date.id, date.type, date.value, date.mod, date.anchor))


def _quotations(article: Article) -> Iterator[Tag]:
    inherited = {speaker.id: speaker.organization_id for speaker in article.speakers}
    for quotation in article.quotations:
        organization = quotation.organization_id
        is_inherited = organization == inherited.get(quotation.speaker_id or "")
        head = QuotationHead(
            id=quotation.id,
            kind=quotation.kind,
            speaker_id=quotation.speaker_id,
            group=quotation.group,
            on_behalf_of=None if is_inherited else organization or NOBODY,
            date_id=quotation.date_id,
            labels=quotation.phenomena,
        )
        yield Tag(quotation.start, quotation.end, head)


def _cues(quotations: Iterable[Quotation]) -> Iterator[Tag]:
    cue_of: dict[tuple[int, int], list[str]] = {}
    for quotation in quotations:
        if quotation.cue:
            cue_of.setdefault((quotation.cue.start, quotation.cue.end), []).append(quotation.id)
    for place, ids in cue_of.items():
        yield Tag(*place, CueHead(tuple(ids)))
