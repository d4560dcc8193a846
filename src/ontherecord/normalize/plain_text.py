"""Plain text as it is copied from a page, with or without front matter: one article a file."""

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ontherecord.findings import (
    BAD_VALUE,
    BINARY_FILE,
    EMPTY_FILE,
    ENCODING_GUESSED,
    LOST_CHARACTERS,
    TEXT_REPAIRED,
    UNSUPPORTED_FORMAT,
    Finding,
)
from ontherecord.jsonl import STANDARD_STREAM
from ontherecord.normalize.front_matter import FrontMatter, split_front_matter
from ontherecord.normalize.metadata import Metadata, read_metadata, shorten
from ontherecord.normalize.paths import printable
from ontherecord.normalize.raw_article import RawArticle
from ontherecord.normalize.text_repair import BOMS, decode, repair

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
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
HIGHEST_CONTROL_SHARE = 0.01


def read(path: Path) -> Iterator[RawArticle | Finding]:
    """The article of a text file, or the finding that says why there is none.

    Raises:
        OSError: the file cannot be opened.
    """
    file = printable(path)
    data = sys.stdin.buffer.read() if path == STANDARD_STREAM else path.read_bytes()
    if unfit := _unfit(data, file):
        yield unfit
        return
    try:
        decoded = decode(data)
    except UnicodeDecodeError as error:
        yield BINARY_FILE.finding(
            f"opens with a byte order mark of {error.encoding}, but is not {error.encoding}", file=file
        )
        return
    repaired = repair(decoded.text)
    if not repaired.text.strip():
        yield EMPTY_FILE.finding("holds nothing but blanks", file=file)
        return
    if decoded.guessed:
        yield ENCODING_GUESSED.finding(f"read as {decoded.encoding}", file=file)
    if repaired.mojibake:
        yield TEXT_REPAIRED.finding("wrongly decoded characters were put right", file=file)
    if lost := repaired.text.count("\ufffd"):
        yield LOST_CHARACTERS.finding(f"{lost} replacement characters in the text", file=file)
    front_matter = split_front_matter(repaired.text)
    metadata, findings = _metadata(front_matter, file)
    yield from findings
    yield RawArticle(
        text=front_matter.body,
        first_line=front_matter.body_line,
        metadata=metadata,
        raw_sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
    )


def _unfit(data: bytes, file: str) -> Finding | None:
    if not data:
        return EMPTY_FILE.finding("is empty", file=file)
    start = data[:64].lstrip().lower()
    for signature, name in BINARY_SIGNATURES.items():
        if data.startswith(signature):
            return BINARY_FILE.finding(f"holds {name} data", file=file)
    for signature, name in MARKUP_SIGNATURES.items():
        if start.startswith(signature):
            return UNSUPPORTED_FORMAT.finding(f"holds {name}", file=file)
    if any(data.startswith(mark) for mark, _ in BOMS):
        return None
    if b"\0" in data or len(CONTROL.findall(data)) > HIGHEST_CONTROL_SHARE * len(data):
        return BINARY_FILE.finding("holds control characters that no text has", file=file)
    return None


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
