"""Temporary files and folders beside their result, each claimed by one process for as long as that lives.

They are called `.RESULT.0.partial`, `.RESULT.1.partial` and so on. What a killed process leaves, the next one that
writes the same result removes: the system gives up the lock of a process that is gone, and of no other.
"""

import contextlib
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

MOST_CLAIMS = 100
"""So many processes may write one result at the same time."""


@contextlib.contextmanager
def claimed_file(result: Path, suffix: str) -> Iterator[Path]:
    """A new empty file beside a result; it is gone when the block ends, unless it was renamed.

    Raises:
        OSError: the folder cannot be written to.
    """
    with _claimed(result, suffix, _make_file, _make_unclaimed_file) as path:
        yield path


@contextlib.contextmanager
def claimed_folder(result: Path, suffix: str) -> Iterator[Path]:
    """A new empty folder beside a result; it is gone when the block ends, unless it was renamed.

    Raises:
        OSError: the parent folder cannot be written to.
    """
    with _claimed(result, suffix, _make_folder, _make_unclaimed_folder) as path:
        yield path


@contextlib.contextmanager
def _claimed(
    result: Path, suffix: str, make: Callable[[Path], None], make_unclaimed: Callable[[Path, str], Path]
) -> Iterator[Path]:
    claims = (result.parent / f".{result.name}.{number}{suffix}" for number in range(MOST_CLAIMS))
    path, lock = _first_claim(claims, make) or (make_unclaimed(result, suffix), None)
    for other in itertools.takewhile(os.path.lexists, claims):
        _is_free(other)
    try:
        yield path
    finally:
        # Renamed, its name may be another process's by now.
        if lock is None or _is_at(path, lock):
            _remove(path)
        if lock is not None:
            os.close(lock)


def _first_claim(claims: Iterable[Path], make: Callable[[Path], None]) -> tuple[Path, int] | None:
    """The first that no living process has, and the descriptor that locks it; None where nothing can be locked."""
    if sys.platform == "win32":
        return None
    try:
        return next(((path, lock) for path in claims if (lock := _claim(path, make)) is not None), None)
    except OSError:
        return None


def _claim(path: Path, make: Callable[[Path], None]) -> int | None:
    """Make a file or folder and lock it; None where another process has it.

    Raises:
        OSError: it cannot be made, or not be locked.
    """
    if not _is_free(path):
        return None
    try:
        make(path)
    except FileExistsError:
        return None
    try:
        lock = _lock(path)
    except OSError:
        _remove(path)
        raise
    if lock is not None and not _is_at(path, lock):
        # Before it was locked, another process took it for that of one that is gone.
        os.close(lock)
        return None
    return lock


def _is_free(path: Path) -> bool:
    """Whether nothing is there any more: what no living process has locked is removed.

    Raises:
        OSError: it cannot be locked.
    """
    if not os.path.lexists(path):
        return True
    lock = _lock(path)
    if lock is None:
        return False
    try:
        if _is_at(path, lock):
            _remove(path)
    finally:
        os.close(lock)
    return not os.path.lexists(path)


def _lock(path: Path) -> int | None:
    """The descriptor that locks a file or folder; None where another process has locked or removed it.

    Raises:
        OSError: there are no locks on this disk.
    """
    import fcntl

    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        if isinstance(error, BlockingIOError):
            return None
        raise
    return descriptor


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.lstat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _make_file(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _make_folder(path: Path) -> None:
    path.mkdir(mode=0o700)


def _make_unclaimed_file(result: Path, suffix: str) -> Path:
    descriptor, path = tempfile.mkstemp(prefix=f".{result.name}.", suffix=suffix, dir=result.parent)
    os.close(descriptor)
    return Path(path)


def _make_unclaimed_folder(result: Path, suffix: str) -> Path:
    return Path(tempfile.mkdtemp(prefix=f".{result.name}.", suffix=suffix, dir=result.parent))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
