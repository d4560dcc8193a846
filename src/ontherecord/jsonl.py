"""Article records as JSON Lines: one object a line, UTF-8, every key present, keys in the order of the schema."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from ontherecord.errors import SourceError
from ontherecord.files import atomic_file
from ontherecord.findings import UNREADABLE_RECORD, Finding
from ontherecord.migrations import migrated
from ontherecord.records import Article
from ontherecord.remote import Place, Url, place, read_remote_lines

STANDARD_STREAM = Path("-")


def read_lines(path: Place) -> Iterator[tuple[int, bytes]]:
    """Number (from 1) and bytes of each line that is not blank; `-` is standard input.

    Raises:
        SourceError: the file cannot be opened.
        MissingExtraError: what the protocol of an address needs is not installed.
    """
    for number, line in enumerate(read_remote_lines(path) if isinstance(path, Url) else _local_lines(path), start=1):
        if line.strip():
            yield number, line


def _local_lines(path: Path) -> Iterator[bytes]:
    try:
        stream = sys.stdin.buffer if path == STANDARD_STREAM else path.open("rb")
    except OSError as error:
        raise SourceError(f"cannot open {path}: {error.strerror}") from error
    with stream:
        yield from stream


def count_rows(path: Place) -> int | None:
    """How many lines are not blank; None for what should not be read twice: a stream, or a file in an object store.

    Raises:
        SourceError: the file cannot be opened.
    """
    if isinstance(path, Url) or not path.is_file():
        return None
    return sum(1 for _ in read_lines(path))


def read_articles_or_findings(path: Place) -> Iterator[Article | Finding]:
    """The articles of a file; a line that is no article is a finding, and the others go on.

    An article of an older schema version becomes one of this version.

    Raises:
        SourceError: the file cannot be opened, or an article is of a newer schema version.
    """
    decoder = msgspec.json.Decoder(Article)
    for number, line in read_lines(path):
        try:
            yield decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            yield _migrated_article(line, path, number) or UNREADABLE_RECORD.finding(
                str(error), file=str(path), line=number
            )


def _migrated_article(line: bytes, path: Place, number: int) -> Article | None:
    """The article of a line that is of an older schema version; None where it is no article of any.

    Raises:
        SourceError: the article is of a newer schema version.
    """
    try:
        return msgspec.convert(migrated(msgspec.json.decode(line, type=dict[str, Any])), Article)
    except SourceError as error:
        raise SourceError(f"{path}:{number}: {error}") from error
    except (msgspec.MsgspecError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # Whatever a line holds, a step finds it wanting in one of these ways.
        return None


def read_articles(path: str | Place) -> Iterator[Article]:
    """The articles of a JSONL file, complete or minimal rows; an address such as `s3://bucket/news.jsonl` will do.

    Raises:
        SourceError: the file cannot be opened, or a line is no article.
    """
    for item in read_articles_or_findings(place(path)):
        if isinstance(item, Finding):
            raise SourceError(f"{item.file}:{item.line}: {item.message}")
        yield item


def encode_article(article: Article) -> bytes:
    """One line, with its line end."""
    return msgspec.json.encode(article) + b"\n"


def write_articles(path: str | Place, articles: Iterable[Article]) -> int:
    """Write all articles, or nothing; returns how many; `-` is standard output, and an address will do.

    Raises:
        OutputError: the file cannot be written.
    """
    target = place(path)
    if target == STANDARD_STREAM:
        return _write(sys.stdout.buffer, articles)
    with atomic_file(target) as stream:
        return _write(stream, articles)


def _write(stream: BinaryIO, articles: Iterable[Article]) -> int:
    count = 0
    for article in articles:
        stream.write(encode_article(article))
        count += 1
    stream.flush()
    return count
