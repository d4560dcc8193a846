"""Files that are either whole or not there: written beside their place, then renamed into it; and temporary ones."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ontherecord.errors import OutputError
from ontherecord.remote import Place, Url, remote_file


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
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
        _share(Path(temporary))
        os.replace(temporary, path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        Path(temporary).unlink(missing_ok=True)


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
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent))
    except OSError as error:
        raise _cannot_write(path, error) from error
    try:
        yield temporary
        _share(temporary)
        if path.exists():
            retired = temporary.with_suffix(".retired")
            os.replace(path, retired)
            os.replace(temporary, path)
            shutil.rmtree(retired)
        else:
            os.replace(temporary, path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


@contextlib.contextmanager
def working_folder(beside: Path) -> Iterator[Path]:
    """A temporary folder on the same disk as the result `beside` which it stands; it is gone when the block ends.

    Raises:
        OutputError: the parent folder cannot be written to.
    """
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{beside.name}.", suffix=".work", dir=beside.parent))
    except OSError as error:
        raise _cannot_write(beside, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
