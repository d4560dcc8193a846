"""Open a file of records: plain, compressed, or standard input; and what a failure to read it means."""

import gzip
import io
import sys
import zlib
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, cast

from ontherecord.findings import DAMAGED_GZIP, DAMAGED_ZSTD, UNREADABLE_FILE, Finding
from ontherecord.jsonl import STANDARD_STREAM

READ_ERRORS = (OSError, EOFError, zlib.error)
"""What reading raises, of a compressed file that is damaged too."""

BUFFER_SIZE = 2**18
"""Bytes read at a time: some dozens of records."""

_DAMAGES = {".gz": DAMAGED_GZIP, ".zst": DAMAGED_ZSTD}


def open_file(path: Path) -> AbstractContextManager[BinaryIO]:
    """The bytes of a file, without their compression (`.gz`, `.zst`); `-` is standard input.

    Raises:
        OSError: the file cannot be opened; reading raises any of `READ_ERRORS`.
    """
    if path == STANDARD_STREAM:
        return nullcontext(sys.stdin.buffer)
    if path.suffix == ".gz":
        return cast("AbstractContextManager[BinaryIO]", gzip.open(path))
    if path.suffix == ".zst":
        import pyarrow as pa

        return io.BufferedReader(pa.CompressedInputStream(pa.PythonFile(path.open("rb")), "zstd"))
    return path.open("rb", buffering=BUFFER_SIZE)


def reading_failure(path: Path, error: Exception, line: int) -> Finding:
    """The finding about a file of which a line, and all after it, cannot be read."""
    # The system tells a number with each of its errors; what comes without one comes from decompression.
    if getattr(error, "errno", None) is None and path.suffix in _DAMAGES:
        return _DAMAGES[path.suffix].finding(f"what follows cannot be decompressed: {error}", file=str(path), line=line)
    reason = getattr(error, "strerror", None) or error
    return UNREADABLE_FILE.finding(f"the file cannot be read: {reason}", file=str(path))
