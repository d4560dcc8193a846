"""The records of a WARC file, cut out of it one by one; behind a damaged one the next is looked for."""

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from ontherecord.normalize.raw_input import LARGEST_DOCUMENT

VERSION = re.compile(rb"WARC/\d")
NEXT = re.compile(rb"\n\r?\n(?=WARC/\d\.\d{1,2}\r?\n)")
"""The end of a record and the start of another one; it opens with a fixed byte, so that it is searched for fast."""

FOLLOWING = re.compile(rb"[\r\n]{1,8}(?:WARC/\d|$)")
"""What stands behind the block of a record: the start of another one, or nothing more."""

END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
LENGTH = re.compile(rb"\ncontent-length:[ \t]{0,20}(\d{1,18})[ \t]{0,20}\r?\n", re.IGNORECASE)
LARGEST_HEADERS = 64 * 1024
CHUNK = 256 * 1024


class Record(msgspec.Struct, frozen=True):
    """A record of a crawl.

    Attributes:
        data: its headers and its block; where that is not to be used, its headers only.
        problem: what is wrong with it; None where it is sound.
        is_too_large: whether its block is larger than a document.
    """

    data: bytes
    problem: str | None = None
    is_too_large: bool = False


def split_records(stream: BinaryIO) -> Iterator[Record]:
    """The records one after the other."""
    buffer = _Buffer(stream)
    while buffer.skip_line_ends():
        buffer.fill(LARGEST_HEADERS)
        headers = END_OF_HEADERS.search(buffer.data, 0, LARGEST_HEADERS)
        length = LENGTH.search(buffer.data, 0, headers.end()) if headers else None
        if headers is None or length is None or not VERSION.match(buffer.data):
            yield Record(b"", "something that is no record")
            buffer.skip_to_next(0)
        else:
            yield buffer.take(headers.end(), int(length[1]))


class _Buffer:
    """The bytes of a stream from where it has been read to."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.data = bytearray()

    def fill(self, size: int) -> None:
        """Have at least so many bytes if there are as many."""
        while len(self.data) < size and (more := self._stream.read(max(CHUNK, size - len(self.data)))):
            self.data += more

    def skip_line_ends(self) -> bool:
        """Leave out line ends; False where nothing follows them."""
        self.fill(1)
        while self.data.startswith((b"\r", b"\n")):
            del self.data[:1]
            self.fill(1)
        return bool(self.data)

    def take(self, start: int, length: int) -> Record:
        """Take out the record whose block starts there and is to have that length."""
        end = start + length
        headers = bytes(self.data[:start])
        if length > LARGEST_DOCUMENT:
            self.skip_to_next(start)
            return Record(headers, is_too_large=True)
        self.fill(end + CHUNK)
        if len(self.data) < end or not (len(self.data) == end or FOLLOWING.match(self.data, end)):
            self.skip_to_next(start)
            return Record(headers, "is cut off, or gives a wrong length")
        record = Record(bytes(self.data[:end]))
        del self.data[:end]
        return record

    def skip_to_next(self, start: int) -> None:
        """Leave out everything from there to the start of the next record."""
        del self.data[: max(start - 4, 0)]
        while not (match := NEXT.search(self.data)):
            del self.data[: max(len(self.data) - 32, 0)]
            before = len(self.data)
            self.fill(before + CHUNK)
            if len(self.data) == before:
                self.data.clear()
                return
        del self.data[: match.end()]
