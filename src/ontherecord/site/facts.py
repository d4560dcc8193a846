"""What the pages tell, asked from the store: each answer is bounded, and knows how much there is in all."""

import sqlite3
from collections.abc import Iterator

import msgspec

LISTED = 500
"""Rows of a list on one page; a longer list goes on on the next."""
CHOSEN = 3000
"""Rows of the table of speakers and of the menu of outlets, from which one chooses where they stand."""
COUNTED = 20
"""Rows of a table of counts."""
SAID = "quotation q JOIN article a ON a.n = q.article"


class Listing(msgspec.Struct, frozen=True):
    """The rows that a page shows, and how many there are in all."""

    rows: list[sqlite3.Row]
    whole: int


def totals(store: sqlite3.Connection) -> sqlite3.Row:
    """The counts of the whole corpus."""
    row: sqlite3.Row = store.execute(
        """SELECT (SELECT count(*) FROM article) AS articles, (SELECT count(*) FROM quotation) AS quotations,
        (SELECT count(*) FROM quotation WHERE speaker_key IS NULL) AS unknown,
        (SELECT count(DISTINCT speaker_key) FROM quotation) AS speakers,
        (SELECT count(DISTINCT key) FROM organization) AS organizations, (SELECT count(*) FROM day) AS dates,
        (SELECT count(*) FROM article WHERE published IS NULL) AS undated,
        (SELECT count(*) FROM article WHERE distribution = 'standoff') AS standoff"""
    ).fetchone()
    return row


def counts(store: sqlite3.Connection, column: str, source: str, *values: object, most: int = COUNTED) -> Listing:
    """The values of a column, the most frequent first; those without one are `unknown`."""
    query = f"SELECT coalesce({column}, 'unknown') AS name, count(*) AS n FROM {source} GROUP BY 1 ORDER BY n DESC, 1"  # noqa: S608
    return _listing(store, query, *values, most=most)


def articles_by_date(store: sqlite3.Connection, most: int = LISTED) -> Listing:
    """Articles, the newest first; those without a date last."""
    return _listing(store, "SELECT * FROM article ORDER BY published DESC, n", most=most)


def places(store: sqlite3.Connection, table: str) -> dict[str, int]:
    """How many articles (`article`) or dates of texts (`day`) stand at each place of the calendar, in its order."""
    query = f"SELECT place, count(*) FROM {table} WHERE place IS NOT NULL GROUP BY 1 ORDER BY 1"  # noqa: S608
    return dict(store.execute(query).fetchall())


def without_place(store: sqlite3.Connection) -> int:
    """How many dates of texts are no day of a calendar: durations, repeated times, vague ones."""
    (count,) = store.execute("SELECT count(*) FROM day WHERE place IS NULL").fetchone()
    return int(count)


def articles_at(store: sqlite3.Connection, place: str) -> Iterator[Listing]:
    """The articles that stand at a place of the calendar by their publication, list by list."""
    return _listings(store, "SELECT * FROM article WHERE place = ? ORDER BY n", place)


def dates_at(store: sqlite3.Connection, place: str) -> Iterator[Listing]:
    """The dates of texts that stand at a place of the calendar, with their articles, list by list."""
    query = """SELECT d.id AS date_id, d.text AS words, d.value, a.* FROM day d JOIN article a ON a.n = d.article
        WHERE d.place = ? ORDER BY d.earliest, d.value, d.rowid"""
    return _listings(store, query, place)


def most_quoted(store: sqlite3.Connection) -> Listing:
    """Named speakers, the most quoted first, with their latest role and the latest for whom they spoke."""
    latest = (
        f"SELECT {{0}} FROM {SAID} WHERE q.speaker_key = s.key AND {{0}} IS NOT NULL ORDER BY a.published DESC, q.n"  # noqa: S608
    )
    query = f"""SELECT s.*, ({latest.format("q.role")} LIMIT 1) AS role,
        ({latest.format("q.organization")} LIMIT 1) AS organization
        FROM (SELECT speaker_key AS key, max(speaker) AS name, max(speaker_kind) AS kind, count(*) AS n,
        count(DISTINCT article) AS articles FROM quotation WHERE speaker_key IS NOT NULL GROUP BY 1
        ORDER BY n DESC, name, key) s"""  # noqa: S608
    return _listing(store, query, most=CHOSEN)


