#!/usr/bin/env python3
"""Quotation attribution and its speed beside textacy, sayswho and spaCy alone: annotation.py GOLD.jsonl

GOLD.jsonl holds article records with their gold layers. Every annotator runs in this process with the same spaCy model;
its time is the processor time of the process. The peers find direct quotations with a speaker each; the name that they
give, most often a pronoun or a surname, stands for the first person of the article whose name ends with it. `sayswho`
runs its finder of quotations without the coreference model, which is not to be had from a package registry. An article
that makes a peer raise counts as one in which it found nothing.

Needs `pip install textacy sayswho` beside `ontherecord[annotate]`.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from ontherecord.annotate.language_model import DEFAULT_MODEL
from ontherecord.annotate.pipeline import annotate
from ontherecord.evaluate import evaluate
from ontherecord.jsonl import read_articles, write_articles
from ontherecord.records import Article, Quotation, Speaker, SpeakerMention

Found = tuple[Sequence[Token], Span]
"""The tokens of a speaker, and the quotation with its marks."""

MEASURES = (
    "quotations direct span",
    "quotations direct entity",
    "quotations all span",
    "quotations all entity",
    "speakers name",
)


def main() -> None:
    """Run every annotator over the articles and print one table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    gold = arguments.parse_args().gold
    articles = [bare(article) for article in read_articles(gold)]
    print(f"{len(articles)} articles, model {DEFAULT_MODEL}, F1; articles per CPU second as a ratio to textacy\n")
    print("| annotator | " + " | ".join(MEASURES) + " | articles/CPU s | ratio |")
    print("| --- |" + " ---: |" * (len(MEASURES) + 2))
    import spacy

    nlp = spacy.load(DEFAULT_MODEL)
    reference = None
    for name, run in (
        ("textacy, whole article", peer(nlp, by_textacy, whole)),
        ("textacy, by paragraph", peer(nlp, by_textacy, paragraphs)),
        ("sayswho, whole article", peer(nlp, by_sayswho, single_breaks)),
        ("spaCy alone, which looks for none", peer(nlp, by_nobody, whole)),
        ("ontherecord, all four layers", by_ontherecord),
    ):
        list(run(articles[:2]))
        started = time.process_time()
        found = list(run(articles))
        rate = len(articles) / (time.process_time() - started)
        reference = reference or rate
        cells = " | ".join(f"{value:.1f}" for value in figures(gold, found))
        print(f"| {name} | {cells} | {rate:.1f} | {rate / reference:.2f} |")


def bare(article: Article) -> Article:
    """The article without its annotation."""
    return Article(id=article.id, text=article.text, headline=article.headline, published=article.published)


def figures(gold: Path, found: Iterable[Article]) -> list[float]:
    """F1 of each measure, in per cent."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        write_articles(predicted, found)
        table = {figure.measure: figure.f1 for figure in evaluate(gold, predicted)}
    return [table[measure] for measure in MEASURES]


def by_ontherecord(articles: Iterable[Article]) -> Iterator[Article]:
    """This project."""
    return (item for item in annotate(articles) if isinstance(item, Article))


def peer(
    nlp: Language, find: Callable[[Doc], Iterable[Found]], parts: Callable[[str], Iterable[tuple[int, str]]]
) -> Callable[[Iterable[Article]], Iterator[Article]]:
    """An annotator that finds quotations in the parts of each article."""

    def run(articles: Iterable[Article]) -> Iterator[Article]:
        for article in articles:
            pieces = [(start, nlp(text)) for start, text in parts(article.text or "")]
            persons = [ent.text for _, doc in pieces for ent in doc.ents if ent.label_ == "PERSON"]
            found = [(start, item) for start, doc in pieces for item in without_raising(find, doc)]
            yield with_quotations(article, found, persons)

    return run


def whole(text: str) -> Iterator[tuple[int, str]]:
    """The text in one part."""
    yield 0, text


def single_breaks(text: str) -> Iterator[tuple[int, str]]:
    """The text with one line break between paragraphs, as sayswho asks for, at the same offsets."""
    yield 0, text.replace("\n\n", " \n")


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Each paragraph and where it starts."""
    start = 0
    for part in text.split("\n\n"):
        yield start, part
        start += len(part) + 2


def without_raising(find: Callable[[Doc], Iterable[Found]], doc: Doc) -> list[Found]:
    """What a peer finds; nothing where it raises, as textacy does at odd marks."""
    try:
        return list(find(doc))
    except (ValueError, IndexError, TypeError):
        return []


def by_nobody(doc: Doc) -> Iterator[Found]:
    """No quotation: what is left is the time that spaCy takes."""
    return iter(())


def by_textacy(doc: Doc) -> Iterator[Found]:
    """Quotations as textacy finds them."""
    from textacy.extract.triples import direct_quotations

    return ((item.speaker, item.content) for item in direct_quotations(doc))


def by_sayswho(doc: Doc) -> Iterator[Found]:
    """Quotations as sayswho finds them."""
    from sayswho.quote_finder import quote_finder

    return ((item.speaker, item.content) for item in quote_finder(doc))


def with_quotations(article: Article, found: Sequence[tuple[int, Found]], persons: Sequence[str]) -> Article:
    """The article with the quotations and speakers of a peer."""
    text = article.text or ""
    quotations, speakers = [], {}
    for start, (tokens, content) in found:
        first, last = tokens[0], tokens[-1]
        mention = (start + first.idx, start + last.idx + len(last))
        said = text[mention[0] : mention[1]]
        name = next((person for person in persons if person.split()[-1] == said.split()[-1]), said)
        speaker = speakers.setdefault(name, (f"s{len(speakers) + 1}", set()))
        speaker[1].add(mention)
        quotations.append(
            Quotation(
                start=start + content.start_char,
                end=start + content.end_char,
                text=text[start + content.start_char : start + content.end_char],
                kind="direct",
                speaker_id=speaker[0],
            )
        )
    return Article(
        id=article.id,
        text=text,
        quotations=tuple(quotations),
        speakers=tuple(
            Speaker(
                id=identifier,
                name=name,
                mentions=tuple(SpeakerMention(*place, text[place[0] : place[1]]) for place in sorted(places)),
            )
            for name, (identifier, places) in speakers.items()
        ),
    )


if __name__ == "__main__":
    main()
