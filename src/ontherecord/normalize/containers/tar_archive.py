"""TAR archives, read as a stream."""

import tarfile
from collections import Counter
from collections.abc import Generator, Iterator
from typing import IO, BinaryIO, cast

from ontherecord.findings import EMPTY_FILE, Finding
from ontherecord.normalize.containers.guarded_stream import FAILURES, damage, guarded_stream
from ontherecord.normalize.containers.members import left_out_as
from ontherecord.normalize.left_out import left_out_finding
from ontherecord.normalize.raw_input import RawInput

MAGIC = slice(257, 262)
LARGEST_HEADER = 1024 * 1024
"""Bytes of the headers of a member with its long names and attributes."""

CHUNK = 64 * 1024


def looks_like(raw: RawInput) -> bool:
    """Whether an input is a TAR archive: by its magic bytes, or as an old one by its name."""
    return raw.head[MAGIC] == b"ustar" or (raw.suffix == ".tar" and len(raw.head) >= 512)


def open_tar(raw: RawInput) -> Iterator[RawInput | Finding]:
    """The members in the order of the archive, and then what was left out."""
    source = _Source(raw.stream)
    left_out: Counter[str] = Counter()
    try:
        archive = tarfile.open(fileobj=cast("IO[bytes]", source), mode="r|")  # noqa: SIM115  # holds nothing open
        is_empty = True
        is_sound = True
        while is_sound and (member := source.headers_of_next(archive)):
            is_empty = False
            is_sound = yield from _member(raw, archive, member, left_out)
        if is_sound and not source.has_end_mark():
            raise tarfile.ReadError("the archive ends without its end mark")
        if is_empty:
            yield EMPTY_FILE.finding("an archive without members", file=raw.file)
    except FAILURES as error:
        yield damage(error, raw.file)
    yield from left_out_finding(left_out, raw.file)


def _member(
    raw: RawInput, archive: tarfile.TarFile, member: tarfile.TarInfo, left_out: Counter[str]
) -> Generator[RawInput | Finding, None, bool]:
    """A member, and whether it was sound, so that the next one can be found."""
    if not member.isfile():
        left_out.update([] if member.isdir() else ["links and devices"])
        return True
    if member.issparse():
        raise tarfile.ReadError("a sparse file, whose size says nothing of what it holds")
    content = cast("IO[bytes]", archive.extractfile(member))
    flaws: list[Finding] = []
    if what := left_out_as(member.name):
        left_out[what] += 1
    else:
        stream = guarded_stream(content.read, raw.member_file(member.name), flaws)
        yield raw.member(member.name, stream, flaws=flaws)
        yield from flaws
    while not flaws and content.read(CHUNK):
        pass
    return not flaws


class _Source:
    """The bytes of an archive, of which headers take a bounded part only."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._allowed: float = LARGEST_HEADER
        self._last = b""

    def read(self, size: int) -> bytes:
        self._allowed -= size
        if self._allowed < 0:
            raise tarfile.ReadError("the headers of a member are too large")
        data = self._stream.read(size)
        self._last = data or self._last
        return data

    def has_end_mark(self) -> bool:
        """Whether what was read last ends as an archive does, with a block of zeros."""
        return self._last.endswith(bytes(tarfile.BLOCKSIZE))

    def headers_of_next(self, archive: tarfile.TarFile) -> tarfile.TarInfo | None:
        """The next member; the library must not keep those before it."""
        self._allowed = LARGEST_HEADER
        member = archive.next()
        archive.members = []  # type: ignore[attr-defined]
        self._allowed = float("inf")
        return member
