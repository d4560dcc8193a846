"""Evaluate predicted annotations against gold: precision, recall and F1 of every layer."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from ontherecord.errors import SourceError
from ontherecord.evaluate.measures import Tallies, Tally, tally_layers
from ontherecord.jsonl import read_articles, read_lines
from ontherecord.records import LAYER_NAMES, Article, LayerName


class Figure(msgspec.Struct, frozen=True):
    """One line of the table.

    Attributes:
        measure: layer and what is counted.
        precision: in percent.
        recall: in percent.
        f1: harmonic mean of both, in percent.
        gold: how many gold items there are.
    """

    measure: str
    precision: float
    recall: float
    f1: float
    gold: int


class Gold(msgspec.Struct, frozen=True):
    """A gold article and the layers that are annotated in it."""

    article: Article
    layers: frozenset[LayerName]


def evaluate(gold: Path, predicted: Path) -> tuple[Figure, ...]:
    """The figures of all layers that gold has; a gold article without a prediction counts as predicted empty.

    Raises:
        SourceError: a file cannot be opened or read, or a predicted text differs from the gold text.
    """
    predictions = {article.id: article for article in read_articles(predicted)}
    total: Tallies = {}
    for item in read_gold(gold):
        article = item.article
        prediction = predictions.get(article.id, Article(id=article.id, text=article.text))
        if prediction.text != article.text:
            raise SourceError(
                f"{predicted}: the text of {article.id!r} differs from the gold text; offsets cannot match"
            )
        for measure, tally in tally_layers(article, prediction, item.layers).items():
            total[measure] = total.get(measure, Tally()) + tally
    return tuple(_figure(measure, tally) for measure, tally in total.items())


def read_gold(path: Path) -> Iterator[Gold]:
    """Gold articles; a full record names its layers in `layers`, a minimal row has just the keys of its layers.

    Raises:
        SourceError: the file cannot be opened, or a line is no article.
    """
    for article, (_, line) in zip(read_articles(path), read_lines(path), strict=True):
        keys = {layer.name for layer in article.layers} or msgspec.json.decode(line).keys()
        yield Gold(article, frozenset(name for name in LAYER_NAMES if name in keys))


def render_text(figures: Sequence[Figure]) -> str:
    """The figures as a table for a terminal."""
    head = f"{'measure':28} {'precision':>9} {'recall':>7} {'F1':>6} {'gold':>6}"
    rows = (
        f"{figure.measure:28} {figure.precision:9.1f} {figure.recall:7.1f} {figure.f1:6.1f} {figure.gold:6}"
        for figure in figures
    )
    return "\n".join((head, *rows))


def render_markdown(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table."""
    head = ("| measure | precision | recall | F1 | gold |", "| --- | ---: | ---: | ---: | ---: |")
    rows = (
        f"| {figure.measure} | {figure.precision:.1f} | {figure.recall:.1f} | {figure.f1:.1f} | {figure.gold} |"
        for figure in figures
    )
    return "\n".join((*head, *rows))


def render_json(figures: Sequence[Figure]) -> str:
    """The figures as a JSON array of objects."""
    return json.dumps(msgspec.to_builtins(figures), indent=2)


RENDERERS: dict[str, Callable[[Sequence[Figure]], str]] = {
    "text": render_text,
    "json": render_json,
    "markdown": render_markdown,
}
"""Form of the table → what writes it."""


def _figure(measure: str, tally: Tally) -> Figure:
    precision = tally.precise / tally.predicted if tally.predicted else 0.0
    recall = tally.recalled / tally.gold if tally.gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Figure(measure, round(100 * precision, 1), round(100 * recall, 1), round(100 * f1, 1), tally.gold)
