"""Validate raw articles with their source sheet: what reading them finds, and the records that they become."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from ontherecord.errors import SourceError
from ontherecord.findings import Finding
from ontherecord.normalize import Metadata, normalize
from ontherecord.normalize.sheet import SHEET_NAMES
from ontherecord.validate import Options, validate
from ontherecord.validate.inputs import has_article_files, is_release
from ontherecord.validate.items import JsonRecord


def is_source_tree(path: Path) -> bool:
    """Whether a path is a folder of raw articles: one with a source sheet, or without any file of article records."""
    if not path.is_dir() or is_release(path):
        return False
    return any((path / name).is_file() for name in SHEET_NAMES) or not has_article_files(path)


def validate_with_sources(paths: Sequence[Path], options: Options) -> Iterator[Finding]:
    """All findings about article records, releases and source trees; all articles together are one corpus.

    Raises:
        SourceError: a path cannot be opened, or has nothing to validate.
    """
    trees = [path for path in dict.fromkeys(paths) if is_source_tree(path)]
    others = [path for path in paths if path not in trees]
    return validate(others, options, read_sources(trees))


def read_sources(trees: Iterable[Path]) -> Iterator[JsonRecord | Finding]:
    """The records that the raw articles of source trees become, and the findings of reading them.

    Raises:
        SourceError: a folder cannot be opened, or has nothing to read.
    """
    for tree in trees:
        empty = True
        for item in normalize([tree], Metadata()):
            empty = False
            if isinstance(item, Finding):
                yield item
            else:
                yield JsonRecord(str(tree / (item.source.file or "")), None, msgspec.to_builtins(item))
        if empty:
            raise SourceError(f"nothing to validate in {tree}: neither article records nor raw articles")
