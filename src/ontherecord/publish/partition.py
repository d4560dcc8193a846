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
from ontherecord.records import Article, Record
from ontherecord.schema import schema_at

DEFAULT_SPLIT = "train"
_USUAL_ORDER = (DEFAULT_SPLIT, "validation", "test")
# `split="all"` asks `datasets` for all splits at once, so that a split of this name cannot be asked for.
_RESERVED_SPLIT = "all"


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


def partition(articles: Iterable[Article], folder: Path) -> tuple[Split, ...]:
    """Write the articles to `folder`, and return their splits: train, validation, test, then others by name.

    Within a split, the articles that are the first to fill some field come first, then the others, both in the order
    of the input. Readers of JSONL infer types from the first rows (polars from 100, `datasets` from the first file):
    so they see each field with a value.

    Raises:
        UsageError: an article has a split whose name cannot be used.
    """
    filled: dict[str, set[str]] = defaultdict(set)
    files: dict[str, dict[Path, BinaryIO]] = defaultdict(dict)
    with contextlib.ExitStack() as stack:
        for article in articles:
            split = _split_name(article)
            fields = set(_filled_fields(article))
            rank = "later" if fields <= filled[split] else "first"
            filled[split] |= fields
            path = folder / f"{split}.{rank}.jsonl"
            if path not in files[split]:
                files[split][path] = stack.enter_context(path.open("wb"))
            files[split][path].write(encode_article(article))
    return tuple(Split(name, tuple(sorted(files[name]))) for name in sorted(files, key=_split_order))


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
