"""What each step of the detection of organizations pays: F on gold records with all steps, and without each one.

    python benchmarks/organization_steps.py gold.jsonl [more.jsonl ...]

Each file holds records with organizations annotated by hand. A cell has the change of strict F and, after a slash, of
overlap F. A step that pays nothing on text on which it was not written should go. A step switched off finds nothing, or
leaves the names as they are.
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
    "coordinated_names",
    "defined_names",
    "headed_names",
    "introduced_bodies",
    "never_organizations",
    "numbered_bodies",
    "owned_bodies",
    "playing_sides",
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
    "relabelled_by_evidence",
    "repeated",
    "voted",
    "with_places",
    "without_others",
)
"""Functions that take all names (second argument) and give them back corrected."""


Places = set[tuple[int, int]]


def scores(articles: Sequence[Article], docs: Sequence[Doc]) -> tuple[float, float]:
    """F of all mentions in per cent: with the same bounds, and with a common character."""
    gold, given = [], []
    for article, doc in zip(articles, docs, strict=True):
        gold.append({(span.start, span.end) for row in article.organizations for span in row.mentions})
        entities = find_entities(doc, publisher=article.source.name)
        given.append({place for entity in entities if entity.kind == "organization" for place in entity.mentions})
    pairs = list(zip(gold, given, strict=True))
    total = sum(map(len, gold)) + sum(map(len, given))
    same = sum(2 * len(wanted & found) for wanted, found in pairs)
    common = sum(_touching(wanted, found) + _touching(found, wanted) for wanted, found in pairs)
    return (100 * same / total, 100 * common / total) if total else (0.0, 0.0)


def _touching(places: Places, others: Places) -> int:
    return sum(any(start < end_of_other and begin < end for begin, end_of_other in others) for start, end in places)


def main(files: Sequence[str]) -> None:
    """Print a table in Markdown: a row a step, a column a file."""
    sets = []
    for file in files:
        articles = [article for article in read_articles(file) if article.text]
        sets.append((articles, list(parse([article.text or "" for article in articles], load_model()))))
    whole = [scores(articles, docs) for articles, docs in sets]
    print("| without | " + " | ".join(Path(file).stem for file in files) + " |")
    print("| --- |" + " ---: |" * len(files))
    print("| nothing | " + " | ".join(f"{strict:.1f} / {overlap:.1f}" for strict, overlap in whole) + " |")
    steps: list[tuple[str, Callable[..., Any]]] = [(step, lambda *_: []) for step in FINDING_STEPS]
    steps += [(step, lambda _, names, *rest: names) for step in RELABELLING_STEPS]
    for step, neutral in steps:
        with patch.object(mentions, step, neutral):
            without = [scores(articles, docs) for articles, docs in sets]
        changes = [
            f"{strict - full[0]:+.1f} / {overlap - full[1]:+.1f}"
            for (strict, overlap), full in zip(without, whole, strict=True)
        ]
        print(f"| {step} | " + " | ".join(changes) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
