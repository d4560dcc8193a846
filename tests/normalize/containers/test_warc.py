"""Crawls: pages with their address and day; damaged records cost nothing but themselves."""

import gzip
import re
from pathlib import Path

import pyarrow as pa
import pytest

from .packing import TEXT, Crawl, Outcome, gzipped, page

SITE = "https://post.skarn.example"


def chunked(body: bytes) -> bytes:
    parts = (body[:40], body[40:])
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def crawl(*, compressed: bool = False) -> bytes:
    crawl = Crawl(compressed=compressed)
    crawl.record("", "warcinfo", b"software: test\r\n", "application/warc-fields")
    crawl.response(f"{SITE}/2024/05/first-ferry", page("First ferry"))
    crawl.record(f"{SITE}/2024/05/first-ferry", "request", b"GET / HTTP/1.1\r\n\r\n", "application/http")
    crawl.response(f"{SITE}/second-ferry.html", page("Second ferry"))
    crawl.record(f"{SITE}/third-ferry", "resource", page("Third ferry"))
    crawl.response(f"{SITE}/gone", page("Gone"), status="404 Not Found")
    crawl.response(f"{SITE}/quay.png", b"\x89PNG", type_="image/png")
    crawl.response(f"{SITE}/robots.txt", b"User-agent: *", type_="text/plain")
    crawl.response(f"{SITE}/data.json", b'{"a": 1}', type_="application/json")
    crawl.response(f"{SITE}/fourth-ferry", page("Fourth ferry"))
    return crawl.data()


ALL = ["first-ferry", "second-ferry", "third-ferry", "fourth-ferry"]
LEFT_OUT = (
    "left out: 1 application/json, 1 files for crawlers, 1 image/png, 1 pages with status 404, 1 request records,"
    " 1 warcinfo records"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("crawl.warc", crawl()),
        ("crawl.warc.gz", crawl(compressed=True)),
        ("whole.warc.gz", gzipped(crawl())),
    ],
)
def test_the_pages_of_a_crawl_are_read_and_the_rest_is_counted(name: str, data: bytes, tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, name, data)
    assert outcome.ids == ALL
    assert outcome.messages[-1] == LEFT_OUT
    first = outcome.articles[0]
    assert (first.headline, first.text) == ("First ferry", TEXT)
    assert (first.source.url, str(first.source.retrieved)) == (f"{SITE}/2024/05/first-ferry", "2024-05-03")


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (chunked(page("Ferry")), ("Transfer-Encoding", "chunked")),
        (gzip.compress(page("Ferry")), ("Content-Encoding", "gzip")),
        (gzip.compress(page("Ferry"))[10:-8], ("Content-Encoding", "deflate")),
        (pa.compress(page("Ferry"), "brotli", asbytes=True), ("Content-Encoding", "br")),
        (pa.compress(page("Ferry"), "zstd", asbytes=True), ("Content-Encoding", "zstd")),
        (page("Ferry"), ("Content-Encoding", "gzip")),
        (page("Ferry"), ("Content-Encoding", "br")),
        (page("Ferry"), ("Transfer-Encoding", "chunked")),
    ],
    ids=["chunked", "gzip", "deflate", "brotli", "zstd", "gzip undone", "brotli undone", "chunks undone"],
)
def test_encodings_of_http_are_undone_unless_the_crawler_did(
    body: bytes, header: tuple[str, str], tmp_path: Path
) -> None:
    crawl = Crawl()
    crawl.response(f"{SITE}/ferry-page", body, header)
    assert Outcome(tmp_path, "crawl.warc", crawl.data()).texts == [TEXT]


def test_the_server_tells_the_encoding_of_a_page(tmp_path: Path) -> None:
    crawl = Crawl()
    body = page("Ferry").decode().replace("Skarn", "Škarń").encode("iso-8859-2")
    crawl.response(f"{SITE}/ferry-page", body, type_='text/html; charset="ISO-8859-2"')
    assert Outcome(tmp_path, "crawl.warc", crawl.data()).texts == [TEXT.replace("Skarn", "Škarń")]


@pytest.mark.parametrize("length", [b"9", b"99999", b"99999999999"], ids=["short", "long", "huge"])
def test_a_record_with_a_wrong_length_is_left_out_and_the_rest_is_read(length: bytes, tmp_path: Path) -> None:
    data = crawl()
    told = re.compile(rb"(?<=\nContent-Length: )\d+").search(data, data.index(b"second-ferry"))
    assert told is not None
    outcome = Outcome(tmp_path, "crawl.warc", data[: told.start()] + length + data[told.end() :])
    assert outcome.ids == ["first-ferry", "third-ferry", "fourth-ferry"]
    assert outcome.codes[0] in ("damaged-container", "document-too-large")
    assert outcome.files[0] == f"crawl.warc!/{SITE}/second-ferry.html"


def test_what_stands_between_records_is_told(tmp_path: Path) -> None:
    data = crawl()
    position = data.index(b"WARC/", data.index(b"second-ferry"))
    outcome = Outcome(tmp_path, "crawl.warc", data[:position] + b"noise\0" * 5 + b"\r\n\r\n" + data[position:])
    assert outcome.ids == ["first-ferry", "third-ferry", "fourth-ferry"]
    assert "damaged-container" in outcome.codes


@pytest.mark.parametrize("compressed", [False, True], ids=["plain", "compressed"])
def test_a_crawl_that_is_cut_off_gives_its_whole_pages(compressed: bool, tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, "crawl.warc", crawl(compressed=compressed)[:-100])
    assert outcome.ids == ALL[:-1]
    assert "damaged-container" in outcome.codes


def test_a_damaged_member_of_a_compressed_crawl_costs_only_its_record(tmp_path: Path) -> None:
    data = bytearray(crawl(compressed=True))
    starts = [match.start() for match in re.finditer(rb"\x1f\x8b\x08", data)]
    data[starts[3] + 40 : starts[3] + 60] = b"\xff" * 20
    outcome = Outcome(tmp_path, "crawl.warc.gz", bytes(data))
    assert outcome.ids == ["first-ferry", "third-ferry", "fourth-ferry"]
    assert "damaged-container" in outcome.codes


def test_a_page_shorter_than_its_header_says_is_left_out(tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.response(f"{SITE}/ferry-page", page("Ferry")[:-50], ("Content-Length", str(len(page("Ferry")))))
    assert Outcome(tmp_path, "crawl.warc", crawl.data()).codes == ["damaged-container"]


def test_a_page_that_expands_beyond_a_document_is_left_out(tmp_path: Path) -> None:
    crawl = Crawl()
    for encoding, codec in (("gzip", "gzip"), ("br", "brotli"), ("zstd", "zstd")):
        body = pa.compress(b"<" + b" " * 40_000_000, codec, asbytes=True)
        crawl.response(f"{SITE}/{encoding}-page", body, ("Content-Encoding", encoding))
    assert Outcome(tmp_path, "crawl.warc", crawl.data()).codes == ["document-too-large"] * 3
