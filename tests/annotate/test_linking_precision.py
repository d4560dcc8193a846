"""A sample of links that a person has checked in their context, one by one; the wrong ones are kept as wrong.

`organization_links.csv`: article, fullest name there, entry of the register, and whether it is right. Rows of the
collection `outside` are of news that is not in this repository; they are counted, and cannot be made again here.
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
LEAST_LINKS = 75
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
    wanted = {row["article"] for row in checked_links() if row["collection"] == "corpus"}
    items = normalize([RAW], Metadata())
    return list(links_of([item for item in items if isinstance(item, Article) and item.id in wanted]))


def test_links_in_the_corpus_are_right(fresh_links: list[tuple[str, str, str]]) -> None:
    """A link that nobody has checked yet counts as wrong: check it and write it down."""
    right = {
        (row["article"], row["name"], row["entry"])
        for row in checked_links()
        if row["collection"] == "corpus" and row["verdict"] == "right"
    }
    assert len(fresh_links) >= LEAST_LINKS
    doubtful = [link for link in fresh_links if link not in right]
    assert 1 - len(doubtful) / len(fresh_links) >= LEAST_PRECISION, doubtful


def test_sample_was_right_where_it_was_checked() -> None:
    rows = checked_links()
    assert precision(rows) >= LEAST_PRECISION
    assert precision([row for row in rows if row["wikidata"]]) >= LEAST_PRECISION


def test_sample_names_entries_of_the_register_with_their_ids() -> None:
    ids = {entry.name: entry.wikidata or "" for entry in shipped_register().by_name.values()}
    assert [row for row in checked_links() if ids.get(row["entry"]) != row["wikidata"]] == []
