"""What changed between two versions of a corpus: articles added, changed and removed, and the version that follows.

The version says what users of the corpus must expect (https://semver.org). *Major*: what they built on it no longer
holds, since an article is gone or in another split, its text is another one, a layer is no longer there, or the schema
has another major version. *Minor*: there is more, an article, a layer or a minor version of the schema. *Patch*: values
were corrected.
"""

import contextlib
import enum
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from ontherecord.errors import SourceError
from ontherecord.jsonl import encode_article, read_articles
from ontherecord.records import LAYER_NAMES, Article
from ontherecord.release import read_release_articles

MOST_LISTED = 20
"""Articles of a kind that a changelog entry names."""

Kind = Literal["added", "changed", "removed"]
KINDS: tuple[Kind, ...] = ("added", "changed", "removed")


class Bump(enum.IntEnum):
    """The part of a version that goes up."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


class Difference(msgspec.Struct, frozen=True):
    """One article that is not the same in both versions.

    Attributes:
        id: id of the article.
        kind: whether it came, changed or went.
        keys: the keys of the record whose values differ, in order; empty unless it changed.
        layers: the annotation layers among them.
        bump: the part of the version that must go up for it.
    """

    id: str
    kind: Kind
    keys: tuple[str, ...]
    layers: tuple[str, ...]
    bump: Bump


class Summary(msgspec.Struct, frozen=True):
    """How much differs: articles by kind, changed articles by key, and the part of the version that must go up."""

    articles: dict[str, int]
    keys: dict[str, int]
    bump: Bump


class Comparison:
    """Two versions beside each other, in a temporary database, so that memory does not grow with them."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def differences(self, kind: Kind | None = None) -> Iterator[Difference]:
        """What differs, sorted by id; only of one kind where it is given."""
        rows = self._database.execute(
            "SELECT id, old.record, new.record FROM (SELECT id FROM old UNION SELECT id FROM new)"
            " LEFT JOIN old USING (id) LEFT JOIN new USING (id) WHERE old.record IS NOT new.record ORDER BY id"
        )
        for identifier, old, new in rows:
            difference = _difference(identifier, old, new)
            if difference is not None and kind in (None, difference.kind):
                yield difference

    def summary(self) -> Summary:
        """All differences, counted."""
        kinds: Counter[str] = Counter()
        keys: Counter[str] = Counter()
        bump = Bump.NONE
        for difference in self.differences():
            kinds[difference.kind] += 1
            keys.update(difference.keys)
            bump = max(bump, difference.bump)
        named = [key for key in Article.__struct_fields__ if keys[key]]
        return Summary({kind: kinds[kind] for kind in KINDS}, {key: keys[key] for key in named}, bump)


@contextlib.contextmanager
def compare(old: Path, new: Path) -> Iterator[Comparison]:
    """Compare two versions, each a file of JSON Lines or a release.

    Raises:
        SourceError: one of them cannot be opened, a line is no article, or two articles of one have the same id.
    """
    # A database without a name is a temporary file of its own.
    with contextlib.closing(sqlite3.connect("")) as database:
        _fill(database, old, "CREATE TABLE old (id TEXT PRIMARY KEY, record BLOB)", "INSERT INTO old VALUES (?, ?)")
        _fill(database, new, "CREATE TABLE new (id TEXT PRIMARY KEY, record BLOB)", "INSERT INTO new VALUES (?, ?)")
        yield Comparison(database)


def next_version(version: str, bump: Bump) -> str:
    """The version that follows `MAJOR.MINOR.PATCH`.

    Raises:
        SourceError: it is no such version.
    """
    parts = version.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise SourceError(f"{version!r} is no version of the form 1.2.3")
    major, minor, patch = map(int, parts)
    match bump:
        case Bump.MAJOR:
            return f"{major + 1}.0.0"
        case Bump.MINOR:
            return f"{major}.{minor + 1}.0"
        case Bump.PATCH:
            return f"{major}.{minor}.{patch + 1}"
        case Bump.NONE:
            return f"{major}.{minor}.{patch}"


