"""Paragraphs as tokens with IOB2 tags: what sequence labelling is trained on."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from ontherecord.errors import MissingExtraError
from ontherecord.export.settings import Settings
from ontherecord.export.spans import LabelledSpan, bio_tags, spans_of
from ontherecord.findings import ARTICLE_NOT_EXPORTED
from ontherecord.records import Article, LayerName, complete

if TYPE_CHECKING:
    from spacy.language import Language

TAG_LAYERS: dict[LayerName, tuple[str, ...]] = {
    "organizations": ("ORG",),
    "speakers": ("SPEAKER",),
    "quotations": ("DIRECT", "INDIRECT", "MIXED"),
}
"""The layers that are tagged, and the labels of each. Of the speakers, places that name them are tagged."""

ARTICLES_PER_TOKENIZER = 1000
"""After so many articles a new tokenizer takes over: each remembers every word that it has seen."""


class TaggedParagraph(msgspec.Struct, frozen=True):
    """One paragraph.

    Attributes:
        article_id: id of its article.
        paragraph: number in the article, from 0.
        tokens: its tokens, none of which holds white space.
        starts: first code point of each token in the text of the article.
        tags: for each layer of `TAG_LAYERS`, a tag for each token.
    """

    article_id: str
    paragraph: int
    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    tags: dict[LayerName, tuple[str, ...]]


def blank_english() -> "Language":
    """spaCy's English tokenizer without a model.

    Raises:
        MissingExtraError: spaCy is not installed.
    """
    try:
        import spacy
    except ImportError as error:
        raise MissingExtraError("spaCy is not installed; run: pip install 'ontherecord[annotate]'") from error
    return spacy.blank("en")


def with_text(articles: Iterable[Article], settings: Settings) -> Iterator[tuple[Article, str]]:
    """The articles that have a text, with it; the others are told."""
    for article in articles:
        if article.text is None:
            settings.on_finding(ARTICLE_NOT_EXPORTED.finding("left out: it has no text", article=article.id))
        else:
            yield article, article.text


def tagged_paragraphs(articles: Iterable[Article], settings: Settings) -> Iterator[TaggedParagraph]:
    """The paragraphs of the articles that have a text, those without a token aside.

    Raises:
        MissingExtraError: spaCy is not installed.
    """
    for count, (article, text) in enumerate(with_text(articles, settings)):
        if count % ARTICLES_PER_TOKENIZER == 0:
            nlp = blank_english()
        spans = spans_of(article)
        for number, paragraph in enumerate(complete(article).paragraphs):
            places = [
                (token.text, paragraph.start + token.idx)
                for token in nlp.tokenizer(text[paragraph.start : paragraph.end])
                if not token.is_space
            ]
            tokens = tuple(word for word, _ in places)
            starts = tuple(start for _, start in places)
            inside = [span for span in spans if span.start < paragraph.end and span.end > paragraph.start]
            tags: dict[LayerName, tuple[str, ...]] = {}
            for layer in TAG_LAYERS:
                ends = [(start, start + len(word)) for word, start in places]
                tags[layer], left_out = _tags(ends, inside, layer)
                for span in left_out:
                    reason = "no token, or one that another of its layer has"
                    settings.on_finding(span.left_out(article.id, reason))
            if tokens:
                yield TaggedParagraph(article.id, number, tokens, starts, tags)


def _tags(
    tokens: list[tuple[int, int]], spans: Iterable[LabelledSpan], layer: LayerName
) -> tuple[tuple[str, ...], list[LabelledSpan]]:
    only = TAG_LAYERS[layer][0]
    labelled = [
        (span, span.label.upper() if layer == "quotations" else only)
        for span in spans
        if span.layer == layer and (layer != "speakers" or span.label == "name")
    ]
    tags, left_out = bio_tags(tokens, labelled)
    return tuple(tags), left_out
