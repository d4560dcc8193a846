"""The text goes back into records that were published without it, where a copy proves to be of their article."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ontherecord.__main__ import main
from ontherecord.errors import SourceError
from ontherecord.findings import Finding
from ontherecord.gold import article_alone, compile_gold, parse_gold
from ontherecord.gold.model import Gold
from ontherecord.hydrate import hydrate, refill
from ontherecord.jsonl import read_articles, write_articles
from ontherecord.normalize import normalize, parse_metadata
from ontherecord.publish.projection import publishable
from ontherecord.records import Article, Rights, Source, Speaker, SpeakerMention
from ontherecord.validate.spans import NAMELESS_KINDS

from .gold.examples import golds

RAW = """FERRIES

Ferry to sail again

By Ines Tolk

“We have waited,” said Ines Marlow on Monday. A firefighter laughed, the memo said.
"""
SHEET = {"file": "ferry.txt", "kicker": "FERRIES", "published": "2024-03-12", "license": None}
GOLD = """\
annotator: A
s1 person | Ines Marlow | role: baker
s2 document | memo
---
“{q1 direct s1 inverted|We have waited,}” {cue q1|said} {s1 source q1|Ines Marlow} on \
{d1 DATE 2024-03-11 anchor=published|Monday}. {q2 indirect s2 document-speaker nominal-speaker|A firefighter laughed}, \
{s2 nominal source q2|the memo} {cue q2|said}.
"""


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "ferry.txt").write_text(RAW, encoding="utf-8")
    (folder / "sources.jsonl").write_text(json.dumps(SHEET) + "\n", encoding="utf-8")
    return folder


def full_article(copies: Path) -> Article:
    items = normalize([copies], parse_metadata())
    (article,) = (item for item in items if isinstance(item, Article))
    parsed, _ = parse_gold(GOLD, "ferry.txt")
    assert parsed is not None
    return compile_gold(parsed.gold, article)


def standoff(article: Article) -> Article:
    row = publishable(replace(article, rights=Rights(distribution="standoff")))
    assert row is not None
    return row


def codes(article: Article, copies: Path) -> list[str]:
    """The article comes back without text; the codes that tell why."""
    items = list(hydrate([article], [copies]))
    assert items[-1] == article
    return [item.code for item in items if isinstance(item, Finding)]


def without_descriptions(article: Article) -> Article:
    speakers = (replace(item, name=None) if item.kind in NAMELESS_KINDS else item for item in article.speakers)
    return replace(article, speakers=tuple(speakers), rights=Rights())


@given(golds(), st.text(), st.none() | st.text())
def test_any_record_gets_back_all_that_standoff_took_away(gold: Gold, headline: str, kicker: str | None) -> None:
    whole = replace(article_alone("ferry", gold), headline=headline, kicker=kicker)
    assert without_descriptions(refill(standoff(whole), whole)) == without_descriptions(whole)


def test_a_record_gets_its_text_from_the_file_that_it_was_made_of(copies: Path) -> None:
    whole = full_article(copies)
    assert list(hydrate([standoff(whole)], [copies])) == [replace(whole, rights=Rights())]


def test_the_name_of_a_document_comes_from_its_first_mention_that_is_no_pronoun() -> None:
    mentions = (SpeakerMention(0, 2, None, "pronoun"), SpeakerMention(3, 11, None, "nominal"))
    unheard = Speaker("s2", None, kind="unnamed", mentions=mentions[:1])
    person = Speaker("s3", None, kind="person", mentions=mentions)
    speakers = (Speaker("s1", None, kind="document", mentions=mentions), unheard, person)
    filled = refill(Article(id="a", speakers=speakers), Article(id="a", text="It the memo"))
    assert [speaker.name for speaker in filled.speakers] == ["memo", None, None]


def test_a_record_with_text_passes_as_it_is(copies: Path) -> None:
    whole = Article(id="other", text="It rained.")
    assert list(hydrate([whole], [copies])) == [whole]


def test_a_copy_that_was_edited_is_none(copies: Path) -> None:
    row = standoff(full_article(copies))
    (copies / "ferry.txt").write_text(RAW + "\n", encoding="utf-8")
    assert codes(row, copies) == ["OTR801-copy-missing"]


def test_a_record_that_names_no_bytes_has_no_copy(copies: Path) -> None:
    assert codes(replace(standoff(full_article(copies)), source=Source()), copies) == ["OTR801-copy-missing"]


def test_another_normalizer_is_told(copies: Path) -> None:
    row = standoff(full_article(copies))
    row = replace(row, source=replace(row.source, normalizer_version="0"))
    assert codes(row, copies) == ["OTR802-copy-normalized-otherwise"]


def test_another_text_of_the_same_bytes_is_told_and_not_used(copies: Path) -> None:
    row = replace(standoff(full_article(copies)), text_sha256="0" * 64)
    assert codes(row, copies) == ["OTR803-copy-text-differs"]


def test_a_copy_that_cannot_be_read_is_told(copies: Path) -> None:
    row = standoff(full_article(copies))
    (copies / "empty.txt").touch()
    items = list(hydrate([row], [copies]))
    assert [item.code for item in items if isinstance(item, Finding)] == ["OTR002-empty-file"]
    assert [item.text for item in items if isinstance(item, Article)] != [None]


def test_without_any_copy_or_record_there_is_nothing_to_do(copies: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match="no article in"):
        list(hydrate([standoff(full_article(copies))], [tmp_path / "empty"]))
    with pytest.raises(SourceError, match="no record"):
        list(hydrate([], [copies]))


def test_a_release_is_hydrated_on_the_command_line(copies: Path, tmp_path: Path) -> None:
    whole, out = full_article(copies), tmp_path / "out.jsonl"
    write_articles(tmp_path / "annotated.jsonl", [whole])
    assert main(["publish", str(tmp_path / "annotated.jsonl"), "-o", str(tmp_path / "release")]) == 0
    assert main(["hydrate", str(tmp_path / "release"), "--text", str(copies), "-o", str(out)]) == 0
    assert [article.text for article in read_articles(out)] == [whole.text]
    assert main(["validate", str(out)]) == 0


def test_a_record_without_a_copy_is_a_warning_on_the_command_line(
    copies: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, out = tmp_path / "rows.jsonl", tmp_path / "out.jsonl"
    row = standoff(full_article(copies))
    write_articles(rows, [row, replace(row, id="lost", source=Source(file="lost.txt"))])
    assert main(["hydrate", str(rows), "--text", str(copies), "-o", str(out)]) == 0
    error = capsys.readouterr().err
    assert "warning OTR801-copy-missing" in error
    assert "lost.txt" in error
    assert [(article.id, article.text is None) for article in read_articles(out)] == [("ferry", False), ("lost", True)]


@pytest.mark.parametrize(
    ("rows", "text"), [("nowhere.jsonl", "copies"), ("rows.jsonl", "nowhere"), ("copies", "copies")]
)
def test_nothing_to_read_is_wrong_usage_and_nothing_is_written(
    copies: Path, tmp_path: Path, rows: str, text: str
) -> None:
    write_articles(tmp_path / "rows.jsonl", [standoff(full_article(copies))])
    before = sorted(tmp_path.iterdir())
    command = ["hydrate", str(tmp_path / rows), "--text", str(tmp_path / text), "-o", str(tmp_path / "out.jsonl")]
    assert main(command) == 2
    assert sorted(tmp_path.iterdir()) == before
