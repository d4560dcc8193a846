"""Findings as text: place, message, excerpt, hint; colour only where it is asked for."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from ontherecord.findings import DANGLING_SPEAKER, Finding
from ontherecord.report import render_text, summary_line
from ontherecord.report.excerpt import LONGEST_LINE

from .examples import BARE, DANGLING, GUESSED


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


def test_text_shows_the_stretch_of_the_line_with_carets_under_the_value(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [{"id": "a"}, {"id": "b", "kicker": "\x1b🚢", "genre": "gossip", "origin": None}]
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    finding = DANGLING_SPEAKER.finding("x", file=str(file), line=2, pointer="/genre")
    _, stretch, carets, hint = render_text([finding])
    assert stretch == '    …"kicker": "\\u001b🚢", "genre": "gossip", "origin": null}'
    # The ship takes two columns.
    assert carets.rstrip("^") == " " * (stretch.index('"gossip"') + 1)
    assert carets.lstrip() == "^" * len('"gossip"')
    assert hint.strip() == DANGLING_SPEAKER.hint


def test_text_shows_lines_in_any_order(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("".join(f'{{"id": {number}}}\n' for number in range(1, 6)))
    findings = [DANGLING_SPEAKER.finding("x", file=str(file), line=line, pointer="/id") for line in (2, 2, 5, 1, 9, 3)]
    shown = [line.strip() for line in render_text(findings) if line.startswith("    {")]
    assert shown == ['{"id": 2}', '{"id": 2}', '{"id": 5}', '{"id": 1}', '{"id": 3}']


def test_colour_adds_escapes_and_changes_no_word(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": 1}\n')
    findings = [DANGLING_SPEAKER.finding("x", file=str(file), line=1, pointer="/id"), BARE, GUESSED]
    plain, colored = list(render_text(findings)), list(render_text(findings, color=True))
    assert plain != colored
    assert [re.sub("\x1b\\[[0-9;]*m", "", line) for line in colored] == plain


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


def test_a_line_that_cannot_be_read_again_has_no_excerpt(tmp_path: Path) -> None:
    contents = {"long": b'{"id": "' + b"x" * LONGEST_LINE + b'"}\n', "odd": b'\xff{"id": 1}\n', "empty": b""}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    for name in (*contents, "absent", ""):
        finding = DANGLING_SPEAKER.finding("x", file=str(tmp_path / name), line=1, pointer="/id")
        assert len(list(render_text([finding]))) == 2
