from pathlib import Path

import pytest

from ontherecord.errors import SourceError
from ontherecord.evaluate import Figure
from ontherecord.evaluate.floors import Floor, raised, read_floors, shortfalls, write_floors

FIGURES = [Figure("dates value", 80.0, 84.0, 82.0, 50)]


def test_a_figure_under_its_floor_is_told_and_one_above_is_not() -> None:
    assert list(shortfalls("test", FIGURES, {"test": {"dates value": Floor(82.1)}})) == [
        "test, dates value: 82.0 is under the floor of 82.1"
    ]
    assert not list(shortfalls("test", FIGURES, {"test": {"dates value": Floor(82.0)}}))


def test_a_floor_without_a_figure_is_told() -> None:
    (line,) = shortfalls("test", FIGURES, {"test": {"dates type": Floor(10)}})
    assert "no figure" in line


def test_floors_are_raised_and_never_lowered() -> None:
    assert raised({}, {"test": FIGURES}) == {"test": {"dates value": Floor(81.7)}}
    assert raised({"test": {"dates value": Floor(90.0)}}, {"test": FIGURES}) == {"test": {"dates value": Floor(90.0)}}


def test_a_lowered_floor_keeps_its_best_and_its_reason_until_that_is_reached() -> None:
    lowered = Floor(70.0, best=85.0, reason="another guideline for ages")
    assert raised({"test": {"dates value": lowered}}, {"test": FIGURES}) == {
        "test": {"dates value": Floor(81.7, best=85.0, reason="another guideline for ages")}
    }


def test_floors_survive_a_round_trip(tmp_path: Path) -> None:
    floors = {"test": {"dates value": Floor(70.0, best=85.0, reason="new gold"), "dates type": Floor(60.5)}}
    write_floors(tmp_path / "floors.json", floors)
    assert read_floors(tmp_path / "floors.json") == floors


@pytest.mark.parametrize(
    "text",
    [
        '{"test": {"dates value": {"floor": 70, "best": 85}}}',
        '{"test": {"dates value": {"floor": 70, "best": 85, "reason": " "}}}',
        '{"test": {"dates value": 70}}',
        "no JSON",
    ],
)
def test_a_floor_lowered_without_a_reason_and_a_broken_file_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"floors\.json"):
        read_floors(path)
