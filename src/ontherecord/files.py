"""Files that are either whole or not there: written beside their place, then renamed into it; and temporary ones."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ontherecord.claims import claimed_file, claimed_folder
from ontherecord.errors import OutputError
from ontherecord.remote import Place, Url, remote_file

PARTIAL, WORK, RETIRED = ".partial", ".work", ".retired"
"""What the names of temporary files and folders end with, see `ontherecord.claims`."""


@contextlib.contextmanager
def atomic_file(path: Place) -> Iterator[BinaryIO]:
    """Open `path` for writing bytes; the file appears when the block ends well, and never in part.

    A device or a pipe (`/dev/null`, `/dev/stdout`) is written to as it is: it must not be replaced by a file.

    Raises:
        OutputError: the folder or the object store cannot be written to, or the disk is full.
        MissingExtraError: what the protocol of an address needs is not installed.
    """
    if isinstance(path, Url):
        with remote_file(path) as stream:
            yield stream
        return
    if path.exists() and not path.is_file():
        with _written(path) as stream:
            yield stream
        return
    path = path.resolve()
    try:
        with claimed_file(path, PARTIAL) as temporary:
            with temporary.open("wb") as stream:
                yield stream
            _share(temporary)
            os.replace(temporary, path)
    except OSError as error:
        raise _cannot_write(path, error) from error


@contextlib.contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("wb") as stream:
            yield stream
    except OSError as error:
        raise _cannot_write(path, error) from error


@contextlib.contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """A new empty folder that takes the place of `path` when the block ends well.

    Raises:
        OutputError: the parent folder cannot be written to, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with claimed_folder(path, PARTIAL) as temporary:
            retired = temporary.with_suffix(RETIRED)
            _put_back(retired, path)
            yield temporary
            _share(temporary)
            if path.exists():
                os.replace(path, retired)
            os.replace(temporary, path)
            shutil.rmtree(retired, ignore_errors=True)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _put_back(retired: Path, path: Path) -> None:
    """Give an older folder its place again, where a process was killed while another was to take it."""
    if path.exists():
        shutil.rmtree(retired, ignore_errors=True)
    elif retired.exists():
        os.replace(retired, path)


@contextlib.contextmanager
def working_folder(beside: Path) -> Iterator[Path]:
    """A temporary folder on the same disk as the result `beside` which it stands; it is gone when the block ends.

    Raises:
        OutputError: the parent folder cannot be written to.
    """
    with contextlib.ExitStack() as stack:
        try:
            beside.parent.mkdir(parents=True, exist_ok=True)
            folder = stack.enter_context(claimed_folder(beside, WORK))
        except OSError as error:
            raise _cannot_write(beside, error) from error
        yield folder


def _share(path: Path) -> None:
    """Give a temporary file or folder the permissions that an ordinary new one has."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod((0o777 if path.is_dir() else 0o666) & ~mask)


def _cannot_write(path: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    return OutputError(f"cannot write {path}: {reason}; choose another place or mend its permissions")


def temporary_database(tables: str, cache_kibibytes: int) -> sqlite3.Connection:
    """A database on disk that is gone when it is closed, with a transaction open.

    Args:
        tables: statements that make its tables.
        cache_kibibytes: how much of it may be in memory.
    """
    database = sqlite3.connect("", isolation_level=None)  # an empty name is a temporary database
    database.execute(f"PRAGMA cache_size = -{cache_kibibytes}")
    database.execute("PRAGMA journal_mode = OFF")
    database.executescript(tables)
    database.execute("BEGIN")
    return database
