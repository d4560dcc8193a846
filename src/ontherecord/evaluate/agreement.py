"""How far two annotators agree on the same articles, with bootstrap intervals over the articles.

Spans are compared by F1, which is the same in both directions. Token-wise agreement is Krippendorff's alpha for nominal
labels (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011), taken over words and punctuation marks. What
belongs to a span, such as the speaker of a quotation, is compared where both have the span. What few quotations have
(a group, the date of the statement, an organization on whose behalf it was made) is F1 over those, for else the many
quotations that have none for both would count as agreement: for groups over the pairs of quotations that stand in one
group, for the others over the links. All follow from counts that add up over articles, so that a resample is a sum.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar, get_args

import msgspec

from ontherecord.evaluate.links import date_of, grouped_pairs, organization_of, same_date, same_organization
from ontherecord.evaluate.matching import Offsets, overlap, pair, trim
from ontherecord.evaluate.measures import match_quotations, same_speaker, speaker_of
from ontherecord.evaluate.tokens import token_labels
from ontherecord.records import LAYER_NAMES, Article, Date, LayerName, Organization, Quotation, QuotationKind, Speaker

if TYPE_CHECKING:
    import numpy as np

RESAMPLES = 1000
SEED = 20260101
INTERVAL = (2.5, 97.5)
"""Percentiles of the resampled values that bound the interval."""
MENTION_LAYERS: tuple[LayerName, ...] = ("speakers", "organizations")

Target = TypeVar("Target", Date, Organization)
Ratios = dict[str, tuple[int, int]]
"""Measure → agreeing items and all items."""


class Agreement(msgspec.Struct, frozen=True):
    """One line of the table.

    Attributes:
        measure: layer and what is compared.
        value: F1 or share from 0 to 1, or alpha from -1 to 1; None where there is nothing to compare.
        low: lower bound of the 95 % interval.
        high: upper bound of it.
        items: what was compared: spans, grouped pairs or links of both, tokens, or spans that both have.
    """

    measure: str
    value: float | None
    low: float | None
    high: float | None
    items: int


class Counts(msgspec.Struct, frozen=True):
    """What one article adds to the measures.

    Attributes:
        ratios: agreeing items and all items of each measure.
        labels: measure → how many tokens have which label from the one annotator and the other.
    """

    ratios: Ratios
    labels: dict[str, Counter[tuple[str, str]]]


def agreement(pairs: Iterable[tuple[Article, Article]]) -> tuple[Agreement, ...]:
    """The agreement of two annotators.

    Args:
        pairs: each article as the one and as the other annotated it; both have the same text.
    """
    import numpy as np

    counts = [count(one, other) for one, other in pairs]
    if not counts:
        return ()
    drawn = np.random.default_rng(SEED).integers(0, len(counts), (RESAMPLES, len(counts)))
    ratios = [
        _ratio_agreement(measure, [item.ratios[measure] for item in counts], drawn) for measure in counts[0].ratios
    ]
    alphas = [
        _alpha_agreement(measure, [item.labels[measure] for item in counts], drawn) for measure in counts[0].labels
    ]
    return tuple(line for layer in LAYER_NAMES for line in (*ratios, *alphas) if line.measure.startswith(layer))


def render_agreement(lines: Iterable[Agreement]) -> Iterator[str]:
    """The table as lines of Markdown."""
    yield "| measure | value | 95 % interval | compared |"
    yield "| --- | ---: | ---: | ---: |"
    for line in lines:
        if line.value is None:
            yield f"| {line.measure} | – | – | {line.items:,} |"
        else:
            yield f"| {line.measure} | {line.value:.3f} | {line.low:.3f} to {line.high:.3f} | {line.items:,} |"


def count(one: Article, other: Article) -> Counts:
    """What is counted in one article."""
    ratios = _quotation_ratios(one, other) | _mention_ratios(one, other) | _date_ratios(one, other)
    labels = {
        f"{layer} token alpha": Counter(zip(token_labels(one, layer), token_labels(other, layer), strict=True))
        for layer in LAYER_NAMES
    }
    return Counts(ratios, labels)


def alpha(coincidences: "np.ndarray") -> "np.ndarray":
    """Krippendorff's alpha for nominal labels; not a number where only one label occurs.

    Args:
        coincidences: one or several symmetric matrices: how often a value meets another in the same unit, each meeting
            counted in both directions.
    """
    import numpy as np

    totals = coincidences.sum(axis=-1)
    everything = totals.sum(axis=-1)
    observed = everything - np.trace(coincidences, axis1=-2, axis2=-1)
    expected = (everything**2 - (totals**2).sum(axis=-1)) / np.maximum(everything - 1, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - observed / expected, np.nan)


def _ratio_agreement(measure: str, parts: Sequence[tuple[int, int]], drawn: "np.ndarray") -> Agreement:
    import numpy as np

    agreeing, everything = np.array(parts, dtype=float).T
    with np.errstate(invalid="ignore"):
        value = agreeing.sum() / everything.sum()
        resampled = agreeing[drawn].sum(axis=1) / everything[drawn].sum(axis=1)
    return _with_interval(measure, value, resampled, int(everything.sum()))


def _alpha_agreement(measure: str, parts: Sequence[Counter[tuple[str, str]]], drawn: "np.ndarray") -> Agreement:
    import numpy as np

    labels = sorted({label for part in parts for labels in part for label in labels})
    place = {label: number for number, label in enumerate(labels)}
    met = np.zeros((len(parts), len(labels), len(labels)))
    for article, part in enumerate(parts):
        for (one, other), times in part.items():
            met[article, place[one], place[other]] += times
            met[article, place[other], place[one]] += times
    tokens = sum(part.total() for part in parts)
    return _with_interval(measure, alpha(met.sum(axis=0)), alpha(met[drawn].sum(axis=1)), tokens)


def _with_interval(measure: str, value: "np.ndarray", resampled: "np.ndarray", items: int) -> Agreement:
    import numpy as np

    known = resampled[~np.isnan(resampled)]
    if np.isnan(value) or not known.size:
        return Agreement(measure, None, None, None, items)
    low, high = np.percentile(known, INTERVAL)
    return Agreement(measure, round(float(value), 4), round(float(low), 4), round(float(high), 4), items)


def agree_on_speaker(one: Article, other: Article, left: Quotation, right: Quotation) -> bool:
    """Whether a quotation has the same speaker for both, or none for both."""
    first, second = speaker_of(one, left), speaker_of(other, right)
    return first is second is None or same_speaker(first, second)


def mentions(article: Article, layer: LayerName) -> list[Offsets]:
    """The places of all mentions of speakers or organizations, in order."""
    parties: tuple[Speaker | Organization, ...] = article.speakers if layer == "speakers" else article.organizations
    return sorted({(mention.start, mention.end) for party in parties for mention in party.mentions})


def match_dates(one: Article, other: Article) -> list[tuple[Date, Date]]:
    """The dates of the one, each with that of the other which overlaps it most."""
    return pair(one.dates, other.dates, lambda left, right: overlap((left.start, left.end), (right.start, right.end)))


def _quotation_ratios(one: Article, other: Article) -> Ratios:
    text = one.text or ""
    pairs = match_quotations(one, other)
    spans = [[trim(text, (item.start, item.end)) for item in article.quotations] for article in (one, other)]
    speakers = [agree_on_speaker(one, other, left, right) for left, right in pairs]
    by_kind = {
        f"quotations {kind} span F1": _f1(_shared(*places), *places)
        for kind in get_args(QuotationKind)
        for places in [[_places(article, kind) for article in (one, other)]]
    }
    return by_kind | {
        "quotations exact span F1": _f1(_shared(*spans), *spans),
        "quotations span F1": _f1(len(pairs), *spans),
        "quotations kind": (sum(left.kind == right.kind for left, right in pairs), len(pairs)),
        "quotations speaker": (sum(speakers), len(pairs)),
        "quotations cue": (sum(left.cue == right.cue for left, right in pairs), len(pairs)),
        "quotations source": (sum(left.source == right.source for left, right in pairs), len(pairs)),
        "quotations group pair F1": _group_f1(pairs),
        "quotations date link F1": _link_f1(
            [(date_of(one, left), date_of(other, right)) for left, right in pairs], same_date
        ),
        "quotations on-behalf-of link F1": _link_f1(
            [(organization_of(one, left), organization_of(other, right)) for left, right in pairs],
            lambda first, second: same_organization(text, first, second),
        ),
    }


def _group_f1(pairs: Sequence[tuple[Quotation, Quotation]]) -> tuple[int, int]:
    """Counts of the F1 of which two of the quotations that both annotators have stand in one group."""
    one, other = grouped_pairs([left for left, _ in pairs]), grouped_pairs([right for _, right in pairs])
    return 2 * len(one & other), len(one) + len(other)


def _link_f1(
    targets: Sequence[tuple[Target | None, Target | None]], same: Callable[[Target, Target], bool]
) -> tuple[int, int]:
    """Counts of the F1 of links; the targets of both for each quotation that both have."""
    agreeing = sum(bool(one and other and same(one, other)) for one, other in targets)
    return 2 * agreeing, sum(target is not None for both in targets for target in both)


def _places(article: Article, kind: QuotationKind) -> list[Offsets]:
    text = article.text or ""
    return [trim(text, (item.start, item.end)) for item in article.quotations if item.kind == kind]


def _mention_ratios(one: Article, other: Article) -> Ratios:
    ratios = {}
    for layer in MENTION_LAYERS:
        spans = mentions(one, layer), mentions(other, layer)
        ratios[f"{layer} exact mention F1"] = _f1(_shared(*spans), *spans)
        ratios[f"{layer} mention F1"] = _f1(len(pair(*spans, overlap)), *spans)
    return ratios


def _date_ratios(one: Article, other: Article) -> Ratios:
    pairs = match_dates(one, other)
    spans = [[(item.start, item.end) for item in article.dates] for article in (one, other)]
    return {
        "dates exact span F1": _f1(_shared(*spans), *spans),
        "dates span F1": _f1(len(pairs), *spans),
        "dates type": (sum(left.type == right.type for left, right in pairs), len(pairs)),
        "dates value": (sum(left.value == right.value for left, right in pairs), len(pairs)),
    }


def _shared(one: Sequence[Offsets], other: Sequence[Offsets]) -> int:
    return (Counter(one) & Counter(other)).total()


def _f1(shared: int, one: Sequence[Offsets], other: Sequence[Offsets]) -> tuple[int, int]:
    return 2 * shared, len(one) + len(other)
