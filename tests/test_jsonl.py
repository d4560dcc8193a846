"""Article records are written and read line by line, all of them or none."""

import datetime
import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.errors import SourceError
from ontherecord.findings import Finding
from ontherecord.jsonl import (
    STANDARD_STREAM,
    count_rows,
    encode_article,
    read_articles,
    read_articles_or_findings,
    write_articles,
)
from ontherecord.records import Article
from ontherecord.remote import place

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def test_articles_come_back_as_they_were_written(tmp_path: Path) -> None:
    articles = [
        Article(id="a-1", headline="“Yes” 😀", text="One.", published=datetime.date(2024, 2, 29)),
        Article(id="a-2"),
    ]
    path = tmp_path / "articles.jsonl"
    assert write_articles(path, articles) == 2
    assert list(read_articles(path)) == articles


@given(TEXTS, TEXTS)
def test_any_text_is_one_line(headline: str, text: str) -> None:
    line = encode_article(Article(id="a-1", headline=headline, text=text))
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1


def test_a_line_that_is_no_article_is_a_finding_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b'{"id": "a-1"}\n\n{"id": 2}\n\xff\xfe\n{"id": "a-3"}\n')
    items = list(read_articles_or_findings(path))
    assert [item.line if isinstance(item, Finding) else item.id for item in items] == ["a-1", 3, 4, "a-3"]


def test_a_line_that_is_no_article_is_an_error_where_all_are_needed(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b'{"id": "a-1"}\n{"id": "a-2", "shoe_size": 43}\n')
    with pytest.raises(SourceError, match=r"articles\.jsonl:2: .*shoe_size"):
        list(read_articles(path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.jsonl"):
        list(read_articles(tmp_path / "nowhere.jsonl"))


def test_a_hyphen_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "a-1"}\n')))
    assert [article.id for article in read_articles("-")] == ["a-1"]


def test_rows_are_counted_without_blank_lines_and_only_where_a_file_can_be_read_twice(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "a"}\n\n{"id": "b"}')
    assert count_rows(path) == 2
    assert count_rows(STANDARD_STREAM) is None
    assert count_rows(place("memory://rows.jsonl")) is None
