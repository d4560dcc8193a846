"""From elements to blocks of text: what each paragraph of a page is, and where it stands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from ontherecord.normalize.boilerplate import matching_rule
from ontherecord.normalize.lines import ends_like_sentence, paragraph_lines
from ontherecord.normalize.raw_article import Link, RawParagraph
from ontherecord.normalize.readers.html_lines import (
    Line,
    OpenLine,
    encyclopedia_title,
    joined_lines,
    one_line,
    tidy_line,
)
from ontherecord.normalize.readers.html_names import is_caption_box, is_only_spoken, is_subhead_box, names
from ontherecord.normalize.roles import LONGEST_CAPTION, roles
from ontherecord.normalize.text_repair import repair
from ontherecord.records import ParagraphRole

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td"
    " tfoot th thead tr ul".split()
)
"""Elements that begin and end a paragraph."""

UNSEEN = frozenset(
    "audio button canvas datalist embed head iframe img input link map math meta noscript object option picture script"
    " select source style svg template textarea title track video".split()
)
"""Elements that show no text of the article."""

PICTURES = frozenset(("img", "picture"))
BOLD = frozenset(("b", "strong"))
ITALIC = frozenset(("i", "em"))

ROLES: dict[str, ParagraphRole] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "subhead"),
    **dict.fromkeys(("li", "dt", "dd"), "list"),
    "blockquote": "quote",
}
"""What the text in an element is; the innermost of them counts."""

CAPTIONS = frozenset(("caption", "figcaption"))
MOST_WORDS_UNDER_PICTURE = 25
"""Words of a line that is a caption since it opens with the picture."""

CELLS = frozenset(("td", "th"))
BLOCKS_IN_CELLS = sorted(BLOCKS - CELLS - {"tr"})
BETWEEN_CELLS = " | "
LONGEST_CELL = 200
"""Characters up to which a cell is one of data; longer ones are the columns of a page."""


class Block(msgspec.Struct, frozen=True):
    """A paragraph of a page: its line, what its elements say that it is, and the innermost block element around it."""

    line: Line
    role: ParagraphRole | None
    element: "_Element"

    @property
    def text(self) -> str:
        """The paragraph."""
        return self.line.text


def blocks(root: "_Element") -> list[Block]:
    """The blocks in an element, in order."""
    from lxml.etree import iterwalk

    writer = _Writer(root)
    steps = iterwalk(root, events=("start", "end"))
    skipped = None
    for event, element in steps:
        if event == "start":
            cells = _data_cells(element) if element.tag == "tr" else []
            if cells:
                writer.row(element, cells)
            if cells or writer.is_unseen(element):
                writer.skip(element)
                steps.skip_subtree()
                skipped = element
            else:
                writer.start(element)
                writer.write(element.text)
        else:
            if element is not skipped:
                writer.end(element)
            if element is not root:
                writer.write(element.tail)
    writer.end_block()
    return _with_whole_captions(writer.blocks)


def paragraphs(found: Sequence[Block]) -> tuple[RawParagraph, ...]:
    """Blocks as the paragraphs of an article, numbered from 1."""
    looks = roles(["" if block.role else block.text for block in found])
    return tuple(
        RawParagraph(number, block.text, block.role or _look(look, block), block.line.links)
        for number, (block, look) in enumerate(zip(found, looks, strict=True), start=1)
    )


class _Anchor(msgspec.Struct, frozen=True):
    """A link that was begun: its line, where it starts in it, where it leads."""

    line: OpenLine
    start: int
    address: str


class _Writer:
    """The blocks so far and the lines of the one that is being written."""

    def __init__(self, root: "_Element") -> None:
        self.blocks: list[Block] = []
        self.lines = [OpenLine()]
        self.open: list[tuple[_Element, ParagraphRole | None]] = [(root, None)]
        self.anchors: list[_Anchor] = []
        self.bold = self.italic = self.preformatted = 0
        self.picture_in: _Element | None = None

    def write(self, text: str | None) -> None:
        if not text:
            return
        for number, part in enumerate(text.split("\n") if self.preformatted else [text]):
            if number > 0:
                self.lines.append(OpenLine())
            self.lines[-1].add(part, is_bold=self.bold > 0, is_italic=self.italic > 0, is_linked=bool(self.anchors))

    def _is_linked(self) -> bool:
        """Whether what is written leads elsewhere; a heading that leads to itself does not."""
        return any(not (self.open[-1][1] == "subhead" and anchor.address.startswith("#")) for anchor in self.anchors)

    def is_unseen(self, element: "_Element") -> bool:
        """Whether an element shows nothing.

        What is only read aloud is kept in a figure, outside its caption: there it marks boilerplate (`Image source`).
        """
        if element.tag in UNSEEN:
            return True
        return element.tag not in BLOCKS and self.open[-1][0].tag != "figure" and is_only_spoken(element)

    def start(self, element: "_Element") -> None:
        tag = element.tag
        if _begins_block(element):
            if self.open[-1][1] == "caption":
                self.write(" ")
                self.open.append(self.open[-1])
            else:
                self.end_block()
                self.open.append((element, _role(element) or self.open[-1][1]))
        elif tag == "br":
            self.lines.append(OpenLine())
        elif tag == "a":
            self.anchors.append(_Anchor(self.lines[-1], self.lines[-1].length, element.get("href", "")))
        elif tag == "q":
            self.write("“")
        self.preformatted += tag == "pre"
        self.bold += tag in BOLD
        self.italic += tag in ITALIC

    def skip(self, element: "_Element") -> None:
        if element.tag in PICTURES and not self.lines[-1].raw().strip():
            self.end_block()
            self.picture_in = self.open[-1][0]

    def end(self, element: "_Element") -> None:
        tag = element.tag
        if _begins_block(element):
            if self.open[-1][1] == "caption" and self.open[-1][0] is not element:
                self.write(" ")
            else:
                self.end_block()
            self.open.pop()
        elif tag == "a":
            anchor = self.anchors.pop()
            if anchor.line is self.lines[-1] and (title := encyclopedia_title(anchor.address)):
                anchor.line.links.append(Link(anchor.start, anchor.line.length, title))
        elif tag == "q":
            self.write("”")
        self.preformatted -= tag == "pre"
        self.bold -= tag in BOLD
        self.italic -= tag in ITALIC

    def row(self, element: "_Element", cells: list[str]) -> None:
        self.end_block()
        if text := BETWEEN_CELLS.join(filter(None, map(tidy_line, cells))):
            linked = sum(len("".join(map(str, anchor.itertext()))) for anchor in element.iter("a"))
            self.blocks.append(Block(Line(text, linked=linked), "other", element))

    def end_block(self) -> None:
        element, role = self.open[-1]
        open_lines, self.lines = self.lines, [OpenLine()]
        if self.preformatted:
            repaired = repair("\n".join(line.raw() for line in open_lines))
            lines = [
                Line(paragraph.text, is_mended=repaired.mojibake) for paragraph in paragraph_lines(repaired.text, 1)
            ]
        else:
            lines = joined_lines([line.closed() for line in open_lines])
        for line in lines:
            is_caption = (
                role is None
                and self.picture_in is not None
                and _is_under_picture(line, element in (self.picture_in, self.picture_in.getparent()))
            )
            self.picture_in = None
            self.blocks.append(Block(line, "caption" if is_caption else role, element))


def _begins_block(element: "_Element") -> bool:
    return element.tag in BLOCKS or is_caption_box(element)


def _role(element: "_Element") -> ParagraphRole | None:
    return "caption" if element.tag in CAPTIONS or is_caption_box(element) else ROLES.get(str(element.tag))


def _is_under_picture(line: Line, opens_with_picture: bool) -> bool:
    """Whether a line right below a picture is its caption: in italics, or a label in the element of the picture."""
    if line.is_italic:
        return len(line.text) <= LONGEST_CAPTION
    words = len(line.text.split(maxsplit=MOST_WORDS_UNDER_PICTURE))
    return (
        opens_with_picture
        and not line.is_bold
        and words <= MOST_WORDS_UNDER_PICTURE
        and not ends_like_sentence(line.text)
    )


def _with_whole_captions(found: Sequence[Block]) -> list[Block]:
    """The blocks, those of one caption as one: its text and its credit often are elements side by side."""
    whole: list[Block] = []
    for block in found:
        if whole and not matching_rule(whole[-1].text) and _is_same_caption(whole[-1], block):
            whole[-1] = msgspec.structs.replace(whole[-1], line=one_line([whole[-1].line, block.line]))
        else:
            whole.append(block)
    return whole


def _is_same_caption(first: Block, second: Block) -> bool:
    if first.role != "caption" or second.role != "caption":
        return False
    figure = next(first.element.iterancestors("figure"), None)
    if figure is not None:
        return figure is next(second.element.iterancestors("figure"), None)
    return first.element.getparent() is second.element.getparent() and "credit" in names(second.element)


def _look(look: ParagraphRole, block: Block) -> ParagraphRole:
    """A short paragraph is a subhead only where it is bold or named so; everything else is what it looks like."""
    return "body" if look == "subhead" and not (block.line.is_bold or is_subhead_box(block.element)) else look


def _data_cells(row: "_Element") -> list[str]:
    """The texts of the cells of a row of data; empty for a row that lays out a page."""
    cells = [cell for cell in row if cell.tag in CELLS]
    if len(cells) < 2 or next(row.iter(*BLOCKS_IN_CELLS), None) is not None:
        return []
    texts = ["".join(map(str, cell.itertext())) for cell in cells]
    return texts if all(len(text) <= LONGEST_CELL for text in texts) else []
