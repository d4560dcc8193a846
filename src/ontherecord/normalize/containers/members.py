"""Which members of an archive are read, as `sources` chooses among the files of a folder."""

from pathlib import PurePosixPath

from ontherecord.normalize.sources import is_no_article

RESOURCE_FORKS = "__MACOSX"
"""Folder in which one system keeps what it knows of the files."""


def left_out_as(name: str) -> str | None:
    """As what a member is left out by its name; None where it is to be read."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if any(part.startswith(".") and part != ".." for part in parts) or RESOURCE_FORKS in parts:
        return "hidden"
    return "source sheet or README" if parts and is_no_article(parts[-1]) else None
