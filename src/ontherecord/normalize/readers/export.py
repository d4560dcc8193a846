"""What the exports of news databases have in common: many articles in one document, each with labelled fields."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from ontherecord.findings import BOILERPLATE_DROPPED, PART_WITHOUT_ARTICLE, Finding
from ontherecord.normalize.bylines import split_names
from ontherecord.normalize.dateline import split_dateline
from ontherecord.normalize.language_names import language_tag
from ontherecord.normalize.metadata import read_metadata, shorten
from ontherecord.normalize.printed_dates import DATES
from ontherecord.normalize.raw_article import RawArticle, RawParagraph
from ontherecord.normalize.raw_input import RawInput
from ontherecord.normalize.readers.document_paragraphs import Document, read_document

COPYRIGHT = re.compile(r"\W{0,5}(?:copyright|\(c\)|©)", re.IGNORECASE)
COPYRIGHT_MARKS = re.compile(r"\A(?:copyright|\(c\)|[©\s(\[:.,])+", re.IGNORECASE)
YEARS = re.compile(r"\A\W{0,5}(?:19|20)\d\d(?: ?[-–,] ?(?:19|20)\d\d){0,9}\W{0,5}")
RESERVED = re.compile(r"\b(?:all (?:other )?rights reserved|provided by proquest)\b.*", re.IGNORECASE | re.DOTALL)
NO_NAME = re.compile(r"\S{0,64}@\S{0,64}|https?://\S*")
LONGEST_LINE = 1000
"""Characters of a field that are looked at."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An article as an export gives it.

    Attributes:
        line: its first line, or paragraph.
        headline: its headline.
        paragraphs: its body; empty where the export has none.
        bylines: the line that names the authors.
        published: the line that begins with the day of publication.
        publisher: name of the paper.
        language: language, as its name.
        copyright: the copyright line.
        dateline: the place, where it is a field of its own.
        kicker: the line that sums the article up.
        url: address at the publisher.
        archived_url: address in the database.
        accession: number in the database.
        left_out: how many paragraphs of fields and index terms were left out.
    """

    line: int
    headline: str | None
    paragraphs: tuple[RawParagraph, ...]
    bylines: Sequence[str] = ()
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    copyright: str | None = None
    dateline: str | None = None
    kicker: str | None = None
    url: str | None = None
    archived_url: str | None = None
    accession: str | None = None
    left_out: int = 0


def export_articles(
    raw: RawInput, database: str, entries: Callable[[Document], Iterator[Entry]]
) -> Iterator[RawArticle | Finding]:
    """The articles of an export and the findings about it.

    Args:
        raw: the input that holds it.
        database: name of the database, for findings.
        entries: tells the articles of a document apart.

    Raises:
        OSError: the input cannot be read.
        TooLargeError: it is larger than any document.
    """
    for item in read_document(raw):
        if isinstance(item, Finding):
            yield item
            continue
        count = 0
        for entry in entries(item):
            count += 1
            yield from _article(entry, item, raw, database)
        if not count:
            yield PART_WITHOUT_ARTICLE.finding(f"nothing in it looks like an article of {database}", file=raw.file)


def _article(entry: Entry, document: Document, raw: RawInput, database: str) -> Iterator[RawArticle | Finding]:
    line = entry.line if document.has_lines else None
    if not entry.paragraphs:
        yield PART_WITHOUT_ARTICLE.finding(f"no text: {shorten(entry.headline or database)}", file=raw.file, line=line)
        return
    metadata, findings = read_metadata(_fields(entry), raw.file, line)
    yield from findings
    stem = metadata.id or entry.headline or f"{raw.stem}-{entry.line}"
    if entry.left_out:
        yield BOILERPLATE_DROPPED.finding(
            f"{database} fields and index terms: {entry.left_out} paragraphs of {shorten(stem)}",
            file=raw.file,
            line=line,
        )
    yield RawArticle(
        stem=stem,
        paragraphs=entry.paragraphs if document.has_lines else numbered(entry.paragraphs),
        metadata=metadata.over(raw.told),
        raw_sha256=document.sha256,
        media_type=document.media_type,
    )


def numbered(paragraphs: Sequence[RawParagraph]) -> tuple[RawParagraph, ...]:
    """The paragraphs with their numbers in the article."""
    return tuple(msgspec.structs.replace(part, line=number) for number, part in enumerate(paragraphs, start=1))


def _fields(entry: Entry) -> Mapping[str, object]:
    has_dateline = any(split_dateline(paragraph.text) for paragraph in entry.paragraphs[:1])
    return {
        "id": entry.accession,
        "headline": entry.headline,
        "kicker": entry.kicker,
        "bylines": [name for name in entry.bylines if name],
        "published": date_at_start(entry.published or ""),
        "publisher": entry.publisher,
        "language": language_tag(entry.language or ""),
        "holder": copyright_holder(entry.copyright or ""),
        "dateline": None if has_dateline else entry.dateline,
        "url": entry.url,
        "archived_url": entry.archived_url,
    }


def date_at_start(text: str) -> str | None:
    """The date at the start of a line, a weekday before it aside: of `March 5, 2020 Thursday, City Edition` the day."""
    found = [match for pattern in DATES if (match := pattern.search(text[:80]))]
    first = min(found, key=lambda match: (match.start(), -match.end()), default=None)
    if first is None or len(text[: first.start()].split()) > 1:
        return None
    return first.group()


def copyright_holder(text: str) -> str | None:
    """Who holds the rights by a copyright line: of `Copyright 2018 The Skarn Post. All Rights Reserved` the paper."""
    holder = RESERVED.sub("", COPYRIGHT_MARKS.sub("", text[:LONGEST_LINE], count=1))
    for pattern in DATES:
        holder = pattern.sub(" ", holder)
    holder = YEARS.sub("", holder)
    return " ".join(holder.split()).strip(" .,;()[]") or None


def names_of(byline: str) -> list[str]:
    """The authors of a byline, addresses left out."""
    return list(split_names(" ".join(NO_NAME.sub(" ", byline[:LONGEST_LINE]).split()).strip(" ;,.")))


def first_index(paragraphs: Sequence[RawParagraph], pattern: re.Pattern[str], start: int = 0) -> int | None:
    """The index of the first paragraph from `start` on that a pattern matches as a whole."""
    return next((index for index in range(start, len(paragraphs)) if pattern.fullmatch(paragraphs[index].text)), None)
