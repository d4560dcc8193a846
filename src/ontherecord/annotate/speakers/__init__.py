"""Speakers: every quotation's source resolved to a party of the article, with role and affiliation.

The article is read once from its beginning. Names, subjects and sources are noted in the order of the text, so that a
pronoun or a description means the party that is most in mind there.
"""

import itertools
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec
from spacy.tokens import Doc

from ontherecord.annotate.confidence import confidence_of
from ontherecord.annotate.names.entities import Entity
from ontherecord.annotate.quotations.attributions import Attribution, Offsets
from ontherecord.annotate.speakers.carry_over import Speech, asks, carry_over, share_groups
from ontherecord.annotate.speakers.descriptions import merge
from ontherecord.annotate.speakers.discourse import PRONOUN_TAGS, Resolution
from ontherecord.annotate.speakers.name_index import token_range
from ontherecord.annotate.speakers.parties import Party
from ontherecord.annotate.speakers.reading import NAME_TAGS, Reading
from ontherecord.annotate.speakers.role_phrases import describe_phrase
from ontherecord.annotate.speakers.speech_dates import date_of_speech
from ontherecord.annotate.speakers.weights import Weights
from ontherecord.records import Date, MentionForm, Organization, Quotation, Span, Speaker, SpeakerMention

MOST_BEFORE = 100
"""Quotations before one without a source among which its speaker is looked for: a monologue of a book must end."""
DESCRIBED = frozenset(["description", "new-description"])
"""Evidence of sources that call a party by what it is."""


def resolve_speakers(
    doc: Doc,
    attributions: Sequence[Attribution],
    persons: Sequence[Entity],
    organizations: Sequence[Organization],
    dates: Sequence[Date],
    weights: Weights | None = None,
) -> tuple[tuple[Speaker, ...], tuple[Quotation, ...]]:
    """The speakers of an article and its quotations, each linked to its speaker.

    Args:
        doc: the parsed article.
        attributions: its quotations in the order of the text.
        persons: its named persons with all their mentions.
        organizations: its named organizations.
        dates: its dates.
        weights: of the evidence for whom a phrase means; without them those of the package.

    Returns:
        The parties with at least one quotation, in the order in which they are first mentioned or quoted; and a
        quotation for each attribution.
    """
    reading = Reading(doc, persons, organizations, weights)
    text = reading.narration.text  # spaCy builds that of a document anew at each access
    resolutions = share_groups(attributions, _read(reading, attributions))
    parties = _with_roles_of_sources(reading, attributions, resolutions)
    mentions = _mentions_by_party(doc, parties, attributions, resolutions)
    ids = {party: f"s{place}" for place, party in enumerate(mentions, start=1)}
    told = _outside(dates, attributions)
    speakers = tuple(_speaker(text, ids[number], parties[number], found) for number, found in mentions.items())
    quotations = tuple(
        Quotation(
            id=f"q{number}",
            start=attribution.start,
            end=attribution.end,
            text=text[attribution.start : attribution.end],
            kind=attribution.kind,
            group=attribution.group,
            speaker_id=ids[resolution.party] if resolution else None,
            organization_id=parties[resolution.party].organization_id if resolution else None,
            cue=Span.of(text, *attribution.cue) if attribution.cue else None,
            source=Span.of(text, *attribution.source) if attribution.source else None,
            date_id=date_of_speech(doc, attribution, told),
            confidence=confidence_of(rule := _rule(attribution, resolution)),
            rule=rule,
        )
        for number, (attribution, resolution) in enumerate(zip(attributions, resolutions, strict=True), start=1)
    )
    return speakers, quotations


def _outside(dates: Sequence[Date], attributions: Sequence[Attribution]) -> Sequence[Date]:
    """The dates that stand in no quotation."""
    starts = [attribution.start for attribution in attributions]
    ends = list(itertools.accumulate((attribution.end for attribution in attributions), max, initial=0))
    return [date for date in dates if ends[bisect_right(starts, date.start)] <= date.start]


def _rule(attribution: Attribution, resolution: Resolution | None) -> str:
    return f"{attribution.rule}+{resolution.evidence}" if resolution else attribution.rule


