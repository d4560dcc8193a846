"""Paths as they are told to people and written into records."""

import os
from pathlib import PurePath


def printable(path: PurePath) -> str:
    """A path with `/` that is valid Unicode also where the file name is not."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")
