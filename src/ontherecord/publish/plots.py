"""Bar charts of a release as SVG: text and rectangles, which need no library, no font and no clock."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

import msgspec

from ontherecord.publish.figures import Figures
from ontherecord.publish.tally import Key

MOST_BARS = 30

_WIDTH, _HEIGHT, _MARGIN = 640, 240, 32

Bars = Sequence[tuple[str, int]]


class Plot(msgspec.Struct, frozen=True):
    """A picture of a release: its title and its place there."""

    title: str
    path: str


def write_plots(folder: Path, figures: Figures) -> tuple[Plot, ...]:
    """Write `plots/*.svg`; a chart without bars is left out."""
    charts = (
        ("articles-per-year", "Articles per year", year_bars(figures.breakdowns["years"])),
        ("quotations-by-kind", "Quotations by kind", _kind_bars(figures.breakdowns["quotation_splits"])),
        (
            "words-per-article",
            "Articles by number of words (lower bound of each bar)",
            word_bars(figures.lengths.values()),
        ),
    )
    plots = []
    for name, title, bars in charts:
        if bars:
            plots.append(Plot(title, f"plots/{name}.svg"))
            (folder / "plots").mkdir(exist_ok=True)
            (folder / plots[-1].path).write_bytes(bar_chart(title, bars).encode())
    return tuple(plots)


def year_bars(counts: Counter[Key]) -> Bars:
    """A bar for each year from the first to the last, or for each few years; undated articles stand last."""
    years = {int(year): count for (year,), count in counts.items() if year is not None}
    bars = _ranges(years, min(years, default=0))
    return [*bars, ("undated", counts[(None,)])] if counts[(None,)] else bars


def word_bars(lengths: Iterable[Counter[int]]) -> Bars:
    """A bar for each range of lengths, all of one width."""
    counts: Counter[int] = sum(lengths, Counter())
    return _ranges(counts, min(counts, default=0))


def bar_chart(title: str, bars: Bars) -> str:
    """The chart; each bar has its value above and its name below."""
    step = min(80, (_WIDTH - 2 * _MARGIN) / len(bars))
    tallest = max(count for _, count in bars)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="{min(12, step / 3.5):.1f}" text-anchor="middle">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_WIDTH / 2:.1f}" y="20" font-size="14">{escape(title)}</text>',
    ]
    for number, (name, count) in enumerate(bars):
        height = (_HEIGHT - 3 * _MARGIN) * count / tallest
        top, middle = _HEIGHT - _MARGIN - height, _MARGIN + (number + 0.5) * step
        lines += [
            f'<rect x="{middle - 0.4 * step:.1f}" y="{top:.1f}" width="{0.8 * step:.1f}" height="{height:.1f}" '
            'fill="#31688e"/>',
            f'<text x="{middle:.1f}" y="{top - 4:.1f}">{count:,}</text>',
            f'<text x="{middle:.1f}" y="{_HEIGHT - 14}">{escape(name)}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])


def _kind_bars(counts: Counter[Key]) -> Bars:
    kinds: Counter[str] = Counter()
    for (_, kind), count in counts.items():
        kinds[str(kind)] += count
    return kinds.most_common()


def _ranges(counts: Mapping[int, int], lowest: int) -> list[tuple[str, int]]:
    """The counts in at most `MOST_BARS` ranges of equal round width, named by their first value."""
    if not counts:
        return []
    width = next(
        width
        for power in range(20)
        for width in (10**power, 2 * 10**power, 5 * 10**power)
        if max(counts) // width - lowest // width < MOST_BARS
    )
    bars: Counter[int] = Counter()
    for value, count in counts.items():
        bars[value // width] += count
    return [(str(place * width), bars[place]) for place in range(lowest // width, max(bars) + 1)]
