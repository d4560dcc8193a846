"""Deduplicate: copies of one story get a common cluster, and one of them is marked as the one to use.

The way of an article: `sketches` remembers a signature and the runs of its words; `candidates` finds the pairs worth
comparing; `clusters` compares them and puts copies together; `stories` chooses the canonical copy and tells updates
from copies. The articles themselves wait on disk.
"""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from ontherecord.deduplicate.candidates import candidate_pairs
from ontherecord.deduplicate.clusters import clustered
from ontherecord.deduplicate.sketches import Sketches, key_of, runs_of
from ontherecord.deduplicate.stories import Member, Place, places, ranks_of_texts, story_findings
from ontherecord.errors import OutputError
from ontherecord.findings import Finding
from ontherecord.jsonl import encode_article
from ontherecord.records import Article, Duplicates
from ontherecord.word_runs import words

__all__ = ["deduplicate"]


def deduplicate(articles: Iterable[Article], *, folder: Path | None = None) -> Iterator[Article | Finding]:
    """The articles in their order, each with its cluster of copies, and a finding for every copy and update.

    An article without text passes unchanged. Memory: about 100 MB and 3 kB an article; the articles themselves and the
    runs of their words are in temporary files. Time grows a little faster than the number of articles.

    Args:
        articles: all articles of the corpus; copies are found among these only.
        folder: where temporary files are written; without it, where the system has them.

    Raises:
        OutputError: there is no room for the temporary files.
    """
    try:
        with (
            tempfile.TemporaryFile(dir=folder) as runs,
            tempfile.TemporaryFile(dir=folder) as waiting,
            tempfile.TemporaryFile(dir=folder) as found,
        ):
            sketches = Sketches(runs)
            members = list(_remembered(articles, sketches, waiting))
            pairs = candidate_pairs(sketches.signatures(), sketches.lengths(), found)
            place_of = places(members, clustered(pairs, ranks_of_texts(members), sketches))
            waiting.seek(0)
            decoder = msgspec.json.Decoder(Article)
            for number, line in enumerate(waiting):
                article = decoder.decode(line)
                place = place_of.get(number)
                if place is not None:
                    yield from story_findings(article, place, sketches)
                yield article if article.text is None else _marked(article, place)
    except OSError as error:
        raise OutputError(f"cannot remember the articles: {error}; make room for temporary files (TMPDIR)") from error


def _remembered(articles: Iterable[Article], sketches: Sketches, waiting: IO[bytes]) -> Iterator[Member]:
    """Write all articles to a file that waits, and remember those that have words."""
    text_of: dict[int, int] = {}
    for number, article in enumerate(articles):
        waiting.write(encode_article(article))
        if text_words := words(article.text or ""):
            key = key_of(text_words)
            if key not in text_of:
                text_of[key] = len(sketches)
                sketches.add(runs_of(text_words))
            yield Member.of(article, number, text_of[key])


def _marked(article: Article, place: Place | None) -> Article:
    duplicates = Duplicates() if place is None else Duplicates(place.canonical.id, place.place == 0)
    return msgspec.structs.replace(article, duplicates=duplicates)
