"""Figures as tables: for a terminal, for a Markdown page, for programs."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from ontherecord.evaluate.phenomena import PREFIX


class Figure(msgspec.Struct, frozen=True):
    """One line of the table.

    Attributes:
        measure: layer and what is counted; of a phenomenon its label and what is counted.
        precision: in percent; None for a phenomenon.
        recall: in percent.
        f1: harmonic mean of both, in percent; None for a phenomenon.
        gold: how many gold items there are.
        low: lower bound of the 95 % interval of F1, articles drawn anew; None for a phenomenon and a single article.
        high: upper bound of it.
    """

    measure: str
    precision: float | None
    recall: float
    f1: float | None
    gold: int
    low: float | None = None
    high: float | None = None


def render_text(figures: Sequence[Figure]) -> str:
    """The figures as tables for a terminal: the layers, and below them the phenomena."""
    head = f"{'measure':28} {'precision':>9} {'recall':>7} {'F1':>6} {'95 % interval':>15} {'gold':>6}"
    rows = [
        f"{figure.measure:28} {figure.precision:9.1f} {figure.recall:7.1f} {figure.f1:6.1f} {_interval(figure):>15}"
        f" {figure.gold:6}"
        for figure in figures
        if figure.precision is not None
    ]
    phenomena = [
        f"{label:28} {span.recall:9.1f} {speaker.recall:7.1f} {'':22} {span.gold:6}"
        for label, span, speaker in _phenomena(figures)
    ]
    below = ["", f"{'recall by phenomenon':28} {'span':>9} {'speaker':>7} {'':22} {'gold':>6}", *phenomena]
    return "\n".join((head, *rows, *(below if phenomena else ())))


def render_markdown(figures: Sequence[Figure]) -> str:
    """The figures as Markdown tables: the layers, and below them the phenomena."""
    head = ("| measure | precision | recall | F1 | 95 % interval | gold |", "| --- |" + " ---: |" * 5)
    rows = [
        f"| {figure.measure} | {figure.precision:.1f} | {figure.recall:.1f} | {figure.f1:.1f} | {_interval(figure)}"
        f" | {figure.gold} |"
        for figure in figures
        if figure.precision is not None
    ]
    phenomena = [
        f"| {label} | {span.recall:.1f} | {speaker.recall:.1f} | {span.gold} |"
        for label, span, speaker in _phenomena(figures)
    ]
    below = ["", "| phenomenon | span recall | speaker recall | gold |", "| --- | ---: | ---: | ---: |", *phenomena]
    return "\n".join((*head, *rows, *(below if phenomena else ())))


def render_json(figures: Sequence[Figure]) -> str:
    """The figures as a JSON array of objects."""
    return json.dumps(msgspec.to_builtins(figures), indent=2)


RENDERERS: dict[str, Callable[[Sequence[Figure]], str]] = {
    "text": render_text,
    "json": render_json,
    "markdown": render_markdown,
}
"""Form of the table → what writes it."""


def _interval(figure: Figure) -> str:
    """The interval of F1, or a dash."""
    return "–" if figure.low is None else f"{figure.low:.1f} to {figure.high:.1f}"


def _phenomena(figures: Iterable[Figure]) -> Iterator[tuple[str, Figure, Figure]]:
    """Each label with its figures for span and speaker, the most frequent first."""
    by_measure = {figure.measure: figure for figure in figures}
    spans = [
        figure for figure in by_measure.values() if figure.measure.startswith(PREFIX) and " span" in figure.measure
    ]
    for span in sorted(spans, key=lambda figure: (-figure.gold, figure.measure)):
        label = span.measure.split()[1]
        yield label, span, by_measure[f"{PREFIX} {label} speaker"]
