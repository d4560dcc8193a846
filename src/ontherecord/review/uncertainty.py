"""Where an hour of review pays most: articles by how many quotations are expected to be wrong in a hundred words."""

from collections.abc import Iterable

import msgspec

from ontherecord.records import Article, Quotation, layer_of

WITHOUT_CONFIDENCE = 0.5
"""Counted where a quotation tells no confidence."""


class Uncertain(msgspec.Struct, frozen=True):
    """An article that nobody reviewed.

    Attributes:
        article: its id.
        expected: quotations that are expected to be wrong.
        rate: the same in a hundred words.
        least: ids of the quotations, the least certain first.
    """

    article: str
    expected: float
    rate: float
    least: tuple[str, ...]


def by_uncertainty(articles: Iterable[Article]) -> list[Uncertain]:
    """The articles whose quotations nobody reviewed, the least certain first; of equals in the order of their ids."""
    return sorted(unreviewed(articles), key=lambda item: (-item.rate, item.article))


def unreviewed(articles: Iterable[Article]) -> list[Uncertain]:
    """The articles whose quotations nobody reviewed, in their order."""
    return [uncertainty_of(article) for article in articles if not _is_reviewed(article)]


def _is_reviewed(article: Article) -> bool:
    layer = layer_of(article, "quotations")
    return layer is not None and layer.reviewed


def uncertainty_of(article: Article) -> Uncertain:
    """How uncertain an article is; a quotation without a confidence counts as even, a contested one as wrong."""
    contested = contested_quotations(article.quotations)
    doubts = {
        quotation.id: 1.0
        if quotation.id in contested
        else 1 - (WITHOUT_CONFIDENCE if quotation.confidence is None else quotation.confidence)
        for quotation in article.quotations
    }
    expected = sum(doubts.values())
    words = len((article.text or "").split())
    least = tuple(sorted(doubts, key=lambda identifier: -doubts[identifier]))
    return Uncertain(article.id, round(expected, 2), round(100 * expected / max(words, 1), 3), least)


def contested_quotations(quotations: Iterable[Quotation]) -> frozenset[str]:
    """Ids of quotations on which rules disagree: they cross another one, or their group has several speakers."""
    ordered = sorted(quotations, key=lambda item: (item.start, -item.end))
    contested: set[str] = set()
    speakers: dict[str, set[str | None]] = {}
    open_: list[Quotation] = []
    for quotation in ordered:
        open_ = [other for other in open_ if other.end > quotation.start]
        for other in open_:
            if other.start < quotation.start and other.end < quotation.end:
                contested |= {quotation.id, other.id}
        open_.append(quotation)
        if quotation.group is not None:
            speakers.setdefault(quotation.group, set()).add(quotation.speaker_id)
    split = {group for group, names in speakers.items() if len(names) > 1}
    return frozenset(contested | {quotation.id for quotation in ordered if quotation.group in split})
