"""Exports for neighbours: the publishable part of a corpus in the forms of other programs.

An export reads articles as `publish` does: a withdrawn or withheld article never comes out, and one that is `standoff`
comes without its text.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from ontherecord.errors import UsageError
from ontherecord.export import bio, conll, csv_tables, docbin, tei
from ontherecord.export.settings import Settings
from ontherecord.files import atomic_folder, working_folder
from ontherecord.findings import Finding
from ontherecord.jsonl import read_articles
from ontherecord.publish.partition import Split, partition
from ontherecord.records import Article
from ontherecord.release import read_release_articles
from ontherecord.tombstones import lists_around, read_tombstones

Writer = Callable[[Sequence[Split], Path, Settings], None]

FORMATS: dict[str, Writer] = {
    "csv": csv_tables.write,
    "tei": tei.write,
    "conll": conll.write,
    "docbin": docbin.write,
    "bio": bio.write,
}

OF_WORDS_ALONE = frozenset({"conll", "docbin", "bio"})
"""Forms that hold nothing of an article without text."""


class Exported(msgspec.Struct, frozen=True):
    """What was read for an export: articles that may be published, and how many were withheld."""

    articles: int
    withheld: int


def export(
    articles: Path,
    format_: str,
    out: Path,
    *,
    byte_order_mark: bool = False,
    tombstones: Sequence[Path] = (),
    on_finding: Callable[[Finding], None] = lambda _: None,
) -> Exported:
    """Write the articles of a JSONL file or of a release into a new folder, in a form of `FORMATS`.

    The same articles give the same bytes; the memory that is needed does not grow with their number.

    Raises:
        UsageError: `out` holds something, `byte_order_mark` is asked for a form that is not CSV, or there is nothing
            to export.
        SourceError: the articles cannot be opened, or a line is no article.
        OutputError: the folder cannot be written.
        MissingExtraError: a library that the form needs is not installed.
    """
    if byte_order_mark and format_ != "csv":
        raise UsageError(f"a byte order mark is for csv alone, not for {format_}")
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise UsageError(f"{out} is there already; choose another place, or remove it")
    withdrawn = read_tombstones([*tombstones, *lists_around([articles])])
    rows = read_release_articles(articles) if articles.is_dir() else read_articles(articles)
    count = worded = 0

    def counted() -> Iterator[Article]:
        nonlocal count, worded
        for article in withdrawn.pass_by(rows, on_finding):
            count += 1
            worded += article.text is not None and article.rights.distribution == "full"
            yield article

    with working_folder(out) as working, atomic_folder(out) as folder:
        parts = partition(counted(), working)
        if not parts.splits:
            raise UsageError(f"{articles} holds nothing to export (articles withheld: {parts.withheld})")
        if format_ in OF_WORDS_ALONE and not worded:
            raise UsageError(f"no article of {articles} has a text that may be given away; {format_} would be empty")
        FORMATS[format_](parts.splits, folder, Settings(on_finding, byte_order_mark))
    return Exported(count - parts.withheld, parts.withheld)
