"""The command that finds copies, and its place in the build."""

import json
from pathlib import Path

import pytest

from ontherecord.__main__ import main

STORY = """{headline}

{day}

The ferry to Skarn will sail again on Friday after five weeks, the Harbour Trust said on Tuesday evening.

“We have waited long enough,” said Ines Marlow, the trust’s chairwoman, when she met reporters at the quay.

Engineers had found a crack in the shaft in January and waited for a new one from Rotterdam ever since.
"""
OTHER = """Library stays open late

14 March 2024

Readers may stay until 10 p.m. from April on, the librarian, Otto Brandt, told the council of Orne on Monday.
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "agency.txt").write_text(STORY.format(headline="Ferry to sail again", day="12 March 2024"))
    (folder / "post.txt").write_text(STORY.format(headline="Skarn gets its boat back", day="13 March 2024"))
    (folder / "library.txt").write_text(OTHER)
    return folder


def duplicates(path: Path) -> dict[str, object]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["duplicates"] for row in rows}


def test_copies_are_marked_and_told(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles, marked = tmp_path / "articles.jsonl", tmp_path / "marked.jsonl"
    assert main(["normalize", str(news), "-o", str(articles)]) == 0
    capsys.readouterr()
    assert main(["deduplicate", str(articles), "-o", str(marked), "--verbose"]) == 0
    assert duplicates(marked) == {
        "agency": {"cluster": "agency", "canonical": True},
        "library": {"cluster": None, "canonical": True},
        "post": {"cluster": "agency", "canonical": False},
    }
    assert "post: info OTR071-story-copy: a copy of 'agency'" in capsys.readouterr().err


def test_a_build_marks_copies_and_tells_how_many(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "release"
    assert main(["build", str(news), "-o", str(out), "--license", "CC0-1.0"]) == 0
    summary = capsys.readouterr().out
    assert "OTR071-story-copy" in summary
    assert "deduplicate" in summary
    assert duplicates(out / "jsonl" / "train.jsonl")["post"] == {"cluster": "agency", "canonical": False}


def test_nothing_to_deduplicate_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "none.jsonl").write_text("")
    assert main(["deduplicate", str(tmp_path / "none.jsonl"), "-o", str(tmp_path / "out.jsonl")]) == 2
    assert "nothing to deduplicate" in capsys.readouterr().err
