"""Which findings are listed, and which a baseline excuses."""

import json
from pathlib import Path

import pytest

from ontherecord.errors import SourceError, UsageError
from ontherecord.findings import CARRIAGE_RETURN, DANGLING_DATE, DANGLING_SPEAKER, Finding
from ontherecord.validate.baseline import Baseline, read_baseline, without_known
from ontherecord.validate.selection import cut, select

SPEAKER = DANGLING_SPEAKER.finding(
    "x", file="corpus/a.jsonl", line=3, pointer="/quotations/0/speaker_id", article="a-1"
)
DATE = DANGLING_DATE.finding("x", file="corpus/a.jsonl", line=4, pointer="/quotations/0/date_id", article="a-2")
LINE_END = CARRIAGE_RETURN.finding("x", file="corpus/a.jsonl", line=1)


def baseline_of(folder: Path, *entries: dict[str, str]) -> Baseline:
    path = folder / "known.jsonl"
    path.write_text("".join(json.dumps({"reason": "seen", **entry}) + "\n" for entry in entries), encoding="utf-8")
    return read_baseline(path)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code.partition("-")[0] for finding in findings]


def test_only_some_codes_and_all_but_some_are_listed() -> None:
    findings = [SPEAKER, DATE, LINE_END]
    assert list(select(findings, {SPEAKER.code}, ())) == [SPEAKER]
    assert list(select(findings, (), {SPEAKER.code})) == [DATE, LINE_END]
    assert list(select(findings, {SPEAKER.code, DATE.code}, {SPEAKER.code})) == [DATE]


def test_the_first_findings_of_each_code_are_listed_and_the_rest_is_told() -> None:
    *listed, told = cut([SPEAKER, DATE, SPEAKER, SPEAKER], 1)
    assert listed == [SPEAKER, DATE]
    assert (told.code, told.message) == ("OTR703-findings-left-out", f"2 more of {SPEAKER.code}")


@pytest.mark.parametrize(
    "entry",
    [
        {"code": "OTR301"},
        {"code": "dangling-speaker", "article": "a-1"},
        {"code": SPEAKER.code, "file": "a.jsonl"},
        {"code": "301", "file": "corpus/a.jsonl", "article": "a-1", "pointer": "/quotations/0/speaker_id"},
    ],
)
def test_an_entry_excuses_what_it_matches(entry: dict[str, str], tmp_path: Path) -> None:
    left = list(without_known([SPEAKER, DATE], baseline_of(tmp_path, entry), 5))
    assert codes(left) == ["OTR303", "OTR704"]


@pytest.mark.parametrize(
    "entry",
    [
        {"code": "OTR303"},
        {"code": "OTR301", "article": "a-2"},
        {"code": "OTR301", "file": "b.jsonl"},
        {"code": "OTR301", "file": "us/a.jsonl"},
        {"code": "OTR301", "pointer": "/quotations/1/speaker_id"},
    ],
)
def test_an_entry_that_matches_nothing_is_stale(entry: dict[str, str], tmp_path: Path) -> None:
    *left, stale = without_known([SPEAKER], baseline_of(tmp_path, entry), 5)
    assert left == [SPEAKER]
    assert (stale.code, stale.line) == ("OTR702-stale-known-finding", 1)


def test_an_entry_of_a_level_that_was_not_reached_is_not_stale(tmp_path: Path) -> None:
    assert list(without_known([], baseline_of(tmp_path, {"code": "OTR301"}), 2)) == []


def test_an_entry_outlives_a_change_of_line_and_message(tmp_path: Path) -> None:
    moved = DANGLING_SPEAKER.finding("y", file="corpus/a.jsonl", line=9, pointer=SPEAKER.pointer, article="a-1")
    known = baseline_of(tmp_path, {"code": "OTR301", "article": "a-1", "pointer": str(SPEAKER.pointer)})
    assert codes(list(without_known([moved], known, 5))) == ["OTR704"]


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        '{"code": "OTR301"}',
        '{"code": "OTR301", "reason": " "}',
        '{"code": "OTR999", "reason": "seen"}',
        '{"code": "OTR301", "reason": "seen", "line": 3}',
    ],
)
def test_a_baseline_that_cannot_be_used_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "known.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"known\.jsonl:2"):
        read_baseline(tmp_path / "known.jsonl")


def test_a_baseline_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        read_baseline(tmp_path / "absent.jsonl")
