"""The rows of all articles on disk, joined into entities: a temporary SQLite file, so that memory stays bounded."""

import contextlib
import hashlib
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, get_args

import msgspec

from ontherecord.files import temporary_database
from ontherecord.records import Article, Organization, Speaker
from ontherecord.register.entities import Evidence, RegisteredOrganization, RegisteredSpeaker
from ontherecord.register.merging import Merge, OrganizationTraits, PersonTraits, merge_organizations, merge_persons

CACHE_KIBIBYTES = 32_768
"""Memory of the store; what does not fit is in the temporary file."""

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.]{1,9}")
_TABLES = """
    CREATE TABLE organization (
        entity TEXT, evidence TEXT, world TEXT, key TEXT, article TEXT, id TEXT, name TEXT, aliases TEXT, kind TEXT,
        country TEXT, wikidata TEXT, mentions INTEGER
    );
    CREATE TABLE acronym (world TEXT, short TEXT, kind TEXT, article TEXT, id TEXT);
    CREATE TABLE speaker (
        entity TEXT, evidence TEXT, world TEXT, key TEXT, article TEXT, id TEXT, name TEXT, kind TEXT, role TEXT,
        affiliation TEXT, organization_id TEXT, wikidata TEXT, quotations INTEGER, organization TEXT
    );
"""
_INDEXES = """
    CREATE INDEX organization_name ON organization (world, key);
    CREATE INDEX organization_place ON organization (article, id);
    CREATE INDEX acronym_short ON acronym (world, short);
    CREATE INDEX speaker_name ON speaker (kind, world, key);
"""
_ONLY_OWNERS = """
    SELECT world, short, min(entity), max(entity), group_concat(DISTINCT kind) FROM (
        SELECT acronym.world, short, acronym.kind, entity FROM acronym JOIN organization USING (article, id)
    ) GROUP BY world, short HAVING min(entity) = max(entity) ORDER BY world, short
"""


class CorpusRegister:
    """The entities of a corpus; `corpus_register` makes it."""

    def __init__(self) -> None:
        self._database = temporary_database(_TABLES, CACHE_KIBIBYTES)

    def close(self) -> None:
        """Give up the temporary file."""
        self._database.close()

    def add(self, article: Article) -> None:
        """Remember what an article names and quotes."""
        world = _world(article)
        for organization in article.organizations:
            self._add_organization(article.id, world, organization)
        quotations = Counter(quotation.speaker_id for quotation in article.quotations)
        for speaker in article.speakers:
            self._add_speaker(article.id, world, speaker, quotations[speaker.id])

    def join(self) -> None:
        """Join the rows into entities, once all articles are there."""
        self._database.executescript(_INDEXES)
        self._join_organizations()
        self._join_acronyms()
        self._tell_speakers_their_organizations()
        self._join_persons()
        self._join_other_speakers()

    def organizations(self) -> Iterator[RegisteredOrganization]:
        """One row an organization, in the order of their ids."""
        rows = self._database.execute(
            "SELECT entity, evidence, name, aliases, kind, country, wikidata, article, mentions FROM organization "
            "ORDER BY entity, article, id"
        )
        for entity, group in itertools.groupby(rows, key=lambda row: row[0]):
            yield _organization(entity, list(group))

    def speakers(self) -> Iterator[RegisteredSpeaker]:
        """One row a speaker, in the order of their ids."""
        rows = self._database.execute(
            "SELECT entity, evidence, name, kind, role, affiliation, organization, wikidata, article, quotations "
            "FROM speaker ORDER BY entity, article, id"
        )
        for entity, group in itertools.groupby(rows, key=lambda row: row[0]):
            yield _speaker(entity, list(group))

    def _add_organization(self, article: str, world: str, organization: Organization) -> None:
        kind, country, wikidata = organization.kind or "", organization.country or "", organization.wikidata or ""
        self._database.execute(
            "INSERT INTO organization VALUES (?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                _identifier("org", "row", article, organization.id),
                world,
                _key(organization.name),
                article,
                organization.id,
                organization.name,
                json.dumps(organization.aliases),
                kind,
                country,
                wikidata,
                len(organization.mentions),
            ),
        )
        self._database.executemany(
            "INSERT INTO acronym VALUES (?, ?, ?, ?, ?)",
            [
                (world, alias, kind, article, organization.id)
                for alias in organization.aliases
                if _spells(alias, organization.name)
            ],
        )

    def _add_speaker(self, article: str, world: str, speaker: Speaker, quotations: int) -> None:
        self._database.execute(
            "INSERT INTO speaker VALUES (?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            (
                _identifier("speaker", "row", article, speaker.id),
                world,
                _key(speaker.name or ""),
                article,
                speaker.id,
                speaker.name,
                speaker.kind,
                speaker.role or "",
                speaker.affiliation or "",
                speaker.organization_id,
                speaker.wikidata or "",
                quotations,
            ),
        )

    def _join_organizations(self) -> None:
        found = self._database.execute(
            "SELECT DISTINCT world, key, kind, country, wikidata FROM organization "
            "WHERE key != '' ORDER BY world, key, kind, country, wikidata"
        )
        for (world, key), rows in itertools.groupby(found, key=lambda row: row[:2]):
            traits = [OrganizationTraits(*row[2:]) for row in rows]
            for row, merge in merge_organizations(key, traits, is_invented=bool(world)).items():
                self._database.execute(
                    "UPDATE organization SET entity = ?, evidence = ? "
                    "WHERE world = ? AND key = ? AND kind = ? AND country = ? AND wikidata = ?",
                    (_merged("org", world, key, merge), merge.evidence, world, key, *msgspec.structs.astuple(row)),
                )

    def _join_acronyms(self) -> None:
        """Rows that are called by an acronym alone join the one organization to which articles give it."""
        for world, short, entity, _, kinds in self._database.execute(_ONLY_OWNERS).fetchall():
            self._database.execute(
                "UPDATE organization SET entity = ?, evidence = 'acronym-defined' "
                "WHERE world = ? AND key = ? AND name = ? AND wikidata = '' AND kind IN ('', ?)",
                (entity, world, _key(short), short, kinds),
            )

    def _tell_speakers_their_organizations(self) -> None:
        self._database.execute(
            "UPDATE speaker SET organization = organization.entity FROM organization "
            "WHERE speaker.article = organization.article AND speaker.organization_id = organization.id"
        )

    def _join_persons(self) -> None:
        found = self._database.execute(
            "SELECT DISTINCT world, key, affiliation, coalesce(organization, ''), role, wikidata FROM speaker "
            "WHERE kind = 'person' AND key LIKE '_% _%' ORDER BY world, key, affiliation, organization, role, wikidata"
        )
        for (world, key), rows in itertools.groupby(found, key=lambda row: row[:2]):
            traits = [PersonTraits(*row[2:]) for row in rows]
            for row, merge in merge_persons(traits, is_invented=bool(world)).items():
                self._database.execute(
                    "UPDATE speaker SET entity = ?, evidence = ? WHERE kind = 'person' AND world = ? AND key = ? "
                    "AND affiliation = ? AND coalesce(organization, '') = ? AND role = ? AND wikidata = ?",
                    (_merged("speaker", world, key, merge), merge.evidence, world, key, *msgspec.structs.astuple(row)),
                )

    def _join_other_speakers(self) -> None:
        """Organizations follow the register of organizations; a group needs a proper name ("North Korea")."""
        self._database.execute(
            "UPDATE speaker SET entity = 'speaker-' || organization, evidence = 'organization' "
            "WHERE kind = 'organization' AND organization IS NOT NULL"
        )
        found = self._database.execute(
            "SELECT DISTINCT world, key FROM speaker WHERE kind = 'group' AND name GLOB '[A-Z]*' ORDER BY world, key"
        ).fetchall()
        for world, key in found:
            self._database.execute(
                "UPDATE speaker SET entity = ?, evidence = 'full-name-and-kind' "
                "WHERE kind = 'group' AND world = ? AND key = ? AND name GLOB '[A-Z]*'",
                (_identifier("speaker", "group", world, key), world, key),
            )


