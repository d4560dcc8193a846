"""Articles put into splits on disk, so that every export can read one split after the other in bounded memory."""

import contextlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from ontherecord.errors import UsageError
from ontherecord.jsonl import encode_article, read_articles
from ontherecord.publish.projection import publishable
from ontherecord.records import Article, Record
from ontherecord.release_tables import DEFAULT_SPLIT
from ontherecord.schema import schema_at

_USUAL_ORDER = (DEFAULT_SPLIT, "validation", "test")
# `split="all"` asks `datasets` for all splits at once, so that a split of this name cannot be asked for.
_RESERVED_SPLIT = "all"

_FIRST, _LATER = "-first.jsonl", "-later.jsonl"


class Split(msgspec.Struct, frozen=True):
    """The published articles of one split, on disk.

    Attributes:
        name: name of the split.
        files: JSONL files that together hold its articles, in order.
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
    """Write what may be published of the articles to `folder`, split by split.

    Within a split, the articles that are the first to fill some field come first, then the others, both in the order
    of the input. Readers of JSONL infer types from the first rows (polars from 100, `datasets` from the first file):
    so they see each field with a value.

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
            fields = set(_filled_fields(article))
            path = folder / f"{split}{_LATER if fields <= filled[split] else _FIRST}"
            filled[split] |= fields
            if path not in streams:
                streams[path] = stack.enter_context(path.open("wb"))
            streams[path].write(encode_article(article))
    splits = (
        Split(name, tuple(path for rank in (_FIRST, _LATER) if (path := folder / f"{name}{rank}") in streams))
        for name in sorted(filled, key=_split_order)
    )
    return Partition(tuple(splits), withheld)


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


def _filled_fields(value: object, path: str = "") -> Iterator[str]:
    """The paths at which a value stands that is neither null nor an empty list."""
    if isinstance(value, Record):
        for name in value.__struct_fields__:
            yield from _filled_fields(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for item in value:
            yield from _filled_fields(item, f"{path}[]")
    elif value is not None:
        yield path
