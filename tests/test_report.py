"""Findings as text, JSON and workflow commands."""

import json
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.findings import CARRIAGE_RETURN, DANGLING_SPEAKER, ENCODING_GUESSED, Finding, Severity
from ontherecord.report import RENDERERS, render_github, render_json, render_text, summary_line

DANGLING = DANGLING_SPEAKER.finding(
    "'s9' refers to nothing", file="a.jsonl", line=3, pointer="/quotations/0/speaker_id", article="ferry-talks"
)
BARE = CARRIAGE_RETURN.finding("the line ends in a carriage return")
GUESSED = ENCODING_GUESSED.finding("read as cp1252", file="b.txt")

ANY_TEXT = st.text(st.characters(codec=None), max_size=20)
FINDINGS = st.builds(
    Finding,
    code=st.just(str(DANGLING_SPEAKER)),
    severity=st.sampled_from(Severity),
    message=ANY_TEXT,
    hint=ANY_TEXT,
    file=st.none() | ANY_TEXT,
    line=st.none() | st.integers(min_value=1),
    pointer=st.none() | ANY_TEXT,
    article=st.none() | ANY_TEXT,
)


def test_text_tells_place_severity_code_pointer_and_message() -> None:
    assert list(render_text([DANGLING])) == [
        "a.jsonl:3: error OTR301-dangling-speaker /quotations/0/speaker_id: 's9' refers to nothing",
        f"    {DANGLING_SPEAKER.hint}",
    ]


@pytest.mark.parametrize(
    ("finding", "start"),
    [
        (BARE, "warning OTR111-carriage-return: the line"),
        (GUESSED, "b.txt: info OTR011-encoding-guessed: read"),
        (DANGLING_SPEAKER.finding("x", article="ferry-talks"), "ferry-talks: error OTR301-dangling-speaker: x"),
        (DANGLING_SPEAKER.finding("x", line=4), "error OTR301-dangling-speaker: x"),
    ],
)
def test_text_leaves_out_what_is_not_known(finding: Finding, start: str) -> None:
    assert next(render_text([finding])).startswith(start)


def test_text_gives_no_control_character_to_a_terminal() -> None:
    line = next(render_text([DANGLING_SPEAKER.finding("a\x1b[31m\nb\u202e", file="\udce4.jsonl")]))
    assert line == r"\udce4.jsonl: error OTR301-dangling-speaker: a\x1b[31m\nb\u202e"


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


def test_github_commands_name_file_line_and_code() -> None:
    assert list(render_github([DANGLING])) == [
        "::error file=a.jsonl,line=3,title=OTR301-dangling-speaker::/quotations/0/speaker_id: 's9' refers to nothing"
        f"%0A{DANGLING_SPEAKER.hint}"
    ]


def test_github_commands_escape_what_would_end_them() -> None:
    finding = DANGLING_SPEAKER.finding("50 %\r\na: b, c", file="a,b:c%.jsonl", line=1)
    assert next(render_github([finding])).startswith(
        "::error file=a%2Cb%3Ac%25.jsonl,line=1,title=OTR301-dangling-speaker::50 %25%0D%0Aa: b, c%0A"
    )


def test_github_has_a_notice_for_an_info_and_needs_no_file() -> None:
    assert next(render_github([GUESSED])).startswith("::notice file=b.txt,title=")
    assert next(render_github([BARE])).startswith("::warning title=OTR111-carriage-return::the line")


@pytest.mark.parametrize("name", sorted(RENDERERS))
@given(findings=st.lists(FINDINGS, max_size=3))
def test_every_report_is_lines_that_can_be_written(name: str, findings: list[Finding]) -> None:
    for line in RENDERERS[name](findings):
        assert "\n" not in line
        line.encode()


@pytest.mark.parametrize(
    ("findings", "summary"),
    [
        ([], "no findings"),
        ([BARE], "1 warning (OTR111-carriage-return 1)"),
        (
            [GUESSED, GUESSED, BARE, DANGLING, DANGLING],
            "2 errors (OTR301-dangling-speaker 2); 1 warning (OTR111-carriage-return 1); "
            "2 info (OTR011-encoding-guessed 2)",
        ),
    ],
)
def test_the_summary_counts_by_severity_and_code(findings: Iterable[Finding], summary: str) -> None:
    assert summary_line(findings) == summary