def render_text(comparison: Comparison, version: str | None) -> Iterator[str]:
    """A line for each article that differs, then the sums."""
    for difference in comparison.differences():
        yield f"{difference.kind:9}{difference.id}" + (f": {', '.join(difference.keys)}" if difference.keys else "")
    summary = comparison.summary()
    yield ", ".join(f"{count:,} {kind}" for kind, count in summary.articles.items())
    yield f"version: {_proposal(summary.bump, version)}"


def render_json(comparison: Comparison, version: str | None) -> Iterator[str]:
    """One JSON object: the sums, the proposal, and under `differences` a line for each article."""
    summary = comparison.summary()
    head = {
        "articles": summary.articles,
        "keys": summary.keys,
        "bump": summary.bump.name.lower(),
        "version": next_version(version, summary.bump) if version else None,
    }
    yield msgspec.json.encode(head).decode()[:-1] + ',"differences":['
    waiting = None
    for difference in comparison.differences():
        if waiting is not None:
            yield waiting + ","
        row = msgspec.structs.asdict(difference) | {"bump": difference.bump.name.lower()}
        waiting = msgspec.json.encode(row).decode()
    yield (waiting or "") + "]}"


def render_markdown(comparison: Comparison, version: str | None) -> Iterator[str]:
    """An entry for a changelog."""
    summary = comparison.summary()
    yield f"## {_proposal(summary.bump, version)}"
    for kind in KINDS:
        if count := summary.articles[kind]:
            yield ""
            yield f"### {kind.capitalize()}: {count:,} article{'s' if count > 1 else ''}"
            yield ""
            if kind == "changed":
                yield from (f"- `{key}` in {number:,}" for key, number in summary.keys.items())
            else:
                yield from _listed(comparison.differences(kind), count)


RENDERERS = {"text": render_text, "json": render_json, "markdown": render_markdown}


def _listed(differences: Iterable[Difference], count: int) -> Iterator[str]:
    for number, difference in enumerate(differences):
        if number == MOST_LISTED:
            yield f"- and {count - MOST_LISTED:,} more"
            return
        yield f"- `{difference.id}`"


def _proposal(bump: Bump, version: str | None) -> str:
    return next_version(version, bump) if version else "unchanged" if bump is Bump.NONE else bump.name.lower()


def _fill(database: sqlite3.Connection, path: Path, create: str, insert: str) -> None:
    database.execute(create)
    for article in _articles(path):
        try:
            database.execute(insert, (article.id, encode_article(article)))
        except sqlite3.IntegrityError:
            raise SourceError(f"{path} has two articles with the id {article.id}") from None


def _articles(path: Path) -> Iterator[Article]:
    return read_release_articles(path) if path.is_dir() else read_articles(path)


def _difference(identifier: str, old: bytes | None, new: bytes | None) -> Difference | None:
    if old is None:
        return Difference(identifier, "added", (), (), Bump.MINOR)
    if new is None:
        return Difference(identifier, "removed", (), (), Bump.MAJOR)
    before, after = msgspec.json.decode(old), msgspec.json.decode(new)
    keys = tuple(key for key in after if before[key] != after[key])
    if not keys:
        return None
    layers = tuple(key for key in keys if key in LAYER_NAMES)
    return Difference(identifier, "changed", keys, layers, _bump(before, after, keys))


def _bump(before: dict[str, Any], after: dict[str, Any], keys: tuple[str, ...]) -> Bump:
    layers_before, layers_after = ({layer["name"] for layer in record["layers"]} for record in (before, after))
    schema_before, schema_after = (record["schema_version"].partition(".")[0] for record in (before, after))
    if {"text", "text_sha256", "split"} & set(keys) or layers_before - layers_after or schema_before != schema_after:
        return Bump.MAJOR
    return Bump.MINOR if layers_after - layers_before or "schema_version" in keys else Bump.PATCH
