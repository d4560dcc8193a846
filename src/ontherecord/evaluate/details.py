"""What two annotators say differently of quotations, mentions and parties that both have, beside what is measured.

Labels, whom a mention means and its form, and what is told of a party: nobody measures agreement on these, but who
settles two annotations into one must not take the first one's word for them unseen.
"""

from collections.abc import Iterator
from typing import TypeVar

from ontherecord.evaluate.disagreements import ABSENT, Disagreement, differ
from ontherecord.evaluate.links import same_organization
from ontherecord.evaluate.matching import Offsets, name_words, pair
from ontherecord.evaluate.measures import match_quotations, same_speaker
from ontherecord.records import Article, LayerName, Organization, Speaker, SpeakerMention

Party = TypeVar("Party", Speaker, Organization)

SPEAKER_FIELDS = ("kind", "role", "affiliation", "wikidata")
ORGANIZATION_FIELDS = ("kind", "country", "wikidata")


def differing_details(one: Article, other: Article) -> list[Disagreement]:
    """What differs in such details between two annotations of one article, in the order of the text."""
    found = (*_labels(one, other), *_meanings(one, other), *_parties(one, other))
    return sorted(found, key=lambda item: (item.start, item.layer, item.about))


def _labels(one: Article, other: Article) -> Iterator[Disagreement]:
    for left, right in match_quotations(one, other):
        if set(left.phenomena) != set(right.phenomena):
            told = [" ".join(sorted(item.phenomena)) or ABSENT for item in (left, right)]
            yield differ(one, "quotations", "labels", (left.start, left.end), *told)


def _meanings(one: Article, other: Article) -> Iterator[Disagreement]:
    """Mentions of speakers at the same place that mean different parties or have different forms."""
    firsts, seconds = _mentions(one), _mentions(other)
    for place in sorted(firsts.keys() & seconds.keys()):
        (left, mention), (right, other_mention) = firsts[place], seconds[place]
        if not same_speaker(left, right) and left.name != right.name:
            yield differ(one, "speakers", "party", place, left.name or left.id, right.name or right.id)
        if mention.form != other_mention.form:
            yield differ(one, "speakers", "form", place, mention.form, other_mention.form)


def _parties(one: Article, other: Article) -> Iterator[Disagreement]:
    text = one.text or ""

    def likeness(left: Speaker, right: Speaker) -> float:
        same_words = name_words(left.name or "") == name_words(right.name or "")
        return same_speaker(left, right) + same_words

    for speakers in pair(one.speakers, other.speakers, likeness):
        yield from _fields(one, "speakers", *speakers, SPEAKER_FIELDS)
    for bodies in pair(
        one.organizations, other.organizations, lambda left, right: same_organization(text, left, right)
    ):
        yield from _fields(one, "organizations", *bodies, ORGANIZATION_FIELDS)


def _fields(
    article: Article, layer: LayerName, left: Party, right: Party, fields: tuple[str, ...]
) -> Iterator[Disagreement]:
    for field in fields:
        told = [getattr(party, field) or ABSENT for party in (left, right)]
        if told[0] != told[1]:
            yield differ(article, layer, f"{field} of {left.name or left.id}", _place(article, left), *told)


def _place(article: Article, party: Speaker | Organization) -> Offsets:
    """The first mention of a party, or else its first quotation."""
    spoken = (quotation for quotation in article.quotations if party.id == quotation.speaker_id)
    places = [(item.start, item.end) for item in (*party.mentions, *spoken)]
    return places[0] if places else (0, 0)


def _mentions(article: Article) -> dict[Offsets, tuple[Speaker, SpeakerMention]]:
    return {
        (mention.start, mention.end): (speaker, mention) for speaker in article.speakers for mention in speaker.mentions
    }
