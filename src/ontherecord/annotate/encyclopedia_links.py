"""The links of raw articles to an encyclopedia as evidence for what an ambiguous name means.

They stand in the file of `normalize --provenance`. An article that links to "Apple Inc." means that company by "Apple".
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ontherecord.annotate.names.organization_register import Register
from ontherecord.errors import SourceError
from ontherecord.files import temporary_database
from ontherecord.findings import Finding
from ontherecord.jsonl import read_lines
from ontherecord.records import Article, Organization

if TYPE_CHECKING:
    from ontherecord.annotate.organization_links import Setting

_TABLES = (
    "CREATE TABLE linked (article TEXT NOT NULL, entry TEXT NOT NULL); CREATE INDEX by_article ON linked (article)"
)
_CACHE_KIBIBYTES = 8192


class _Link(msgspec.Struct, frozen=True):
    title: str


class _Row(msgspec.Struct, frozen=True):
    """What is needed of a row of the file."""

    article_id: str
    links: tuple[_Link, ...]


def with_encyclopedia_links(
    annotated: Iterable[Article | Finding], provenance: Path, register: Register, is_kept: Callable[[Article], bool]
) -> Iterator[Article | Finding]:
    """The same, with the facts of an entry for each organization of ambiguous names to which its article links.

    Args:
        annotated: articles with their organizations; findings pass.
        provenance: file that `normalize --provenance` wrote; its rows may stand in any order.
        register: organizations that are known without an article.
        is_kept: whether the organizations of an article stay as they are.

    Raises:
        SourceError: the file cannot be opened, or a line is no row of such a file.
    """
    database = temporary_database(_TABLES, _CACHE_KIBIBYTES)
    try:
        database.executemany("INSERT INTO linked VALUES (?, ?)", _linked_entries(provenance, register))
        for item in annotated:
            yield item if isinstance(item, Finding) or is_kept(item) else _linked(item, database, register)
    finally:
        database.close()


def _linked_entries(provenance: Path, register: Register) -> Iterator[tuple[str, str]]:
    """Id of an article and name of an entry that a title names for certain: an ambiguous title proves nothing."""
    decoder = msgspec.json.Decoder(_Row)
    for number, line in read_lines(provenance):
        try:
            row = decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise SourceError(f"{provenance}:{number} is no row of `normalize --provenance`: {error}") from error
        for title in dict.fromkeys(link.title for link in row.links):
            if title in register.certain:
                yield row.article_id, register.by_name[title].name


def _linked(article: Article, database: sqlite3.Connection, register: Register) -> Article:
    found = database.execute("SELECT entry FROM linked WHERE article = ?", (article.id,))
    entries = frozenset(name for (name,) in found)
    if not entries:
        return article
    # What it imports imports spaCy.
    from ontherecord.annotate.organization_links import Setting

    setting = Setting(country=None, on_business=False, on_game=False, linked=entries)
    organizations = tuple(
        _with_facts(organization, article.text or "", setting, register) for organization in article.organizations
    )
    return msgspec.structs.replace(article, organizations=organizations)


def _with_facts(organization: Organization, text: str, setting: "Setting", register: Register) -> Organization:
    from ontherecord.annotate.organization_links import linked_entry

    forms = list(dict.fromkeys(text[mention.start : mention.end] for mention in organization.mentions))
    entry = linked_entry(forms, setting, register)
    if entry is None:
        return organization
    country = entry.country or organization.country
    return msgspec.structs.replace(organization, kind=entry.kind, wikidata=entry.wikidata, country=country)
