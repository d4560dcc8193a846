"""What the annotator has learned, refitted to reviewed articles and measured on a split that is held back."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from ontherecord.__main__ import main
from ontherecord.annotate.confidence import Count, counts
from ontherecord.annotate.documents import hear
from ontherecord.annotate.pipeline import annotate
from ontherecord.annotate.speakers.weights import Weights, shipped_weights
from ontherecord.errors import SourceError
from ontherecord.gold import article_alone, parse_gold
from ontherecord.jsonl import write_articles
from ontherecord.records import Article, Layer
from ontherecord.review.retraining import Models, brier_score, fit, retrain
from ontherecord.review.weights_search import search

from .examples import harbour

FLOATING = """\
annotator: A
reviewed: 2026-01-30
s1 person | Ines Marlow
s2 person | Otto Brandt
---
“{q1 direct s2|The harbour is closed to ships until dawn,}” {cue q1|said} {s2 source q1|Otto Brandt}. {s1|Ines Marlow} \
read the order twice and walked out of the hall.

“{q2 direct s2 floating|Nobody will sail from here before the storm is over.}”
"""


def test_fitting_counts_right_ones_by_rule() -> None:
    table = fit([("b+name", True), ("a", False), ("b+name", False)])
    assert list(table.items()) == [("a", Count(0, 1)), ("b+name", Count(1, 2))]


def test_a_table_that_knows_better_has_the_lower_score() -> None:
    judged = [("a+x", True)] * 9 + [("b+y", False)] * 9
    assert brier_score(fit(judged), judged) < brier_score({}, judged) == 0.25


def zero() -> Weights:
    return Weights(*[0.0] * len(Weights.__struct_fields__))


def test_the_search_climbs_to_the_best_weights_and_stays_there() -> None:
    def score(weights: Weights) -> float:
        return 1 - (abs(weights.subject - 1.3) + abs(weights.says_i + 0.5)) / 10

    found = search(score, zero())
    assert found == msgspec.structs.replace(zero(), subject=1.3, says_i=-0.5)
    assert search(score, found) == found


def test_the_search_leaves_weights_that_change_nothing_alone() -> None:
    assert search(lambda weights: 1.0, shipped_weights()) == shipped_weights()


def test_the_search_takes_no_step_for_one_quotation_in_many() -> None:
    assert search(lambda weights: weights.subject / 2000, zero()) == zero()
    assert search(lambda weights: min(weights.subject / 400, 1.0), zero()) != zero()


def floating(identifier: str, split: str) -> Article:
    """A reviewed article in which the last speaker goes on although another person was told of in between."""
    parsed, findings = parse_gold(FLOATING, "floating.txt")
    assert parsed is not None
    assert not findings
    return msgspec.structs.replace(article_alone(identifier, parsed.gold), split=split)


def deaf() -> Models:
    """Weights by which whoever was told of last takes over."""
    weights = msgspec.structs.replace(shipped_weights(), goes_on_next=-0.5, introduced_before=1.0)
    return Models(weights, counts())


def test_weights_are_learned_on_one_split_and_told_on_the_other() -> None:
    articles = [floating("one", "train"), floating("two", "validation")]
    retrained = retrain(articles, deaf(), names=["weights"])
    changes = {change.measure: (change.before, change.after) for change in retrained.changes}
    assert (retrained.fitted, retrained.held_back) == (1, 1)
    assert changes["quotations all entity"] == (50.0, 100.0)
    assert changes["phenomenon floating speaker"] == (0.0, 100.0)
    assert retrained.models.weights.goes_on_next > -0.5
    assert retrained.models.confidence == counts()


def test_splits_that_are_not_named_are_not_looked_at() -> None:
    others = Article(id="three", text=None, split="test", layers=floating("three", "test").layers)
    articles = [floating("one", "train"), floating("two", "validation")]
    assert retrain([*articles, floating("three", "test")], deaf()) == retrain(articles, deaf())
    assert retrain([*articles, others], deaf()) == retrain(articles, deaf())


def test_what_is_heard_once_is_annotated_as_ever() -> None:
    bare = msgspec.structs.replace(harbour(), speakers=(), organizations=(), dates=(), quotations=(), layers=())
    (annotated,) = annotate([bare])
    (heard,) = hear([bare])
    assert isinstance(annotated, Article)
    for _ in range(2):
        assert heard.attributed(shipped_weights()) == msgspec.structs.replace(annotated, layers=())


def test_articles_without_english_text_are_not_heard() -> None:
    assert list(hear([Article(id="a", text=None), Article(id="b", text="Ja.", language="de")])) == []


def corpus(*splits: str) -> Iterator[Article]:
    return (msgspec.structs.replace(harbour(), id=f"a{number}x", split=split) for number, split in enumerate(splits))


def test_the_command_tells_the_change_and_writes_only_where_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles, out = str(tmp_path / "a.jsonl"), tmp_path / "models"
    write_articles(tmp_path / "a.jsonl", corpus("train", "validation"))
    assert main(["retrain", articles]) == 0
    told = capsys.readouterr().out
    assert "| dates value | 100.0 | 100.0 |" in told
    assert "| quotations confidence (Brier score) | " in told
    assert [file.name for file in tmp_path.iterdir()] == ["a.jsonl"]
    assert main(["retrain", articles, "-o", str(out)]) == 2
    out.mkdir()
    assert main(["retrain", articles, "--only", "confidence", "-o", str(out)]) == 0
    assert [file.name for file in out.iterdir()] == ["confidence.json"]
    table = msgspec.json.decode((out / "confidence.json").read_bytes(), type=dict[str, Count])
    assert sum(count.found for count in table.values()) > 0
    assert main(["retrain", articles, "-o", str(out)]) == 0
    weights = msgspec.json.decode((out / "weights.json").read_bytes(), type=Weights)
    assert weights == shipped_weights()


@pytest.mark.parametrize("splits", [("train",), ("validation",), ("train", "test")])
def test_nothing_is_fitted_without_something_to_measure_on(tmp_path: Path, splits: tuple[str, ...]) -> None:
    write_articles(tmp_path / "a.jsonl", corpus(*splits))
    assert main(["retrain", str(tmp_path / "a.jsonl")]) == 2


def test_no_split_is_both_fitted_to_and_held_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_articles(tmp_path / "a.jsonl", corpus("train", "validation"))
    assert main(["retrain", str(tmp_path / "a.jsonl"), "--held-back", "train"]) == 2
    assert "'train'" in capsys.readouterr().err


def test_only_what_people_reviewed_is_learned_from() -> None:
    unreviewed = msgspec.structs.replace(harbour(), id="a9x", split="train", layers=(Layer("quotations", "tool"),))
    with pytest.raises(SourceError, match="train"):
        retrain([unreviewed, *corpus("validation")], deaf())
