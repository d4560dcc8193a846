"""Normalize: raw news becomes article records.

The way of an article: `sources` finds its file and the row of its source `sheet`; `formats` opens containers and
chooses the reader in `readers/`, which delivers a `RawArticle`; `boilerplate` and `layout` tell page from article;
`article` makes the record. A new raw format is one module in `readers/` with `looks_like(raw)` and `read(raw)`, one row
in `formats` and one folder of test cases.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from ontherecord.errors import SourceError
from ontherecord.findings import ID_CHANGED, UNREADABLE_FILE, Finding
from ontherecord.normalize.article import NORMALIZER_VERSION, article_or_findings
from ontherecord.normalize.formats import parse_read_options, read_input
from ontherecord.normalize.identifiers import safe_id, unique_id
from ontherecord.normalize.local_copies import LocalCopies, local_copies
from ontherecord.normalize.metadata import Metadata, parse_metadata, shorten
from ontherecord.normalize.paths import printable
from ontherecord.normalize.provenance import Provenance, Trace, trace_writer
from ontherecord.normalize.raw_article import RawArticle
from ontherecord.normalize.raw_input import AS_CONTENT_TELLS, ReadOptions, open_input
from ontherecord.normalize.sources import RawFile, raw_files
from ontherecord.records import Article

__all__ = [
    "AS_CONTENT_TELLS",
    "NORMALIZER_VERSION",
    "LocalCopies",
    "Metadata",
    "Provenance",
    "ReadOptions",
    "Trace",
    "local_copies",
    "normalize",
    "parse_metadata",
    "parse_read_options",
    "trace_writer",
]


def normalize(
    sources: Sequence[Path],
    defaults: Metadata,
    options: ReadOptions = AS_CONTENT_TELLS,
    trace: Trace | None = None,
) -> Iterator[Article | Finding]:
    """The articles of files, folders and standard input (`-`), one after the other, and the findings about them.

    Args:
        sources: files and folders; a folder is walked in sorted order.
        defaults: what holds for every article that does not tell otherwise.
        options: how the files are to be read.
        trace: takes the provenance of each article, right before the article itself.

    Raises:
        SourceError: a source cannot be opened.
    """
    found = list(raw_files(sources))
    yield from (item for item in found if isinstance(item, Finding))
    files = [item for item in found if isinstance(item, RawFile)]
    wanted_by = Counter(
        name.casefold() for file in files for name in {*_candidate_ids(file, file.stem, file.told.over(defaults))}
    )
    taken: set[str] = set()
    given = {source for source in sources if not source.is_dir()}
    for file in files:
        try:
            with open_input(file.path, file.name, options) as raw:
                for item in read_input(raw):
                    if isinstance(item, Finding):
                        yield item
                        continue
                    told = file.told.over(item.metadata).over(defaults)
                    article_id = unique_id(_candidate_ids(file, item.stem, told), wanted_by, taken)
                    taken.add(article_id.casefold())
                    yield from _of_raw(item, article_id, file, told, trace)
        except OSError as error:
            reason = error.strerror or str(error)
            if file.path in given:
                raise SourceError(f"cannot open {printable(file.path)}: {reason}") from error
            yield UNREADABLE_FILE.finding(f"cannot be opened: {reason}", file=printable(file.path))


def _of_raw(
    raw: RawArticle, article_id: str, file: RawFile, told: Metadata, trace: Trace | None
) -> Iterator[Article | Finding]:
    path = printable(file.path)
    if told.id is not None and article_id != told.id:
        yield ID_CHANGED.finding(f"{shorten(told.id)} became {shorten(article_id)}", file=path, article=article_id)
    yield from article_or_findings(raw, article_id=article_id, file=path, name=file.name, told=told, trace=trace)


def _candidate_ids(file: RawFile, stem: str, told: Metadata) -> list[str]:
    """Ids for an article in order of preference: its own, its stem, that with the publisher or the folder."""
    own = safe_id(told.id or stem)
    if file.name is None:
        return [own]
    folder = str(PurePosixPath(file.name).parent)
    qualifiers = (told.publisher, file.path.absolute().parent.name if folder == "." else folder)
    return [own] + [safe_id(f"{qualifier}-{safe_id(stem)}") for qualifier in qualifiers if qualifier]
