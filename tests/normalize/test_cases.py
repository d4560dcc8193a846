"""Every folder in `cases/` holds a raw article, perhaps with a source sheet, and what is expected of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from ontherecord.findings import Finding
from ontherecord.normalize import Metadata, normalize
from ontherecord.records import Article

CASES = Path(__file__).parent / "cases"


def outcome(folder: Path) -> dict[str, Any]:
    (file,) = folder.glob("input.*")
    items = list(normalize([file], Metadata()))
    (article,) = (item for item in items if isinstance(item, Article))
    assert article.text is not None
    return {
        "headline": article.headline,
        "kicker": article.kicker,
        "bylines": list(article.bylines),
        "dateline": article.dateline,
        "published": str(article.published) if article.published else None,
        "precision": article.published_precision,
        "basis": article.published_basis,
        "license": article.rights.text_license,
        "distribution": article.rights.distribution,
        "paragraphs": [[part.role, article.text[part.start : part.end]] for part in article.paragraphs],
        "findings": [[item.code, item.line] for item in items if isinstance(item, Finding)],
    }


@pytest.mark.parametrize("folder", sorted(CASES.iterdir()), ids=lambda folder: folder.name)
def test_raw_article_becomes_the_expected_record(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert outcome(folder) == expected
