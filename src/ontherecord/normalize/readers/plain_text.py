"""Plain text as it is copied from a page, with or without front matter: one article a file."""

import hashlib
import re
from collections.abc import Iterator

from ontherecord.findings import (
    BAD_VALUE,
    BINARY_FILE,
    EMPTY_FILE,
    TEXT_TIDIED,
    UNSUPPORTED_FORMAT,
    Finding,
)
from ontherecord.normalize.front_matter import FrontMatter, split_front_matter
from ontherecord.normalize.lines import rejoin
from ontherecord.normalize.metadata import Metadata, read_metadata, shorten
from ontherecord.normalize.raw_article import RawArticle
from ontherecord.normalize.raw_input import RawInput
from ontherecord.normalize.readers.document_text import decoded_text, tidied_text
from ontherecord.normalize.text_repair import BOMS

MEDIA_TYPE = "text/plain"

BINARY_SIGNATURES = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "ZIP, DOCX or ODT",
    b"\xd0\xcf\x11\xe0": "Microsoft Office",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"7z\xbc\xaf": "7-Zip",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"RIFF": "RIFF",
    b"ID3": "MP3",
    b"OggS": "Ogg",
    b"\x7fELF": "ELF",
    b"PAR1": "Parquet",
    b"SQLite format 3\0": "SQLite",
}
MARKUP_SIGNATURES = {
    b"<!doctype": "HTML or XML",
    b"<html": "HTML",
    b"<?xml": "XML",
    b"{\\rtf": "RTF",
    b'{"': "JSON",
    b"{\n": "JSON",
    b"[{": "JSON",
    b"warc/": "WARC",
}
TAG = re.compile(rb"<[a-z][\w:.-]{0,100}[\s/>]")
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
HIGHEST_CONTROL_SHARE = 0.01


def looks_like(raw: RawInput) -> bool:
    """Whatever no other format takes; what is no text is told by `read`."""
    return True


def read(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The article of a text file, or the finding that says why there is none.

    Raises:
        OSError: the file cannot be read.
        TooLargeError: it is too large for a text.
    """
    data = raw.read()
    if unfit := _unfit(data, raw.file):
        yield unfit
        return
    raw_text, findings = decoded_text(data, raw.file)
    yield from findings
    if raw_text is None:
        return
    text, findings = tidied_text(raw_text, raw.file)
    yield from findings
    if text is None:
        return
    front_matter = split_front_matter(text)
    metadata, problems = _metadata(front_matter, raw.file)
    yield from problems
    rejoined = rejoin(front_matter.body, front_matter.body_line)
    if rejoined.breaks:
        taken_out = f"{rejoined.breaks} line breaks, {rejoined.hyphens} of them with a hyphen"
        yield TEXT_TIDIED.finding(taken_out, file=raw.file)
    yield RawArticle(
        stem=raw.stem,
        paragraphs=tuple(rejoined.paragraphs),
        has_head=True,
        metadata=metadata.over(raw.told),
        raw_sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
        raw_text=raw_text,
    )


def _unfit(data: bytes, file: str) -> Finding | None:
    if not data:
        return EMPTY_FILE.finding("is empty", file=file)
    start = data[:64].lstrip().lower()
    for signature, name in BINARY_SIGNATURES.items():
        if data.startswith(signature):
            return BINARY_FILE.finding(f"holds {name} data", file=file)
    if markup := _markup(data, start):
        return UNSUPPORTED_FORMAT.finding(f"holds {markup}", file=file)
    if any(data.startswith(mark) for mark, _ in BOMS):
        return None
    if b"\0" in data or len(CONTROL.findall(data)) > HIGHEST_CONTROL_SHARE * len(data):
        return BINARY_FILE.finding("holds control characters that no text has", file=file)
    return None


def _markup(data: bytes, start: bytes) -> str | None:
    """The language of markup that data are in, None where they are in none."""
    told = (name for signature, name in MARKUP_SIGNATURES.items() if start.startswith(signature))
    is_xml = TAG.match(start) is not None and data[-64:].rstrip().endswith(b">")
    return next(told, "XML" if is_xml else None)


def _metadata(front_matter: FrontMatter, file: str) -> tuple[Metadata, list[Finding]]:
    metadata = Metadata()
    findings = [
        BAD_VALUE.finding(f"front matter: {shorten(text)} is not `name: value`", file=file, line=number)
        for number, text in front_matter.strays
    ]
    for name, value, number in front_matter.pairs:
        told, problems = read_metadata({name: value}, file, number)
        metadata = metadata.over(told)
        findings += problems
    return metadata, findings
