"""How a data set wants to be cited: `CITATION.cff` (https://citation-file-format.github.io/), version 1.2."""

from pathlib import Path
from typing import Any

import msgspec

from ontherecord.errors import SourceError, UsageError

CITATION_FILE = "CITATION.cff"


class Author(msgspec.Struct, frozen=True):
    """A person or a body."""

    name: str
    person: bool


class Citation(msgspec.Struct, frozen=True):
    """What the file tells.

    Attributes:
        source: the file as it is.
        title: name of the data set.
        authors: in order.
        version: version of the data set.
        released: day of the release.
        url: address of the data set: its DOI, its page, or the repository of its source.
    """

    source: bytes
    title: str
    authors: tuple[Author, ...]
    version: str | None
    released: str | None
    url: str | None

    def completed(self, version: str | None, released: str | None, url: str | None) -> "Citation":
        """With what the file leaves out and others tell, which is also added to the end of the file."""
        given = {"version": (self.version, version), "date-released": (self.released, released), "url": (self.url, url)}
        missing = {key: value for key, (own, value) in given.items() if own is None and value is not None}
        return msgspec.structs.replace(
            self,
            source=_with(self.source, missing),
            version=self.version or version,
            released=self.released or released,
            url=self.url or url,
        )

    def text(self) -> str:
        """The citation in one line."""
        authors = ", ".join(author.name for author in self.authors)
        version = f"version {self.version}" if self.version else None
        return ", ".join(filter(None, (f"{authors}: {self.title}", version, self.released, self.url)))


def read_citation(path: Path) -> Citation | None:
    """The citation in a file; None where there is no such file.

    Raises:
        SourceError: the file cannot be opened.
        UsageError: it is no YAML mapping with `title` and `authors`.
    """
    from yaml import YAMLError, safe_load

    if not path.is_file():
        return None
    try:
        source = path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot open {path}: {error.strerror}") from error
    try:
        content: dict[str, Any] = msgspec.convert(safe_load(source), dict[str, Any])
        return Citation(
            source=source,
            title=str(content["title"]),
            authors=tuple(_author(author) for author in msgspec.convert(content["authors"], list[dict[str, Any]])),
            version=_text(content.get("version")),
            released=_text(content.get("date-released")),
            url=_address(content),
        )
    except (YAMLError, UnicodeDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise UsageError(f"{path}: no citation file: {' '.join(str(error).split())}") from error
    except KeyError as error:
        raise UsageError(f"{path}: no citation file: it has no {error.args[0]}") from error


def _author(entry: dict[str, Any]) -> Author:
    if "name" in entry:
        return Author(str(entry["name"]), person=False)
    parts = (entry.get(key) for key in ("given-names", "name-particle", "family-names", "name-suffix"))
    return Author(" ".join(str(part) for part in parts if part) or str(entry["alias"]), person=True)


def _address(content: dict[str, Any]) -> str | None:
    if "doi" in content:
        return f"https://doi.org/{content['doi']}"
    return _text(content.get("url", content.get("repository-code")))


def _with(source: bytes, missing: dict[str, str]) -> bytes:
    """The file with lines for what is missing, its comments kept where the lines can simply follow."""
    from yaml import YAMLError, safe_dump, safe_load

    if not missing:
        return source
    content = {**safe_load(source), **missing}
    lines, whole = (str(safe_dump(some, allow_unicode=True, sort_keys=False)).encode() for some in (missing, content))
    longer = b"".join((source, b"" if source.endswith(b"\n") else b"\n", lines))
    try:
        return longer if safe_load(longer) == content else whole
    except YAMLError:
        return whole


def _text(value: object) -> str | None:
    return None if value is None else str(value)
