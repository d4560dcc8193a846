"""Which files a path stands for: one file, a folder of them, or a finished release."""

import os
from collections.abc import Iterator
from pathlib import Path

from ontherecord.errors import SourceError
from ontherecord.jsonl import STANDARD_STREAM

CHECKSUMS = "SHA256SUMS"
TOMBSTONES = "tombstones.jsonl"
COMPRESSED_SUFFIXES = (".gz", ".zst")
SUFFIXES = (".jsonl", *(f".jsonl{suffix}" for suffix in COMPRESSED_SUFFIXES))

_NO_ARTICLES = frozenset({"sources.jsonl", TOMBSTONES})
"""Files of a folder that are named like article files, but list raw articles or withdrawn ones."""


def is_release(path: Path) -> bool:
    """Whether a path is a finished release: a folder with a list of checksums."""
    return (path / CHECKSUMS).is_file()


def article_files(path: Path) -> Iterator[Path]:
    """The article files of a path in the order of their names; of a file and its compressed copy only the file.

    Raises:
        SourceError: the path cannot be opened, or the folder has no article file.
    """
    if path == STANDARD_STREAM:
        yield path
        return
    if not os.access(path, os.R_OK):
        reason = "no permission to read it" if path.exists() else "no such file or folder"
        raise SourceError(f"cannot open {path}: {reason}")
    if not path.is_dir():
        yield path
        return
    found = set(_named_as_article_files(path / "jsonl" if is_release(path) else path))
    if not found:
        raise SourceError(f"nothing to validate in {path}: no file there ends in {' or '.join(SUFFIXES)}")
    yield from sorted(
        file for file in found if file.suffix not in COMPRESSED_SUFFIXES or file.with_suffix("") not in found
    )


def has_article_files(folder: Path) -> bool:
    """Whether a folder is a release or has article files, at any depth."""
    return is_release(folder) or any(_named_as_article_files(folder))


def _named_as_article_files(folder: Path) -> Iterator[Path]:
    # Not is_file: a link to nowhere is a file that cannot be read, and must be told.
    return (
        path
        for path in folder.rglob("*")
        if path.name.endswith(SUFFIXES) and path.name not in _NO_ARTICLES and not path.is_dir()
    )
