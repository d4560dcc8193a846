"""A sample of links that a person has checked in their context, one by one; the wrong ones are kept as wrong.

`organization_links.csv`: article, fullest name there, entry of the register, and whether it is right. Rows of the
collection `corpus` have all links in the corpus of this repository but for its test split; they are made again here.
Rows of the collection `outside` are of news that is not in this repository; they are counted only.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontherecord.annotate.language_model import load_model, parse
from ontherecord.annotate.names.entities import find_entities
from ontherecord.annotate.names.organization_register import shipped_register
from ontherecord.annotate.organization_links import linked_entry, setting_of
from ontherecord.normalize import Metadata, normalize
from ontherecord.records import Article

RAW = Path(__file__).parents[2] / "corpus" / "raw"
LEAST_LINKS = 110
LEAST_PRECISION = 0.95


def checked_links() -> list[dict[str, str]]:
    with (Path(__file__).parent / "organization_links.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def links_of(articles: list[Article]) -> Iterator[tuple[str, str, str]]:
    """Article, name and entry of each organization that the annotator links."""
    for article, doc in zip(articles, parse([article.text or "" for article in articles], load_model()), strict=True):
        setting = setting_of(doc.text)
        for entity in find_entities(doc, publisher=article.source.name):
            forms = list(dict.fromkeys(doc.text[start:end] for start, end in entity.mentions))
            entry = linked_entry(forms, setting, shipped_register()) if entity.kind == "organization" else None
            if entry:
                yield article.id, entity.name, entry.name


def precision(rows: list[dict[str, str]]) -> float:
    return sum(row["verdict"] == "right" for row in rows) / len(rows)


@pytest.fixture(scope="module")
def fresh_links() -> list[tuple[str, str, str]]:
    items = normalize([RAW], Metadata())
    return list(links_of([item for item in items if isinstance(item, Article) and item.split != "test"]))


@pytest.fixture
def verdicts() -> dict[tuple[str, str, str], str]:
    rows = [row for row in checked_links() if row["collection"] == "corpus"]
    return {(row["article"], row["name"], row["entry"]): row["verdict"] for row in rows}


def test_every_link_in_the_corpus_was_checked(
    fresh_links: list[tuple[str, str, str]], verdicts: dict[tuple[str, str, str], str]
) -> None:
    """A link that is not in the table: read its article, and write it down with its verdict."""
    assert [link for link in fresh_links if link not in verdicts] == []


def test_links_in_the_corpus_are_right(
    fresh_links: list[tuple[str, str, str]], verdicts: dict[tuple[str, str, str], str]
) -> None:
    assert len(fresh_links) >= LEAST_LINKS
    wrong = [link for link in fresh_links if verdicts.get(link) != "right"]
    assert 1 - len(wrong) / len(fresh_links) >= LEAST_PRECISION, wrong


def test_sample_was_right_where_it_was_checked() -> None:
    rows = checked_links()
    assert precision(rows) >= LEAST_PRECISION
    assert precision([row for row in rows if row["wikidata"]]) >= LEAST_PRECISION


def test_sample_names_entries_of_the_register_with_their_ids() -> None:
    ids = {entry.name: entry.wikidata or "" for entry in shipped_register().by_name.values()}
    assert [row for row in checked_links() if ids.get(row["entry"]) != row["wikidata"]] == []
