"""Bytes that a library takes out of a container, guarded against damage and against data made to fill the memory."""

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from ontherecord.findings import DAMAGED_CONTAINER, EXPANDS_TOO_FAR, Finding
from ontherecord.normalize.expansion import Expansion, TooFarError
from ontherecord.normalize.metadata import shorten

FAILURES = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
)
"""What the libraries raise at damaged data; `RuntimeError` includes methods of compression that they do not know."""

LONGEST_REASON = 200


def guarded_stream(
    read: Callable[[int], bytes], file: str, flaws: list[Finding], expansion: Expansion | None = None
) -> BinaryIO:
    """Bytes that end where they are damaged or expand too far, which is then a flaw.

    Args:
        read: gives at most so many bytes, none at the end.
        file: path for findings.
        flaws: where damages are told.
        expansion: how far the data may expand; None for what is not compressed.
    """
    return cast("BinaryIO", _GuardedStream(read, file, flaws, expansion))


def damage(error: Exception, file: str) -> Finding:
    """The finding for what a library raised."""
    reason = shorten(error, LONGEST_REASON) if str(error) else type(error).__name__
    return DAMAGED_CONTAINER.finding(f"damaged or cut off: {reason}", file=file)


class _GuardedStream(io.RawIOBase):
    def __init__(
        self, read: Callable[[int], bytes], file: str, flaws: list[Finding], expansion: Expansion | None
    ) -> None:
        self._read = read
        self._file = file
        self._flaws = flaws
        self._expansion = expansion
        self._is_ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]  # the type of a buffer has a name from 3.12 on
        data = b"" if self._is_ended else self._next(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        try:
            data = self._read(size)
            if self._expansion is not None:
                self._expansion.add(len(data))
        except TooFarError:
            return self._end(EXPANDS_TOO_FAR.finding("expands too far", file=self._file))
        except FAILURES as error:
            return self._end(damage(error, self._file))
        return data

    def _end(self, flaw: Finding) -> bytes:
        self._is_ended = True
        self._flaws.append(flaw)
        return b""
