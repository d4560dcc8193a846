"""ZIP archives; documents of office programs, which are ZIP archives too, are left to their readers."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from ontherecord.findings import DAMAGED_CONTAINER, EMPTY_FILE, ENCRYPTED_MEMBER, Finding
from ontherecord.normalize.containers.guarded_stream import FAILURES, damage, guarded_stream
from ontherecord.normalize.containers.members import left_out_as
from ontherecord.normalize.expansion import Expansion
from ontherecord.normalize.left_out import left_out_finding
from ontherecord.normalize.raw_input import LARGEST_DOCUMENT, RawInput

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
OFFICE_SIGNS = (b"[Content_Types].xml", b"mimetypeapplication/", b"_rels/.rels")
"""Members of the documents of Microsoft Office, OpenDocument and EPUB; one stands near their start."""

ENCRYPTED = 1


def looks_like(raw: RawInput) -> bool:
    """Whether an input is a ZIP archive and no document of an office program."""
    return raw.head.startswith(SIGNATURES) and not any(sign in raw.head for sign in OFFICE_SIGNS)


def open_zip(raw: RawInput) -> Iterator[RawInput | Finding]:
    """The members in the order of the archive, and then what was left out.

    Raises:
        OSError: the archive cannot be read.
    """
    with raw.seekable() as stream:
        try:
            archive = zipfile.ZipFile(_Frugal(stream))
        except FAILURES as error:
            yield damage(error, raw.file)
            return
        with archive:
            yield from _members(raw, archive, stream)


def _members(raw: RawInput, archive: zipfile.ZipFile, stream: BinaryIO) -> Iterator[RawInput | Finding]:
    members = archive.infolist()
    stream.seek(0, 2)
    if sum(member.compress_size for member in members) > stream.tell():
        # Members that share their bytes multiply them without any compression that could be measured.
        yield DAMAGED_CONTAINER.finding("its members overlap", file=raw.file)
        return
    if not members:
        yield EMPTY_FILE.finding("an archive without members", file=raw.file)
    left_out: Counter[str] = Counter()
    for member in members:
        if member.is_dir():
            continue
        if what := left_out_as(member.filename):
            left_out[what] += 1
        elif member.flag_bits & ENCRYPTED:
            yield ENCRYPTED_MEMBER.finding("is encrypted", file=raw.member_file(member.filename))
        else:
            yield from _member(raw, archive, member)
    yield from left_out_finding(left_out, raw.file)


def _member(raw: RawInput, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[RawInput | Finding]:
    flaws: list[Finding] = []
    expansion = raw.expansion
    if expansion is None:
        expansion = Expansion()
        expansion.compressed = member.compress_size
    file = raw.member_file(member.filename)
    try:
        content = archive.open(member)
    except FAILURES as error:
        yield damage(error, file)
        return
    with content:
        stream = guarded_stream(content.read, file, flaws, expansion)
        yield raw.member(member.filename, stream, expansion=expansion, flaws=flaws)
    yield from flaws


class _Frugal:
    """A stream that is never read in one gulp, as the library reads the directory of an archive."""

    def __init__(self, stream: BinaryIO) -> None:
        self.seek = stream.seek
        self.tell = stream.tell
        self.seekable = stream.seekable
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(size, LARGEST_DOCUMENT + 1) if size >= 0 else LARGEST_DOCUMENT + 1)
        if len(data) > LARGEST_DOCUMENT:
            raise zipfile.BadZipFile("its directory is too large")
        return data
