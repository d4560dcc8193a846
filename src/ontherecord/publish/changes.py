"""What a changelog says about one version."""

import itertools
import re
from pathlib import Path

from ontherecord.errors import SourceError

CHANGELOG_FILE = "CHANGELOG.md"


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
    heading = re.compile(rf"## +\[?v?{re.escape(version)}(?![\w.+-])")
    lines = iter(changelog.splitlines())
    if not any(heading.match(line) for line in lines):
        return None
    entry = itertools.takewhile(lambda line: not line.startswith(("# ", "## ")), lines)
    return "\n".join(entry).strip() or None
