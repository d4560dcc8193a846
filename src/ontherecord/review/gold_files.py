"""Records that came back from a tool as gold files, which last in a repository."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from ontherecord.errors import UsageError
from ontherecord.files import atomic_file
from ontherecord.findings import GOLD_NOT_WRITTEN, Finding
from ontherecord.gold import parse_gold, write_gold
from ontherecord.gold.of_article import gold_of
from ontherecord.records import Article
from ontherecord.review.editing import GOLD_SUFFIX
from ontherecord.review.read_back import Review, is_by


def with_gold_files(items: Iterable[Article | Finding], folder: Path, review: Review) -> Iterator[Article | Finding]:
    """The same items, while a gold file is written for each article that was reviewed so.

    The comments of a gold file that is there are kept.

    Raises:
        UsageError: the folder is not there.
        OutputError: a file cannot be written.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; make it, or name another")
    for item in items:
        yield item
        if isinstance(item, Article) and is_by(item, review):
            yield from _write(item, folder / f"{item.id}{GOLD_SUFFIX}")


def _write(article: Article, path: Path) -> Iterator[Finding]:
    comments: tuple[str, ...] = ()
    if path.is_file():
        former, problems = parse_gold(path.read_text(encoding="utf-8"), str(path))
        if former is None:
            yield from problems
            yield GOLD_NOT_WRITTEN.finding("it has errors and was left alone", file=str(path), article=article.id)
            return
        comments = former.gold.comments
    try:
        content = write_gold(msgspec.structs.replace(gold_of(article), comments=comments))
    except UsageError as error:
        yield GOLD_NOT_WRITTEN.finding(str(error), file=str(path), article=article.id)
        return
    with atomic_file(path) as stream:
        stream.write(content.encode())
