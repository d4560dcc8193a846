"""Word documents and rich text that hold one article, as it was pasted from a page."""

from collections.abc import Iterator

from ontherecord.findings import Finding
from ontherecord.normalize.raw_article import RawArticle
from ontherecord.normalize.raw_input import RawInput
from ontherecord.normalize.readers.document_paragraphs import read_document
from ontherecord.normalize.readers.rich_text import SIGNATURE
from ontherecord.normalize.readers.word_document import is_word_document


def looks_like(raw: RawInput) -> bool:
    """A Word document or rich text that is no export of a news database."""
    return is_word_document(raw.head) or raw.head.startswith(SIGNATURE)


def read(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The article of a document.

    Raises:
        OSError: the input cannot be read.
        TooLargeError: it is larger than any document.
    """
    for item in read_document(raw):
        if isinstance(item, Finding):
            yield item
            continue
        yield RawArticle(
            stem=raw.stem,
            paragraphs=item.paragraphs,
            has_head=True,
            metadata=raw.told,
            raw_sha256=item.sha256,
            media_type=item.media_type,
        )
