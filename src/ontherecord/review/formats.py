"""The annotation tools: how their files are written and read."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from ontherecord.errors import SourceError, UsageError
from ontherecord.files import atomic_folder
from ontherecord.findings import IMPORT_OF_OTHER_TEXT, IMPORTED_TWICE, Finding
from ontherecord.jsonl import read_articles
from ontherecord.records import Article
from ontherecord.review import brat, label_studio, uima, web_annotation
from ontherecord.review.read_back import Review, read_back
from ontherecord.review.sheet import Sheet, sheet_of


class Format(msgspec.Struct, frozen=True):
    """How sheets are written into a folder, and read from a file or a folder."""

    write: Callable[[Iterable[Sheet], Path], None]
    read: Callable[[Path], Iterator[Sheet | Finding]]


FORMATS = {
    "labelstudio": Format(label_studio.write, label_studio.read),
    "brat": Format(brat.write, brat.read),
    "cas-json": Format(uima.write_json, uima.read_json),
    "cas-xmi": Format(uima.write_xmi, uima.read_xmi),
    "webanno": Format(web_annotation.write, web_annotation.read),
}


def export_articles(articles: Path, format_: str, out: Path) -> int:
    """Write the articles into a new folder for a tool; returns how many.

    Raises:
        SourceError: the file cannot be opened, or a line is no article.
        UsageError: `out` is there already, or an article has no text.
        OutputError: the folder cannot be written.
    """
    if out.exists():
        raise UsageError(f"{out} is there already; it may hold corrections, so choose another place")
    count = 0

    def sheets() -> Iterator[Sheet]:
        nonlocal count
        for article in read_articles(articles):
            count += 1
            yield sheet_of(article)

    with atomic_folder(out) as folder:
        FORMATS[format_].write(sheets(), folder)
    return count


def import_articles(
    path: Path, format_: str, articles: Path, *, partial: bool = False, review: Review | None = None
) -> Iterator[Article | Finding]:
    """All articles, those that come back from a tool as it gives them back, and the findings.

    Args:
        path: what the tool gives: a file or a folder.
        format_: one of `FORMATS`.
        articles: the articles that were exported.
        partial: take the good part of what has errors.
        review: who reviewed what comes back.

    Raises:
        SourceError: a file cannot be opened, or nothing in it is of an article.
    """
    if not path.exists():
        raise SourceError(f"cannot open {path}: it is not there")
    sheets: dict[str, Sheet] = {}
    spoilt: set[str] = set()
    for item in FORMATS[format_].read(path):
        if isinstance(item, Finding):
            yield item
            spoilt.add(item.article or "")
        elif item.article in sheets:
            yield IMPORTED_TWICE.finding("the article stands twice", file=str(path), article=item.article)
            spoilt.add(item.article)
        else:
            sheets[item.article] = item
    if not sheets and not spoilt:
        raise SourceError(f"nothing in {path} is an export for {format_}")
    for article in read_articles(articles):
        sheet = sheets.pop(article.id, None)
        if sheet is None or (article.id in spoilt and not partial):
            yield article
            continue
        changed, findings = read_back(sheet, article, str(path), partial=partial, review=review)
        yield from findings
        yield changed
    for identifier in sheets:
        yield IMPORT_OF_OTHER_TEXT.finding(
            f"no article of {articles} has this id", file=str(path), article=identifier[:60]
        )