def _read(reading: Reading, attributions: Sequence[Attribution]) -> Mapping[int, Resolution]:
    """Whom each attribution with a known speaker means, by its number."""
    found: dict[int, Resolution] = {}
    by_source: dict[Offsets, Resolution | None] = {}
    for token, number in _stops(reading, attributions):
        if number is None:
            reading.hear(reading.doc[token])
            continue
        attribution = attributions[number]
        source = attribution.source
        if source is None:
            resolution = carry_over(
                reading.discourse,
                attribution,
                reading.place(token),
                _said_before(reading, attributions, found, number),
                reading.words(attribution.start, attribution.end),
                is_question=asks(reading.narration.text, attribution),
            )
        elif attribution.rule == "transcript":
            resolution = reading.hear_label(token_range(reading.doc, *source))
        else:
            if source not in by_source:
                phrase = token_range(reading.doc, *(attribution.source_phrase or source))
                by_source[source] = reading.hear_source(token_range(reading.doc, *source), phrase)
            resolution = by_source[source]
        if resolution is not None:
            found[number] = resolution
    return found


def _stops(reading: Reading, attributions: Sequence[Attribution]) -> list[tuple[int, int | None]]:
    """The tokens at which somebody is spoken of, in the order of the text, with the attribution that begins there."""
    doc = reading.doc
    sources = [
        token_range(doc, *(attribution.source or (attribution.start, attribution.end))) for attribution in attributions
    ]
    named = {
        token
        for (start, end), item in zip(sources, attributions, strict=True)
        if item.source
        for token in range(start, end)
    }
    told = [(token.i, None) for token in doc if token.i not in named and reading.is_told(token)]
    attributed = [(start, number) for number, (start, _) in enumerate(sources) if start < len(doc)]
    return sorted([*told, *attributed], key=lambda stop: (stop[0], -1 if stop[1] is None else stop[1]))


def _said_before(
    reading: Reading, attributions: Sequence[Attribution], found: Mapping[int, Resolution], number: int
) -> Sequence[Speech]:
    """The nearest quotation before that is no document's, and the nearest of another speaker."""
    said: list[Speech] = []
    for before in range(number - 1, max(number - MOST_BEFORE, 0) - 1, -1):
        resolution = found.get(before)
        if resolution is None or reading.discourse.parties[resolution.party].kind == "document":
            continue
        if said and resolution.party == said[0].speaker.party:
            continue
        end = attributions[before].end
        if before and attributions[before - 1].end >= end:  # told by another speaker
            continue
        place = reading.place(token_range(reading.doc, end - 1, end)[0])
        said.append(Speech(resolution, place, asks(reading.narration.text, attributions[before])))
        if len(said) > 1:
            break
    return said


def _with_roles_of_sources(
    reading: Reading, attributions: Sequence[Attribution], resolutions: Sequence[Resolution | None]
) -> Sequence[Party]:
    """The parties; a person without a role has the one that he is called by where he speaks ("the chairman said")."""
    parties = list(reading.discourse.parties)
    for attribution, resolution in zip(attributions, resolutions, strict=True):
        if resolution is None or resolution.evidence not in DESCRIBED or attribution.source is None:
            continue
        party = parties[resolution.party]
        if party.kind == "person" and party.description.role is None:
            said = describe_phrase(reading.doc, reading.names, *token_range(reading.doc, *attribution.source))
            parties[resolution.party] = msgspec.structs.replace(party, description=merge([said, party.description]))
    return parties


def _mentions_by_party(
    doc: Doc,
    parties: Sequence[Party],
    attributions: Sequence[Attribution],
    resolutions: Sequence[Resolution | None],
) -> Mapping[int, Mapping[Offsets, MentionForm]]:
    """The mentions of each party that is quoted; the parties in the order of their first mention or quotation."""
    mentions: dict[int, dict[Offsets, MentionForm]] = {}
    first: dict[int, int] = {}
    for attribution, resolution in zip(attributions, resolutions, strict=True):
        if resolution is None:
            continue
        number, source = resolution.party, attribution.source
        own = mentions.setdefault(number, dict.fromkeys(parties[number].mentions, "name"))
        if source is not None and not any(start < source[1] and source[0] < end for start, end in own):
            own[source] = _form(doc, source)
        first[number] = min([first.get(number, attribution.start), attribution.start, *(start for start, _ in own)])
    order = sorted(mentions, key=lambda number: (first[number], number))
    return {number: dict(sorted(mentions[number].items())) for number in order}


def _form(doc: Doc, source: Offsets) -> MentionForm:
    head = doc[slice(*token_range(doc, *source))].root
    if head.tag_ in PRONOUN_TAGS:
        return "pronoun"
    return "name" if head.tag_ in NAME_TAGS else "nominal"


def _speaker(text: str, identifier: str, party: Party, mentions: Mapping[Offsets, MentionForm]) -> Speaker:
    return Speaker(
        id=identifier,
        name=party.name,
        kind=party.kind,
        role=party.description.role,
        affiliation=party.description.affiliation,
        organization_id=party.organization_id,
        mentions=tuple(SpeakerMention(start, end, text[start:end], form) for (start, end), form in mentions.items()),
    )
