"""The facts of all pages in a temporary SQLite file, so that memory stays flat however many articles there are."""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ontherecord.records import Article, Speaker
from ontherecord.show import quotation_rows
from ontherecord.site.calendar import published_place, resolved_place
from ontherecord.site.slugs import page_path

_SCHEMA = """
CREATE TABLE article (n INTEGER PRIMARY KEY, id TEXT, page TEXT, headline TEXT, published TEXT, outlet TEXT,
  language TEXT, licence TEXT, genre TEXT, split TEXT, distribution TEXT, place TEXT);
CREATE TABLE quotation (n INTEGER PRIMARY KEY, article INTEGER, id TEXT, kind TEXT, text TEXT, speaker_key TEXT,
  speaker TEXT, speaker_kind TEXT, role TEXT, organization_key TEXT, organization TEXT, day TEXT, confidence TEXT);
CREATE TABLE organization (article INTEGER, key TEXT, name TEXT, kind TEXT, wikidata TEXT, aliases TEXT,
  mentions INTEGER);
CREATE TABLE day (article INTEGER, id TEXT, text TEXT, value TEXT, earliest TEXT, place TEXT);
CREATE TABLE posting (scope TEXT, shard TEXT, term TEXT, n INTEGER);
"""
_INDEXES = """
CREATE INDEX quotation_article ON quotation (article);
CREATE INDEX quotation_speaker ON quotation (speaker_key);
CREATE INDEX quotation_organization ON quotation (organization_key);
CREATE INDEX organization_key ON organization (key);
CREATE INDEX organization_article ON organization (article);
CREATE INDEX article_place ON article (place);
CREATE INDEX day_place ON day (place);
CREATE INDEX posting_shard ON posting (scope, shard, term, n);
"""
_WORD = re.compile(r"\w+")
LONGEST_TERM = 40
"""Code points of a word that are searched: a longer one is no word."""


def open_store(path: Path) -> sqlite3.Connection:
    """A new, empty store."""
    store = sqlite3.connect(path)
    store.row_factory = sqlite3.Row
    store.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;" + _SCHEMA)
    return store


def add_article(store: sqlite3.Connection, number: int, article: Article) -> None:
    """Put one article and its layers into the store."""
    row = (
        number, article.id, page_path("articles", article.id), article.headline, _text(article.published),
        article.source.name, article.language, article.rights.text_license, article.genre, article.split,
        article.rights.distribution, published_place(article),
    )  # fmt: skip
    _insert(store, "article", [row])
    speakers = {speaker.id: speaker for speaker in article.speakers}
    organizations = {item.id: organization_key(item.name, item.wikidata) for item in article.organizations}
    for said in quotation_rows(article):
        speaker = speakers.get(said["speaker_id"])
        cursor = store.execute(
            "INSERT INTO quotation VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                number, said["id"], said["kind"], said["text"], speaker_key(speaker), said["speaker"],
                speaker.kind if speaker else None, speaker.role if speaker else None,
                organizations.get(said["organization_id"]), said["organization"], said["day"], said["confidence"],
            ),
        )  # fmt: skip
        _add_terms(store, "quotations", cursor.lastrowid or 0, f"{said['text']} {said['speaker']}")
    _insert(
        store,
        "organization",
        [
            (
                number,
                organizations[item.id],
                item.name,
                item.kind,
                item.wikidata,
                "; ".join(item.aliases),
                len(item.mentions),
            )
            for item in article.organizations
        ],
    )
    dates = (
        (number, date.id, date.text, date.value, _text(date.earliest), resolved_place(date)) for date in article.dates
    )
    _insert(store, "day", dates)
    _add_terms(store, "articles", number, " ".join(filter(None, (article.headline, article.text, article.source.name))))


def finish(store: sqlite3.Connection) -> None:
    """Index the store; nothing is added after this."""
    store.executescript(_INDEXES)


def rows(store: sqlite3.Connection, query: str, *values: Any) -> Iterator[sqlite3.Row]:
    """The rows of a query, as they come."""
    yield from store.execute(query, values)


def speaker_key(speaker: Speaker | None) -> str | None:
    """What one party has in all articles; None for a party without a name of its own."""
    if speaker is None or speaker.name is None or speaker.kind in ("unnamed", "document"):
        return None
    return speaker.wikidata or f"{speaker.kind} {speaker.name.casefold()}"


def organization_key(name: str, wikidata: str | None) -> str:
    """What one organization has in all articles."""
    return wikidata or f"name {name.casefold()}"


def terms(text: str) -> set[str]:
    """The words of a text as they are searched: compatibility form, lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return {word for word in _WORD.findall(plain) if len(word) <= LONGEST_TERM}


def shard_of(term: str) -> str:
    """The shard of a word: code points of its first two characters, so that any script gives a file name."""
    return "-".join(f"{ord(character):x}" for character in term[:2])


def _add_terms(store: sqlite3.Connection, scope: str, number: int, text: str) -> None:
    _insert(store, "posting", [(scope, shard_of(term), term, number) for term in sorted(terms(text))])


def _insert(store: sqlite3.Connection, table: str, values: Iterable[tuple[Any, ...]]) -> None:
    listed = list(values)
    if listed:
        store.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(listed[0]))})", listed)  # noqa: S608


def _text(value: object) -> str | None:
    return None if value is None else str(value)
