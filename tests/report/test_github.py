"""Findings as workflow commands."""

from ontherecord.findings import DANGLING_SPEAKER
from ontherecord.report import render_github

from .examples import BARE, DANGLING, GUESSED


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
