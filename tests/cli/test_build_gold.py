"""`ontherecord build --gold`: annotations by hand are published, and gold with an error keeps a release back."""

from pathlib import Path

import pytest

from ontherecord.__main__ import main
from ontherecord.jsonl import read_articles, write_articles
from ontherecord.records import Article, Paragraph, text_sha256

RAW = """Ferry to sail again

12 March 2024

“We have waited,” said Ines Marlow. She fed her dog Monday before she went home.
"""
# The last words are a trap for the machine: here Monday is a dog.
GOLD = """\
annotator: A
reviewed: 2026-01-30
s1 person | Ines Marlow | role: baker
---
“{q1 direct s1 inverted|We have waited,}” {cue q1|said} {s1 source q1|Ines Marlow}. She fed her dog Monday before she \
went home.
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    for folder in ("raw", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "raw" / "ferry.txt").write_text(RAW, encoding="utf-8")
    (tmp_path / "raw" / "other.txt").write_text(RAW.replace("Ferry", "Tram"), encoding="utf-8")
    (tmp_path / "raw" / "sources.jsonl").write_text(
        '{"file": "ferry.txt", "license": "CC-BY-4.0"}\n{"file": "other.txt", "license": "CC-BY-4.0"}\n'
    )
    (tmp_path / "gold" / "ferry.txt").write_text(GOLD, encoding="utf-8")
    return tmp_path


def build(corpus: Path) -> int:
    return main(["build", str(corpus / "raw"), "-o", str(corpus / "out"), "--gold", str(corpus / "gold")])


def test_gold_takes_the_place_of_the_machine(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(corpus) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [f"{'articles':16}{2:>8}", f"{'gold':16}{1:>8}"]
    articles = {article.id: article for article in read_articles(corpus / "out" / "jsonl" / "train.jsonl")}
    ferry, other = articles["ferry"], articles["other"]
    assert [layer.tool for layer in ferry.layers] == ["hand"] * 4
    assert [layer.tool for layer in other.layers] == ["ontherecord"] * 4
    assert (ferry.speakers[0].role, ferry.quotations[0].phenomena, ferry.dates) == ("baker", ("inverted",), ())
    assert [date.text for date in other.dates] == ["Monday"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("absent", GOLD, "OTR625-gold-without-article"),
        ("ferry", GOLD.replace("dog", "cat"), "OTR624-gold-text-differs"),
        ("ferry", GOLD.replace("{cue q1", "{cue q9"), "OTR614-undefined-id"),
    ],
)
def test_gold_with_an_error_keeps_the_release_back(
    corpus: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, code: str
) -> None:
    (corpus / "gold" / f"{name}.txt").write_text(content, encoding="utf-8")
    assert build(corpus) == 1
    captured = capsys.readouterr()
    assert code in captured.err
    assert captured.out.splitlines()[-1].startswith("not published: ")
    assert not (corpus / "out").exists()


def test_a_folder_without_gold_is_wrong_usage(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "gold" / "ferry.txt").unlink()
    assert build(corpus) == 2
    assert capsys.readouterr().err.startswith("error: no gold file")


def test_records_without_text_in_the_folder_of_gold_are_published_as_they_are(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "gold" / "standoff").mkdir()
    row = Article(id="elsewhere", text_sha256=text_sha256("It rained."), paragraphs=(Paragraph(0, 10),), split="train")
    write_articles(corpus / "gold" / "standoff" / "elsewhere.jsonl", [row])
    assert build(corpus) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [f"{'articles':16}{3:>8}", f"{'gold':16}{2:>8}"]
    articles = {article.id: article for article in read_articles(corpus / "out" / "jsonl" / "train.jsonl")}
    assert articles["elsewhere"] == row


def test_a_record_without_text_that_has_the_id_of_an_article_keeps_the_release_back(corpus: Path) -> None:
    (corpus / "gold" / "standoff").mkdir()
    row = Article(id="other", text_sha256=text_sha256("It rained."), paragraphs=(Paragraph(0, 10),))
    write_articles(corpus / "gold" / "standoff" / "other.jsonl", [row])
    assert build(corpus) == 1
    assert not (corpus / "out").exists()
