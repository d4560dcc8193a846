"""How sure a figure is: 95 % intervals of F1, from drawing the articles anew (percentile bootstrap, fixed seed)."""

import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ontherecord.evaluate.agreement import INTERVAL, RESAMPLES, SEED
from ontherecord.evaluate.measures import Tallies, Tally

if TYPE_CHECKING:
    import numpy as np

Interval = tuple[float, float]
"""Lower and upper bound, in percent."""


def f1_intervals(articles: Iterable[Tallies]) -> dict[str, Interval]:
    """The interval of F1 of each measure that has one.

    A measure has none where fewer than two articles hold something that could be found or was.

    Args:
        articles: what was counted in each article; one that lacks a measure was not counted for it.
    """
    import numpy as np

    samples: defaultdict[str, _Sample] = defaultdict(_Sample)
    for tallies in articles:
        for measure, tally in tallies.items():
            samples[measure].add(tally)
    intervals = {}
    for measure, sample in samples.items():
        if sample.has_several():
            low, high = np.nanpercentile(_resampled_f1(sample), INTERVAL)
            intervals[measure] = (round(100 * float(low), 1), round(100 * float(high), 1))
    return intervals


class _Sample:
    """What was counted for one measure in each article: four bytes an article, for few tallies differ."""

    def __init__(self) -> None:
        self._numbers: dict[Tally, int] = {}
        self._number_of_article = array("I")

    def add(self, tally: Tally) -> None:
        """Take the tally of the next article."""
        self._number_of_article.append(self._numbers.setdefault(tally, len(self._numbers)))

    def has_several(self) -> bool:
        """Whether two articles or more hold something that could be found or was."""
        empty = {number for tally, number in self._numbers.items() if not tally.predicted + tally.gold}
        full = (number for number in self._number_of_article if number not in empty)
        return sum(1 for _ in itertools.islice(full, 2)) == 2

    def number_of_article(self) -> "np.ndarray":
        """For each article the number of its tally."""
        import numpy as np

        return np.frombuffer(self._number_of_article, dtype=self._number_of_article.typecode)

    def tallies(self) -> "np.ndarray":
        """The tally of each number: precise, predicted, recalled, gold."""
        import numpy as np

        return np.array(
            [(tally.precise, tally.predicted, tally.recalled, tally.gold) for tally in self._numbers], dtype=float
        )


def _resampled_f1(sample: _Sample) -> "np.ndarray":
    """F1 of each resample; not a number where it holds nothing that could be found or missed."""
    import numpy as np

    numbers, tallies = sample.number_of_article(), sample.tallies()
    random = np.random.default_rng(SEED)
    # One resample at a time, so that memory grows with the articles only.
    drawn = (numbers[random.integers(0, len(numbers), len(numbers))] for _ in range(RESAMPLES))
    sums = [np.bincount(articles, minlength=len(tallies)) @ tallies for articles in drawn]
    precise, predicted, recalled, gold = np.array(sums).T
    precision = precise / np.maximum(predicted, 1)
    recall = recalled / np.maximum(gold, 1)
    f1 = 2 * precision * recall / np.where(precision + recall > 0, precision + recall, 1)
    return np.where(predicted + gold > 0, f1, np.nan)
