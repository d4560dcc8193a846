"""Which files are read: the SOURCEs of the command line, folders walked in sorted order."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from ontherecord.errors import SourceError
from ontherecord.findings import LINK_NOT_FOLLOWED, NOT_AN_ARTICLE, UNREADABLE_FILE, Finding
from ontherecord.jsonl import STANDARD_STREAM
from ontherecord.normalize.metadata import Metadata
from ontherecord.normalize.paths import printable
from ontherecord.normalize.raw_input import STANDARD_INPUT_STEM
from ontherecord.normalize.sheet import SHEET_NAMES, Sheet, read_sheet
from ontherecord.tombstones import TOMBSTONES_FILE


class RawFile(msgspec.Struct, frozen=True):
    """A file to read.

    Attributes:
        path: where it is, `-` for standard input.
        name: its path relative to the folder that was read; None for standard input.
        told: what the source sheet says of it.
    """

    path: Path
    name: str | None
    told: Metadata

    @property
    def stem(self) -> str:
        """What the id of its article is made of."""
        return STANDARD_INPUT_STEM if self.path == STANDARD_STREAM else self.path.stem


def raw_files(sources: Sequence[Path]) -> Iterator[RawFile | Finding]:
    """The files of all sources, each once, in the order of the sources and sorted within a folder.

    Hidden files, source sheets and README files are no articles; symbolic links inside a folder are not followed.

    Raises:
        SourceError: a source is not there or cannot be opened.
    """
    seen: set[Path] = set()
    sheets: dict[Path, Sheet | None] = {}
    for source in sources:
        try:
            for item in _of_source(source, sheets):
                if isinstance(item, Finding):
                    yield item
                elif (resolved := item.path.resolve()) not in seen:
                    seen.add(resolved)
                    yield item
        except OSError as error:
            raise SourceError(f"cannot open {printable(source)}: {error.strerror}") from error


def _of_source(source: Path, sheets: dict[Path, Sheet | None]) -> Iterator[RawFile | Finding]:
    if source == STANDARD_STREAM:
        yield RawFile(source, None, Metadata())
    elif not source.exists():
        raise SourceError(f"cannot open {printable(source)}: no such file or folder")
    elif source.is_dir():
        yield from _of_folder(source, sheets)
    elif is_no_article(source.name):
        yield NOT_AN_ARTICLE.finding("not read as an article", file=printable(source))
    else:
        yield from _sheet_findings(source.parent, None, sheets)
        yield from _with_row(source, printable(Path(source.name)), sheets[source.parent])


def _of_folder(top: Path, sheets: dict[Path, Sheet | None]) -> Iterator[RawFile | Finding]:
    waiting = [(top, None if top.parent == top else sheets.get(top.parent))]
    while waiting:
        folder, inherited = waiting.pop()
        yield from _sheet_findings(folder, inherited, sheets)
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            if folder == top:
                raise
            yield UNREADABLE_FILE.finding(f"cannot be opened: {error.strerror}", file=printable(folder))
            continue
        below = []
        for entry in entries:
            if entry.name.startswith(".") or is_no_article(entry.name):
                continue
            if entry.is_symlink():
                yield LINK_NOT_FOLLOWED.finding("a symbolic link", file=printable(entry))
            elif entry.is_dir():
                below.append((entry, sheets[folder]))
            elif entry.is_file():
                yield from _with_row(entry, printable(entry.relative_to(top)), sheets[folder])
            else:
                yield UNREADABLE_FILE.finding("neither a file nor a folder", file=printable(entry))
        waiting.extend(reversed(below))


def _sheet_findings(folder: Path, inherited: Sheet | None, sheets: dict[Path, Sheet | None]) -> list[Finding]:
    """Read the sheet of a folder into `sheets`, once; without one, that of the folder above holds."""
    if folder in sheets:
        return []
    sheet, findings = read_sheet(folder)
    sheets[folder] = sheet or inherited
    return findings


def _with_row(path: Path, name: str, sheet: Sheet | None) -> Iterator[RawFile | Finding]:
    told, findings = sheet.metadata_of(path) if sheet else (Metadata(), [])
    yield from findings
    yield RawFile(path, name, told)


def is_no_article(name: str) -> bool:
    """Whether a file of this name describes articles and is none."""
    return name in (*SHEET_NAMES, TOMBSTONES_FILE) or name.partition(".")[0].lower() == "readme"
