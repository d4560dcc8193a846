"""What a reader of a raw format delivers: the wall between formats and everything behind them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from ontherecord.findings import Finding
from ontherecord.normalize.metadata import Metadata


class RawArticle(msgspec.Struct, frozen=True, kw_only=True):
    """One article as it came.

    Attributes:
        text: tidy text (see `text_repair.repair`), a line for each paragraph; the head of the page may be part of it.
        first_line: number in the file of the first line of `text`.
        metadata: what the file itself says apart from its text.
        raw_sha256: SHA-256 of the bytes that hold the article.
        media_type: media type of those bytes.
    """

    text: str
    first_line: int = 1
    metadata: Metadata = Metadata()
    raw_sha256: str
    media_type: str


Reader = Callable[[Path], Iterator[RawArticle | Finding]]
"""Reads the articles of one file; what cannot be read is a finding. `-` is standard input.

Raises:
    OSError: the file cannot be opened.
"""
