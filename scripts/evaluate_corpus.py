"""How good the annotator is on the corpus of this repository: normalize, annotate without gold, compare with gold.

`python scripts/evaluate_corpus.py [--format text|markdown|json] [--split NAME] [--model PACKAGE]` prints one table for
each split that has gold. With `--floors FILE` it fails where a figure is under its floor, and with `--raise-floors` it
raises the floors to today's figures. The figures of the test split, and of all articles, are printed only where
`--split` names them, so that nobody sees them while working on a rule; their floors hold all the same.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from gold_corpus import CORPUS, EVERYTHING, articles_by_split, gold_and_predicted
from ontherecord.errors import OntherecordError
from ontherecord.evaluate import RENDERERS, Figure, evaluate
from ontherecord.evaluate.floors import raised, read_floors, shortfalls, write_floors
from ontherecord.findings import Finding, Severity
from ontherecord.jsonl import write_articles
from ontherecord.report import render_text

HELD_BACK = frozenset(["test", EVERYTHING])


def main() -> int:
    """Print the tables; returns 1 where a gold file has an error and is left out."""
    options = _arguments()
    problems: list[Finding] = []
    figures: dict[str, Sequence[Figure]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gold, predicted = gold_and_predicted(options.gold, options.raw, folder, problems, options.model)
        for split, chosen in articles_by_split(gold).items():
            if options.split not in {None, split}:
                continue
            write_articles(folder / "gold.jsonl", chosen)
            figures[split] = evaluate(folder / "gold.jsonl", predicted)
            if split not in HELD_BACK or split == options.split:
                print(f"{_heading(split, len(chosen), options.format)}")
                print(RENDERERS[options.format](figures[split]))
    failures = _hold_floors(options, figures)
    errors = [finding for finding in problems if finding.severity is Severity.ERROR]
    for line in render_text(errors):
        print(line, file=sys.stderr)
    return int(bool(errors or failures))


def _hold_floors(options: argparse.Namespace, figures: Mapping[str, Sequence[Figure]]) -> list[str]:
    """What is under its floor, told on standard error; floors of layers only, for phenomena have few articles."""
    if options.floors is None:
        return []
    layers = {split: [row for row in rows if row.f1 is not None] for split, rows in figures.items()}
    floors = read_floors(options.floors) if options.floors.exists() else {}
    if options.raise_floors:
        write_floors(options.floors, raised(floors, layers))
    failures = [line for split, rows in layers.items() for line in shortfalls(split, rows, floors)]
    for line in failures:
        print(line, file=sys.stderr)
    return failures


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=CORPUS / "gold")
    parser.add_argument("--raw", type=Path, default=CORPUS / "raw")
    parser.add_argument("--format", choices=list(RENDERERS), default="text")
    parser.add_argument("--split", help="one split alone")
    parser.add_argument("--model", help="installed spaCy pipeline package")
    parser.add_argument("--floors", type=Path, help="file of floors that the figures must reach")
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors to today's figures")
    return parser.parse_args()


def _heading(split: str, articles: int, form: str) -> str:
    return f"\n### {split}: {articles} articles\n" if form == "markdown" else f"\n{split}: {articles} articles"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OntherecordError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
