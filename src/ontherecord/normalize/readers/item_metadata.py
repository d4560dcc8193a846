"""What news formats tell of an item, in the form that the project has for it."""

import re
from collections.abc import Iterable, Mapping
from typing import get_args
from urllib.parse import unquote, urlsplit

from ontherecord.findings import Finding
from ontherecord.licenses import read_license
from ontherecord.normalize.metadata import Metadata, read_metadata
from ontherecord.records import Genre

COMPACT_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
WORD = re.compile(r"[^\W\d_]{3}")
HEXADECIMAL = re.compile(r"[0-9a-f-]+", re.IGNORECASE)
GENERIC = {"article", "default", "home", "index", "item", "news", "node", "post", "story"}


def item_metadata(fields: Mapping[str, object], file: str) -> tuple[Metadata, list[Finding]]:
    """Metadata of an item from names and values, and what is wrong with them.

    Args:
        fields: values by the names of `Metadata`; a day may be written without hyphens, as IPTC formats do.
        file: path for findings.
    """
    values = dict(fields)
    if isinstance(published := values.get("published"), str) and (match := COMPACT_DAY.match(published.strip())):
        values["published"] = "-".join(match.groups())
    if isinstance(language := values.get("language"), str):
        primary, *others = language.strip().replace("_", "-").split("-")
        values["language"] = "-".join([primary.lower(), *(tag.upper() if len(tag) == 2 else tag for tag in others)])
    return read_metadata(values, file)


def readable_name(identifier: str | None) -> str | None:
    """The last part of an address or identifier that reads like a name, such as `harbour-fire`; None without one."""
    if not identifier:
        return None
    is_address = identifier.lower().startswith(("http://", "https://"))
    parts = _path(identifier).split("/") if is_address else [re.split(r"[:/]", identifier)[-1]]
    for part in reversed(parts[-2:]):
        name = re.sub(r"\.[a-z]{2,5}$", "", unquote(part).strip())
        if len(name) >= 6 and WORD.search(name) and not HEXADECIMAL.fullmatch(name) and name.lower() not in GENERIC:
            return name
    return None


def address(value: str | None) -> str | None:
    """The value where it is an address of the web."""
    return value if value and value.lower().startswith(("http://", "https://")) else None


def known_license(values: Iterable[str | None]) -> str | None:
    """The first value that names a licence, such as the address of one of Creative Commons."""
    return next((value for value in values if value and read_license(value).is_known), None)


def known_genre(names: Iterable[str | None]) -> str | None:
    """The first name that is a genre of the record; those of the IPTC differ in case only."""
    return next((name.lower() for name in names if name and name.lower() in get_args(Genre)), None)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.strip("/")
    except ValueError:
        return ""
