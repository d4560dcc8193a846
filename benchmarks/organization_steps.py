"""What each step of the detection of organizations pays: strict F on gold records with all steps, and without each one.

    python benchmarks/organization_steps.py gold.jsonl [more.jsonl ...]

Each file holds records with organizations annotated by hand. A step that pays nothing on text on which it was not
written should go. A step switched off finds nothing, or leaves the names as they are.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from spacy.tokens import Doc

from ontherecord.annotate.language_model import load_model, parse
from ontherecord.annotate.names import mentions
from ontherecord.annotate.names.entities import find_entities
from ontherecord.jsonl import read_articles
from ontherecord.records import Article

FINDING_STEPS = (
    "acting_seats",
    "behaving_names",
    "bracketed_bodies",
    "companies_without_legal_form",
    "coordinated_names",
    "defined_names",
    "headed_names",
    "introduced_bodies",
    "never_organizations",
    "newspapers",
    "numbered_bodies",
    "owned_bodies",
    "playing_sides",
    "prefixed_bodies",
    "publisher_names",
    "registered_names",
    "shortened_bodies",
    "titled_persons",
)
"""Functions that add names; without one it adds none."""
RELABELLING_STEPS = (
    "as_defined",
    "persons_by_surname",
    "persons_by_wording",
    "persons_with_given_name",
    "places_by_relatives",
    "relabelled_by_evidence",
    "repeated",
    "shortened_before_events",
    "voted",
    "with_places",
    "without_others",
)
"""Functions that take all names (second argument) and give them back corrected."""


def strict_f(articles: Sequence[Article], docs: Sequence[Doc]) -> float:
    """F of the spans of all mentions, in per cent."""
    gold = found = right = 0
    for article, doc in zip(articles, docs, strict=True):
        wanted = {(span.start, span.end) for row in article.organizations for span in row.mentions}
        entities = find_entities(doc, publisher=article.source.name)
        given = {place for entity in entities if entity.kind == "organization" for place in entity.mentions}
        gold, found, right = gold + len(wanted), found + len(given), right + len(wanted & given)
    return 200 * right / (gold + found) if gold + found else 0.0


def main(files: Sequence[str]) -> None:
    """Print a table in Markdown: a row a step, a column a file."""
    sets = []
    for file in files:
        articles = [article for article in read_articles(file) if article.text]
        sets.append((articles, list(parse([article.text or "" for article in articles], load_model()))))
    whole = [strict_f(articles, docs) for articles, docs in sets]
    print("| without | " + " | ".join(Path(file).stem for file in files) + " |")
    print("| --- |" + " ---: |" * len(files))
    print("| nothing | " + " | ".join(f"{score:.1f}" for score in whole) + " |")
    steps: list[tuple[str, Callable[..., Any]]] = [(step, lambda *_: []) for step in FINDING_STEPS]
    steps += [(step, lambda _, names, *rest: names) for step in RELABELLING_STEPS]
    for step, neutral in steps:
        with patch.object(mentions, step, neutral):
            without = [strict_f(articles, docs) for articles, docs in sets]
        changes = [f"{score - full:+.1f}" for score, full in zip(without, whole, strict=True)]
        print(f"| {step} | " + " | ".join(changes) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
