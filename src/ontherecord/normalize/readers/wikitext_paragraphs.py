"""Paragraphs of a wiki page while they are written, line by line, as MediaWiki joins and parts lines."""

import contextlib
import re
from collections.abc import Iterator

from ontherecord.normalize.lines import ends_like_sentence
from ontherecord.normalize.raw_article import Link, RawParagraph
from ontherecord.normalize.text_repair import INVISIBLE, tidy
from ontherecord.records import ParagraphRole

SPACES = re.compile(r"\s+")


class ParagraphWriter:
    """Takes text, links and line ends and makes paragraphs of them.

    Attributes:
        role: role of the paragraph that is being written; None where nothing is said of it.
        around: roles of the blocks around it, the innermost last.
    """

    def __init__(self) -> None:
        self.role: ParagraphRole | None = None
        self.around: list[ParagraphRole | None] = []
        self._done: list[RawParagraph] = []
        self._asides: list[RawParagraph] = []
        self._pieces: list[str] = []
        self._length = 0
        self._ends_with_space = True
        self._line_is_blank = True
        self._bold = 0
        self._has_plain = False
        self._links: list[Link] = []

    def write(self, text: str) -> None:
        """Add text to the paragraph; runs of white space become one blank, none at its start."""
        text = SPACES.sub(" ", INVISIBLE.sub("", text))
        if self._ends_with_space:
            text = text.lstrip(" ")
        if not text:
            return
        self._pieces.append(text)
        self._length += len(text)
        self._ends_with_space = text.endswith(" ")
        self._line_is_blank = self._line_is_blank and text.isspace()
        self._has_plain = self._has_plain or not (self._bold or text.isspace())

    def write_lines(self, text: str) -> None:
        """Add text with line ends: a blank line ends the paragraph, another line end is a blank."""
        first, *others = text.split("\n")
        self.write(first)
        for line in others:
            if self._line_is_blank or self.role is not None:
                self.end()
            else:
                self.write(" ")
            self._line_is_blank = True
            self.write(line)

    def line_break(self) -> None:
        """A forced line end: it ends the paragraph where a sentence ends, else it is a blank."""
        if ends_like_sentence("".join(self._pieces).rstrip()):
            self.end()
        else:
            self.write(" ")

    def mark_line(self, role: ParagraphRole | None) -> None:
        """Start a line that has a mark in front of it, such as an item of a list."""
        self.end()
        self.role = role

    @contextlib.contextmanager
    def link(self, title: str) -> Iterator[None]:
        """Make what is written meanwhile a link."""
        pieces, start = self._pieces, self._length
        yield
        if title and pieces is self._pieces:
            self._links.append(Link(start, self._length, title))

    @contextlib.contextmanager
    def bold(self, is_bold: bool) -> Iterator[None]:
        """Make what is written meanwhile bold, or leave it as it is."""
        self._bold += is_bold
        yield
        self._bold -= is_bold

    def add_aside(self, paragraph: RawParagraph) -> None:
        """Put a paragraph before the one that is being written, or behind it once that has begun."""
        (self._asides if self._length else self._done).append(paragraph)

    def end(self) -> None:
        """End the paragraph."""
        text = "".join(self._pieces).rstrip()
        if text:
            role = self.role or (self.around[-1] if self.around else None)
            if role is None:
                role = "body" if self._has_plain else "subhead"
            self._done.append(_tidied(text, role, _trimmed(text, self._links)))
        self._done += self._asides
        self._asides = []
        self._pieces = []
        self._length = 0
        self._ends_with_space = self._line_is_blank = True
        self._has_plain = False
        self._links = []
        self.role = None

    def finish(self) -> tuple[RawParagraph, ...]:
        """All paragraphs, numbered from 1."""
        self.end()
        return tuple(
            RawParagraph(number, paragraph.text, paragraph.role, paragraph.links)
            for number, paragraph in enumerate(self._done, start=1)
        )

    def as_one(self) -> tuple[str, tuple[Link, ...]]:
        """The text of all paragraphs on one line, and its links."""
        text, links = "", []
        for paragraph in self.finish():
            text += " " * bool(text)
            links += [Link(link.start + len(text), link.end + len(text), link.title) for link in paragraph.links]
            text += paragraph.text
        return text, tuple(links)


def _trimmed(text: str, links: list[Link]) -> list[Link]:
    """The links without blanks at their ends, those that show nothing left out."""
    trimmed = []
    for link in links:
        shown = text[link.start : link.end]
        start = link.start + len(shown) - len(shown.lstrip())
        end = start + len(shown.strip())
        if start < end:
            trimmed.append(Link(start, end, link.title))
    return trimmed


def _tidied(text: str, role: ParagraphRole, links: list[Link]) -> RawParagraph:
    """A paragraph in Unicode's composed form, in which its links may stand elsewhere."""
    composed = tidy(text)
    if composed == text:
        return RawParagraph(0, text, role, tuple(links))
    moved = []
    for link in links:
        start = len(tidy(text[: link.start] + "|")) - 1
        end = len(tidy(text[: link.end]))
        moved.append(Link(start, end, link.title))
    return RawParagraph(0, composed, role, tuple(link for link in moved if link.start < link.end <= len(composed)))
