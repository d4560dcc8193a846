"""What a reader of a raw format delivers: the wall between formats and everything behind them."""

from collections.abc import Callable, Iterator

import msgspec

from ontherecord.findings import Finding
from ontherecord.normalize.metadata import Metadata
from ontherecord.normalize.printed_dates import PublicationDay
from ontherecord.normalize.raw_input import RawInput
from ontherecord.records import ParagraphRole


class Link(msgspec.Struct, frozen=True):
    """A link of a paragraph to an article of an encyclopedia: offsets into the paragraph, and the title it leads to."""

    start: int
    end: int
    title: str


class RawParagraph(msgspec.Struct, frozen=True):
    """One paragraph as it came, tidy (see `text_repair.repair`).

    Attributes:
        line: number of its first line in the raw text, from 1; its number in the article where that has no lines.
        text: the paragraph on one line.
        role: what the format says that it is; None where that is told by its looks.
        links: its links to an encyclopedia, in order.
    """

    line: int
    text: str
    role: ParagraphRole | None = None
    links: tuple[Link, ...] = ()

    def without_start(self, length: int) -> "RawParagraph":
        """The paragraph without its first characters."""
        links = (Link(link.start - length, link.end - length, link.title) for link in self.links)
        return RawParagraph(self.line, self.text[length:], self.role, tuple(link for link in links if link.start >= 0))


class RawArticle(msgspec.Struct, frozen=True, kw_only=True):
    """One article as it came.

    Attributes:
        stem: what its id is made of where nothing tells one: the stem of a file name, a title.
        paragraphs: the body; that of a page as it was copied has the head of the page in it.
        has_head: whether headline, byline and date line are to be looked for among the paragraphs.
        metadata: what the format itself tells apart from the text.
        printed_published: day of publication as the page prints it outside the paragraphs.
        inferred_published: day of publication by weaker evidence, such as the address of the page.
        raw_sha256: SHA-256 of the bytes that hold the article.
        media_type: media type of those bytes.
        raw_text: the decoded text as it came, in whose lines the paragraphs are numbered; None for other formats.
    """

    stem: str
    paragraphs: tuple[RawParagraph, ...]
    has_head: bool = False
    metadata: Metadata = Metadata()
    printed_published: PublicationDay | None = None
    inferred_published: PublicationDay | None = None
    raw_sha256: str
    media_type: str
    raw_text: str | None = None


Reader = Callable[[RawInput], Iterator[RawArticle | Finding]]
"""Reads the articles of one input; what cannot be read is a finding.

Raises:
    OSError: the input cannot be read.
"""
