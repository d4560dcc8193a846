"""Articles parsed and given their layers: organizations, dates, quotations and speakers.

The text is never changed, and a layer that a person has reviewed is kept word for word.
"""

import datetime
import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from ontherecord.annotate.dates import find_dates
from ontherecord.annotate.kept_layers import locked_layers, obstacle
from ontherecord.annotate.language_model import DEFAULT_MODEL, load_model, parse
from ontherecord.annotate.names.entities import Entity, correct_entities, find_entities
from ontherecord.annotate.names.gazetteer import read_gazetteer, register_for
from ontherecord.annotate.names.organization_register import Entry, Register
from ontherecord.annotate.organizations import describe_organizations
from ontherecord.annotate.quotations import find_quotations
from ontherecord.annotate.quotations.attributions import Attribution
from ontherecord.annotate.quotations.marks import find_marked_passages, unclosed_passages
from ontherecord.annotate.speakers import resolve_speakers
from ontherecord.annotate.speakers.weights import Weights, shipped_weights
from ontherecord.errors import SourceError
from ontherecord.findings import UNCLOSED_QUOTATION_MARK, Finding
from ontherecord.records import GUIDELINE_VERSION, LAYER_NAMES, Article, Date, Layer, LayerName, Organization, complete
from ontherecord.version import VERSION

SHOWN = 40
"""Code points of a passage that a finding shows."""

SPEECH: frozenset[LayerName] = frozenset(["quotations", "speakers"])
"""Layers that are made together."""


def annotate_batch(batch: Sequence[Article], *, model: str, entries: tuple[Entry, ...]) -> list[Article | Finding]:
    """The articles with all four layers, each after its findings.

    Args:
        batch: complete records or minimal rows.
        model: name of an installed spaCy pipeline package.
        entries: organizations that the user knows.

    Raises:
        MissingExtraError: spaCy or the model is not installed.
    """
    nlp, register = load_model(model), register_for(entries)
    articles = [complete(article) for article in batch]
    findings = [obstacle(article) for article in articles]
    passes = [
        finding is not None or locked_layers(article) == frozenset(LAYER_NAMES)
        for article, finding in zip(articles, findings, strict=True)
    ]
    texts = ["" if is_done else article.text or "" for article, is_done in zip(articles, passes, strict=True)]
    results: list[Article | Finding] = []
    for article, finding, is_done, doc in zip(articles, findings, passes, parse(texts, nlp), strict=True):
        results += [finding] if finding else []
        annotated = article if is_done else annotate_doc(article, doc, nlp, register)
        results += [] if is_done else _unclosed_marks(annotated)
        results.append(annotated)
    return results


def _unclosed_marks(article: Article) -> Iterator[Finding]:
    """A finding for each quotation mark that is never closed, if its passage was found to be a quotation."""
    text = article.text or ""
    starts = {quotation.start for quotation in article.quotations if quotation.rule is not None}
    for passage in unclosed_passages(find_marked_passages(text)):
        if passage.start in starts:
            yield UNCLOSED_QUOTATION_MARK.finding(
                f"no mark closes {text[passage.outer_start : passage.outer_start + SHOWN]!r}",
                article=article.id,
                pointer="/text",
            )


def annotate_text(
    text: str, published: datetime.date | None = None, *, model: str | None = None, gazetteer: Path | None = None
) -> Article:
    """One text as an annotated article with the id `text`.

    Args:
        text: body of the article, one blank line between paragraphs.
        published: day of publication, the anchor of relative dates; without it they stay unresolved.
        model: name of an installed spaCy pipeline package; without it the default one.
        gazetteer: table of organizations that the user knows, see `read_gazetteer`.

    Raises:
        MissingExtraError: spaCy or the model is not installed.
        SourceError: the gazetteer cannot be opened or has not the columns of one, or a row of it cannot be used.
    """
    entries = _faultless_entries(gazetteer) if gazetteer else ()
    nlp = load_model(model or DEFAULT_MODEL)
    article = complete(Article(id="text", text=text, published=published))
    (doc,) = parse([text], nlp)
    return annotate_doc(article, doc, nlp, register_for(entries))


