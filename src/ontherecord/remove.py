"""Take an article out of a source tree for good, and leave a tombstone that keeps it out of everything made later."""

import difflib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ontherecord.errors import OutputError, SourceError, UsageError
from ontherecord.files import atomic_file
from ontherecord.gold.folder import STANDOFF_FOLDER, SUFFIX
from ontherecord.jsonl import encode_article, read_articles
from ontherecord.normalize import Metadata, normalize
from ontherecord.normalize.sheet import SHEET_NAMES, without_row
from ontherecord.records import Article
from ontherecord.tombstones import TOMBSTONES_FILE, Tombstone, Tombstones, read_tombstones

INDEPENDENT_FOLDERS = ("first", "second")
"""Folders, in that of gold, with the annotations of articles that two annotated independently."""

Changes = dict[Path, bytes | None]
"""New content of each file that changes; None where the file goes."""


class Removal(msgspec.Struct, frozen=True):
    """What was removed: the tombstone, and the files that went or changed, the list of tombstones first."""

    tombstone: Tombstone
    files: tuple[Path, ...]


def remove(article_id: str, *, reason: str, tree: Path, withdrawn: str | None = None) -> Removal:
    """Take raw file, sheet row, gold and independent annotations of an article out of a tree; all of it, or nothing.

    Args:
        article_id: id of the article.
        reason: why it is withdrawn; it is published.
        tree: folder with `raw/` and `gold/`, or a folder of raw articles.
        withdrawn: the day of the removal, `YYYY-MM-DD`.

    Raises:
        UsageError: the reason is empty, no article of the tree has this id, or its raw file holds other articles too.
        SourceError: a file of the tree cannot be read.
        OutputError: a file cannot be written; the tree is as it was.
    """
    if not reason.strip():
        raise UsageError("give a reason: it is what later readers learn about the removal")
    raw = tree / "raw" if (tree / "raw").is_dir() else tree
    list_file = tree / TOMBSTONES_FILE
    stones = read_tombstones([list_file] if list_file.is_file() else [])
    articles, changes = _raw_changes(article_id, raw)
    standoff, standoff_changes = _standoff_changes(article_id, tree / "gold" / STANDOFF_FOLDER)
    article = next(iter(articles + standoff), None)
    if article is None:
        raise UsageError(_not_there(article_id, raw, stones))
    changes |= standoff_changes
    for folder in (tree / "gold", *(tree / "gold" / name for name in INDEPENDENT_FOLDERS)):
        if (gold := folder / f"{article.id}{SUFFIX}").is_file():
            changes[gold] = None
    stone = Tombstone(
        article.id, article.text_sha256 or None, article.source.raw_sha256 or None, reason.strip(), withdrawn
    )
    # The list comes first: whatever happens afterwards, the article stays out of everything that is made.
    changes = {list_file: Tombstones((*stones.all, stone)).encode(), **changes}
    _apply(changes)
    return Removal(stone, tuple(changes))


def _raw_changes(article_id: str, raw: Path) -> tuple[list[Article], Changes]:
    """The article among the raw ones, and how its file and the row of its sheet go."""
    found: Article | None = None
    holders: dict[str, int] = {}
    for item in normalize([raw], Metadata()):
        if isinstance(item, Article):
            holder = _holder(item)
            holders[holder] = holders.get(holder, 0) + 1
            found = item if item.id == article_id else found
    if found is None:
        return [], {}
    file = raw / _holder(found)
    if (others := holders[_holder(found)] - 1) or not file.is_file():
        raise UsageError(
            f"{file} holds {others} other articles; take {article_id} out of it by hand, or split it first"
        )
    changes: Changes = {file: None}
    sheet = next(_sheets_of(file, raw), None)
    if sheet is not None:
        try:
            changes[sheet] = without_row(sheet, file.relative_to(sheet.parent).as_posix())
        except (OSError, ValueError) as error:
            raise SourceError(f"cannot read the sheet {sheet}: {error}") from error
    return [found], changes


def _standoff_changes(article_id: str, folder: Path) -> tuple[list[Article], Changes]:
    """The article among the records without text, and the file of its record without it."""
    for file in sorted(folder.glob("*.jsonl")):
        articles = list(read_articles(file))
        if found := [article for article in articles if article.id == article_id]:
            rest = [article for article in articles if article.id != article_id]
            return found, {file: b"".join(map(encode_article, rest)) or None}
    return [], {}


def _holder(article: Article) -> str:
    """The file that an article was read from; that of an archive where it was a member."""
    return (article.source.file or "").partition("!/")[0]


def _sheets_of(file: Path, raw: Path) -> Iterator[Path]:
    """The sheet that holds for a file: that of its folder, else of the nearest one above."""
    for folder in file.parents:
        yield from (folder / name for name in SHEET_NAMES if (folder / name).is_file())
        if folder == raw:
            return


def _not_there(article_id: str, raw: Path, stones: Tombstones) -> str:
    if any((stone.id or "").casefold() == article_id.casefold() for stone in stones.all):
        return f"{article_id} was removed already; its tombstone stands"
    ids = [item.id for item in normalize([raw], Metadata()) if isinstance(item, Article)]
    close = difflib.get_close_matches(article_id, ids, n=1)
    return f"no article of {raw} has the id {article_id!r}" + (f"; did you mean {close[0]}?" if close else "")


def _apply(changes: Changes) -> None:
    """Make all changes; where one fails, those before it are undone."""
    before: Changes = {}
    try:
        for path in changes:
            before[path] = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}") from error
    done: list[Path] = []
    try:
        for path, content in changes.items():
            _put(path, content)
            done.append(path)
    except OutputError:
        for path in reversed(done):
            _put(path, before[path])
        raise


def _put(path: Path, content: bytes | None) -> None:
    try:
        if content is None:
            path.unlink(missing_ok=True)
            return
    except OSError as error:
        raise OutputError(f"cannot remove {path}: {error.strerror}; mend the permissions of its folder") from error
    with atomic_file(path) as stream:
        stream.write(content)
