"""The corpus of this repository: its gold compiles, it is as large as it says, and no article is made from another."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ontherecord.findings import Finding, Severity
from ontherecord.gold import GoldFile, lay_gold, read_gold_files
from ontherecord.gold.folder import STANDOFF_FOLDER, read_standoff
from ontherecord.jsonl import write_articles
from ontherecord.normalize import Metadata, normalize
from ontherecord.records import Article
from ontherecord.validate import validate
from ontherecord.word_runs import words

CORPUS = Path(__file__).parents[2] / "corpus"
GOLD, RAW = CORPUS / "gold", CORPUS / "raw"
SHEETS = sorted(RAW.rglob("sources.jsonl"))
STANDOFF_FILES = sorted((GOLD / STANDOFF_FOLDER).iterdir())

LEAST_ARTICLES = 160
LEAST_WORDS = 80_000
LEAST_QUOTATIONS = 2_000
MOST_SHARED = 0.15
"""Share of the three-word runs of an article that another may have too."""


@pytest.fixture(scope="module")
def gold() -> dict[str, GoldFile]:
    return read_gold_files([GOLD])


@pytest.fixture(scope="module")
def corpus(gold: dict[str, GoldFile]) -> list[Article | Finding]:
    return list(lay_gold(normalize([RAW], Metadata()), gold))


@pytest.fixture(scope="module")
def articles(corpus: list[Article | Finding]) -> list[Article]:
    return [item for item in corpus if isinstance(item, Article)]


def test_all_raw_articles_and_all_gold_files_are_without_error(corpus: list[Article | Finding]) -> None:
    assert [item for item in corpus if isinstance(item, Finding) and item.severity is Severity.ERROR] == []


def test_every_article_has_gold(articles: list[Article], gold: dict[str, GoldFile]) -> None:
    annotated_by_hand = {article.id for article in articles if [layer.tool for layer in article.layers] == ["hand"] * 4}
    assert annotated_by_hand == {article.id for article in articles} == set(gold)


def test_all_annotated_records_are_valid(articles: list[Article], tmp_path: Path) -> None:
    write_articles(tmp_path / "articles.jsonl", articles)
    assert [finding for finding in validate([tmp_path]) if finding.severity is Severity.ERROR] == []


def test_the_corpus_is_as_large_as_it_says(articles: list[Article]) -> None:
    assert len(articles) >= LEAST_ARTICLES
    assert sum(len((article.text or "").split()) for article in articles) >= LEAST_WORDS
    assert sum(len(article.quotations) for article in articles) >= LEAST_QUOTATIONS


def test_no_article_shares_much_of_its_wording_with_another(articles: list[Article]) -> None:
    assert {pair: share for pair, share in shared_wording(articles) if share >= MOST_SHARED} == {}


def test_an_article_that_was_copied_would_share_most_of_its_wording(articles: list[Article]) -> None:
    first = articles[0]
    copy = msgspec.structs.replace(first, id="copy", text=f"It rained in the night. {first.text}")
    assert dict(shared_wording([first, copy])) == {(first.id, "copy"): 1.0}


def test_nobody_real_is_quoted_directly(articles: list[Article]) -> None:
    factual = [article for article in articles if article.origin == "original-factual"]
    assert factual
    assert [
        (article.id, item.text) for article in factual for item in article.quotations if item.kind == "direct"
    ] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.relative_to(RAW)))
def test_every_row_of_a_sheet_tells_origin_and_evidence(sheet: Path) -> None:
    rows: list[dict[str, Any]] = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    assert rows
    assert [row["file"] for row in rows if not (row.get("origin") and row.get("evidence"))] == []


def test_every_source_sheet_is_checked() -> None:
    assert sorted(path for path in RAW.rglob("sources.*") if path.is_file()) == SHEETS


@pytest.mark.parametrize("file", STANDOFF_FILES, ids=lambda file: file.name)
def test_a_record_of_an_article_that_may_not_stand_here_has_no_text_and_is_valid(file: Path) -> None:
    assert [finding for finding in validate([file]) if finding.severity is not Severity.INFO] == []
    (row,) = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    assert row["id"] == file.stem
    assert row["quotations"]
    assert {key: value for key, value in nested(row) if key in {"text", "headline", "kicker"} and value} == {}
    assert [item["name"] for item in row["speakers"] if item["kind"] in {"document", "unnamed"} and item["name"]] == []


def test_records_without_text_are_of_other_articles(articles: list[Article]) -> None:
    rows = list(read_standoff(GOLD))
    assert len(rows) == len(STANDOFF_FILES)
    assert {row.id for row in rows}.isdisjoint(article.id for article in articles)
    assert {(row.rights.distribution, row.split) for row in rows} == {("standoff", "train")}


def shared_wording(articles: Iterable[Article]) -> Iterator[tuple[tuple[str, str], float]]:
    """For each two articles with a run of three words in common: which part of the smaller one's runs the other has."""
    sizes: dict[str, int] = {}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for article in articles:
        all_words = words(article.text or "")
        runs = set(zip(all_words, all_words[1:], all_words[2:], strict=False))
        sizes[article.id] = len(runs)
        for run in runs:
            holders[run].append(article.id)
    shared = Counter(pair for holding in holders.values() for pair in combinations(holding, 2))
    for (one, other), count in shared.items():
        yield (one, other), count / min(sizes[one], sizes[other])


def nested(value: Any) -> Iterator[tuple[str, Any]]:
    """Every key of an object at every depth, with its value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from nested(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nested(inner)
