"""Predicted articles, found by their ids: on disk, for there may be more than memory holds."""

import contextlib
from collections.abc import Callable, Iterable, Iterator

import msgspec

from ontherecord.files import temporary_database
from ontherecord.jsonl import encode_article
from ontherecord.records import Article

_TABLES = "CREATE TABLE predicted (id TEXT PRIMARY KEY, record BLOB)"
_CACHE_KIBIBYTES = 8192


@contextlib.contextmanager
def predictions_by_id(articles: Iterable[Article]) -> Iterator[Callable[[str], Article | None]]:
    """What gives the article of an id, and None where there is none; of two with one id the later one."""
    decoder = msgspec.json.Decoder(Article)
    with contextlib.closing(temporary_database(_TABLES, _CACHE_KIBIBYTES)) as database:
        database.executemany(
            "INSERT OR REPLACE INTO predicted VALUES (?, ?)",
            ((article.id, encode_article(article)) for article in articles),
        )

        def find(id_: str) -> Article | None:
            found = database.execute("SELECT record FROM predicted WHERE id = ?", (id_,)).fetchone()
            return decoder.decode(found[0]) if found else None

        yield find
