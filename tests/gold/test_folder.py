"""Folders of gold: read by article, laid onto a stream of articles, and checked from the command line."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ontherecord.__main__ import main
from ontherecord.cli.gold import gold_command
from ontherecord.errors import SourceError
from ontherecord.findings import Finding
from ontherecord.gold import lay_gold, read_gold_files
from ontherecord.records import Article, complete

TEXT = "“Wait,” Ines Marlow said on Monday."
GOLD = """\
annotator: A
reviewed: 2026-01-30
s1 person | Ines Marlow
---
“{q1 direct s1 on=d1|Wait,}” {s1 source q1|Ines Marlow} {cue q1|said} on {d1 DATE 2024-03-11 anchor=published|Monday}.
"""
RAW = f"Ferry to sail again\n\n12 March 2024\n\n{TEXT}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "ferry.txt").write_text(GOLD, encoding="utf-8")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "ferry.txt").write_text(RAW, encoding="utf-8")
    return tmp_path


def lay(folder: Path, *articles: Article) -> tuple[list[Article], list[str]]:
    items = list(lay_gold(articles, read_gold_files([folder / "gold"])))
    codes = [item.code[:6] for item in items if isinstance(item, Finding)]
    return [item for item in items if isinstance(item, Article)], codes


def check(folder: Path, *arguments: str) -> int:
    command = [str(folder / "gold"), "--raw", str(folder / "raw"), *arguments]
    return main(command, command=gold_command, name="gold")


def article(identifier: str, text: str = TEXT) -> Article:
    return complete(Article(id=identifier, text=text))


def test_an_article_gets_its_gold_and_others_pass_as_they_are(folder: Path) -> None:
    (ferry, other), codes = lay(folder, article("ferry"), article("other"))
    assert [quotation.text for quotation in ferry.quotations] == ["Wait,"]
    assert (other, codes) == (article("other"), [])


def test_gold_of_another_text_is_told_and_not_used(folder: Path) -> None:
    changed = article("ferry", TEXT.replace("Monday", "Tuesday"))
    assert lay(folder, changed) == ([changed], ["OTR624"])


def test_gold_with_an_error_is_told_and_not_used(folder: Path) -> None:
    (folder / "gold" / "ferry.txt").write_text(GOLD.replace("{cue q1", "{cue q7"), encoding="utf-8")
    laid, codes = lay(folder, article("ferry"))
    assert (laid, codes) == ([article("ferry")], ["OTR614", "OTR618"])


def test_gold_without_an_article_is_told(folder: Path) -> None:
    assert lay(folder, article("other")) == ([article("other")], ["OTR625"])


def test_a_file_that_is_no_text_is_told(folder: Path) -> None:
    (folder / "gold" / "ferry.txt").write_bytes(b"\xff\xfe\x00")
    assert lay(folder, article("ferry")) == ([article("ferry")], ["OTR001"])


def test_only_text_files_directly_in_the_folder_are_gold(folder: Path) -> None:
    (folder / "gold" / "second").mkdir()
    (folder / "gold" / "second" / "ferry.txt").write_text(GOLD, encoding="utf-8")
    (folder / "gold" / "notes.md").write_text("notes", encoding="utf-8")
    assert list(read_gold_files([folder / "gold"])) == ["ferry"]


@pytest.mark.parametrize(
    ("paths", "message"),
    [(("absent",), "cannot open"), (("empty",), "no gold file"), (("gold", "second"), "are gold of one article")],
)
def test_paths_without_gold_or_with_two_of_an_article_are_refused(
    folder: Path, paths: Sequence[str], message: str
) -> None:
    (folder / "empty").mkdir()
    (folder / "second").mkdir()
    (folder / "second" / "ferry.txt").write_text(GOLD, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_gold_files([folder / path for path in paths])


def test_the_command_is_content_with_right_gold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(folder) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 articles, 6 words, 1 quotations (1 direct, 0 indirect, 0 mixed; 0% of the direct ones floating), "
        "1 speakers, 0 organizations (0 mentions), 1 dates",
        "labels: none",
    ]


def test_the_command_tells_errors_by_file_and_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "gold" / "ferry.txt").write_text(GOLD.replace("{cue q1|said}", "said}"), encoding="utf-8")
    assert check(folder) == 1
    captured = capsys.readouterr()
    assert (
        f"{folder}/gold/ferry.txt:5: error OTR612-malformed-tag: column 61: a }} that closes no tag\n" in captured.out
    )
    assert captured.err == "       1  error    OTR612-malformed-tag\n"


def test_the_command_tells_what_the_validator_finds_by_the_line_of_the_gold(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "gold" / "ferry.txt").write_text(GOLD.replace("DATE 2024", "TIME 2024"), encoding="utf-8")
    assert check(folder) == 0
    place = f"{folder}/gold/ferry.txt:5: warning OTR335-timex-type-differs: d1 type: "
    assert place in capsys.readouterr().out


@pytest.mark.parametrize("raw_is_there", [True, False])
def test_gold_whose_article_cannot_be_had_is_checked_in_itself(
    folder: Path, capsys: pytest.CaptureFixture[str], raw_is_there: bool
) -> None:
    (folder / "raw" / "ferry.txt").rename(folder / "raw" / "other.txt")
    if not raw_is_there:
        (folder / "raw").rename(folder / "elsewhere")
    (folder / "gold" / "ferry.txt").write_text(GOLD.replace("DATE 2024", "TIME 2024"), encoding="utf-8")
    assert check(folder) == 0
    out = capsys.readouterr().out
    assert "warning OTR335-timex-type-differs: d1 type: " in out
    assert f"{folder}/raw: warning OTR626-gold-uncompared: 1 of 1: ferry\n" in out


def test_infos_are_shown_where_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "gold" / "ferry.txt").write_text(GOLD.replace("reviewed: 2026-01-30\n", ""), encoding="utf-8")
    assert check(folder) == 0
    assert "OTR623" not in capsys.readouterr().out
    assert check(folder, "--verbose") == 0
    assert "OTR623" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "absent")], command=gold_command, name="gold") == 2
    assert capsys.readouterr().err.startswith("error: cannot open")
