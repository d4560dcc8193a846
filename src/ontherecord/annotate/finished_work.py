"""Finished batches kept on disk, so that the next run, or one that was cut short, makes only what is not there."""

import contextlib
import functools
import hashlib
import importlib.metadata
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from ontherecord.errors import OutputError
from ontherecord.findings import Finding
from ontherecord.jsonl import encode_article
from ontherecord.records import Article

PACKAGE = Path(__file__).parents[1]
WAIT_SECONDS = 60.0
"""How long a process waits for another that is writing."""
LIBRARIES = ("spacy", "thinc", "numpy", "msgspec")
"""What the result depends on beside the rules and the model."""


class Item(msgspec.Struct, frozen=True):
    """One thing that came out of a batch: an article or a finding."""

    article: Article | None = None
    finding: Finding | None = None


_DECODER = msgspec.json.Decoder(list[Item])


def configuration(model: str, gazetteer: bytes) -> str:
    """A hash of all that an annotation depends on beside its article: rules, schema, model, libraries, gazetteer.

    Args:
        model: name of an installed spaCy pipeline package.
        gazetteer: the user's own entries as bytes.
    """
    digest = hashlib.sha256()
    for part in (model, *map(_version, (model, *LIBRARIES)), gazetteer.hex(), _rules()):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


@functools.cache
def _rules() -> str:
    """A hash of the code and the tables of this package: a version number does not tell of a rule that was edited."""
    digest = hashlib.sha256()
    for file in sorted(path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(file.relative_to(PACKAGE).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


@functools.cache
def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


def once(
    batch: Sequence[Article],
    work: Callable[[Sequence[Article]], list[Article | Finding]],
    *,
    file: Path,
    configuration: str,
) -> list[Article | Finding]:
    """What `work` makes of a batch, taken from the file where the batch is finished, and else put there.

    A result is written in one transaction: a process that is killed leaves it whole or not at all.

    Raises:
        OutputError: the file cannot be written to, or is no file of finished work.
    """
    kept = find(batch, file=file, configuration=configuration)
    if kept is not None:
        return kept
    result = work(batch)
    keep(batch, result, file=file, configuration=configuration)
    return result


def find(batch: Sequence[Article], *, file: Path, configuration: str) -> list[Article | Finding] | None:
    """The finished result of a batch; None where the file has none.

    Raises:
        OutputError: the file is no file of finished work.
    """
    with _named_errors(file):
        with _opened(file) as finished:
            key = _key(batch, configuration)
            kept = finished.execute("SELECT result FROM finished WHERE key = ?", (key,)).fetchone()
        if kept is None:
            return None
        return [thing for item in _DECODER.decode(kept[0]) if (thing := item.article or item.finding)]


def keep(batch: Sequence[Article], result: list[Article | Finding], *, file: Path, configuration: str) -> None:
    """Put the result of a batch into the file.

    Raises:
        OutputError: the file cannot be written to.
    """
    items = [Item(article=item) if isinstance(item, Article) else Item(finding=item) for item in result]
    with _named_errors(file), _opened(file) as finished:
        row = (_key(batch, configuration), msgspec.json.encode(items))
        finished.execute("INSERT OR IGNORE INTO finished VALUES (?, ?)", row)


def _key(batch: Sequence[Article], configuration: str) -> bytes:
    """The whole batch is the key, for a model may round otherwise among other articles."""
    digest = hashlib.sha256(configuration.encode())
    for article in batch:
        digest.update(encode_article(article))
    return digest.digest()


def prepare(file: Path) -> None:
    """Make the file of finished work where it is not there.

    Raises:
        OutputError: it cannot be written to, or is no file of finished work.
    """
    with _named_errors(file), _opened(file) as finished:
        finished.execute("CREATE TABLE IF NOT EXISTS finished (key BLOB PRIMARY KEY, result BLOB)")


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    # Opened anew for each batch: that takes a thousandth of its time, and no process holds a file that was deleted.
    with contextlib.closing(sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None)) as database:
        yield database


@contextlib.contextmanager
def _named_errors(file: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, msgspec.MsgspecError) as error:
        raise OutputError(
            f"cannot keep finished work in {file}: {error}; make room, choose another file, or delete this one"
        ) from error
