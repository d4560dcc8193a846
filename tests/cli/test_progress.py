"""Progress where standard error is no terminal: plain lines, told by an injected clock."""

import itertools
from collections.abc import Callable

import pytest

from ontherecord.cli.progress import LINE_SECONDS, TENTH_SECONDS, progress_lines, show_progress
from ontherecord.findings import NO_TEXT


def ticking(seconds: float) -> Callable[[], float]:
    """A clock that goes on by so many seconds each time it is looked at."""
    times = itertools.count()
    return lambda: next(times) * seconds


def test_where_the_total_is_not_known_a_line_is_told_each_thirty_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress_lines(range(65), "normalize", None, ticking(1))) == list(range(65))
    assert capsys.readouterr().err.splitlines() == [
        "normalize: 30 articles, 1.0 a second",
        "normalize: 60 articles, 1.0 a second",
        "normalize: 65 articles, 1.0 a second",
    ]


def test_where_the_total_is_known_each_tenth_is_told_with_the_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    list(progress_lines(range(100), "annotate", 100, ticking(0.5)))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 10
    assert lines[0] == "annotate: 10 of 100 articles, 2.0 a second, 45 s left"
    assert lines[-1] == "annotate: 100 of 100 articles, 2.0 a second"


@pytest.mark.parametrize(
    ("seconds", "left"), [(1, "3 min left"), (15, "45 min left"), (60, "3 h 0 min left"), (3_600, "180 h 0 min left")]
)
def test_the_time_left_is_told_in_minutes_and_hours(
    capsys: pytest.CaptureFixture[str], seconds: int, left: str
) -> None:
    list(progress_lines(range(30), "annotate", 210, ticking(seconds)))
    assert capsys.readouterr().err.splitlines()[-1].endswith(left)


def test_a_short_stage_tells_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    list(progress_lines(range(100), "annotate", 100, ticking(TENTH_SECONDS / 200)))
    list(progress_lines(range(100), "annotate", None, ticking(LINE_SECONDS / 200)))
    assert capsys.readouterr().err == ""


def test_findings_pass_and_are_not_counted(capsys: pytest.CaptureFixture[str]) -> None:
    items = ["a", NO_TEXT.finding("nothing", article="b"), "c"]
    assert list(progress_lines(items, "normalize", None, ticking(LINE_SECONDS))) == items
    assert [line.split()[1] for line in capsys.readouterr().err.splitlines()] == ["1", "1", "2"]


def test_standard_error_that_is_no_terminal_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(show_progress("abc", "annotate", 3)) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""
