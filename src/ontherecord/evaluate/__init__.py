"""Evaluate predicted annotations against gold: precision, recall and F1 of every layer, recall by phenomenon."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from ontherecord.errors import SourceError
from ontherecord.evaluate.intervals import Interval, f1_intervals
from ontherecord.evaluate.measures import LINK, Tallies, Tally, tally_layers
from ontherecord.evaluate.phenomena import PREFIX, phenomenon_tallies
from ontherecord.evaluate.predictions import predictions_by_id
from ontherecord.evaluate.tables import RENDERERS, Figure
from ontherecord.jsonl import read_articles, read_lines
from ontherecord.records import LAYER_NAMES, Article, LayerName

__all__ = ["RENDERERS", "Figure", "Gold", "evaluate", "figures", "read_gold"]

RELEASE_FOLDER = "jsonl"
"""Folder of a release that holds its articles."""


class Gold(msgspec.Struct, frozen=True):
    """A gold article and the layers that are annotated in it."""

    article: Article
    layers: frozenset[LayerName]


def evaluate(gold: Path, predicted: Path) -> tuple[Figure, ...]:
    """The figures of all layers that gold has; a gold article without a prediction counts as predicted empty.

    Gold without a single link of a kind does not have that kind annotated, and gets no figure for it.

    Args:
        gold: JSON Lines file, folder of them, or release.
        predicted: the same.

    Raises:
        SourceError: a path cannot be opened or read, or a predicted text differs from the gold text.
    """
    golden = (item for file in article_files(gold) for item in read_gold(file))
    articles = (article for file in article_files(predicted) for article in read_articles(file))
    with predictions_by_id(articles) as prediction_of:

        def pairs() -> Iterator[tuple[Gold, Article]]:
            for item in golden:
                article = item.article
                prediction = prediction_of(article.id) or Article(id=article.id, text=article.text)
                if prediction.text != article.text:
                    raise SourceError(
                        f"{predicted}: the text of {article.id!r} differs from the gold text; offsets cannot match"
                    )
                yield item, prediction

        return figures(pairs())


def figures(pairs: Iterable[tuple[Gold, Article]]) -> tuple[Figure, ...]:
    """The figures of gold articles and of what is predicted for each; see `evaluate`."""
    layers: Tallies = {}
    phenomena: Tallies = {}

    def articles() -> Iterator[Tallies]:
        for item, prediction in pairs:
            tallies = tally_layers(item.article, prediction, item.layers)
            _add(layers, tallies)
            if "quotations" in item.layers:
                _add(phenomena, phenomenon_tallies(item.article, prediction))
            yield tallies

    intervals = f1_intervals(articles())
    return tuple(
        _figure(measure, tally, intervals.get(measure))
        for measure, tally in (layers | phenomena).items()
        if tally.gold or not measure.endswith(LINK)
    )


def article_files(path: Path) -> list[Path]:
    """The file itself, or the JSON Lines files of a folder or a release, sorted.

    Raises:
        SourceError: a folder has none.
    """
    if not path.is_dir():
        return [path]
    released = path / RELEASE_FOLDER
    files = sorted((released if released.is_dir() else path).glob("*.jsonl"))
    if not files:
        raise SourceError(f"no file *.jsonl in {path}")
    return files


def read_gold(path: Path) -> Iterator[Gold]:
    """Gold articles; a full record names its layers in `layers`, a minimal row has just the keys of its layers.

    Raises:
        SourceError: the file cannot be opened, or a line is no article.
    """
    for article, (_, line) in zip(read_articles(path), read_lines(path), strict=True):
        keys = {layer.name for layer in article.layers} or msgspec.json.decode(line).keys()
        yield Gold(article, frozenset(name for name in LAYER_NAMES if name in keys))


def _add(total: Tallies, tallies: Tallies) -> None:
    for measure, tally in tallies.items():
        total[measure] = total.get(measure, Tally()) + tally


def _figure(measure: str, tally: Tally, interval: Interval | None) -> Figure:
    precision = tally.precise / tally.predicted if tally.predicted else 0.0
    recall = tally.recalled / tally.gold if tally.gold else 0.0
    if measure.startswith(PREFIX):
        return Figure(measure, None, round(100 * recall, 1), None, tally.gold)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    low, high = interval or (None, None)
    return Figure(measure, round(100 * precision, 1), round(100 * recall, 1), round(100 * f1, 1), tally.gold, low, high)
