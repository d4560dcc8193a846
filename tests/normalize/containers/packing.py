"""Articles and pages that the tests of containers pack, and what comes out of a packed file."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ontherecord.findings import Finding
from ontherecord.normalize import Metadata, normalize
from ontherecord.records import Article

PARAGRAPH = "The ferry to Skarn will sail again on Friday, the harbour trust said in a statement."
SECOND = "It had been tied up since a storm in March damaged the landing stage on the island."
ARTICLE = f"Ferry to sail again\n\nBy Ines Marlow\n\n3 May 2024\n\n{PARAGRAPH}\n\n{SECOND}\n".encode()
TEXT = f"{PARAGRAPH}\n\n{SECOND}"

Members = Sequence[tuple[str, bytes]]


def page(title: str) -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<p>{PARAGRAPH}</p><p>{SECOND}</p></article></body></html>"
    ).encode()


def zipped(members: Members) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(members: Members) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


class Crawl:
    """A WARC file while it is written."""

    def __init__(self, *, compressed: bool = False) -> None:
        self.stream = io.BytesIO()
        self._writer = WARCWriter(self.stream, gzip=compressed)

    def response(
        self, address: str, body: bytes, *headers: tuple[str, str], status: str = "200 OK", type_: str = "text/html"
    ) -> None:
        http = StatusAndHeaders(status, [("Content-Type", type_), *headers], protocol="HTTP/1.1")
        self._write(address, "response", body, http_headers=http)

    def record(self, address: str, kind: str, body: bytes = b"", type_: str = "text/html") -> None:
        self._write(address, kind, body, warc_content_type=type_)

    def _write(self, address: str, kind: str, body: bytes, **more: object) -> None:
        record = self._writer.create_warc_record(
            address,
            kind,
            payload=io.BytesIO(body),
            warc_headers_dict={"WARC-Date": "2024-05-03T10:11:12Z"},
            **more,
        )
        self._writer.write_record(record)

    def data(self) -> bytes:
        return self.stream.getvalue()


class Outcome:
    """The articles and findings of a file with some bytes."""

    def __init__(self, folder: Path, name: str, data: bytes) -> None:
        file = folder / name
        file.write_bytes(data)
        items = list(normalize([file], Metadata()))
        self.articles = [item for item in items if isinstance(item, Article)]
        found = [item for item in items if isinstance(item, Finding) and not item.code.startswith("OTR02")]
        self.codes = [finding.code.partition("-")[2] for finding in found]
        self.messages = [finding.message for finding in found]
        self.files = [(finding.file or "").removeprefix(f"{folder.as_posix()}/") for finding in found]

    @property
    def ids(self) -> list[str]:
        return [article.id for article in self.articles]

    @property
    def names(self) -> list[str | None]:
        return [article.source.file for article in self.articles]

    @property
    def texts(self) -> list[str | None]:
        return [article.text for article in self.articles]


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
