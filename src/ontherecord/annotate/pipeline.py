"""Annotate normalized articles: organizations, dates, quotations and speakers.

The text is never changed, and a layer that a person has reviewed is kept word for word.
"""

import datetime
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from ontherecord.annotate.dates import find_dates
from ontherecord.annotate.language_model import BATCH_SIZE, DEFAULT_MODEL, load_model, parse
from ontherecord.annotate.names.entities import correct_entities, find_entities
from ontherecord.annotate.organizations import describe_organizations
from ontherecord.annotate.quotations import find_quotations
from ontherecord.annotate.speakers import resolve_speakers
from ontherecord.findings import NO_TEXT, NOT_ENGLISH, Finding
from ontherecord.records import LAYER_NAMES, Article, Layer, LayerName, complete
from ontherecord.version import VERSION

GUIDELINE_VERSION = "2"

REFERS_TO: dict[LayerName, tuple[LayerName, ...]] = {
    "quotations": ("speakers", "organizations", "dates"),
    "speakers": ("quotations", "organizations"),
    "organizations": (),
    "dates": (),
}
"""Layers whose ids a layer uses: they are kept with it, for a new run would number them anew."""


def annotate(articles: Iterable[Article], *, model: str | None = None) -> Iterator[Article | Finding]:
    """The articles with all four layers, in their order; one without English text passes unchanged, with a finding.

    Args:
        articles: complete records or minimal rows (`id`, `headline`, `text`, `published`).
        model: name of an installed spaCy pipeline package; without it the default one.

    Raises:
        MissingExtraError: spaCy or the model is not installed.
    """
    nlp = load_model(model or DEFAULT_MODEL)
    waiting = iter(articles)
    while batch := [complete(article) for article in islice(waiting, BATCH_SIZE)]:
        findings = [_obstacle(article) for article in batch]
        passes = [
            finding is not None or locked_layers(article) == frozenset(LAYER_NAMES)
            for article, finding in zip(batch, findings, strict=True)
        ]
        texts = ["" if is_done else article.text or "" for article, is_done in zip(batch, passes, strict=True)]
        for article, finding, is_done, doc in zip(batch, findings, passes, parse(texts, nlp), strict=True):
            yield from [finding] if finding else []
            yield article if is_done else annotate_doc(article, doc, nlp)


def annotate_text(text: str, published: datetime.date | None = None, *, model: str | None = None) -> Article:
    """One text as an annotated article with the id `text`.

    Args:
        text: body of the article, one blank line between paragraphs.
        published: day of publication, the anchor of relative dates; without it they stay unresolved.
        model: name of an installed spaCy pipeline package; without it the default one.

    Raises:
        MissingExtraError: spaCy or the model is not installed.
    """
    nlp = load_model(model or DEFAULT_MODEL)
    article = complete(Article(id="text", text=text, published=published))
    return annotate_doc(article, nlp(text), nlp)


def annotate_doc(article: Article, doc: Doc, nlp: Language) -> Article:
    """The article with every layer that no person has reviewed made anew from its parsed text."""
    kept = locked_layers(article)
    text = doc.text
    publisher = article.source.name if article.source else None
    entities = find_entities(doc, publisher=publisher)
    correct_entities(doc, entities)
    persons = [entity for entity in entities if entity.kind == "person"]
    if "organizations" in kept:
        organizations = article.organizations
    else:
        organizations = describe_organizations(text, entities, publisher=publisher)
    dates = article.dates if "dates" in kept else find_dates(text, article.published, doc)
    if kept & {"quotations", "speakers"}:
        speakers, quotations = article.speakers, article.quotations
    else:
        speakers, quotations = resolve_speakers(doc, find_quotations(doc), persons, organizations, dates)
    model = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    layers = {
        name: Layer(
            name=name, tool="ontherecord", tool_version=VERSION, model=model, guideline_version=GUIDELINE_VERSION
        )
        for name in LAYER_NAMES
    } | {layer.name: layer for layer in article.layers if layer.name in kept}
    return msgspec.structs.replace(
        article,
        speakers=speakers,
        organizations=organizations,
        dates=dates,
        quotations=quotations,
        layers=tuple(layers.values()),
    )


def locked_layers(article: Article) -> frozenset[LayerName]:
    """The layers that a new run leaves alone: those that a person has reviewed, and those they refer to."""
    present = {layer.name for layer in article.layers}
    reviewed = {layer.name for layer in article.layers if layer.reviewed}
    referred = {name for layer in reviewed for name in REFERS_TO[layer]}
    return frozenset(reviewed | (referred & present))


def _obstacle(article: Article) -> Finding | None:
    if not article.text:
        return NO_TEXT.finding("the article has no text to annotate", article=article.id)
    if article.language.split("-")[0] != "en":
        return NOT_ENGLISH.finding(f"the language is {article.language!r}", article=article.id)
    return None
