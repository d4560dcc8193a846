"""Articles put into splits on disk, so that every export can read one split after the other in bounded memory."""

import contextlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from ontherecord.errors import UsageError
from ontherecord.jsonl import encode_article, read_articles, read_lines
from ontherecord.publish.projection import publishable
from ontherecord.records import Article, Record
from ontherecord.release_tables import DEFAULT_SPLIT
from ontherecord.schema import schema_at

_USUAL_ORDER = (DEFAULT_SPLIT, "validation", "test")
# `split="all"` asks `datasets` for all splits at once, so that a split of this name cannot be asked for.
_RESERVED_SPLIT = "all"

SHARD_BYTES = 8_000_000
"""Largest size of a shard, an article that is larger by itself aside: `datasets` infers types anew for each 10 MB."""

_FIRST, _LATER = "-first.jsonl", "-later.jsonl"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Split(msgspec.Struct, frozen=True):
    """The published articles of one split, on disk.

    Attributes:
        name: name of the split.
        files: JSONL files of at most `SHARD_BYTES` that together hold its articles, in order.
    """

    name: str
    files: tuple[Path, ...]

    def articles(self) -> Iterator[Article]:
        """The articles, read anew with each call."""
        for file in self.files:
            yield from read_articles(file)


class Partition(msgspec.Struct, frozen=True):
    """Splits in the order train, validation, test, then others by name; and how many articles are withheld."""

    splits: tuple[Split, ...]
    withheld: int


def partition(articles: Iterable[Article], folder: Path) -> Partition:
    """Write what may be published of the articles to `folder`, split by split, each in shards.

    Readers of JSONL infer types from the first rows (polars from 100, `datasets` from the first file, and again whether
    a string is a day in each shard). So the articles that are the first of the split to fill some field come first, and
    within each shard those that are the first of the shard; otherwise the order is that of the input.

    Raises:
        UsageError: an article has a split whose name cannot be used.
    """
    withheld = 0
    filled: dict[str, set[str]] = defaultdict(set)
    streams: dict[Path, BinaryIO] = {}
    with contextlib.ExitStack() as stack:
        for article in map(publishable, articles):
            if article is None:
                withheld += 1
                continue
            split = _split_name(article)
            fields = set(_witnessed(article))
            path = folder / f"{split}{_LATER if fields <= filled[split] else _FIRST}"
            filled[split] |= fields
            if path not in streams:
                streams[path] = stack.enter_context(path.open("wb"))
            streams[path].write(encode_article(article))
    splits = []
    for name in sorted(filled, key=_split_order):
        ranks = [path for rank in (_FIRST, _LATER) if (path := folder / f"{name}{rank}") in streams]
        splits.append(Split(name, tuple(_write_shards(name, ranks, folder))))
        for path in ranks:
            path.unlink()
    return Partition(tuple(splits), withheld)


def _write_shards(name: str, ranks: Iterable[Path], folder: Path) -> Iterator[Path]:
    """Cut the articles of a split into files, and order each."""
    lines = (line for path in ranks for _, line in read_lines(path))
    for number, shard in enumerate(_shards(lines)):
        path = folder / f"{name}-{number:05}.jsonl"
        path.write_bytes(b"".join(_witnesses_first(shard)))
        yield path


def _shards(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    shard: list[bytes] = []
    size = 0
    for line in lines:
        if shard and size + len(line) > SHARD_BYTES:
            yield shard
            shard, size = [], 0
        shard.append(line)
        size += len(line)
    yield shard


def _witnesses_first(lines: Iterable[bytes]) -> list[bytes]:
    """The lines of a shard, those first that show a field or a kind of value which none before them shows."""
    decoder = msgspec.json.Decoder(Article)
    shown: set[str] = set()
    first: list[bytes] = []
    later: list[bytes] = []
    for line in lines:
        witnessed = set(_witnessed(decoder.decode(line)))
        (later if witnessed <= shown else first).append(line)
        shown |= witnessed
    return first + later


def _split_name(article: Article) -> str:
    name = article.split or DEFAULT_SPLIT
    if not re.fullmatch(schema_at("split")["pattern"], name) or name == _RESERVED_SPLIT:
        raise UsageError(
            f"article {article.id!r}: {name[:80]!r} cannot be the name of a split; "
            f"use lower-case letters, digits and underscores, and not {_RESERVED_SPLIT!r}"
        )
    return name


def _split_order(name: str) -> tuple[int, str]:
    return (_USUAL_ORDER.index(name) if name in _USUAL_ORDER else len(_USUAL_ORDER), name)


def _witnessed(value: object, path: str = "") -> Iterator[str]:
    """The paths at which a value stands that is neither null nor an empty list, with a mark for text that is no day."""
    if isinstance(value, Record):
        for name in value.__struct_fields__:
            yield from _witnessed(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for item in value:
            yield from _witnessed(item, f"{path}[]")
    elif value is not None:
        yield path
        if isinstance(value, str) and not _DAY.fullmatch(value):
            yield f"{path}:text"
