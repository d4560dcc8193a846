"""The text between two line breaks of a page: how it is set, and where its links stand."""

import re
from collections.abc import Sequence
from urllib.parse import unquote

import msgspec

from ontherecord.normalize.raw_article import Link
from ontherecord.normalize.text_repair import Repaired, repair

STATEMENT_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
NAMESPACES = frozenset("File Image Category Help Portal Special Talk Template User Wikipedia".split())
ENCYCLOPEDIA = re.compile(r"(?:https?:)?//([a-z-]{2,12})\.(?:m\.)?wikipedia\.org/wiki/([^?#]+)")


class Line(msgspec.Struct, frozen=True):
    """A line, or lines that were joined.

    Attributes:
        text: its text, tidy.
        links: its links to an encyclopedia.
        linked: how many of its characters are links of any sort.
        is_bold: whether all of it is bold.
        is_italic: whether all of it is in italics.
        is_mended: whether wrongly decoded characters were put right.
    """

    text: str
    links: tuple[Link, ...] = ()
    linked: int = 0
    is_bold: bool = False
    is_italic: bool = False
    is_mended: bool = False


class OpenLine:
    """A line while it is written."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.linked = 0
        self.has_plain = self.has_upright = False
        self.links: list[Link] = []

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not (self.has_plain or self.has_upright) and not self.raw().strip()

    def add(self, text: str, *, is_bold: bool, is_italic: bool, is_linked: bool) -> None:
        """Write on."""
        self.pieces.append(text)
        self.length += len(text)
        if not text.isspace():
            self.linked += len(text) * is_linked
            self.has_plain = self.has_plain or not is_bold
            self.has_upright = self.has_upright or not is_italic

    def raw(self) -> str:
        """The text as it was written."""
        return "".join(self.pieces)

    def closed(self) -> Line:
        """The line as a whole."""
        if self.is_blank:
            return Line("")
        raw = self.raw()
        repaired = _repaired(raw)
        text = repaired.text
        links: list[Link] = []
        end = raw_end = 0
        for link in self.links:
            anchor = tidy_line(raw[link.start : link.end])
            start = text.find(anchor, end + len(tidy_line(raw[raw_end : link.start])))
            if anchor and start >= 0:
                end, raw_end = start + len(anchor), link.end
                links.append(Link(start, end, link.title))
        return Line(text, tuple(links), self.linked, not self.has_plain, not self.has_upright, repaired.mojibake)


def joined_lines(lines: Sequence[Line]) -> list[Line]:
    """Lines as paragraphs.

    A blank line parts them, and so do the end of a sentence and the end of bold type; other line breaks are blanks.
    """
    paragraphs: list[Line] = []
    group: list[Line] = []
    for line in lines:
        if group and (not line.text or group[-1].is_bold != line.is_bold or STATEMENT_END.search(group[-1].text)):
            paragraphs.append(one_line(group))
            group = []
        if line.text:
            group.append(line)
    return [*paragraphs, one_line(group)] if group else paragraphs


def tidy_line(text: str) -> str:
    """A text on one line, tidy."""
    return _repaired(text).text


def _repaired(text: str) -> Repaired:
    line = " ".join(text.split())
    return Repaired(line, mojibake=False) if line.isascii() and line.isprintable() else repair(line)


def encyclopedia_title(address: str) -> str | None:
    """The title of the Wikipedia article that an address leads to, `de:` and the like before one not in English."""
    match = ENCYCLOPEDIA.match(address)
    title = unquote(match[2]).replace("_", " ").strip() if match else ""
    if match is None or not title or title.partition(":")[0] in NAMESPACES:
        return None
    return title if match[1] in ("en", "www") else f"{match[1]}:{title}"


def one_line(lines: Sequence[Line]) -> Line:
    """Lines with blanks between them."""
    if len(lines) == 1:
        return lines[0]
    links: list[Link] = []
    offset = 0
    for line in lines:
        links += (Link(link.start + offset, link.end + offset, link.title) for link in line.links)
        offset += len(line.text) + 1
    return Line(
        text=" ".join(line.text for line in lines),
        links=tuple(links),
        linked=sum(line.linked for line in lines),
        is_bold=all(line.is_bold for line in lines),
        is_italic=all(line.is_italic for line in lines),
        is_mended=any(line.is_mended for line in lines),
    )
