"""Files in an object store, by their address such as `s3://bucket/news.jsonl`, through fsspec.

Nothing of fsspec is imported for a path on this machine.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from urllib.request import url2pathname

import msgspec

from ontherecord.errors import MissingExtraError, OntherecordError, OutputError, SourceError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
LOCAL = "file://"
BUCKETS = ("s3", "s3a", "gs", "gcs")
"""Protocols whose addresses begin with a bucket, which must be there before a file can be put into it."""


class Url(msgspec.Struct, frozen=True):
    """The address of a file or a folder that is not on this machine.

    Attributes:
        address: protocol, `://`, and what the protocol asks for.
    """

    address: str

    def __str__(self) -> str:
        return self.address


Place = Path | Url


def place(text: str | os.PathLike[str] | Url) -> Place:
    """What a text means: an address where it begins with a protocol, and else a path on this machine."""
    if isinstance(text, Url):
        return text
    text = os.fspath(text)
    if text.lower().startswith(LOCAL):
        return Path(url2pathname(text[len(LOCAL) :]))
    return Url(text) if ADDRESS.match(text) else Path(text)


def file_system(url: Url) -> "tuple[AbstractFileSystem, str]":
    """What serves an address, and the path of the address there.

    Raises:
        MissingExtraError: fsspec, or what it needs for the protocol, is not installed.
        SourceError: nobody knows the protocol.
    """
    try:
        import fsspec
    except ImportError as error:
        raise MissingExtraError(f"{url} needs fsspec; run: pip install 'ontherecord[remote]'") from error
    try:
        return cast("tuple[AbstractFileSystem, str]", fsspec.url_to_fs(url.address))
    except ImportError as error:
        raise MissingExtraError(f"{url}: {_line(error)}; for s3:// run: pip install 'ontherecord[remote]'") from error
    except Exception as error:
        raise SourceError(f"cannot open {url}: {_line(error)}") from error


def read_remote_lines(url: Url) -> Iterator[bytes]:
    """The lines of a file, each with its end, fetched piece by piece.

    Raises:
        SourceError: it is not there, or cannot be reached or read.
        MissingExtraError: what the protocol needs is not installed.
    """
    files, path = file_system(url)
    with told(SourceError, f"cannot open {url}"), files.open(path, "rb") as stream:
        while True:
            # No error of whoever takes the line comes through here, as one would with `yield from`.
            line = stream.readline()
            if not line:
                return
            yield line


@contextlib.contextmanager
def remote_file(url: Url) -> Iterator[BinaryIO]:
    """A temporary file on this machine, which is put to the address when the block ends well.

    An object store shows it only when it is there as a whole. Where it cannot be put there, it is kept and told, for
    many hours may be in it.

    Raises:
        OutputError: the bucket is not there or cannot be reached, which is told before the block runs, or the file
            cannot be put there.
        MissingExtraError: what the protocol needs is not installed.
    """
    files, path = file_system(url)
    _check_bucket(url, files, path)
    descriptor, temporary = tempfile.mkstemp(prefix="ontherecord.", suffix=".upload")
    try:
        with told(OutputError, f"cannot write {temporary}", OSError), os.fdopen(descriptor, "wb") as stream:
            yield stream
    except BaseException:
        Path(temporary).unlink()
        raise
    with told(OutputError, f"cannot write {url} (the whole result is in {temporary})"):
        files.put_file(temporary, path)
    Path(temporary).unlink()


def _check_bucket(url: Url, files: "AbstractFileSystem", path: str) -> None:
    if url.address.partition("://")[0].lower() not in BUCKETS:
        return
    with told(OutputError, f"cannot write {url}"), contextlib.suppress(PermissionError):
        # Whoever may only write is not told whether the bucket is there, and learns it at the end.
        files.info(path.partition("/")[0])


@contextlib.contextmanager
def told(kind: type[OntherecordError], what: str, caught: type[Exception] = Exception) -> Iterator[None]:
    """Make an error of a file system one of ours; each has kinds of its own."""
    try:
        yield
    except OntherecordError:
        raise
    except caught as error:
        raise kind(f"{what}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    """Why it failed and how to mend it, in one line."""
    name = type(error).__name__
    if isinstance(error, FileNotFoundError):
        return "no such file, folder or bucket; mend the address, or make the bucket"
    if isinstance(error, PermissionError):
        return f"access denied ({_line(error)}); use credentials that may"
    if "Credentials" in name:
        return (
            "no credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE (for gs://: "
            "GOOGLE_APPLICATION_CREDENTIALS)"
        )
    if isinstance(error, ConnectionError | TimeoutError) or "Connection" in name or "Timeout" in name:
        return f"the server cannot be reached ({_line(error)}); mend the network, or AWS_ENDPOINT_URL"
    return _line(error)


def _line(error: BaseException) -> str:
    """The message of an error as one line; its kind where it has none."""
    strerror: Any = getattr(error, "strerror", None)
    return " ".join(str(strerror or error).split()) or type(error).__name__
