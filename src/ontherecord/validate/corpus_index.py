"""What the checks of the corpus remember of each article, on disk, so that memory does not grow with the corpus."""

import os
import struct
from collections import Counter
from collections.abc import Iterator

import msgspec

from ontherecord.files import temporary_database
from ontherecord.validate.similarity import PROBES, SHARED_PROBES

CACHE_KIBIBYTES = 32_768
"""Memory of the index; what does not fit is in a temporary file, about 1 kB an article."""
MOST_CANDIDATES = 20
"""Articles looked at for one run of words; a run that many more have in common is boilerplate, and tells nothing."""

_TABLES = """
    CREATE TABLE article (
        number INTEGER PRIMARY KEY, id TEXT, text_sha256 TEXT, split TEXT, cluster TEXT, file BLOB, line INTEGER,
        sketch BLOB
    );
    CREATE INDEX article_id ON article (id);
    CREATE INDEX article_text ON article (text_sha256);
    CREATE INDEX article_text_split ON article (text_sha256, split);
    CREATE TABLE probe (
        hash INTEGER, split TEXT, number INTEGER, PRIMARY KEY (hash, split, number)
    ) WITHOUT ROWID;
    CREATE TABLE speaker (
        kind TEXT, name TEXT, wikidata TEXT, file BLOB, line INTEGER, PRIMARY KEY (kind, name)
    ) WITHOUT ROWID;
    CREATE TABLE earlier (id TEXT, text_sha256 TEXT, split TEXT);
    CREATE INDEX earlier_id ON earlier (id);
    CREATE INDEX earlier_text ON earlier (text_sha256);
    CREATE TABLE tombstone (id TEXT, text_sha256 TEXT, reason TEXT);
    CREATE INDEX tombstone_id ON tombstone (id);
    CREATE INDEX tombstone_text ON tombstone (text_sha256);
"""


def _in_other_split(query: str, most: int) -> str:
    """The query, its one condition given as ?1, for rows whose split is not ?2.

    Two ranges of an index, for `split != ?2` walks through all rows of the same split, which may be the whole corpus.
    """
    return f"{query} AND split < ?2 UNION ALL {query} AND split > ?2 LIMIT {most}"


_PROBED = _in_other_split("SELECT number FROM probe WHERE hash = ?1", MOST_CANDIDATES)


class Place(msgspec.Struct, frozen=True):
    """Where an article stands."""

    file: str
    line: int | None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


class Entry(msgspec.Struct, frozen=True):
    """What is remembered of an article.

    Attributes:
        id: its id.
        text_sha256: the hash of its text.
        split: the split to which it belongs.
        cluster: the cluster of copies to which it is known to belong.
        sketch: the sample of its text, see `similarity`; empty for a standoff row.
        place: where it stands.
    """

    id: str
    text_sha256: str
    split: str
    cluster: str | None
    sketch: tuple[int, ...]
    place: Place


class Tombstone(msgspec.Struct, frozen=True):
    """An article that was withdrawn: its id, the hash of its text, or both, and why."""

    id: str | None
    text_sha256: str | None
    reason: str


class CorpusIndex:
    """The entries of all articles so far, an earlier release and withdrawn articles, each found by what it shares."""

    def __init__(self) -> None:
        self._database = temporary_database(_TABLES, CACHE_KIBIBYTES)

    def close(self) -> None:
        """Give up the temporary file."""
        self._database.close()

    def add(self, entry: Entry) -> None:
        """Remember an article."""
        added = self._database.execute(
            "INSERT INTO article (id, text_sha256, split, cluster, file, line, sketch) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                entry.id,
                entry.text_sha256,
                entry.split,
                entry.cluster,
                os.fsencode(entry.place.file),
                entry.place.line,
                struct.pack(f"<{len(entry.sketch)}I", *entry.sketch),
            ),
        )
        self._database.executemany(
            "INSERT INTO probe VALUES (?, ?, ?)",
            [(run, entry.split, added.lastrowid) for run in entry.sketch[:PROBES]],
        )

    def with_id(self, identifier: str) -> Entry | None:
        """The first article with this id."""
        return self._first("SELECT * FROM article WHERE id = ? ORDER BY number LIMIT 1", identifier)

    def with_text(self, text_sha256: str) -> Entry | None:
        """The first article with this text."""
        return self._first("SELECT * FROM article WHERE text_sha256 = ? ORDER BY number LIMIT 1", text_sha256)

    def with_text_in_other_split(self, text_sha256: str, split: str) -> Entry | None:
        """The first article of another split with this text."""
        return self._first(_in_other_split("SELECT * FROM article WHERE text_sha256 = ?1", 1), text_sha256, split)

    def alike_in_other_split(self, sketch: tuple[int, ...], split: str) -> Iterator[Entry]:
        """Articles of other splits that share enough of the runs by which a text is looked up to be nearly the same."""
        probes = sketch[:PROBES]
        shared = Counter(number for run in probes for (number,) in self._database.execute(_PROBED, (run, split)))
        for number in sorted(number for number, count in shared.items() if count >= min(SHARED_PROBES, len(probes))):
            entry = self._first("SELECT * FROM article WHERE number = ?", number)
            if entry is not None:
                yield entry

    def first_wikidata(self, kind: str, name: str, wikidata: str, place: Place) -> tuple[str, Place]:
        """The Wikidata id that a name had first, and where; this one where it is the first."""
        self._database.execute(
            "INSERT OR IGNORE INTO speaker VALUES (?, ?, ?, ?, ?)",
            (kind, name, wikidata, os.fsencode(place.file), place.line),
        )
        (row,) = self._database.execute(
            "SELECT wikidata, file, line FROM speaker WHERE kind = ? AND name = ?", (kind, name)
        )
        return row[0], Place(os.fsdecode(row[1]), row[2])

    def add_earlier(self, identifier: str, text_sha256: str, split: str) -> None:
        """Remember the split of an article of the earlier release."""
        self._database.execute("INSERT INTO earlier VALUES (?, ?, ?)", (identifier, text_sha256, split))

    def earlier_split(self, identifier: str, text_sha256: str) -> str | None:
        """The split in the earlier release of the article with this id, else of one with this text."""
        row = self._database.execute(
            "SELECT split FROM earlier WHERE id = ? UNION ALL SELECT split FROM earlier WHERE text_sha256 = ?",
            (identifier, text_sha256),
        ).fetchone()
        return row[0] if row else None

    def add_tombstone(self, tombstone: Tombstone) -> None:
        """Remember a withdrawn article."""
        self._database.execute("INSERT INTO tombstone VALUES (?, ?, ?)", msgspec.structs.astuple(tombstone))

    def tombstone_of(self, identifier: str, text_sha256: str) -> Tombstone | None:
        """The tombstone of an article with this id or this text."""
        row = self._database.execute(
            "SELECT * FROM tombstone WHERE id = ? UNION ALL SELECT * FROM tombstone WHERE text_sha256 = ?",
            (identifier, text_sha256),
        ).fetchone()
        return Tombstone(*row) if row else None

    def _first(self, query: str, *values: str | int) -> Entry | None:
        row = self._database.execute(query, values).fetchone()
        if row is None:
            return None
        _, identifier, text_sha256, split, cluster, file, line, sketch = row
        runs = struct.unpack(f"<{len(sketch) // 4}I", sketch)
        return Entry(identifier, text_sha256, split, cluster, runs, Place(os.fsdecode(file), line))
