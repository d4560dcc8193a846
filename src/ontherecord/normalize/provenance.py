"""Where the characters of a normalized text stand in the raw text, and the links of the raw article to an encyclopedia.

It is kept beside the article records, one row an article, since it tells of the raw file and not of the article.
"""

import contextlib
import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from ontherecord.files import atomic_file
from ontherecord.normalize.raw_article import RawArticle, RawParagraph
from ontherecord.normalize.text_repair import INVISIBLE, LINE_END
from ontherecord.records import Article
from ontherecord.remote import Place

CHUNK = 8
"""Characters by which a place is found again."""

LONGEST_LEAP, LONGEST_GAP, LONGEST_REPAIR = 4000, 200, 64
"""Characters that are looked through for it: of the raw text before and inside a paragraph, of the normalized text."""

ANY_LINE_END = re.compile(rf"\n|{LINE_END.pattern}")
GAP = re.compile(rf"(?:-(?=\s))?(?:\s|{INVISIBLE.pattern})*")
"""What is taken out between two characters: a hyphen at a line end, blanks, invisible characters."""


class ArticleLink(msgspec.Struct, frozen=True):
    """A link to an article of an encyclopedia: half-open offsets into the text, and the title that it leads to."""

    start: int
    end: int
    title: str


class Run(msgspec.Struct, frozen=True, array_like=True):
    """Characters that are the same in both texts: where they start in each, in code points, and how many they are."""

    start: int
    raw_start: int
    length: int


class Provenance(msgspec.Struct, frozen=True):
    """Where an article comes from.

    Attributes:
        article_id: its id.
        file: its raw file, as in `Source.file`.
        raw_sha256: SHA-256 of the bytes that hold it.
        runs: parts of `Article.text` in the decoded raw file, in order; what lies between was repaired. None where
            the raw article is no plain text.
        links: its links to an encyclopedia.
    """

    article_id: str
    file: str | None
    raw_sha256: str
    runs: tuple[Run, ...] | None
    links: tuple[ArticleLink, ...]


Trace = Callable[[Provenance], None]
"""What is done with the provenance of each article."""


@contextlib.contextmanager
def trace_writer(path: Place) -> Iterator[Trace]:
    """What writes the provenance of articles to a file of JSON Lines, which is there only as a whole.

    Raises:
        OutputError: the file cannot be written.
    """
    with atomic_file(path) as stream:

        def write(row: Provenance) -> None:
            stream.write(msgspec.json.encode(row) + b"\n")

        yield write


def provenance(raw: RawArticle, article: Article, paragraphs: Sequence[RawParagraph]) -> Provenance:
    """The provenance of an article.

    Args:
        raw: the article as its reader delivered it.
        article: its record.
        paragraphs: the paragraphs of its text.
    """
    starts = [paragraph.start for paragraph in article.paragraphs]
    return Provenance(
        article_id=article.id,
        file=article.source.file,
        raw_sha256=raw.raw_sha256,
        runs=None if raw.raw_text is None else aligned_runs(paragraphs, starts, raw.raw_text),
        links=article_links(paragraphs, starts),
    )


def article_links(paragraphs: Sequence[RawParagraph], starts: Sequence[int]) -> tuple[ArticleLink, ...]:
    """The links of paragraphs that start at some offsets of the text."""
    return tuple(
        ArticleLink(start + link.start, start + link.end, link.title)
        for paragraph, start in zip(paragraphs, starts, strict=True)
        for link in paragraph.links
    )


def aligned_runs(paragraphs: Sequence[RawParagraph], starts: Sequence[int], raw: str) -> tuple[Run, ...]:
    """The runs of paragraphs in the raw text from which they come, in linear time.

    Args:
        paragraphs: the paragraphs of a text, in the order of the raw text.
        starts: where each starts in the normalized text.
        raw: the decoded raw text.
    """
    line_starts = [0, *(match.end() for match in ANY_LINE_END.finditer(raw))]
    runs: list[Run] = []
    position = 0
    for paragraph, start in zip(paragraphs, starts, strict=True):
        line = min(paragraph.line, len(line_starts)) - 1
        for run in _runs(paragraph.text, raw, max(position, line_starts[line])):
            runs.append(Run(start + run.start, run.raw_start, run.length))
            position = run.raw_start + run.length
    return tuple(runs)


def _runs(text: str, raw: str, raw_position: int) -> Iterator[Run]:
    position, window = 0, LONGEST_LEAP
    while position < len(text):
        found = _found_again(text, position, raw, raw_position, window)
        if found is None:
            position += LONGEST_REPAIR
            continue
        position, raw_position = found
        length = _common_length(text, position, raw, raw_position)
        yield Run(position, raw_position, length)
        position, raw_position, window = position + length, raw_position + length, LONGEST_GAP


def _found_again(text: str, position: int, raw: str, raw_position: int, window: int) -> tuple[int, int] | None:
    """The next place where both texts go on alike, with as few characters of the normalized one left out as can be."""
    if (gap := GAP.match(raw, raw_position)) and gap.end() < len(raw):
        after = position + (text[position] == " ")
        if text[after : after + 1] == raw[gap.end()]:
            return after, gap.end()
    for start in range(position, min(position + LONGEST_REPAIR, len(text))):
        chunk = text[start : start + CHUNK]
        found = raw.find(chunk, raw_position, raw_position + (window if len(chunk) == CHUNK else LONGEST_REPAIR))
        if found >= 0:
            return start, found
    return None


def _common_length(text: str, position: int, raw: str, raw_position: int) -> int:
    length = 0
    while (
        text[position + length : position + length + 1] == raw[raw_position + length : raw_position + length + 1] != ""
    ):
        length += 1
    return length
