"""Tombstones: articles that were withdrawn for good, listed in `tombstones.jsonl`, and kept out of everything made."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from ontherecord.errors import SourceError
from ontherecord.findings import WITHDRAWN_LEFT_OUT, Finding
from ontherecord.jsonl import STANDARD_STREAM, read_lines
from ontherecord.records import Article

TOMBSTONES_FILE = "tombstones.jsonl"

Item = TypeVar("Item", Article, Article | Finding)


class Tombstone(msgspec.Struct, frozen=True):
    """What is left of a withdrawn article.

    Attributes:
        id: its id.
        text_sha256: hash of its text.
        raw_sha256: hash of the bytes that it was read from.
        reason: why it was withdrawn.
        withdrawn: the day, `YYYY-MM-DD`, where somebody told it.
    """

    id: str | None = None
    text_sha256: str | None = None
    raw_sha256: str | None = None
    reason: str = ""
    withdrawn: str | None = None


class Tombstones:
    """All tombstones, each found by what an article shares with it."""

    def __init__(self, tombstones: Iterable[Tombstone] = ()) -> None:
        self.all = tuple(dict.fromkeys(tombstones))
        self._by_id = {stone.id.casefold(): stone for stone in self.all if stone.id}
        self._by_text = {stone.text_sha256: stone for stone in self.all if stone.text_sha256}
        self._by_raw = {stone.raw_sha256: stone for stone in self.all if stone.raw_sha256}

    def left_out(self, article: Article, file: str | None = None) -> Finding | None:
        """The finding that an article is withdrawn; None where it is not."""
        for shared, stone in (
            ("id", self._by_id.get(article.id.casefold())),
            ("text", self._by_text.get(article.text_sha256 or "")),
            ("raw file", self._by_raw.get(article.source.raw_sha256 or "")),
        ):
            if stone is not None:
                return WITHDRAWN_LEFT_OUT.finding(
                    f"left out, its {shared} was withdrawn: {stone.reason}", file=file, article=article.id
                )
        return None

    def keep_out(self, items: Iterable[Item]) -> Iterator[Item | Finding]:
        """The items; a withdrawn article among them becomes a finding."""
        for item in items:
            finding = None if isinstance(item, Finding) else self.left_out(item, item.source.file)
            yield item if finding is None else finding

    def pass_by(self, articles: Iterable[Article], on_finding: Callable[[Finding], None]) -> Iterator[Article]:
        """The articles that are not withdrawn; the others are told."""
        for article in articles:
            finding = self.left_out(article)
            if finding is None:
                yield article
            else:
                on_finding(finding)

    def encode(self) -> bytes:
        """The list as JSON Lines, in the order in which the articles were withdrawn."""
        return b"".join(msgspec.json.encode(stone) + b"\n" for stone in self.all)


def read_tombstones(files: Iterable[Path]) -> Tombstones:
    """The tombstones of several lists.

    Raises:
        SourceError: a list cannot be opened, or a line does not tell what was withdrawn and why: to go on without it
            could bring the article back.
    """
    return Tombstones(stone for file in dict.fromkeys(files) for stone in _read(file))


def lists_around(places: Sequence[Path]) -> list[Path]:
    """The lists that hold for what is read from these files and folders: in them, beside them, and the nearest above.

    A list below a folder that is read holds for all that is read.
    """
    found: list[Path] = []
    for place in places:
        if place == STANDARD_STREAM:
            continue
        inside = sorted(place.rglob(TOMBSTONES_FILE)) if place.is_dir() else []
        folders = (place, *place.absolute().parents) if place.is_dir() else place.absolute().parents
        above = next((folder / TOMBSTONES_FILE for folder in folders if (folder / TOMBSTONES_FILE).is_file()), None)
        found += [file for file in (above, *inside) if file is not None and file.is_file()]
    return list({file.absolute(): file for file in found}.values())


def _read(file: Path) -> Iterator[Tombstone]:
    decoder = msgspec.json.Decoder(Tombstone)
    for number, line in read_lines(file):
        try:
            stone = decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise SourceError(f"{file}:{number}: no tombstone: {error}") from error
        if not (stone.id or stone.text_sha256 or stone.raw_sha256) or not stone.reason.strip():
            raise SourceError(f"{file}:{number}: a tombstone needs an id or a hash, and a reason")
        yield stone
