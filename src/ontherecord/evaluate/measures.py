"""The measures of each layer, for one article: predicted against gold.

Quotations match where their spans, trimmed of marks, have an intersection over union of at least 0.8. `direct` looks at
gold quotations of kind direct with five words or more, `all` at every quotation. `entity` demands the resolved speaker
besides: the same name. Links to a date and to the organization on whose behalf the words were said are counted on
matched quotations, the kind of an organization on those that share a mention. Dates follow TempEval-3 (UzZaman et al.
2013): relaxed spans overlap, strict ones are equal, and type and value are counted on relaxed matches. B-cubed (Bagga
and Baldwin 1998) is taken over strictly matched mentions.
"""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from ontherecord.evaluate.links import date_of, organization_of, same_date, same_organization
from ontherecord.evaluate.matching import (
    Offsets,
    intersection_over_union,
    name_words,
    overlap,
    pair,
    same_description,
    same_name,
    trim,
    trim_name,
)
from ontherecord.records import Article, Date, LayerName, Organization, Quotation, Speaker

LEAST_OVERLAP = 0.8
LEAST_WORDS = 5
LINK = " link"
"""How the names of measures of links end."""

Target = TypeVar("Target", Date, Organization)


class Tally(msgspec.Struct, frozen=True):
    """What was counted for one measure; for most of them `precise` equals `recalled`: the hits."""

    precise: float = 0.0
    predicted: int = 0
    recalled: float = 0.0
    gold: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.precise + other.precise,
            self.predicted + other.predicted,
            self.recalled + other.recalled,
            self.gold + other.gold,
        )


Tallies = dict[str, Tally]
"""Measure → tally."""


def hits(hit: int, predicted: int, gold: int) -> Tally:
    """The tally of a measure whose hits count for precision and recall alike."""
    return Tally(hit, predicted, hit, gold)


def match_quotations(gold: Article, predicted: Article) -> list[tuple[Quotation, Quotation]]:
    """Gold quotations, each with the predicted one that has its span."""
    text = gold.text or ""

    def likeness(one: Quotation, other: Quotation) -> float:
        value = intersection_over_union(trim(text, (one.start, one.end)), trim(text, (other.start, other.end)))
        return value if value >= LEAST_OVERLAP else 0.0

    return pair(gold.quotations, predicted.quotations, likeness)


def quotation_tallies(gold: Article, predicted: Article) -> Tallies:
    """Spans, kinds and speakers of quotations."""
    text = gold.text or ""

    def span(quotation: Quotation) -> Offsets:
        return trim(text, (quotation.start, quotation.end))

    def is_long_direct(quotation: Quotation) -> bool:
        start, end = span(quotation)
        return quotation.kind == "direct" and len(text[start:end].split()) >= LEAST_WORDS

    pairs = match_quotations(gold, predicted)
    matched = {id(other) for _, other in pairs}
    unmatched = [quotation for quotation in predicted.quotations if id(quotation) not in matched]
    long_direct = [quotation for quotation in gold.quotations if is_long_direct(quotation)]
    out_of_scope = [quotation for quotation in gold.quotations if not is_long_direct(quotation)]
    false_direct = [
        quotation
        for quotation in unmatched
        if is_long_direct(quotation) and not any(overlap(span(quotation), span(other)) for other in out_of_scope)
    ]
    direct_pairs = [(one, other) for one, other in pairs if is_long_direct(one)]
    same_kind = sum(one.kind == other.kind for one, other in pairs)
    return (
        _attribution("direct", gold, predicted, direct_pairs, long_direct, len(false_direct))
        | _attribution("all", gold, predicted, pairs, list(gold.quotations), len(unmatched))
        | {"quotations kind": hits(same_kind, len(pairs), len(pairs))}
        | {
            f"quotations date{LINK}": _linked(
                [(date_of(gold, one), date_of(predicted, other)) for one, other in pairs], same_date
            ),
            f"quotations on-behalf-of{LINK}": _linked(
                [(organization_of(gold, one), organization_of(predicted, other)) for one, other in pairs],
                lambda one, other: same_organization(text, one, other),
            ),
        }
    )


def _linked(targets: list[tuple[Target | None, Target | None]], same: Callable[[Target, Target], bool]) -> Tally:
    """The tally of links, of gold and predicted, over the quotations that both have."""
    right = sum(bool(one and other and same(one, other)) for one, other in targets)
    return hits(right, sum(other is not None for _, other in targets), sum(one is not None for one, _ in targets))


def _attribution(
    scope: str,
    gold: Article,
    predicted: Article,
    pairs: list[tuple[Quotation, Quotation]],
    wanted: list[Quotation],
    false: int,
) -> Tallies:
    known = [quotation for quotation in wanted if speaker_of(gold, quotation)]
    attributed = [(one, other) for one, other in pairs if speaker_of(gold, one)]
    right = sum(same_speaker(speaker_of(gold, one), speaker_of(predicted, other)) for one, other in attributed)
    return {
        f"quotations {scope} span": hits(len(pairs), len(pairs) + false, len(wanted)),
        f"quotations {scope} entity": hits(right, len(attributed) + false, len(known)),
    }


