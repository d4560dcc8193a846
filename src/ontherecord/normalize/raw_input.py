"""What is read: a file, standard input, a member of an archive or a page of a crawl, as a stream of bytes."""

import contextlib
import io
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

import msgspec

from ontherecord.findings import Finding
from ontherecord.jsonl import STANDARD_STREAM
from ontherecord.normalize.expansion import Expansion
from ontherecord.normalize.metadata import Metadata
from ontherecord.normalize.paths import printable

HEAD = 64 * 1024
"""Bytes at the start by which a format is told."""

LARGEST_DOCUMENT = 32 * 1024 * 1024
"""Bytes of a document that is read as a whole, such as a page; dumps and tables are read piece by piece."""

STANDARD_INPUT_STEM = "standard-input"


LONGEST_NAME = 1000
"""Characters of the name of a member that are kept."""

UNPRINTABLE = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]")


class TooLargeError(ValueError):
    """A document is larger than is ever read as a whole."""


class DamagedError(ValueError):
    """A document is damaged by its container, which tells how."""


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How raw input is to be read.

    Attributes:
        format: name of the format of all input; None where the content tells.
        columns: column of a table by the name that it stands for: a field of `Metadata`, or `text`.
    """

    format: str | None = None
    columns: Mapping[str, str] = {}


AS_CONTENT_TELLS = ReadOptions()
UNTOLD = Metadata()


class RawInput(msgspec.Struct, frozen=True, kw_only=True):
    """One stream of bytes and what is known of it.

    Attributes:
        file: path as it is told in findings; a member stands behind its archive and `!/`.
        name: path relative to the folder that was read, as in `Source.file`; None for standard input.
        stem: what an id is made of.
        suffix: end of the name in lower case, such as `.html`.
        stream: the bytes from their start; read once.
        head: the first `HEAD` bytes, which `stream` gives too.
        told: what the container tells of it, such as address and day of retrieval.
        charset: encoding that the container says it has, as the server of a page does; None where it says none.
        depth: how many containers it stands in.
        options: how it is to be read.
        expansion: how far all compression on the way to the stream has expanded; None where there was none.
        flaws: damages that come to light while the stream is read; its container tells them.
    """

    file: str
    name: str | None
    stem: str
    suffix: str
    stream: BinaryIO
    head: bytes
    told: Metadata = UNTOLD
    charset: str | None = None
    depth: int = 0
    options: ReadOptions = AS_CONTENT_TELLS
    expansion: Expansion | None = None
    flaws: list[Finding] = msgspec.field(default_factory=list)

    def read(self) -> bytes:
        """All bytes of a document.

        Raises:
            TooLargeError: there are more than `LARGEST_DOCUMENT`.
            DamagedError: some are damaged or missing.
        """
        data = self.stream.read(LARGEST_DOCUMENT + 1)
        if len(data) > LARGEST_DOCUMENT:
            raise TooLargeError
        if self.flaws:
            raise DamagedError
        return data

    @contextlib.contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """The bytes as a stream in which one can go back; what cannot, is copied to a temporary file.

        Raises:
            DamagedError: some are damaged or missing.
        """
        if self.stream.seekable():
            yield self.stream
            return
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(self.stream, copy)
            if self.flaws:
                raise DamagedError
            copy.seek(0)
            yield cast("BinaryIO", copy)

    def member_file(self, name: str) -> str:
        """The path of a member, for findings."""
        return f"{self.file}!/{_printable_name(name)}"

    def member(
        self,
        name: str,
        stream: BinaryIO,
        told: Metadata = UNTOLD,
        *,
        expansion: Expansion | None = None,
        flaws: list[Finding] | None = None,
    ) -> "RawInput":
        """The input that a container holds under a name; the name is never used as a path.

        Args:
            name: name of the member.
            stream: its bytes.
            told: what the container tells of it.
            expansion: that of its stream; without it that of the container.
            flaws: where its stream tells damages; without it none are to be expected.
        """
        name = _printable_name(name)
        path = PurePosixPath(name.replace("\\", "/"))
        head, whole = _with_head(stream)
        return RawInput(
            file=self.member_file(name),
            name=None if self.name is None else f"{self.name}!/{name}",
            stem=path.stem or self.stem,
            suffix=path.suffix.lower(),
            stream=whole,
            head=head,
            told=told.over(self.told),
            depth=self.depth + 1,
            options=self.options,
            expansion=expansion or self.expansion,
            flaws=[] if flaws is None else flaws,
        )

    def unwrapped(self, stream: BinaryIO, expansion: Expansion, flaws: list[Finding]) -> "RawInput":
        """The same input without its compression: `news.xml` for `news.xml.bz2`."""
        head, whole = _with_head(stream)
        inner = PurePosixPath(self.stem)
        return msgspec.structs.replace(
            self,
            stem=inner.stem,
            suffix=inner.suffix.lower(),
            stream=whole,
            head=head,
            depth=self.depth + 1,
            expansion=expansion,
            flaws=flaws,
        )


@contextlib.contextmanager
def open_input(path: Path, name: str | None, options: ReadOptions) -> Iterator[RawInput]:
    """Open a file, or standard input (`-`).

    Raises:
        OSError: it cannot be opened.
    """
    is_standard = path == STANDARD_STREAM
    with contextlib.nullcontext(sys.stdin.buffer) if is_standard else path.open("rb") as stream:
        head, whole = _with_head(cast("BinaryIO", stream))
        yield RawInput(
            file=printable(path),
            name=name,
            stem=STANDARD_INPUT_STEM if is_standard else path.stem,
            suffix=path.suffix.lower(),
            stream=whole,
            head=head,
            options=options,
        )


def _printable_name(name: str) -> str:
    return UNPRINTABLE.sub("\ufffd", name[:LONGEST_NAME])


def _with_head(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and the whole stream."""
    head = _read_fully(stream, HEAD)
    if stream.seekable():
        stream.seek(0)
        return head, stream
    return head, cast("BinaryIO", io.BufferedReader(_Prefixed(head, stream)))


def _read_fully(stream: BinaryIO, size: int) -> bytes:
    """That many bytes, or all; a pipe may give fewer at a time."""
    parts = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class _Prefixed(io.RawIOBase):
    """Bytes that were read already, and the rest of their stream."""

    def __init__(self, prefix: bytes, rest: BinaryIO) -> None:
        self._prefix = memoryview(prefix)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]  # the type of a buffer has a name from 3.12 on
        data = bytes(self._prefix[: len(buffer)]) or self._rest.read(len(buffer))
        self._prefix = self._prefix[len(data) :]
        buffer[: len(data)] = data
        return len(data)
