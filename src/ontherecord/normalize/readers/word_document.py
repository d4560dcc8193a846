"""The paragraphs of a Word document (`.docx`)."""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from ontherecord.normalize.lines import paragraph_lines
from ontherecord.normalize.raw_article import RawParagraph
from ontherecord.normalize.raw_input import LARGEST_DOCUMENT, TooLargeError
from ontherecord.normalize.text_repair import repair
from ontherecord.records import ParagraphRole

if TYPE_CHECKING:
    from lxml.etree import _Element

SIGNATURE = b"PK\x03\x04"
MAIN_PART = "word/document.xml"
LOCAL_HEADER = 30
"""Bytes of the header of a member in front of its name."""

MOST_MARKUP = 8 * LARGEST_DOCUMENT
"""Bytes of the main part, most of which is markup."""

CHUNK = 1024 * 1024
NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
PARAGRAPHS = tuple(f"{{{namespace}}}p" for namespace in NAMESPACES)
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What is shown by programs that do not know a newer element: the same text once more."""

WRITTEN = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
LINE_END = re.compile(r"</w:p>|<w:br\b[^<>]*>")
TAG = re.compile(r"<[^<>]*>")


DAMAGES = (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, zlib.error)
"""What the unpacking of a damaged document raises."""


class DamagedDocumentError(ValueError):
    """A document cannot be read."""


def is_word_document(head: bytes) -> bool:
    """Whether the first bytes are those of a Word document, and not of another archive."""
    return head.startswith(SIGNATURE) and b"word/" in head


def word_paragraphs(data: bytes) -> Iterator[RawParagraph]:
    """The paragraphs, in tables too, one cell after the other; numbered by the caller.

    Raises:
        DamagedDocumentError: it is no such document, or cut off; what stands before the damage came before.
        TooLargeError: its main part is larger than any document.
    """
    from lxml.etree import XMLPullParser, XMLSyntaxError

    parser = XMLPullParser(
        events=("end",), tag=(*PARAGRAPHS, FALLBACK), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(MAIN_PART) as part:
            size = 0
            while chunk := part.read(CHUNK):
                size += len(chunk)
                if size > MOST_MARKUP:
                    raise TooLargeError
                parser.feed(chunk)
                for _, found in parser.read_events():
                    element = cast("_Element", found)
                    if element.tag in PARAGRAPHS:
                        yield from _paragraphs(element)
                        _forget(element)
                    else:
                        element.clear()
    except (*DAMAGES, XMLSyntaxError) as error:
        raise DamagedDocumentError(str(error)) from error


def word_sample(data: bytes) -> str:
    """The text at the start of a document of which only the first bytes are there; empty where it is not in them."""
    name = data.find(MAIN_PART.encode())
    start = name - LOCAL_HEADER
    if start < 0 or data[start : start + len(SIGNATURE)] != SIGNATURE:
        return ""
    extra = int.from_bytes(data[name - 2 : name], "little")
    try:
        markup = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data[name + len(MAIN_PART) + extra :], CHUNK)
    except zlib.error:
        return ""
    return html.unescape(TAG.sub("", LINE_END.sub("\n", markup.decode("utf-8", "ignore"))))


def _paragraphs(element: "_Element") -> Iterator[RawParagraph]:
    text = repair("".join(_texts(element))).text
    role = _role(element)
    for line in paragraph_lines(text, 1):
        yield RawParagraph(0, line.text, role)


def _texts(element: "_Element") -> Iterator[str]:
    for inner in element.iter():
        if isinstance(inner.tag, str):
            name = inner.tag.rpartition("}")[2]
            yield inner.text or "" if name == "t" else WRITTEN.get(name, "")


def _role(element: "_Element") -> ParagraphRole | None:
    for inner in element.iterfind("{*}pPr/*"):
        name = inner.tag.rpartition("}")[2]
        style = next(iter(inner.attrib.values()), "")
        if name == "outlineLvl" or (name == "pStyle" and str(style).startswith(("Heading", "Title"))):
            return "subhead"
        if name == "numPr":
            return "list"
    return None


def _forget(element: "_Element") -> None:
    """Give up an element that is read, and those before it, so that memory does not grow."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