def speaker_of(article: Article, quotation: Quotation) -> Speaker | None:
    """Whose words a quotation gives; None where the text does not tell."""
    return next((speaker for speaker in article.speakers if speaker.id == quotation.speaker_id), None)


def same_speaker(gold: Speaker | None, predicted: Speaker | None) -> bool:
    """Whether both are the same party: there, and of the same name."""
    return bool(gold and predicted and same_name(gold.name or "", predicted.name or ""))


def speaker_tallies(gold: Article, predicted: Article) -> Tallies:
    """Names of speakers, and role and affiliation of those whose name is right, where gold has one."""

    def likeness(one: Speaker, other: Speaker) -> float:
        if not same_speaker(one, other):
            return 0.0
        return 1.0 + (name_words(one.name or "") == name_words(other.name or ""))

    pairs = pair(gold.speakers, predicted.speakers, likeness)
    return {
        "speakers name": hits(len(pairs), len(predicted.speakers), len(gold.speakers)),
        "speakers role": _described([(one.role, other.role) for one, other in pairs]),
        "speakers affiliation": _described([(one.affiliation, other.affiliation) for one, other in pairs]),
    }


def _described(pairs: list[tuple[str | None, str | None]]) -> Tally:
    wanted = [(one, other) for one, other in pairs if one]
    right = sum(same_description(other or "", one) for one, other in wanted)
    return hits(right, sum(bool(other) for _, other in wanted), len(wanted))


def organization_tallies(gold: Article, predicted: Article) -> Tallies:
    """Mentions of organizations, B-cubed of their clusters, and the kind of those found, where gold has one."""
    gold_mentions, predicted_mentions = _mentions(gold), _mentions(predicted)
    exact = gold_mentions.keys() & predicted_mentions.keys()
    overlapping = pair(sorted(gold_mentions), sorted(predicted_mentions), overlap)
    sizes = len(predicted_mentions), len(gold_mentions)
    return {
        "organizations strict": hits(len(exact), *sizes),
        "organizations overlap": hits(len(overlapping), *sizes),
        "organizations b-cubed": _b_cubed(
            {mention: gold_mentions[mention] for mention in exact},
            {mention: predicted_mentions[mention] for mention in exact},
        ),
    } | _same_kinds(gold, predicted)


def _same_kinds(gold: Article, predicted: Article) -> Tallies:
    def shared(one: Organization, other: Organization) -> float:
        return len(_places(gold, one) & _places(predicted, other))

    pairs = [(one.kind, other.kind) for one, other in pair(gold.organizations, predicted.organizations, shared)]
    wanted = [(one, other) for one, other in pairs if one]
    right = sum(one == other for one, other in wanted)
    tally = hits(right, sum(other is not None for _, other in wanted), len(wanted))
    return {"organizations kind": tally} if wanted else {}


def _b_cubed(gold: dict[Offsets, str], predicted: dict[Offsets, str]) -> Tally:
    tally = Tally()
    for mention, cluster in gold.items():
        in_gold = {other for other in gold if gold[other] == cluster}
        in_predicted = {other for other in predicted if predicted[other] == predicted[mention]}
        shared = len(in_gold & in_predicted)
        tally += Tally(shared / len(in_predicted), 1, shared / len(in_gold), 1)
    return tally


def _mentions(article: Article) -> dict[Offsets, str]:
    return {
        place: organization.id for organization in article.organizations for place in _places(article, organization)
    }


def _places(article: Article, organization: Organization) -> set[Offsets]:
    return {trim_name(article.text or "", (mention.start, mention.end)) for mention in organization.mentions}


def date_tallies(gold: Article, predicted: Article) -> Tallies:
    """Spans, types and values of temporal expressions; `interval` also accepts the same first and last day."""
    pairs = pair(
        gold.dates, predicted.dates, lambda one, other: overlap((one.start, one.end), (other.start, other.end))
    )

    def count(is_right: Callable[[Date, Date], bool]) -> Tally:
        return hits(sum(is_right(one, other) for one, other in pairs), len(predicted.dates), len(gold.dates))

    return {
        "dates strict": count(lambda one, other: (one.start, one.end) == (other.start, other.end)),
        "dates relaxed": count(lambda one, other: True),
        "dates type": count(lambda one, other: one.type == other.type),
        "dates value": count(lambda one, other: one.value == other.value),
        "dates interval": count(_same_interval),
    }


def _same_interval(gold: Date, predicted: Date) -> bool:
    same_days = (gold.earliest, gold.latest) == (predicted.earliest, predicted.latest)
    return gold.value == predicted.value or (gold.earliest is not None and same_days)


MEASURES: dict[LayerName, Callable[[Article, Article], Tallies]] = {
    "quotations": quotation_tallies,
    "speakers": speaker_tallies,
    "organizations": organization_tallies,
    "dates": date_tallies,
}


def tally_layers(gold: Article, predicted: Article, layers: frozenset[LayerName]) -> Tallies:
    """The tallies of every layer that the gold article has."""
    return {
        name: tally
        for layer, measure in MEASURES.items()
        if layer in layers
        for name, tally in measure(gold, predicted).items()
    }
