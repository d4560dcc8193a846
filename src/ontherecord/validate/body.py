"""Checks of the text and its paragraphs."""

import unicodedata
from collections.abc import Iterator

from ontherecord.findings import (
    EMPTY_SPAN,
    MERGED_PARAGRAPHS,
    PARAGRAPH_GAP,
    PARAGRAPH_OVERLAP,
    SPAN_OUTSIDE_TEXT,
    TEXT_HASH_DIFFERS,
    TEXT_NOT_NORMALIZED,
    Finding,
)
from ontherecord.records import Article, text_sha256
from ontherecord.validate.wording import pointer, shorten


def check_text_hash(article: Article) -> Iterator[Finding]:
    """`text_sha256` is the hash of the text, where the text is there."""
    if article.text is not None and text_sha256(article.text) != article.text_sha256:
        yield TEXT_HASH_DIFFERS.finding(
            f"{article.text_sha256[:12]}… is not the SHA-256 of the text", pointer=pointer("text_sha256")
        )


def check_text_form(article: Article) -> Iterator[Finding]:
    """The text is in Unicode NFC and has no carriage return: other programs count its code points alike."""
    text = article.text
    if text is None:
        return
    if "\r" in text:
        yield TEXT_NOT_NORMALIZED.finding("the text has a carriage return", pointer=pointer("text"))
    if not unicodedata.is_normalized("NFC", text):
        yield TEXT_NOT_NORMALIZED.finding("the text is not in Unicode NFC", pointer=pointer("text"))


def check_paragraphs(article: Article) -> Iterator[Finding]:
    """Paragraphs stand in order inside the text, and cover it but for the blank lines between them."""
    text = article.text
    covered = 0
    for index, paragraph in enumerate(article.paragraphs):
        start, end = paragraph.start, paragraph.end
        if start >= end:
            yield EMPTY_SPAN.finding(f"the paragraph [{start}, {end}) is empty", pointer=pointer("paragraphs", index))
            return
        if start < covered:
            yield PARAGRAPH_OVERLAP.finding(
                f"the paragraph starts at {start}, before the end {covered} of the one before it",
                pointer=pointer("paragraphs", index),
            )
            return
        if text is not None:
            if end > len(text):
                yield SPAN_OUTSIDE_TEXT.finding(
                    f"the paragraph ends at {end}, but the text at {len(text)}", pointer=pointer("paragraphs", index)
                )
                return
            if left_out := text[covered:start].strip("\n"):
                yield _gap(left_out, covered, pointer("paragraphs", index))
            if text.find("\n\n", start, end) >= 0:
                yield MERGED_PARAGRAPHS.finding(
                    "a blank line stands inside the paragraph", pointer=pointer("paragraphs", index)
                )
        covered = end
    if text is not None and (left_out := text[covered:].strip("\n")):
        yield _gap(left_out, covered, pointer("paragraphs"))


def _gap(left_out: str, start: int, where: str) -> Finding:
    return PARAGRAPH_GAP.finding(f"no paragraph has {shorten(left_out)} at {start}", pointer=where)
