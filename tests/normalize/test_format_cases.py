"""Every folder in `format_cases/` holds a document of a news format and the articles that are expected of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from ontherecord.findings import Finding
from ontherecord.normalize import Metadata, normalize
from ontherecord.records import Article

from .outcomes import described

CASES = Path(__file__).parent / "format_cases"


def outcome(file: Path) -> dict[str, Any]:
    items = list(normalize([file], Metadata()))
    articles = [item for item in items if isinstance(item, Article)]
    return {
        "articles": [{**described(article), **told_besides(article)} for article in articles],
        "findings": [[item.code, item.message] for item in items if isinstance(item, Finding)],
    }


def told_besides(article: Article) -> dict[str, Any]:
    told = {
        "basis": article.published_basis,
        "genre": article.genre,
        "attribution": article.rights.attribution,
        "retrieved": str(article.source.retrieved) if article.source.retrieved else None,
        "fact_sources": list(article.fact_sources),
        "media_type": article.source.media_type,
    }
    return {name: value for name, value in told.items() if value not in (None, [])}


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_document_becomes_the_expected_articles(case: Path) -> None:
    (file,) = case.glob("input.*")
    assert outcome(file) == json.loads((case / "expected.json").read_text(encoding="utf-8"))


def test_all_formats_in_one_folder_are_read_in_one_call() -> None:
    articles = [item for item in normalize([CASES], Metadata()) if isinstance(item, Article)]
    expected = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(CASES.glob("*/expected.json"))]
    assert len({article.id for article in articles}) == len(articles) == sum(len(case["articles"]) for case in expected)
