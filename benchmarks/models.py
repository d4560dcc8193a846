#!/usr/bin/env python3
"""How well spaCy models find organizations and persons: models.py GOLD.jsonl MODEL...

GOLD.jsonl holds article records with organizations and speakers; each MODEL is an installed model package or the folder
of a model. For each model two rows: `raw` is what the model's entity recognizer sees, `layer` what the organization
layer makes of it. Organizations: F1 of mentions, exact spans and any overlap, without "the" and "'s" at their ends.
Persons: share of the quoted persons whose full name is found.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from spacy.tokens import Doc

from ontherecord.annotate.language_model import load_model, parse
from ontherecord.annotate.names.entities import Entity, find_entities
from ontherecord.jsonl import read_articles
from ontherecord.records import Article

Offsets = tuple[int, int]
RAW_KINDS = {"ORG": "organization", "PERSON": "person"}


def main() -> None:
    """Read the gold, run every model over it, print one table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("models", nargs="+", metavar="MODEL")
    options = arguments.parse_args()
    articles = list(read_articles(options.gold))
    print("| model | names | strict F | overlap F | persons |\n| --- | --- | --- | --- | --- |")
    for model in options.models:
        docs = list(parse((article.text or "" for article in articles), load_model(model)))
        for names, entities in (
            ("raw", [raw_entities(doc) for doc in docs]),
            ("layer", [find_entities(doc) for doc in docs]),
        ):
            strict, overlap, persons = scores(articles, entities)
            print(f"| {model} | {names} | {strict:.1f} | {overlap:.1f} | {persons:.1f} |")


def raw_entities(doc: Doc) -> list[Entity]:
    """The organizations and persons of the entity recognizer, each mention an entity of its own."""
    return [
        Entity(RAW_KINDS[span.label_], span.text, ((span.start_char, span.end_char),))
        for span in doc.ents
        if span.label_ in RAW_KINDS
    ]


def scores(articles: Sequence[Article], found: Sequence[Sequence[Entity]]) -> tuple[float, float, float]:
    """Strict and overlap F1 of organization mentions, and recall of the quoted persons, in per cent."""
    exact = overlapping = gold_total = found_total = persons = known_persons = 0
    for article, entities in zip(articles, found, strict=True):
        text = article.text or ""
        gold = {trimmed(text, span.start, span.end) for row in article.organizations for span in row.mentions}
        mentions = {
            trimmed(text, *place) for entity in entities if entity.kind == "organization" for place in entity.mentions
        }
        exact += len(gold & mentions)
        overlapping += matches(gold, mentions)
        gold_total += len(gold)
        found_total += len(mentions)
        quoted = {speaker.name for speaker in article.speakers if speaker.kind == "person"}
        persons += len(quoted & {entity.name for entity in entities if entity.kind == "person"})
        known_persons += len(quoted)
    total = gold_total + found_total
    return percent(2 * exact, total), percent(2 * overlapping, total), percent(persons, known_persons)


def trimmed(text: str, start: int, end: int) -> Offsets:
    """The span without "the" in front and "'s" behind."""
    if text[start:end].lower().startswith("the "):
        start += len("the ")
    if text[start:end].endswith(("'s", "’s")):
        end -= len("'s")
    return start, end


def matches(gold: Iterable[Offsets], found: Iterable[Offsets]) -> int:
    """How many spans of one side share text with a span of the other, one to one, in the order of the text."""
    count = 0
    waiting = sorted(found)
    for start, end in sorted(gold):
        partner = next((span for span in waiting if span[0] < end and start < span[1]), None)
        if partner:
            waiting.remove(partner)
            count += 1
    return count


def percent(part: int, whole: int) -> float:
    """A share in per cent; 0 of nothing is 0."""
    return 100 * part / whole if whole else 0.0


if __name__ == "__main__":
    main()
