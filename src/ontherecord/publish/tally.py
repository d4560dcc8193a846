"""Counts of names, of which there may be too many for memory."""

from collections import Counter
from collections.abc import Iterable
from types import TracebackType

import msgspec

from ontherecord.files import temporary_database

Key = tuple[str | None, ...]

MOST_RECENT = 50_000
"""Keys in memory before they go to the database."""
CACHE_KIBIBYTES = 16_384

_TABLES = "CREATE TABLE tally (key BLOB UNIQUE, number INTEGER NOT NULL)"
_ADD = "INSERT INTO tally VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET number = number + excluded.number"


class Ranking(msgspec.Struct, frozen=True):
    """The commonest keys.

    Attributes:
        common: these keys and their counts, the greatest first; of equal ones the one that came first.
        others: how many other keys there are.
        rest: the sum of their counts.
    """

    common: tuple[tuple[Key, int], ...]
    others: int
    rest: int


def rank(counts: Counter[Key], longest: int) -> Ranking:
    """The ranking of counts in memory, with at most `longest` keys."""
    common = counts.most_common(longest)
    return Ranking(tuple(common), len(counts) - len(common), counts.total() - sum(count for _, count in common))


class Tally:
    """How often each key came, in a temporary file while the block runs."""

    def __init__(self, most_recent: int = MOST_RECENT) -> None:
        self._most_recent = most_recent
        self._recent: Counter[Key] = Counter()
        self._database = temporary_database(_TABLES, CACHE_KIBIBYTES)

    def __enter__(self) -> "Tally":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._database.close()

    def update(self, keys: Iterable[Key]) -> None:
        """Count each key once more."""
        self._recent.update(keys)
        if len(self._recent) > self._most_recent:
            self._store()

    def rank(self, longest: int) -> Ranking:
        """The ranking of all, with at most `longest` keys."""
        self._store()
        query = "SELECT key, number FROM tally ORDER BY number DESC, rowid LIMIT ?"
        common = tuple(
            (msgspec.json.decode(key, type=Key), number) for key, number in self._database.execute(query, [longest])
        )
        keys, total = self._database.execute("SELECT count(*), ifnull(sum(number), 0) FROM tally").fetchone()
        return Ranking(common, keys - len(common), total - sum(number for _, number in common))

    def _store(self) -> None:
        self._database.executemany(_ADD, ((msgspec.json.encode(key), count) for key, count in self._recent.items()))
        self._recent.clear()