def quotations_of(store: sqlite3.Connection, column: str, key: str) -> Iterator[Listing]:
    """What a speaker said, or what was said for an organization, the oldest first, list by list."""
    query = f"SELECT q.*, a.page, a.headline, a.published, a.outlet FROM {SAID} WHERE q.{column} = ?"  # noqa: S608
    return _listings(store, query + " ORDER BY a.published, q.n", key)


def roles_of(store: sqlite3.Connection, speaker: str) -> Listing:
    """Roles and the organizations that went with them, with first and last day of publication."""
    query = f"""SELECT q.role, q.organization, min(a.published) AS first, max(a.published) AS last, count(*) AS n
        FROM {SAID} WHERE q.speaker_key = ? AND (q.role IS NOT NULL OR q.organization IS NOT NULL)
        GROUP BY 1, 2 ORDER BY first, 1, 2"""  # noqa: S608
    return _listing(store, query, speaker)


def organization_of(store: sqlite3.Connection, key: str) -> sqlite3.Row:
    """One organization: name, kind, id, aliases, and the count of articles that name it."""
    row: sqlite3.Row = store.execute(
        """SELECT max(name) AS name, max(kind) AS kind, max(wikidata) AS wikidata,
        group_concat(DISTINCT nullif(aliases, '')) AS aliases, count(DISTINCT article) AS articles
        FROM organization WHERE key = ?""",
        (key,),
    ).fetchone()
    return row


def spokespeople_of(store: sqlite3.Connection, organization: str) -> Listing:
    """Who spoke for an organization, the most quoted first."""
    query = """SELECT speaker_key AS key, max(speaker) AS name, count(*) AS n FROM quotation
        WHERE organization_key = ? AND speaker_key IS NOT NULL GROUP BY 1 ORDER BY n DESC, name, key"""
    return _listing(store, query, organization, most=COUNTED)


def named_beside(store: sqlite3.Connection, organization: str) -> Listing:
    """Organizations that the same articles name, with the count of these."""
    query = """SELECT b.key, max(b.name) AS name, count(DISTINCT b.article) AS n FROM organization o
        JOIN organization b ON b.article = o.article AND b.key != o.key WHERE o.key = ?
        GROUP BY 1 ORDER BY n DESC, name, b.key"""
    return _listing(store, query, organization, most=COUNTED)


def articles_naming(store: sqlite3.Connection, organization: str) -> Iterator[Listing]:
    """Articles that name an organization, the oldest first, list by list."""
    query = """SELECT * FROM article WHERE n IN (SELECT article FROM organization WHERE key = ?)
        ORDER BY published, n"""
    return _listings(store, query, organization)


def keys(store: sqlite3.Connection, table: str, column: str) -> Iterator[str]:
    """All keys of a column in order; each is asked for alone, so other queries may run between two."""
    query = f"SELECT min({column}) FROM {table} WHERE {column} > ?"  # noqa: S608
    key = ""
    while (key := store.execute(query, (key,)).fetchone()[0]) is not None:
        yield key


def _listings(store: sqlite3.Connection, query: str, *values: object) -> Iterator[Listing]:
    """All rows of a query, in lists that a page has room for; none where there is no row."""
    cursor = store.execute(query, values)
    found = cursor.fetchmany(LISTED)
    whole = _whole(store, found, LISTED, query, *values)
    while found:
        yield Listing(found, whole)
        found = cursor.fetchmany(LISTED)


def _listing(store: sqlite3.Connection, query: str, *values: object, most: int = LISTED) -> Listing:
    found = store.execute(f"{query} LIMIT ?", (*values, most)).fetchall()
    return Listing(found, _whole(store, found, most, query, *values))


def _whole(store: sqlite3.Connection, found: list[sqlite3.Row], most: int, query: str, *values: object) -> int:
    if len(found) < most:
        return len(found)
    (whole,) = store.execute(f"SELECT count(*) FROM ({query})", values).fetchone()  # noqa: S608
    return int(whole)
