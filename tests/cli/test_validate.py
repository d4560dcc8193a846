"""The options of `ontherecord validate`."""

import io
import json
import sys
from pathlib import Path

import pytest

from ontherecord.__main__ import main

LINE = b'{"id": "a-1"}\r\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINE * 3)
    return path


def listed(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, int | None]]:
    return [(row["code"].partition("-")[0], row["line"]) for row in json.loads(capsys.readouterr().out)]


def validate(*arguments: object) -> int:
    return main(["validate", "--format", "json", *map(str, arguments)])


def test_a_level_ends_validation_there(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate(file, "--level", 1) == 0
    assert listed(capsys) == [("OTR111", 1), ("OTR111", 2), ("OTR111", 3)]
    assert validate(file, "--level", 2) == 1


def test_codes_are_chosen_by_number_or_slug(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate(file, "--only", "carriage-return,OTR202") == 0
    assert listed(capsys) == [("OTR111", 1), ("OTR111", 2), ("OTR111", 3)]
    assert validate(file, "--exclude", "201,carriage-return") == 0
    assert listed(capsys) == []


def test_what_is_left_out_of_the_list_still_counts(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate(file, "--max-per-code", 0) == 1
    output = capsys.readouterr()
    assert {row["code"] for row in json.loads(output.out)} == {"OTR703-findings-left-out"}
    assert "3  warning  OTR111-carriage-return" in output.err


def test_a_baseline_excuses_findings(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = tmp_path / "known.json"
    entries = [{"code": code, "reason": "seen"} for code in ("OTR201", "OTR111")]
    known.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    assert validate(file, "--baseline", known) == 0
    assert listed(capsys) == [("OTR704", None)]


@pytest.mark.parametrize(
    "arguments", [["--only", "OTR999"], ["--exclude", ","], ["--level", "6"], ["--baseline", "absent.jsonl"]]
)
def test_a_wrong_option_is_wrong_usage(arguments: list[str], file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate(file, *arguments) == 2
    assert capsys.readouterr().out == ""


def test_a_close_code_is_suggested(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate(file, "--only", "cariage-return") == 2
    assert "did you mean carriage-return?" in capsys.readouterr().err


def test_fix_mends_first_and_says_what_it_did(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate(file, "--fix", "--level", 1) == 0
    assert {code for code, _ in listed(capsys)} == {"OTR701"}
    assert b"\r" not in file.read_bytes()
    assert validate(file, "--fix", "--level", 1) == 0
    assert listed(capsys) == []


def test_standard_input_is_validated(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINE)))
    assert validate("-", "--level", 1) == 0
    assert listed(capsys) == [("OTR111", 1)]
