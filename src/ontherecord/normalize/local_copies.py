"""SOURCEs in an object store: copied to this machine first, for sheets lie beside them and formats go back in them.

The copies stand to each other as the sources do, so that names, ids and lists of withdrawn articles are the same.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeVar

import msgspec

from ontherecord.errors import SourceError
from ontherecord.findings import UNREADABLE_FILE, Finding
from ontherecord.records import Article
from ontherecord.remote import Place, Url, file_system, told
from ontherecord.tombstones import TOMBSTONES_FILE

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

Item = TypeVar("Item", Article, Finding, Article | Finding)


class LocalCopies(msgspec.Struct, frozen=True):
    """Sources on this machine.

    Attributes:
        paths: the sources in their order, a remote one as its copy.
        findings: what could not be copied.
        origins: the address of each remote source by the path of its copy.
    """

    paths: list[Path]
    findings: list[Finding] = []
    origins: dict[str, str] = {}

    def with_origin(self, item: Item) -> Item:
        """The item; a finding about a copy tells the address that it was copied from."""
        if isinstance(item, Finding) and item.file:
            for copy, origin in self.origins.items():
                if item.file == copy or item.file.startswith((f"{copy}/", f"{copy}!")):
                    return msgspec.structs.replace(item, file=origin + item.file[len(copy) :])
        return item


@contextlib.contextmanager
def local_copies(sources: Sequence[Place]) -> Iterator[LocalCopies]:
    """All sources as paths on this machine; the copies of remote ones are gone when the block ends.

    Raises:
        SourceError: a remote source is not there, or cannot be reached or read.
        MissingExtraError: what the protocol of an address needs is not installed.
    """
    if not any(isinstance(source, Url) for source in sources):
        yield LocalCopies([source for source in sources if isinstance(source, Path)])
        return
    with tempfile.TemporaryDirectory(prefix="ontherecord.") as folder:
        copies = LocalCopies([], [], {})
        for source in sources:
            if isinstance(source, Path):
                copies.paths.append(source)
                continue
            protocol, _, rest = source.address.partition("://")
            copy = Path(folder, *filter(_is_plain, (protocol, *rest.split("/"))))
            copies.paths.append(copy)
            copies.origins[copy.as_posix()] = source.address.rstrip("/")
            with told(SourceError, f"cannot open {source}"):
                copies.findings.extend(_copy(source, copy, Path(folder)))
        yield copies


def _copy(source: Url, copy: Path, folder: Path) -> Iterator[Finding]:
    """Copy a file or all of a folder, and the lists of withdrawn articles above it."""
    files, root = file_system(source)
    root = root.rstrip("/")
    # A page of the web is never walked for links.
    is_file = files.isfile(root)
    found = [root] if is_file else files.find(root)
    if not found:
        files.info(root)  # says what is wrong where there is nothing
        copy.mkdir(parents=True, exist_ok=True)
    for path in found:
        below = path[len(root) :]
        # Names come from whoever may write to the store: none may lead out of the folder.
        names = below.strip("/").split("/") if below else []
        if path.endswith("/"):
            continue  # stands for a folder
        try:
            if not all(map(_is_plain, names)):
                raise ValueError("its name cannot be that of a file")
            _copy_file(files, path, copy.joinpath(*names))
        except (FileExistsError, NotADirectoryError, IsADirectoryError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            yield UNREADABLE_FILE.finding(f"cannot be copied: {reason}", file=source.address.rstrip("/") + below)
    above, target = root, copy
    while "/" in above and target.parent != folder:
        above, target = above.rpartition("/")[0], target.parent
        if files.isfile(f"{above}/{TOMBSTONES_FILE}"):
            _copy_file(files, f"{above}/{TOMBSTONES_FILE}", target / TOMBSTONES_FILE)


def _copy_file(files: "AbstractFileSystem", path: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with files.open(path, "rb") as stream, target.open("wb") as copy:
        shutil.copyfileobj(stream, copy)


def _is_plain(name: str) -> bool:
    return name not in {"", ".", ".."} and "\0" not in name and PurePath(name).name == name
