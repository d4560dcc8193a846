"""The annotations of an article as labelled stretches of its text, and as tags of its tokens."""

import bisect
from collections.abc import Iterable, Sequence

import msgspec

from ontherecord.findings import ANNOTATION_NOT_EXPORTED, Finding
from ontherecord.records import Article, LayerName


class LabelledSpan(msgspec.Struct, frozen=True):
    """One annotation on the text.

    Attributes:
        layer: the layer it belongs to.
        start: first code point in the text.
        end: the code point after the last.
        label: kind of the quotation or organization, form of the speaker's mention, type of the date.
        id: id of the quotation, speaker, organization or date inside the article.
    """

    layer: LayerName
    start: int
    end: int
    label: str
    id: str

    def left_out(self, article_id: str, reason: str) -> Finding:
        """The finding that the form cannot hold the annotation."""
        place = f"{self.layer} {self.id[:40]!r} at {self.start}-{self.end}"
        return ANNOTATION_NOT_EXPORTED.finding(f"{place}: {reason}", article=article_id)


def spans_of(article: Article) -> tuple[LabelledSpan, ...]:
    """All annotations, in the order of the text; where several begin at one place the longest comes first."""
    spans = [LabelledSpan("quotations", item.start, item.end, item.kind, item.id) for item in article.quotations]
    for speaker in article.speakers:
        spans += [
            LabelledSpan("speakers", place.start, place.end, place.form, speaker.id) for place in speaker.mentions
        ]
    for organization in article.organizations:
        kind = organization.kind or "other"
        spans += [
            LabelledSpan("organizations", place.start, place.end, kind, organization.id)
            for place in organization.mentions
        ]
    spans += [LabelledSpan("dates", item.start, item.end, item.type, item.id) for item in article.dates]
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.layer, span.id)))


def bio_tags(
    tokens: Sequence[tuple[int, int]], spans: Iterable[tuple[LabelledSpan, str]]
) -> tuple[list[str], list[LabelledSpan]]:
    """IOB2 tags of the tokens, and the spans that they have no room for.

    A token that a span covers in part belongs to it. A span that shares a token with an earlier one is left out, and
    so is one that covers no token.

    Args:
        tokens: start and end of each token, in the order of the text.
        spans: spans in the order of the text, each with the label of its tags.
    """
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    tags = ["O"] * len(tokens)
    left_out = []
    for span, label in spans:
        first, after = bisect.bisect_right(ends, span.start), bisect.bisect_left(starts, span.end)
        # An earlier span begins before this one, so that it has the first token if it has any.
        if first >= after or tags[first] != "O":
            left_out.append(span)
            continue
        tags[first:after] = [f"B-{label}", *(f"I-{label}" for _ in range(first + 1, after))]
    return tags, left_out