@contextlib.contextmanager
def corpus_register(articles: Iterable[Article]) -> Iterator[CorpusRegister]:
    """The register of all the articles; it is gone when the block ends.

    Args:
        articles: annotated records, in any order; rows without text (standoff) are as good.
    """
    register = CorpusRegister()
    try:
        for article in articles:
            register.add(article)
        register.join()
        yield register
    finally:
        register.close()


def _organization(entity: str, rows: list[tuple[Any, ...]]) -> RegisteredOrganization:
    names = Counter(row[2] for row in rows)
    name = min(names, key=lambda name: (-len(name.split()), -names[name], name))
    forms = {form for row in rows for form in (row[2], *json.loads(row[3]))}
    return RegisteredOrganization(
        id=entity,
        name=name,
        aliases=tuple(sorted(forms - {name})),
        kind=_most_frequent(row[4] for row in rows),
        country=_most_frequent(row[5] for row in rows),
        wikidata=_most_frequent(row[6] for row in rows),
        evidence=_evidence(row[1] for row in rows),
        articles=tuple(dict.fromkeys(row[7] for row in rows)),
        mentions=sum(row[8] for row in rows),
    )


def _speaker(entity: str, rows: list[tuple[Any, ...]]) -> RegisteredSpeaker:
    names = Counter(row[2] for row in rows if row[2])
    return RegisteredSpeaker(
        id=entity,
        name=min(names, key=lambda name: (-len(name.split()), -names[name], name), default=None),
        kind=rows[0][3],
        roles=tuple(sorted({row[4] for row in rows if row[4]})),
        affiliations=tuple(sorted({row[5] for row in rows if row[5]})),
        organization=_most_frequent(row[6] or "" for row in rows),
        wikidata=_most_frequent(row[7] for row in rows),
        evidence=_evidence(row[1] for row in rows),
        articles=tuple(dict.fromkeys(row[8] for row in rows)),
        quotations=sum(row[9] for row in rows),
    )


def _evidence(of_rows: Iterable[Evidence | None]) -> tuple[Evidence, ...]:
    """On what the rows were joined, the strongest first; a single row with the strongest is what the others join."""
    counts = Counter(of_rows)
    present = [evidence for evidence in get_args(Evidence) if counts[evidence]]
    return tuple(present[1:] if present and counts[present[0]] == 1 else present)


def _most_frequent(values: Iterable[str]) -> Any:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _world(article: Article) -> str:
    """The invented world of an article: that of its publisher; empty for the real one."""
    return (article.source.name or "unnamed publisher") if article.origin == "original-fiction" else ""


def _key(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def _spells(short: str, name: str) -> bool:
    """Whether an acronym has the initials of a name, those of its small words aside or not."""
    if not _ACRONYM.fullmatch(short):
        return False
    initials = [word[0] for word in re.split(r"[\s\-]+", name) if word]
    letters = short.replace(".", "").replace("&", "")
    return letters in ("".join(initials).upper(), "".join(letter for letter in initials if letter.isupper()))


def _merged(prefix: str, world: str, key: str, merge: Merge) -> str:
    return f"{prefix}-{merge.entity}" if merge.is_wikidata else _identifier(prefix, world, key, merge.entity)


def _identifier(prefix: str, *parts: str) -> str:
    return f"{prefix}-{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]}"
