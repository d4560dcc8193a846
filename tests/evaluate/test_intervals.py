"""The intervals of F1 hold the figure, narrow with more articles, and are the same each time."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ontherecord.evaluate import evaluate
from ontherecord.evaluate.intervals import f1_intervals
from ontherecord.evaluate.measures import Tally
from ontherecord.evaluate.tables import RENDERERS
from ontherecord.jsonl import write_articles

from .test_evaluate import GOLD

RIGHT = {"dates value": Tally(1, 1, 1, 1)}
WRONG = {"dates value": Tally(0, 1, 0, 1)}


def test_more_articles_narrow_the_interval() -> None:
    few_low, few_high = f1_intervals([RIGHT, WRONG] * 4)["dates value"]
    many_low, many_high = f1_intervals([RIGHT, WRONG] * 100)["dates value"]
    assert few_low < many_low < 50.0 < many_high < few_high


def test_half_right_over_a_hundred_articles_is_as_the_binomial_says() -> None:
    low, high = f1_intervals([RIGHT, WRONG] * 50)["dates value"]
    assert low == pytest.approx(40.0, abs=1.5)
    assert high == pytest.approx(60.0, abs=1.5)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=8))
def test_bounds_are_percentages_in_order_and_do_not_change(counts: list[tuple[int, int, int]]) -> None:
    articles = [{"m": Tally(hits, hits + false, hits, hits + missed)} for hits, false, missed in counts]
    intervals = f1_intervals(articles)
    assert all(0.0 <= low <= high <= 100.0 for low, high in intervals.values())
    assert bool(intervals) == (sum(any(item) for item in counts) > 1)
    assert f1_intervals(articles) == intervals


def test_one_article_has_no_interval() -> None:
    assert f1_intervals([RIGHT]) == {}


def test_an_article_without_a_layer_does_not_count_for_it() -> None:
    assert f1_intervals([RIGHT, WRONG, {}, {}]) == f1_intervals([RIGHT, WRONG])


def test_a_figure_has_its_interval_in_every_form(tmp_path: Path) -> None:
    other = replace(GOLD, id="a-2")
    write_articles(tmp_path / "gold.jsonl", [GOLD, other])
    write_articles(tmp_path / "predicted.jsonl", [GOLD, replace(other, dates=())])
    figures = evaluate(tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl")
    dates = next(figure for figure in figures if figure.measure == "dates value")
    assert (dates.low, dates.f1, dates.high) == (0.0, 66.7, 100.0)
    assert "| dates value | 100.0 | 50.0 | 66.7 | 0.0 to 100.0 | 2 |" in RENDERERS["markdown"](figures).splitlines()
    assert "66.7    0.0 to 100.0      2" in RENDERERS["text"](figures)
    assert '"low": 0.0' in RENDERERS["json"](figures)


def test_a_figure_of_one_article_shows_a_dash(tmp_path: Path) -> None:
    write_articles(tmp_path / "gold.jsonl", [GOLD])
    figures = evaluate(tmp_path / "gold.jsonl", tmp_path / "gold.jsonl")
    assert "| dates value | 100.0 | 100.0 | 100.0 | – | 1 |" in RENDERERS["markdown"](figures).splitlines()
