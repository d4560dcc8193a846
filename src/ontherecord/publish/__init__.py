"""Publish annotated articles: a data set folder that `datasets.load_dataset` and the Hub open."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from ontherecord.errors import UsageError
from ontherecord.files import atomic_folder, working_folder
from ontherecord.findings import Finding
from ontherecord.jsonl import read_articles
from ontherecord.publish.about import about
from ontherecord.publish.card import CARD_FILE, DEFAULT_TEMPLATE, is_marked, read_template, render_card
from ontherecord.publish.changes import CHANGELOG_FILE, read_changelog, released_in
from ontherecord.publish.checksums import CHECKSUM_FILE, content_sha256, release_files, write_checksums
from ontherecord.publish.citation import CITATION_FILE, read_citation
from ontherecord.publish.croissant import write_croissant
from ontherecord.publish.data_package import write_data_package
from ontherecord.publish.figures import measure
from ontherecord.publish.json_lines import write_json_lines
from ontherecord.publish.parquet import ParquetFile, write_parquet
from ontherecord.publish.partition import partition
from ontherecord.publish.plots import write_plots
from ontherecord.schema import SCHEMA_FILE, article_schema
from ontherecord.tombstones import TOMBSTONES_FILE, lists_around, read_tombstones


class Release(msgspec.Struct, frozen=True):
    """What was published.

    Attributes:
        folder: the release.
        articles: published articles by split.
        rows: rows by configuration and split.
        standoff: how many of the articles are published without their text.
        withheld: how many articles are not published.
        content_sha256: canonical content hash, see `checksums.content_sha256`.
        files: all files, relative to the folder, sorted.
    """

    folder: Path
    articles: dict[str, int]
    rows: dict[str, dict[str, int]]
    standoff: int
    withheld: int
    content_sha256: str
    files: tuple[str, ...]


def publish(
    annotated: Path,
    out: Path,
    *,
    card: Path | None = None,
    changelog: Path | None = None,
    name: str | None = None,
    version: str | None = None,
    url: str | None = None,
    tombstones: Sequence[Path] = (),
    on_finding: Callable[[Finding], None] = lambda _: None,
) -> Release:
    """Make a release of annotated articles (JSONL): Parquet and JSON Lines, card, Croissant, schema and checksums.

    The same articles give the same bytes. `out` appears when all is written, and takes the place of an earlier
    release; the memory that is needed does not grow with the number of articles.

    Args:
        annotated: articles as JSONL; `-` is standard input.
        out: folder of the release.
        card: template of the card; without it, a general one. A `CITATION.cff` beside it goes into the release and
            tells authors, version, day and address; what it leaves out of these is added.
        changelog: file that becomes `CHANGELOG.md` in the release, and whose entry of the version goes into the card;
            without it, a `CHANGELOG.md` beside the template. The day in the heading of the version is that of the
            release, where the citation tells none.
        name: name of the data set, in place of the template's.
        version: version of the data set, in place of the citation's.
        url: address of the data set, where the citation tells none.
        tombstones: lists of withdrawn articles; those beside the articles and in the release that is replaced hold too.
        on_finding: called with a finding for each withdrawn article, which is left out.

    Raises:
        UsageError: `out` holds something that is no release, the card has an unknown placeholder, its citation
            file is none, or there is nothing to publish.
        SourceError: a file cannot be opened, or a line is no article.
        OutputError: `out` cannot be written.
        MissingExtraError: the library `datasets` is not installed.
    """
    check_target(out)
    template = read_template(card or DEFAULT_TEMPLATE)
    title = name or template.name
    citation = read_citation(card.with_name(CITATION_FILE)) if card else None
    version = version or (citation.version if citation else None)
    changes = _changelog(changelog, card)
    released = citation.released if citation else None
    if changes and version and not released:
        released = released_in(changes.decode(errors="replace"), version)
    if citation:
        citation = citation.completed(version, released, url)
        url = citation.url
    withdrawn = read_tombstones([*tombstones, *lists_around([annotated]), *out.glob(TOMBSTONES_FILE)])
    with working_folder(out) as working, atomic_folder(out) as folder:
        parts = partition(withdrawn.pass_by(read_articles(annotated), on_finding), working)
        if not parts.splits:
            raise UsageError(f"{annotated} holds nothing to publish (articles withheld: {parts.withheld})")
        tables = write_parquet(parts.splits, folder)
        write_json_lines(parts.splits, folder)
        figures = measure(parts.splits)
        plots = write_plots(folder, figures)
        content = content_sha256(folder)
        text = render_card(
            template,
            name=title,
            version=version,
            changelog=changes,
            figures=figures,
            withheld=parts.withheld,
            files=tables,
            plots=plots,
            content_sha256=content,
        )
        (folder / CARD_FILE).write_bytes(text.encode())
        described = about(template, figures, name=title, version=version, released=released, url=url, citation=citation)
        write_croissant(folder, described, figures, tables)
        write_data_package(folder, described)
        if citation:
            (folder / CITATION_FILE).write_bytes(citation.source)
        schema = json.dumps(article_schema(), ensure_ascii=False, indent=2)
        (folder / SCHEMA_FILE).write_bytes(f"{schema}\n".encode())
        if changes is not None:
            (folder / CHANGELOG_FILE).write_bytes(changes)
        if withdrawn.all:
            (folder / TOMBSTONES_FILE).write_bytes(withdrawn.encode())
        write_checksums(folder)
        files = tuple(file.relative_to(folder).as_posix() for file in release_files(folder))
    return Release(
        folder=out,
        articles={split: counts.articles for split, counts in figures.splits.items()},
        rows=_rows(tables),
        standoff=figures.total.standoff,
        withheld=parts.withheld,
        content_sha256=content,
        files=files,
    )


def check_target(out: Path) -> None:
    """Refuse a folder that publishing must not replace.

    Raises:
        UsageError: `out` is neither absent, nor an empty folder, nor a release.
    """
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"{out} is a file; a release is a folder")
    if any(out.iterdir()) and not (is_marked(out) and (out / CHECKSUM_FILE).is_file()):
        raise UsageError(f"{out} holds something that is no release of this program; choose another folder or empty it")


def _changelog(given: Path | None, card: Path | None) -> bytes | None:
    """The changelog that was given, or the one beside the card."""
    beside = card.with_name(CHANGELOG_FILE) if card else None
    path = given or (beside if beside and beside.is_file() else None)
    return read_changelog(path) if path else None


def _rows(tables: tuple[ParquetFile, ...]) -> dict[str, dict[str, int]]:
    rows: dict[str, dict[str, int]] = {}
    for file in tables:
        by_split = rows.setdefault(file.table, {})
        by_split[file.split] = by_split.get(file.split, 0) + file.rows
    return rows
