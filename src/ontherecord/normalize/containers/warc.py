"""WARC files of crawls: the pages in them, each with its address and the day on which it was fetched.

The format is ISO 28500 (https://iipc.github.io/warc-specifications/). A record that is damaged or gives a wrong length
is left out, and reading goes on at the next one.
"""

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import msgspec

from ontherecord.findings import DAMAGED_CONTAINER, DOCUMENT_TOO_LARGE, Finding
from ontherecord.normalize.containers.http_body import decoded_body
from ontherecord.normalize.containers.warc_records import Record, split_records
from ontherecord.normalize.left_out import left_out_finding
from ontherecord.normalize.metadata import read_metadata, shorten
from ontherecord.normalize.raw_input import RawInput, TooLargeError
from ontherecord.normalize.readers import ninjs
from ontherecord.normalize.readers.item_metadata import readable_name

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

PAGE_TYPES = frozenset(("response", "resource", "conversion"))
"""Types of records that hold what was fetched."""

READ_TYPES = re.compile(r"text/(?:html|plain|xml)$|application/(?:json|(?:[\w.-]{1,60}\+)?xml|[\w.-]{1,60}\+json)$")
"""Media types that can be news."""

UNTOLD_TYPES = frozenset(("", "application/octet-stream", "unknown/unknown"))
WITHOUT_ARTICLES = re.compile(r"(?:robots\.txt|sitemap[\w.-]{0,60}\.xml)$", re.IGNORECASE)
CHARSET = re.compile(r"\bcharset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
OK = "200"
LONGEST_TYPE = 60
URI = re.compile(rb"\nwarc-target-uri:[ \t]{0,20}<?([^\r\n>]{1,2000})", re.IGNORECASE)
TYPE = re.compile(rb"\nwarc-type:[ \t]{0,20}([a-z]{1,40})", re.IGNORECASE)


class _LeftOutError(Exception):
    """A record is no page; the argument says what it is."""


def looks_like(raw: RawInput) -> bool:
    """Whether an input starts like a WARC file."""
    return raw.head.startswith(b"WARC/")


def open_warc(raw: RawInput) -> Iterator[RawInput | Finding]:
    """The pages in the order of the file, and then what was left out."""
    left_out: Counter[str] = Counter()
    for record in split_records(raw.stream):
        address = _matched(URI, record)
        file = raw.member_file(address) if address else raw.file
        try:
            if record.problem:
                yield DAMAGED_CONTAINER.finding(f"a record of the crawl: {record.problem}", file=file)
            elif record.is_too_large:
                yield from _too_large(record, file, left_out)
            else:
                yield _page(raw, record)
        except _LeftOutError as what:
            left_out[str(what)] += 1
        except TooLargeError:
            yield DOCUMENT_TOO_LARGE.finding("a page larger than is read as a whole", file=file)
        except (OSError, EOFError, ValueError, zlib.error) as error:
            yield DAMAGED_CONTAINER.finding(f"a record of the crawl: {shorten(error, 200)}", file=file)
    yield from left_out_finding(left_out, raw.file)


def _too_large(record: Record, file: str, left_out: Counter[str]) -> Iterator[Finding]:
    kind = _matched(TYPE, record)
    if kind in PAGE_TYPES:
        yield DOCUMENT_TOO_LARGE.finding("a page larger than is read as a whole", file=file)
    else:
        left_out[f"{kind} records"] += 1


def _page(raw: RawInput, record: Record) -> RawInput:
    """The page of a sound record.

    Raises:
        _LeftOutError: it holds none.
        TooLargeError: it is larger than a document.
        OSError, EOFError, ValueError, zlib.error: it is damaged.
    """
    parsed = _parsed(record)
    if parsed.rec_type not in PAGE_TYPES:
        raise _LeftOutError(f"{parsed.rec_type} records")
    address = parsed.rec_headers.get_header("WARC-Target-URI") or "unknown"
    http = parsed.http_headers
    if http is not None and http.get_statuscode() != OK:
        raise _LeftOutError(f"pages with status {http.get_statuscode()[:3]}")
    if reason := parsed.rec_headers.get_header("WARC-Truncated"):
        raise ValueError(f"cut off by the crawler: {reason}")
    body = _body(parsed)
    if what := _left_out_as(parsed, address, body):
        raise _LeftOutError(what)
    told, _ = read_metadata({"url": address, "retrieved": parsed.rec_headers.get_header("WARC-Date")})
    member = raw.member(address, io.BytesIO(body), told)
    path = PurePosixPath(unquote(_path(address)))
    return msgspec.structs.replace(
        member,
        stem=readable_name(address) or path.stem or raw.stem,
        suffix=path.suffix.lower(),
        charset=_content_type(parsed)[1],
    )


def _parsed(record: Record) -> "ArcWarcRecord":
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader
    from warcio.statusandheaders import StatusAndHeadersParserException

    loader = ArcWarcRecordLoader(verify_http=True, arc2warc=False)
    try:
        return loader.parse_record_stream(io.BytesIO(record.data), known_format="warc")
    except (ArchiveLoadFailed, StatusAndHeadersParserException, AttributeError) as error:
        raise ValueError(f"its headers cannot be read: {shorten(error)}") from error


def _body(parsed: "ArcWarcRecord") -> bytes:
    headers = parsed.http_headers
    if headers is None:
        return decoded_body(parsed.raw_stream, "", "")
    transfer = headers.get_header("Transfer-Encoding", "")
    encoding = headers.get_header("Content-Encoding", "")
    body = decoded_body(parsed.raw_stream, transfer, encoding)
    told = headers.get_header("Content-Length", "")
    if told.isdigit() and not transfer and not encoding and len(body) < int(told):
        raise ValueError(f"its page is cut off: {len(body)} of {told} bytes")
    return body


def _left_out_as(parsed: "ArcWarcRecord", address: str, body: bytes) -> str | None:
    """As what a page is no news by its media type; None where it may be."""
    media_type = _content_type(parsed)[0]
    if WITHOUT_ARTICLES.search(_path(address)):
        return "files for crawlers"
    if media_type in UNTOLD_TYPES:
        return None if body.lstrip()[:1] in (b"<", b"{", b"[") else "pages of unknown type"
    is_json = media_type.endswith("json")
    is_read = READ_TYPES.match(media_type) and not media_type.endswith("svg+xml")
    return None if is_read and (not is_json or ninjs.SIGNS.search(body)) else media_type[:LONGEST_TYPE]


def _content_type(parsed: "ArcWarcRecord") -> tuple[str, str | None]:
    """The media type in lower case, empty where none is told, and the encoding if there is one."""
    headers = parsed.http_headers or parsed.rec_headers
    media_type, _, parameters = headers.get_header("Content-Type", "").partition(";")
    charset = CHARSET.search(parameters)
    return media_type.strip().lower(), charset[1] if charset else None


def _matched(pattern: re.Pattern[bytes], record: Record) -> str:
    match = pattern.search(record.data[:65536])
    return match[1].decode("utf-8", "replace") if match else ""


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
