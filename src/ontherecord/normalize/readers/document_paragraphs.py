"""The paragraphs of a document, whether it is a Word document, rich text, a page or plain text."""

import functools
import hashlib
import re
from collections.abc import Iterator

import msgspec

from ontherecord.findings import BINARY_FILE, DAMAGED_DOCUMENT, EMPTY_FILE, Finding
from ontherecord.normalize.lines import paragraph_lines
from ontherecord.normalize.raw_article import RawParagraph
from ontherecord.normalize.raw_input import RawInput
from ontherecord.normalize.readers.document_text import document_text
from ontherecord.normalize.readers.html_fragment import html_paragraphs
from ontherecord.normalize.readers.rich_text import SIGNATURE as RICH_TEXT
from ontherecord.normalize.readers.rich_text import rich_text, rich_text_paragraphs
from ontherecord.normalize.readers.word_document import (
    DamagedDocumentError,
    is_word_document,
    word_paragraphs,
    word_sample,
)

SAMPLE = 512 * 1024
"""Bytes by which a document is told; scripts and pictures can stand before the first words."""

MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf\s*)?<(?:!|\?xml|(?:html|head|body|div|meta|table|a|p)\b)", re.IGNORECASE)
LINE_END = re.compile(r"</(?:p|div|td|tr|span|h\d|b|strong)>|<br\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")


class Document(msgspec.Struct, frozen=True):
    """A document.

    Attributes:
        paragraphs: its paragraphs.
        has_lines: whether `RawParagraph.line` is a line of the file; else it is the number of the paragraph.
        media_type: what it is.
        sha256: hash of its bytes.
    """

    paragraphs: tuple[RawParagraph, ...]
    has_lines: bool
    media_type: str
    sha256: str


def sample_text(raw: RawInput) -> str:
    """The text at the start of a document, line by line, by which its kind is told."""
    if not raw.stream.seekable():
        return _text_of(raw.head)
    data = raw.stream.read(SAMPLE)
    raw.stream.seek(0)
    return _text_of(data)


@functools.lru_cache(maxsize=1)
def _text_of(data: bytes) -> str:
    """The text of the first bytes; several formats ask for that of one document in turn."""
    if is_word_document(data):
        return word_sample(data)
    if data.startswith(RICH_TEXT):
        try:
            return rich_text(data)
        except DamagedDocumentError:
            return ""
    text = data.decode("utf-8", "replace")
    return TAG.sub("", LINE_END.sub("\n", text)).replace("&nbsp;", " ") if MARKUP.match(data) else text


def read_document(raw: RawInput) -> Iterator[Document | Finding]:
    """The document, where it can be read, and the findings about it.

    Raises:
        OSError: the input cannot be read.
        TooLargeError: it is larger than any document.
    """
    data = raw.read()
    if is_word_document(data):
        media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        paragraphs = word_paragraphs(data)
    elif data.startswith(RICH_TEXT):
        media_type = "application/rtf"
        paragraphs = rich_text_paragraphs(data)
    else:
        if b"\0" in data[:SAMPLE] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield BINARY_FILE.finding("neither a Word document nor rich text, a page or text", file=raw.file)
            return
        is_page = MARKUP.match(data) is not None
        media_type = "text/html" if is_page else "text/plain"
        text, findings = document_text(data, raw.file)
        yield from findings
        if text is None:
            return
        paragraphs = iter(html_paragraphs(text) if is_page else paragraph_lines(text, 1))
    found: list[RawParagraph] = []
    try:
        found.extend(paragraphs)
    except DamagedDocumentError as error:
        yield DAMAGED_DOCUMENT.finding(f"cannot be read behind paragraph {len(found)}: {error}", file=raw.file)
        if not found:
            return
    if not found:
        yield EMPTY_FILE.finding("holds no text", file=raw.file)
        return
    has_lines = media_type == "text/plain"
    numbered = (
        found
        if has_lines
        else [msgspec.structs.replace(paragraph, line=number) for number, paragraph in enumerate(found, start=1)]
    )
    yield Document(tuple(numbered), has_lines, media_type, hashlib.sha256(data).hexdigest())
