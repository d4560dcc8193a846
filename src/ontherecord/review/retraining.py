"""The light model refitted: how often what a rule finds is right, counted anew on gold and reviewed layers.

The confidence of quotations is the one thing in the annotator that is counted and not written as a rule. It is measured
on a split that is not fitted, before and after, by the Brier score (the mean squared distance of confidence and truth).
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from ontherecord.annotate.confidence import Count, confidence_by
from ontherecord.errors import SourceError
from ontherecord.evaluate.reliability import judge
from ontherecord.files import atomic_file
from ontherecord.findings import Finding
from ontherecord.records import Article, layer_of

Verdict = tuple[str, bool]
"""The rule of a quotation that was found, and whether it is right."""
Table = Mapping[str, Count]


class Change(msgspec.Struct, frozen=True):
    """What refitting changes on the split that was held back.

    Attributes:
        fitted: quotations that were counted.
        held_back: quotations that it is measured on.
        before: Brier score of the table as it is, 0 to 1, less is better.
        after: Brier score of the new table.
    """

    fitted: int
    held_back: int
    before: float
    after: float


def verdicts(articles: Iterable[Article], model: str | None = None) -> Iterator[tuple[str | None, Verdict]]:
    """The split and the verdict of every quotation that the annotator finds in articles whose quotations are reviewed.

    Raises:
        MissingExtraError: spaCy or the model is not installed.
    """
    from ontherecord.annotate.pipeline import annotate

    waiting: dict[str, Article] = {}

    def bare() -> Iterator[Article]:
        for article in articles:
            if article.text and _is_reviewed(article):
                waiting[article.id] = article
                empty = {"speakers": (), "organizations": (), "dates": (), "quotations": (), "layers": ()}
                yield msgspec.structs.replace(article, **empty)

    for item in annotate(bare(), model=model):
        if isinstance(item, Finding):
            continue
        gold = waiting.pop(item.id)
        for quotation, is_right in judge(gold, item):
            yield gold.split, (quotation.rule or "", is_right)


def fit(counted: Iterable[Verdict]) -> dict[str, Count]:
    """The counts by rule, in the order of the rules."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for rule, is_right in counted:
        found[rule] += 1
        right[rule] += is_right
    return {rule: Count(right=right[rule], found=found[rule]) for rule in sorted(found)}


def brier_score(table: Table, judged: Iterable[Verdict]) -> float:
    """The mean squared distance of confidence and truth."""
    rows = [(confidence_by(table, rule) - is_right) ** 2 for rule, is_right in judged]
    return sum(rows) / len(rows)


def retrain(
    articles: Iterable[Article], before: Table, held_back: str, model: str | None = None
) -> tuple[dict[str, Count], Change]:
    """The table fitted to all splits but one, and what it changes on that one.

    Args:
        articles: articles with reviewed quotations; others are left out.
        before: the table as it is.
        held_back: name of the split that is not fitted.
        model: name of an installed spaCy pipeline package; without it the default one.

    Raises:
        SourceError: there is nothing to fit to, or nothing to measure on.
        MissingExtraError: spaCy or the model is not installed.
    """
    fitted, kept = list[Verdict](), list[Verdict]()
    for split, verdict in verdicts(articles, model):
        (kept if split == held_back else fitted).append(verdict)
    if not fitted or not kept:
        lacking = f"the split {held_back!r}" if fitted else f"any split but {held_back!r}"
        raise SourceError(f"no quotation is found in reviewed articles of {lacking}")
    table = fit(fitted)
    return table, Change(len(fitted), len(kept), brier_score(before, kept), brier_score(table, kept))


def write_table(path: Path, table: Table) -> None:
    """Write the counts as JSON, a rule a line.

    Raises:
        OutputError: the file cannot be written.
    """
    lines = (f"  {json.dumps(rule)}: {json.dumps(msgspec.to_builtins(count))}" for rule, count in table.items())
    with atomic_file(path) as stream:
        stream.write(("{\n" + ",\n".join(lines) + "\n}\n").encode())


def _is_reviewed(article: Article) -> bool:
    layers = layer_of(article, "quotations"), layer_of(article, "speakers")
    return all(layer is not None and layer.reviewed for layer in layers)
