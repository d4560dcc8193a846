"""`--log-json`: all that a command tells is JSON lines on standard error."""

import json
from pathlib import Path
from typing import Any

import pytest

from ontherecord.__main__ import main
from ontherecord.cli.console import CANNOT_GO_ON, INTERRUPTED, MOST_SHOWN, Console
from ontherecord.findings import NO_TEXT

ARTICLE = "{0} to sail again\n\nThe {0} sails on Friday, said Ines Marlow.\n"
STAGES = ["normalize", "deduplicate", "annotate", "validate", "publish"]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    texts = {"full": "The ferry sails on Friday, said Ines Marlow.", "bare": ""}
    lines = [json.dumps({"id": name, "headline": "Ferry", "text": text}) for name, text in texts.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def events(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The events on standard error, where nothing else stands; standard output is empty."""
    captured = capsys.readouterr()
    assert captured.out == ""
    return [json.loads(line) for line in captured.err.splitlines()]


def test_a_build_logs_progress_findings_and_a_summary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    (tmp_path / "raw").mkdir()
    for name in ("ferry", "tram"):
        (tmp_path / "raw" / f"{name}.txt").write_text(ARTICLE.format(name.title()), encoding="utf-8")
    arguments = ["build", str(tmp_path / "raw"), "-o", str(tmp_path / "out"), "--workers", "1", "--log-json"]
    assert main(arguments) == 0
    *earlier, summary = events(capsys)
    assert {event["event"] for event in earlier} == {"progress", "finding"}
    progress = [event for event in earlier if event["event"] == "progress"]
    assert [(event["stage"], event["articles"], event["total"]) for event in progress] == [
        ("normalize", 2, None),
        ("deduplicate", 2, 2),
        ("annotate", 2, 2),
    ]
    assert {event["article"] for event in earlier if event["event"] == "finding"} == {"ferry", "tram"}
    assert (summary["event"], summary["articles"], summary["published"]) == ("summary", 2, True)
    assert [stage["name"] for stage in summary["stages"]] == STAGES
    told = sum(stage["findings"] for stage in summary["stages"])
    assert told == sum(finding["count"] for finding in summary["findings"]) > 0


def test_annotate_logs_progress_findings_and_a_summary(
    rows: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["annotate", str(rows), "-o", str(tmp_path / "out.jsonl"), "--log-json"]) == 0
    progress, finding, summary = events(capsys)
    assert (progress["event"], progress["stage"], progress["articles"]) == ("progress", "annotate", 2)
    assert (finding["event"], finding["article"], finding["code"]) == ("finding", "bare", str(NO_TEXT))
    assert (summary["event"], summary["articles"]) == ("summary", 2)
    assert summary["findings"] == [{"code": str(NO_TEXT), "severity": finding["severity"], "count": 1}]


@pytest.mark.parametrize("command", ["build", "annotate"])
def test_the_error_that_ends_a_command_is_an_event(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "nowhere.jsonl"
    assert main([command, str(missing), "-o", str(tmp_path / "out"), "--log-json"]) == CANNOT_GO_ON
    (error,) = events(capsys)
    assert error["event"] == "error"
    assert "nowhere.jsonl" in error["message"]


def test_an_interruption_is_an_event(
    rows: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Console, "articles", interrupt)
    assert main(["annotate", str(rows), "-o", str(tmp_path / "out.jsonl"), "--log-json"]) == INTERRUPTED
    assert [event["event"] for event in events(capsys)] == ["error"]
    assert not (tmp_path / "out.jsonl").exists()


def test_progress_is_told_again_and_again_and_passes_every_item(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ontherecord.cli.progress.EVENT_SECONDS", 0.0)
    assert list(Console(log_json=True).progress("abc", "normalize", 3)) == ["a", "b", "c"]
    assert [event["articles"] for event in events(capsys)] == [1, 2, 3, 3]


@pytest.mark.parametrize(("verbose", "shown"), [(False, MOST_SHOWN), (True, MOST_SHOWN + 5)])
def test_the_log_has_the_findings_that_the_text_has(
    capsys: pytest.CaptureFixture[str], verbose: bool, shown: int
) -> None:
    console = Console(verbose=verbose, log_json=True)
    for number in range(MOST_SHOWN + 5):
        console.show(NO_TEXT.finding("“x”\nno text", article=f"a{number}"))
    console.log_summary(articles=0)
    *findings, summary = events(capsys)
    assert [event["article"] for event in findings] == [f"a{number}" for number in range(shown)]
    assert [finding["count"] for finding in summary["findings"]] == [MOST_SHOWN + 5]
