"""The light models refitted to gold and reviewed layers, and what that changes on a split that is held back.

Two things in the annotator are learned and not written as rules: the weights of the evidence for speakers, and the
confidence of quotations, which is how often what a rule finds is right. The weights come first, for the confidence
counts what is found by them.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from ontherecord.annotate.confidence import Count, confidence_by
from ontherecord.annotate.documents import Heard, hear
from ontherecord.annotate.speakers.weights import Weights
from ontherecord.errors import SourceError, UsageError
from ontherecord.evaluate import Figure, Gold, figures
from ontherecord.evaluate.reliability import judge
from ontherecord.files import atomic_file
from ontherecord.records import LAYER_NAMES, Article, layer_of
from ontherecord.release_tables import DEFAULT_SPLIT
from ontherecord.review.weights_search import right_speakers, search

ModelName = Literal["weights", "confidence"]
MODEL_NAMES: tuple[ModelName, ...] = ("weights", "confidence")

BRIER_SCORE = "quotations confidence (Brier score)"

Verdict = tuple[str, bool]
"""The rule of a quotation that was found, and whether it is right."""
Table = Mapping[str, Count]
Pair = tuple[Article, Heard]
"""An article as people reviewed it, and as the annotator heard it."""


class Models(msgspec.Struct, frozen=True):
    """What the annotator has learned: the weights of the evidence for speakers, and the counts by rule."""

    weights: Weights
    confidence: Table


class Change(msgspec.Struct, frozen=True):
    """One measure on the split that was held back: F1, or recall of a phenomenon, in percent; or the Brier score."""

    measure: str
    before: float
    after: float


class Retrained(msgspec.Struct, frozen=True):
    """What came of refitting.

    Attributes:
        models: the models, those that were not refitted as they were.
        fitted: articles that they were fitted to.
        held_back: articles that the change is measured on.
        changes: the measures of each layer, and of phenomena those that change.
    """

    models: Models
    fitted: int
    held_back: int
    changes: tuple[Change, ...]


def retrain(
    articles: Iterable[Article],
    before: Models,
    *,
    names: Collection[ModelName] = MODEL_NAMES,
    fit_to: Collection[str] = (DEFAULT_SPLIT,),
    held_back: str = "validation",
    model: str | None = None,
) -> Retrained:
    """The models refitted, and what that changes on a split that they were not fitted to.

    The parsed articles of these splits stay in memory, for the search goes over them again and again.

    Args:
        articles: articles with reviewed quotations and speakers; others, and those of other splits, are left out.
        before: the models as they are.
        names: which of them are refitted.
        fit_to: names of the splits that they are fitted to; an article without one is in `train`.
        held_back: name of the split that the change is measured on.
        model: name of an installed spaCy pipeline package; without it the default one.

    Raises:
        UsageError: a split is both.
        SourceError: there is nothing to fit to, or nothing to measure on.
        MissingExtraError: spaCy or the model is not installed.
    """
    if held_back in fit_to:
        raise UsageError(f"the split {held_back!r} cannot be held back and fitted to")
    fitted, kept = list[Pair](), list[Pair]()
    for pair in _pairs(articles, {*fit_to, held_back}, model):
        (kept if _split(pair[0]) == held_back else fitted).append(pair)
    for pairs, splits in ((fitted, fit_to), (kept, [held_back])):
        if not any(heard.attributions for _, heard in pairs):
            raise SourceError(f"no quotation is found in reviewed articles of {', '.join(splits)}")
    models = before
    if "weights" in names:
        weights = search(right_speakers(fitted, before.weights), before.weights)
        models = msgspec.structs.replace(models, weights=weights)
    if "confidence" in names:
        models = msgspec.structs.replace(models, confidence=fit(verdicts(fitted, models.weights)))
    return Retrained(models, len(fitted), len(kept), tuple(_changes(kept, before, models)))


def verdicts(pairs: Iterable[Pair], weights: Weights) -> Iterator[Verdict]:
    """The verdict of every quotation that the annotator finds by some weights."""
    for gold, heard in pairs:
        for quotation, is_right in judge(gold, heard.attributed(weights)):
            yield quotation.rule or "", is_right


def fit(counted: Iterable[Verdict]) -> dict[str, Count]:
    """The counts by rule, in the order of the rules."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for rule, is_right in counted:
        found[rule] += 1
        right[rule] += is_right
    return {rule: Count(right=right[rule], found=found[rule]) for rule in sorted(found)}


def brier_score(table: Table, judged: Iterable[Verdict]) -> float:
    """The mean squared distance of confidence and truth, 0 to 1, less is better."""
    rows = [(confidence_by(table, rule) - is_right) ** 2 for rule, is_right in judged]
    return sum(rows) / len(rows)


def write_models(folder: Path, models: Models, names: Collection[ModelName]) -> Iterator[Path]:
    """Write models as JSON, each into a file of its name in a folder that is there; yields the files.

    Raises:
        OutputError: a file cannot be written.
    """
    for name in names:
        path = folder / f"{name}.json"
        write_table(path, msgspec.to_builtins(getattr(models, name)))
        yield path


def write_table(path: Path, table: Mapping[str, object]) -> None:
    """Write a table as JSON, an entry a line.

    Raises:
        OutputError: the file cannot be written.
    """
    lines = (f"  {json.dumps(key)}: {json.dumps(msgspec.to_builtins(value))}" for key, value in table.items())
    with atomic_file(path) as stream:
        stream.write(("{\n" + ",\n".join(lines) + "\n}\n").encode())


def _pairs(articles: Iterable[Article], splits: Collection[str], model: str | None) -> Iterator[Pair]:
    waiting: dict[str, Article] = {}

    def bare() -> Iterator[Article]:
        for article in articles:
            if _split(article) in splits and _is_reviewed(article):
                waiting[article.id] = article
                empty = {"speakers": (), "organizations": (), "dates": (), "quotations": (), "layers": ()}
                yield msgspec.structs.replace(article, **empty)

    for heard in hear(bare(), model):
        yield waiting.pop(heard.article.id), heard


def _changes(pairs: Sequence[Pair], before: Models, after: Models) -> Iterator[Change]:
    rows = [
        figures((_gold(gold), heard.attributed(models.weights)) for gold, heard in pairs) for models in (before, after)
    ]
    for old, new in zip(*rows, strict=True):
        change = Change(old.measure, _value(old), _value(new))
        if old.f1 is not None or change.before != change.after:
            yield change
    scores = (brier_score(models.confidence, verdicts(pairs, models.weights)) for models in (before, after))
    yield Change(BRIER_SCORE, *(round(score, 4) for score in scores))


def _gold(article: Article) -> Gold:
    layers = (layer for layer in LAYER_NAMES if (entry := layer_of(article, layer)) is not None and entry.reviewed)
    return Gold(article, frozenset(layers))


def _value(figure: Figure) -> float:
    return figure.recall if figure.f1 is None else figure.f1


def _split(article: Article) -> str:
    return article.split or DEFAULT_SPLIT


def _is_reviewed(article: Article) -> bool:
    layers = layer_of(article, "quotations"), layer_of(article, "speakers")
    return all(layer is not None and layer.reviewed for layer in layers)
