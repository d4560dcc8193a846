"""Findings as a JSON array and as JSON Lines."""

import json

from hypothesis import given
from hypothesis import strategies as st

from ontherecord.findings import DANGLING_SPEAKER, Finding
from ontherecord.report import render_json, render_jsonl

from .examples import BARE, DANGLING, FINDINGS


def test_json_is_one_array_with_every_key() -> None:
    rows = json.loads("\n".join(render_json([DANGLING, BARE])))
    assert rows[0] == {
        "code": "OTR301-dangling-speaker",
        "severity": "error",
        "message": "'s9' refers to nothing",
        "hint": DANGLING_SPEAKER.hint,
        "file": "a.jsonl",
        "line": 3,
        "pointer": "/quotations/0/speaker_id",
        "article": "ferry-talks",
    }
    assert rows[1]["file"] is None


@given(st.lists(FINDINGS, max_size=4))
def test_json_gives_back_what_it_was_given(findings: list[Finding]) -> None:
    rows = json.loads("\n".join(render_json(findings)))
    assert [row["message"] for row in rows] == [finding.message for finding in findings]


@given(st.lists(FINDINGS, max_size=4))
def test_json_lines_are_the_rows_of_the_array(findings: list[Finding]) -> None:
    assert [json.loads(line) for line in render_jsonl(findings)] == json.loads("\n".join(render_json(findings)))
