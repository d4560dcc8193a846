"""The body of an HTTP response as it was meant: without chunks and compression (RFC 9110 and RFC 9112)."""

import zlib
from typing import BinaryIO

from ontherecord.normalize.raw_input import LARGEST_DOCUMENT, TooLargeError

SIGNATURES = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
ARROW_CODECS = {"br": "brotli", "zstd": "zstd"}


def decoded_body(stream: BinaryIO, transfer_encoding: str, content_encoding: str) -> bytes:
    """The body.

    Crawlers often undo an encoding and leave the header that tells it: what is not encoded stays as it is.

    Args:
        stream: the body as it came.
        transfer_encoding: value of the header of that name, empty without it.
        content_encoding: value of the header of that name, empty without it.

    Raises:
        TooLargeError: the body is larger than a document.
        OSError, zlib.error: the body is damaged.
    """
    if transfer_encoding.strip().lower() == "chunked":
        from warcio.bufferedreaders import ChunkedDataReader

        stream = ChunkedDataReader(stream)
    data = stream.read(LARGEST_DOCUMENT + 1)
    for encoding in reversed(content_encoding.lower().split(",")):
        data = _decoded(data, encoding.strip())
    if len(data) > LARGEST_DOCUMENT:
        raise TooLargeError
    return data


def _decoded(data: bytes, encoding: str) -> bytes:
    if not data.startswith(SIGNATURES.get(encoding, b"")):
        return data
    if encoding in ("gzip", "x-gzip"):
        return _inflated(data, 16 + zlib.MAX_WBITS)
    if encoding == "deflate":
        # Some servers send the bare stream, others the one that the standard asks for.
        is_zlib = len(data) >= 2 and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
        return _inflated(data, zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
    if encoding in ARROW_CODECS:
        import pyarrow as pa

        codec = ARROW_CODECS[encoding]
        try:
            return pa.CompressedInputStream(pa.BufferReader(data), codec).read(LARGEST_DOCUMENT + 1)  # type: ignore[no-any-return]
        except OSError:
            if encoding == "br" and _is_markup(data):
                return data
            raise
    return data


def _inflated(data: bytes, window: int) -> bytes:
    inflater = zlib.decompressobj(window)
    try:
        output = inflater.decompress(data, LARGEST_DOCUMENT + 1)
    except zlib.error:
        if _is_markup(data):
            return data
        raise
    if not inflater.eof and len(output) <= LARGEST_DOCUMENT:
        raise zlib.error("its compressed body is cut off")
    return output


def _is_markup(data: bytes) -> bool:
    return data.lstrip()[:1] in (b"<", b"{", b"[")
