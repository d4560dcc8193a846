"""`ontherecord site` and `ontherecord show`: the same article as pages and on a terminal."""

from pathlib import Path

import pytest

from ontherecord.__main__ import main
from ontherecord.jsonl import write_articles
from ontherecord.records import Article, Quotation, Rights, complete


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    quotation = Quotation(start=1, end=6, text="Rain,", kind="direct")
    rights = Rights("CC-BY-4.0", distribution="full")
    article = Article(id="rain-1", headline="Wet", text="“Rain,” said Ada.", quotations=(quotation,), rights=rights)
    write_articles(tmp_path / "rain.jsonl", [complete(article)])
    return tmp_path / "rain.jsonl"


def test_site_writes_pages_and_says_where(rain: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "pages"
    assert (
        main(["site", str(rain), "-o", str(out), "--title", "Our paper", "--report-url", "https://example.org/"]) == 0
    )
    assert str(out / "index.html") in capsys.readouterr().err
    assert "<title>Our paper</title>" in (out / "index.html").read_text(encoding="utf-8")
    (article,) = out.glob("articles/*/*.html")
    assert "https://example.org/?title=rain-1" in article.read_text(encoding="utf-8")


def test_site_of_a_release_without_an_article_to_show_fails_and_writes_nothing(tmp_path: Path) -> None:
    withheld = complete(Article(id="rain-1", text="Rain.", rights=Rights(distribution="withheld")))
    write_articles(tmp_path / "rain.jsonl", [withheld])
    assert main(["site", str(tmp_path / "rain.jsonl"), "-o", str(tmp_path / "pages")]) == 2
    assert not (tmp_path / "pages").exists()


def test_show_prints_the_article_and_who_said_what(rain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "rain-1", str(rain)]) == 0
    printed = capsys.readouterr().out
    assert "“Rain,” said Ada." in printed
    assert "q1 · direct · speaker unknown" in printed


def test_show_of_an_unknown_article_fails(rain: Path) -> None:
    assert main(["show", "snow-1", str(rain)]) == 2
