"""The raw formats: one row each."""

from collections.abc import Mapping
from pathlib import Path

from ontherecord.normalize import plain_text
from ontherecord.normalize.raw_article import Reader

READERS: Mapping[str, Reader] = {
    ".txt": plain_text.read,
    ".text": plain_text.read,
    ".md": plain_text.read,
}
"""The reader for the end of a file name, in lower case."""


def reader_for(path: Path) -> Reader:
    """The reader for a file; a name that tells nothing is read as plain text, which looks at the content."""
    return READERS.get(path.suffix.lower(), plain_text.read)
