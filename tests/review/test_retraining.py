"""Confidence refitted to reviewed articles, measured on a split that is held back."""

from pathlib import Path

import msgspec
import pytest

from ontherecord.__main__ import main
from ontherecord.annotate.confidence import Count
from ontherecord.jsonl import write_articles
from ontherecord.records import Article
from ontherecord.review.retraining import brier_score, fit

from .examples import harbour


def test_fitting_counts_right_ones_by_rule() -> None:
    table = fit([("b+name", True), ("a", False), ("b+name", False)])
    assert list(table.items()) == [("a", Count(0, 1)), ("b+name", Count(1, 2))]


def test_a_table_that_knows_better_has_the_lower_score() -> None:
    judged = [("a+x", True)] * 9 + [("b+y", False)] * 9
    assert brier_score(fit(judged), judged) < brier_score({}, judged) == 0.25


def corpus(*splits: str) -> list[Article]:
    return [msgspec.structs.replace(harbour(), id=f"a{number}x", split=split) for number, split in enumerate(splits)]


def test_the_command_tells_the_change_and_writes_only_where_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_articles(tmp_path / "a.jsonl", corpus("train", "test"))
    assert main(["retrain", str(tmp_path / "a.jsonl")]) == 0
    assert "| dates | not fitted | not fitted |" in capsys.readouterr().out
    assert [file.name for file in tmp_path.iterdir()] == ["a.jsonl"]
    out = tmp_path / "confidence.json"
    assert main(["retrain", str(tmp_path / "a.jsonl"), "-o", str(out)]) == 0
    table = msgspec.json.decode(out.read_bytes(), type=dict[str, Count])
    assert sum(count.found for count in table.values()) > 0


@pytest.mark.parametrize("splits", [("train",), ("test",)])
def test_nothing_is_fitted_without_something_to_measure_on(tmp_path: Path, splits: tuple[str, ...]) -> None:
    write_articles(tmp_path / "a.jsonl", corpus(*splits))
    assert main(["retrain", str(tmp_path / "a.jsonl")]) == 2
