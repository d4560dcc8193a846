"""Every token of an article with the label that a layer gives it, for token-wise agreement."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from ontherecord.records import Article, LayerName

OUTSIDE = ""
"""Label of a token that a layer does not annotate."""

Labelled = tuple[int, int, str]
"""Start, end and label of a span."""

_TOKEN = re.compile(r"\w+|[^\w\s]")


def token_labels(article: Article, layer: LayerName) -> list[str]:
    """The label of each token, a word or a mark: kind of quotation, form of a speaker's mention, type of a date.

    A token in several spans has their labels together.
    """
    starts = [match.start() for match in _TOKEN.finditer(article.text or "")]
    labels: list[set[str]] = [set() for _ in starts]
    for start, end, label in _spans(article, layer):
        for place in range(bisect_left(starts, start), bisect_left(starts, end)):
            labels[place].add(label)
    return ["+".join(sorted(found)) if found else OUTSIDE for found in labels]


def _spans(article: Article, layer: LayerName) -> Iterable[Labelled]:
    match layer:
        case "quotations":
            return [(item.start, item.end, item.kind) for item in article.quotations]
        case "speakers":
            mentions = (mention for speaker in article.speakers for mention in speaker.mentions)
            return [(mention.start, mention.end, mention.form) for mention in mentions]
        case "organizations":
            names = (mention for organization in article.organizations for mention in organization.mentions)
            return [(mention.start, mention.end, "organization") for mention in names]
        case "dates":
            return [(item.start, item.end, item.type) for item in article.dates]
