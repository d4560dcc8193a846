"""What a changelog says about one version."""

import datetime
import itertools
import re
from pathlib import Path

from ontherecord.errors import SourceError

CHANGELOG_FILE = "CHANGELOG.md"

_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


def read_changelog(path: Path) -> bytes:
    """The file as it is.

    Raises:
        SourceError: the file cannot be opened.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot open {path}: {error.strerror}") from error


def changes_in(changelog: str, version: str) -> str | None:
    """The text under the heading of a version, such as `## 1.0.0 (2026-01-01)` or `## [v1.0.0]`.

    Returns None where no heading of the second level begins with the version, or nothing stands under it.
    """
    lines = iter(changelog.splitlines())
    if not any(_tells(line, version) for line in lines):
        return None
    entry = itertools.takewhile(lambda line: not line.startswith(("# ", "## ")), lines)
    return "\n".join(entry).strip() or None


def released_in(changelog: str, version: str) -> str | None:
    """The day in the heading of a version, YYYY-MM-DD; None where there is none."""
    heading = next((line for line in changelog.splitlines() if _tells(line, version)), "")
    day = _DAY.search(heading.partition(version)[2])
    try:
        return datetime.date.fromisoformat(day[0]).isoformat() if day else None
    except ValueError:
        return None


def _tells(line: str, version: str) -> bool:
    return re.match(rf"## +\[?v?{re.escape(version)}(?![\w.+-])", line) is not None
