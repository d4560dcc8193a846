"""Level 1 of a finished release: its files are those that its list of checksums promises."""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ontherecord.findings import (
    CHECKSUM_DIFFERS,
    LISTED_FILE_MISSING,
    MALFORMED_CHECKSUM,
    UNLISTED_FILE,
    UNREADABLE_FILE,
    Finding,
)
from ontherecord.validate.inputs import CHECKSUMS
from ontherecord.validate.wording import shorten

_ENTRY = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def check_checksums(folder: Path) -> Iterator[Finding]:
    """The list of checksums against the files of the release, both ways; hidden files do not count."""
    listing = folder / CHECKSUMS
    listed = {CHECKSUMS}
    try:
        lines = listing.read_text(encoding="utf-8", errors="backslashreplace").splitlines()
    except OSError as error:
        yield UNREADABLE_FILE.finding(f"the file cannot be read: {error.strerror}", file=str(listing))
        return
    for number, line in enumerate(lines, start=1):
        entry = _ENTRY.fullmatch(line)
        if entry is None or not _is_inside(entry[2]):
            message = f"{shorten(line)} is no checksum and path of this release"
            yield MALFORMED_CHECKSUM.finding(message, file=str(listing), line=number)
            continue
        checksum, name = entry.groups()
        listed.add(name)
        # Not Path.is_file, which raises on names that are too long for the system.
        if os.path.isfile(folder / name):
            yield from _check_file(folder / name, checksum, number)
        else:
            yield LISTED_FILE_MISSING.finding(f"there is no file {shorten(name)}", file=str(listing), line=number)
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        hidden = any(part.startswith(".") for part in path.parts)
        if file.is_file() and not hidden and path.as_posix() not in listed:
            yield UNLISTED_FILE.finding(f"{CHECKSUMS} does not list the file", file=str(file))


def _check_file(file: Path, checksum: str, line: int) -> Iterator[Finding]:
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        yield UNREADABLE_FILE.finding(f"the file cannot be read: {error.strerror}", file=str(file))
        return
    if found != checksum:
        yield CHECKSUM_DIFFERS.finding(
            f"the file is not the one that line {line} of {CHECKSUMS} promises", file=str(file)
        )


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts
