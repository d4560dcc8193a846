"""Mend what is safe to mend in JSONL files, and tell what was done; what a person must decide stays as it is."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from ontherecord.errors import SourceError, UsageError
from ontherecord.files import atomic_file
from ontherecord.findings import MENDED, Finding
from ontherecord.validate.file_level import UTF8_BYTE_ORDER_MARK, read_line
from ontherecord.validate.inputs import article_files, is_release
from ontherecord.validate.record_mending import mend_record

_BYTE_ORDER_MARKS = re.compile(rb"\A(?:%b)+" % UTF8_BYTE_ORDER_MARK)


def mend(paths: Sequence[Path]) -> list[Finding]:
    """Mend the JSONL files of all paths in place, each as a whole or not at all; returns what was done.

    Safe are: line ends, blank lines and byte order marks; keys whose value is null or an empty list; the order of keys
    and lists; a text that is not normalized, with all offsets; the hash of a text that was only normalized.

    Raises:
        UsageError: a path is standard input, compressed, or part of a release, whose files are not edited.
        SourceError: a path cannot be opened.
        OutputError: a file cannot be written.
    """
    files = dict.fromkeys(file for path in paths for file in article_files(path))
    for file in files:
        if file.suffix != ".jsonl":
            raise UsageError(f"cannot mend {file}: only files that end in .jsonl are mended")
        if any(map(is_release, file.resolve().parents)):
            raise UsageError(f"cannot mend {file}: it is part of a release; mend the articles and publish anew")
    return [finding for file in files for finding in mend_file(file)]


def mend_file(path: Path) -> list[Finding]:
    """Mend one file in place; it is not written where nothing is to mend."""
    target = path.resolve()
    findings = [
        msgspec.structs.replace(finding, file=str(path), line=number)
        for number, (_, made) in enumerate(_mended_lines(target), start=1)
        for finding in made
    ]
    if findings:
        mode = target.stat().st_mode
        with atomic_file(target) as stream:
            stream.writelines(content for content, _ in _mended_lines(target))
        target.chmod(mode)
    return findings


def mend_line(content: bytes) -> tuple[bytes, list[Finding]]:
    """A line as it should be, and what was done to it; a line that is no JSON object keeps what stands in it."""
    line = _BYTE_ORDER_MARKS.sub(b"", content).rstrip(b"\r\n") + b"\n"
    if not line.strip():
        return b"", [MENDED.finding("a blank line was removed")]
    findings = list(_byte_findings(content))
    value, _ = read_line(line)
    if value is not None:
        mended, made = mend_record(value)
        if made:
            line = json.dumps(mended, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            findings += made
    return line, findings


def _byte_findings(content: bytes) -> Iterator[Finding]:
    if content.startswith(UTF8_BYTE_ORDER_MARK):
        yield MENDED.finding("a byte order mark was removed")
    if content.rstrip(b"\n").endswith(b"\r"):
        yield MENDED.finding("a carriage return was removed")
    if not content.endswith(b"\n"):
        yield MENDED.finding("a line feed was added at the end")


def _mended_lines(path: Path) -> Iterator[tuple[bytes, list[Finding]]]:
    try:
        with path.open("rb") as stream:
            yield from map(mend_line, stream)
    except OSError as error:
        raise SourceError(f"cannot open {path}: {error.strerror}") from error
