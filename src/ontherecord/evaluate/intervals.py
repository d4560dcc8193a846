"""How sure a figure is: 95 % intervals of F1, from drawing the articles anew (percentile bootstrap, fixed seed)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ontherecord.evaluate.agreement import INTERVAL, RESAMPLES, SEED
from ontherecord.evaluate.measures import Tallies, Tally

if TYPE_CHECKING:
    import numpy as np

Interval = tuple[float, float]
"""Lower and upper bound, in percent."""


def f1_intervals(articles: Sequence[Tallies]) -> dict[str, Interval]:
    """The interval of F1 of each measure that has one.

    A measure has none where fewer than two articles hold something that could be found or was.

    Args:
        articles: what was counted in each article; one that lacks a measure was not counted for it.
    """
    import numpy as np

    by_measure: dict[str, list[Tally]] = {}
    for tallies in articles:
        for measure, tally in tallies.items():
            by_measure.setdefault(measure, []).append(tally)
    intervals = {}
    for measure, parts in by_measure.items():
        if sum(part.predicted + part.gold > 0 for part in parts) > 1:
            low, high = np.nanpercentile(_resampled_f1(parts), INTERVAL)
            intervals[measure] = (round(100 * float(low), 1), round(100 * float(high), 1))
    return intervals


def _resampled_f1(parts: Sequence[Tally]) -> "np.ndarray":
    """F1 of each resample; not a number where it holds nothing that could be found or missed."""
    import numpy as np

    counts = np.array([(part.precise, part.predicted, part.recalled, part.gold) for part in parts], dtype=float)
    random = np.random.default_rng(SEED)
    # One resample at a time, so that memory grows with the articles only.
    drawn = (np.bincount(random.integers(0, len(parts), len(parts)), minlength=len(parts)) for _ in range(RESAMPLES))
    precise, predicted, recalled, gold = np.array([times @ counts for times in drawn]).T
    precision = precise / np.maximum(predicted, 1)
    recall = recalled / np.maximum(gold, 1)
    f1 = 2 * precision * recall / np.where(precision + recall > 0, precision + recall, 1)
    return np.where(predicted + gold > 0, f1, np.nan)