def _faultless_entries(gazetteer: Path) -> tuple[Entry, ...]:
    """The entries of a table that has no fault, for a caller that has no place for findings."""
    entries: list[Entry] = []
    for item in read_gazetteer(gazetteer):
        if isinstance(item, Finding):
            raise SourceError(f"{item.file}:{item.line}: {item.message}")
        entries.append(item)
    return tuple(entries)


class Heard(msgspec.Struct, frozen=True):
    """A parsed article with all that tells who speaks in it.

    Attributes:
        article: the record.
        doc: its parsed text.
        attributions: its quotations with their cues and sources.
        persons: its named persons.
        organizations: its organizations, made anew where no person has reviewed them.
        dates: its dates, likewise.
    """

    article: Article
    doc: Doc
    attributions: Sequence[Attribution]
    persons: Sequence[Entity]
    organizations: tuple[Organization, ...]
    dates: tuple[Date, ...]

    def attributed(self, weights: Weights) -> Article:
        """The article with speakers, organizations, dates and quotations, by some weights; its layers are not told."""
        speakers, quotations = resolve_speakers(
            self.doc, self.attributions, self.persons, self.organizations, self.dates, weights
        )
        return msgspec.structs.replace(
            self.article,
            speakers=speakers,
            organizations=self.organizations,
            dates=self.dates,
            quotations=quotations,
        )


def hear(articles: Iterable[Article], model: str | None = None) -> Iterator[Heard]:
    """The articles parsed, so that several weights can be tried on each; those without English text are left out.

    Args:
        articles: complete records.
        model: name of an installed spaCy pipeline package; without it the default one.

    Raises:
        MissingExtraError: spaCy or the model is not installed.
    """
    nlp = load_model(model or DEFAULT_MODEL)
    parsed, told = itertools.tee(article for article in articles if obstacle(article) is None)
    for article, doc in zip(told, parse((article.text or "" for article in parsed), nlp), strict=True):
        yield hear_doc(article, doc)


def hear_doc(article: Article, doc: Doc, register: Register | None = None) -> Heard:
    """What tells who speaks in an article, from its parsed text."""
    kept = locked_layers(article)
    publisher = article.source.name if article.source else None
    entities = find_entities(doc, publisher=publisher, register=register)
    correct_entities(doc, entities)
    if "organizations" in kept:
        organizations = article.organizations
    else:
        organizations = describe_organizations(doc.text, entities, publisher=publisher, register=register)
    return Heard(
        article=article,
        doc=doc,
        attributions=find_quotations(doc),
        persons=[entity for entity in entities if entity.kind == "person"],
        organizations=organizations,
        dates=article.dates if "dates" in kept else find_dates(doc.text, article.published, doc),
    )


def annotate_doc(article: Article, doc: Doc, nlp: Language, register: Register | None = None) -> Article:
    """The article with every layer that no person has reviewed made anew from its parsed text."""
    kept = locked_layers(article)
    made = frozenset(LAYER_NAMES) - kept
    annotated = hear_doc(article, doc, register).attributed(shipped_weights())
    if kept & SPEECH:
        # Speakers without quotations, or the other way about, would lose their ids with a new run.
        annotated = msgspec.structs.replace(annotated, speakers=article.speakers, quotations=article.quotations)
        made -= SPEECH
    model = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    layers = {layer.name: layer for layer in article.layers} | {
        name: Layer(
            name=name, tool="ontherecord", tool_version=VERSION, model=model, guideline_version=GUIDELINE_VERSION
        )
        for name in made
    }
    return msgspec.structs.replace(annotated, layers=tuple(layers[name] for name in LAYER_NAMES if name in layers))
