"""Level 4, the corpus: what no record can tell of itself."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator

from ontherecord.errors import OutputError
from ontherecord.findings import (
    CONTRADICTORY_WIKIDATA,
    DUPLICATE_ARTICLE_ID,
    DUPLICATE_TEXT,
    SPLIT_CHANGED,
    SPLIT_LEAK,
    TOMBSTONE_RETURNED,
    Finding,
)
from ontherecord.records import Article
from ontherecord.validate.corpus_index import CorpusIndex, Entry, Place
from ontherecord.validate.history import History, split_of
from ontherecord.validate.items import ArticleRecord, has_error, located
from ontherecord.validate.similarity import NEARLY_THE_SAME, likeness, sketch
from ontherecord.validate.wording import pointer, shorten


def agree_with_each_other(
    items: Iterable[ArticleRecord | Finding], history: History
) -> Iterator[ArticleRecord | Finding]:
    """The records that contradict no earlier one, nor the history; findings, old and new, on their way.

    Raises:
        SourceError: the history cannot be read.
        OutputError: there is no room for what is remembered of the articles.
    """
    try:
        with contextlib.closing(CorpusIndex()) as index:
            yield from history.fill(index)
            for item in items:
                if isinstance(item, Finding):
                    yield item
                    continue
                findings = located(_check(item, index), file=item.file, line=item.line, article=item.article.id)
                yield from findings
                if not has_error(findings):
                    yield item
    except sqlite3.Error as error:
        raise OutputError(f"cannot remember the articles: {error}; make room for temporary files (TMPDIR)") from error


def _check(item: ArticleRecord, index: CorpusIndex) -> Iterator[Finding]:
    """The findings about a record, which the index then remembers."""
    entry = _entry(item.article, Place(item.file, item.line))
    yield from check_id(entry, index)
    yield from check_text(entry, index)
    yield from check_splits(entry, index)
    yield from check_wikidata(item.article, entry.place, index)
    yield from check_earlier_split(entry, index)
    yield from check_tombstones(entry, index)
    index.add(entry)


def check_id(entry: Entry, index: CorpusIndex) -> Iterator[Finding]:
    """No two articles of a corpus have one id."""
    if first := index.with_id(entry.id):
        yield DUPLICATE_ARTICLE_ID.finding(
            f"{shorten(entry.id)} is the id of the article at {first.place} too", pointer=pointer("id")
        )


def check_text(entry: Entry, index: CorpusIndex) -> Iterator[Finding]:
    """No text stands twice, unless both articles say that they are copies of one story."""
    first = index.with_text(entry.text_sha256)
    if first and (entry.cluster is None or entry.cluster != first.cluster):
        yield DUPLICATE_TEXT.finding(f"the text is that of the article at {first.place}", pointer=pointer("text"))


def check_splits(entry: Entry, index: CorpusIndex) -> Iterator[Finding]:
    """No text stands, the same or nearly the same, in two splits, known copies among them."""
    if same := index.with_text_in_other_split(entry.text_sha256, entry.split):
        yield SPLIT_LEAK.finding(
            f"the text is that of the article at {same.place} in split {same.split}", pointer=pointer("split")
        )
        return
    for other in index.alike_in_other_split(entry.sketch, entry.split):
        alike = likeness(entry.sketch, other.sketch)
        if alike >= NEARLY_THE_SAME:
            yield SPLIT_LEAK.finding(
                f"{alike:.0%} of the text is that of the article at {other.place} in split {other.split}",
                pointer=pointer("split"),
            )
            return


def check_wikidata(article: Article, place: Place, index: CorpusIndex) -> Iterator[Finding]:
    """Speakers of one name and kind have one Wikidata id, where they have any."""
    for number, speaker in enumerate(article.speakers):
        if speaker.wikidata is None or speaker.name is None:
            continue
        first, first_place = index.first_wikidata(speaker.kind, speaker.name, speaker.wikidata, place)
        if first != speaker.wikidata:
            yield CONTRADICTORY_WIKIDATA.finding(
                f"{shorten(speaker.name)} is {speaker.wikidata} here, but {first} at {first_place}",
                pointer=pointer("speakers", number, "wikidata"),
            )


def check_earlier_split(entry: Entry, index: CorpusIndex) -> Iterator[Finding]:
    """An article stands in the split in which the earlier release has it, under this id or another."""
    earlier = index.earlier_split(entry.id, entry.text_sha256)
    if earlier is not None and earlier != entry.split:
        yield SPLIT_CHANGED.finding(
            f"the split is {entry.split}, but {earlier} in the earlier release", pointer=pointer("split")
        )


def check_tombstones(entry: Entry, index: CorpusIndex) -> Iterator[Finding]:
    """No withdrawn article is back."""
    if tombstone := index.tombstone_of(entry.id, entry.text_sha256):
        shared = "id" if tombstone.id == entry.id else "text_sha256"
        yield TOMBSTONE_RETURNED.finding(f"withdrawn: {shorten(tombstone.reason)}", pointer=pointer(shared))


def _entry(article: Article, place: Place) -> Entry:
    runs = sketch(article.text) if article.text else ()
    return Entry(article.id, article.text_sha256, split_of(article.split), article.duplicates.cluster, runs, place)
