"""Compressed input: gzip, bzip2, xz and Zstandard, of one member or of many that follow each other."""

import bz2
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

import msgspec

from ontherecord.findings import Finding
from ontherecord.normalize.containers.guarded_stream import damage, guarded_stream
from ontherecord.normalize.expansion import Expansion
from ontherecord.normalize.raw_input import RawInput

CHUNK = 64 * 1024
LONGEST_SIGNATURE = 10
MOST_MEMORY = 256 * 1024 * 1024
"""Bytes that an xz decoder may take; the highest preset takes 65 MB."""

ZSTANDARD = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")
RESUMABLE = re.compile(rb"WARC/|[^\0]{0,1000}?<mediawiki\b", re.DOTALL)
"""Starts of formats whose readers find the next record or page after a gap; of others nothing behind one is read."""


class _Gunzip:
    """`zlib` in the form of the other decompressors."""

    def __init__(self) -> None:
        self._object = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._object.eof

    @property
    def unused_data(self) -> bytes:
        return self._object.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        output = self._object.decompress(self._object.unconsumed_tail + data, max_length)
        self.needs_input = not self._object.unconsumed_tail and len(output) < max_length
        return output


Decompressor = bz2.BZ2Decompressor | lzma.LZMADecompressor | _Gunzip


class Codec(msgspec.Struct, frozen=True):
    """A form of compression.

    Attributes:
        name: told in findings.
        signature: how each member starts.
        new: makes the decompressor of a member.
    """

    name: str
    signature: re.Pattern[bytes]
    new: Callable[[], Decompressor]


CODECS = (
    Codec("gzip", re.compile(rb"\x1f\x8b\x08[\x00-\x1f]", re.DOTALL), _Gunzip),
    Codec("bzip2", re.compile(rb"BZh[1-9](?:1AY&SY|\x17\x72\x45\x38\x50\x90)"), bz2.BZ2Decompressor),
    Codec("xz", re.compile(rb"\xfd7zXZ\0"), lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST_MEMORY)),
)


def looks_like(raw: RawInput) -> bool:
    """Whether an input starts like compressed data."""
    return ZSTANDARD.match(raw.head) is not None or _codec(raw.head) is not None


def open_compressed(raw: RawInput) -> Iterator[RawInput | Finding]:
    """What is compressed, as one input, and then what is wrong with it."""
    expansion = raw.expansion or Expansion()
    source = _Source(raw.stream, None if raw.expansion else expansion)
    codec = _codec(raw.head)
    flaws: list[Finding] = []
    read = _Members(source, codec, flaws, raw.file).read if codec else _read_zstandard(source)
    yield raw.unwrapped(guarded_stream(read, raw.file, flaws, expansion), expansion, flaws)
    yield from flaws


class _Source:
    """Compressed bytes, counted unless they came out of another compression."""

    closed = False

    def __init__(self, stream: BinaryIO, expansion: Expansion | None) -> None:
        self._stream = stream
        self._expansion = expansion

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        if self._expansion:
            self._expansion.compressed += len(data)
        return data

    def close(self) -> None:
        """Nothing: whoever opened the stream closes it; Arrow asks for it."""


class _Members:
    """The bytes of all members, one after the other.

    A damaged member of a format that can be resumed is skipped, up to the next start of a member.
    """

    def __init__(self, source: _Source, codec: Codec, flaws: list[Finding], file: str) -> None:
        self._source = source
        self._codec = codec
        self._flaws = flaws
        self._file = file
        self._waiting = b""
        self._fed = b""
        self._member: Decompressor | None = None
        self._resumes: bool | None = None

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many; none at the end.

        Raises:
            EOFError: a member is cut off.
            ValueError: what follows a member is none.
            OSError, zlib.error, lzma.LZMAError: a member is damaged.
        """
        while member := self._member or self._started():
            try:
                data = self._decompress(member, size)
            except (OSError, zlib.error, lzma.LZMAError) as error:
                if not self._resumes:
                    raise
                self._skip(damage(error, self._file), self._fed[1:])
                continue
            if self._resumes is None and data:
                self._resumes = RESUMABLE.match(data) is not None
            if data:
                return data
        return b""

    def _decompress(self, member: Decompressor, size: int) -> bytes:
        is_at_end = False
        data = b""
        if member.needs_input:
            data = self._waiting or self._source.read(CHUNK)
            self._waiting = b""
            self._fed = data or self._fed
            is_at_end = not data
        output = member.decompress(data, size)
        if member.eof:
            self._waiting = member.unused_data
            self._member = None
        elif is_at_end and not output:
            raise EOFError(f"{self._codec.name} data end too early")
        return output

    def _started(self) -> Decompressor | None:
        """The next member; None at the end."""
        self._waiting = self._waiting.lstrip(b"\0")
        while len(self._waiting) < LONGEST_SIGNATURE and (more := self._source.read(CHUNK)):
            self._waiting = (self._waiting + more).lstrip(b"\0")
        if self._waiting and not self._codec.signature.match(self._waiting):
            error = ValueError(f"something that is not {self._codec.name} follows")
            if not self._resumes:
                raise error
            self._skip(damage(error, self._file), self._waiting)
        self._member = self._codec.new() if self._waiting else None
        return self._member

    def _skip(self, flaw: Finding, data: bytes) -> None:
        """Go to the next start of a member."""
        if not self._flaws:
            self._flaws.append(flaw)
        self._member = None
        while not (match := self._codec.signature.search(data)):
            more = self._source.read(CHUNK)
            if not more:
                self._waiting = b""
                return
            data = data[-LONGEST_SIGNATURE:] + more
        self._waiting = data[match.start() :]


def _codec(head: bytes) -> Codec | None:
    return next((codec for codec in CODECS if codec.signature.match(head)), None)


def _read_zstandard(source: _Source) -> Callable[[int], bytes]:
    import pyarrow as pa

    return pa.CompressedInputStream(pa.PythonFile(source, "r"), "zstd").read  # type: ignore[no-any-return]
