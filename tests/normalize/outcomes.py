"""What is compared in case folders of formats that hold many articles."""

from pathlib import Path
from typing import Any

from ontherecord.findings import Finding
from ontherecord.normalize import Metadata, ReadOptions, normalize
from ontherecord.records import Article


def outcome(path: Path, columns: dict[str, str] | None = None, format_: str | None = None) -> dict[str, Any]:
    """The articles of a file without what they leave open, and the findings as they came."""
    items = list(normalize([path], Metadata(), ReadOptions(columns=columns or {}, format=format_)))
    return {
        "articles": [described(item) for item in items if isinstance(item, Article)],
        "findings": [
            [item.code, *([item.line] if item.line else []), item.message]
            for item in items
            if isinstance(item, Finding)
        ],
    }


def described(article: Article) -> dict[str, Any]:
    """An article as a case file writes it down."""
    assert article.text is not None
    assert article.rights.distribution == "standoff" or article.rights.text_license
    described = {
        "id": article.id,
        "headline": article.headline,
        "kicker": article.kicker,
        "bylines": list(article.bylines),
        "dateline": article.dateline,
        "published": str(article.published) if article.published else None,
        "precision": article.published_precision if article.published_precision != "day" else None,
        "publisher": article.source.name,
        "language": article.language,
        "holder": article.rights.holder,
        "license": article.rights.text_license,
        "url": article.source.url,
        "archived_url": article.source.archived_url,
        "split": article.split,
        "paragraphs": [[part.role, article.text[part.start : part.end]] for part in article.paragraphs],
    }
    return {name: value for name, value in described.items() if value not in (None, [])}
