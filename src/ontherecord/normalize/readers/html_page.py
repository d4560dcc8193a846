"""A saved page of a newspaper: one article, found among menus, teasers and prompts."""

import copy
import hashlib
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from ontherecord.findings import (
    BOILERPLATE_DROPPED,
    DOCUMENT_TOO_LARGE,
    EMPTY_FILE,
    PUBLICATION_DAY_CONTRADICTED,
    Finding,
)
from ontherecord.normalize.metadata import Metadata, shorten
from ontherecord.normalize.raw_article import RawArticle
from ontherecord.normalize.raw_input import RawInput
from ontherecord.normalize.readers.document_text import character_findings, decoded_text
from ontherecord.normalize.readers.html_blocks import paragraphs
from ontherecord.normalize.readers.html_body import Body, article_body
from ontherecord.normalize.readers.html_dates import address_day, page_days
from ontherecord.normalize.readers.html_fragment import html_paragraphs
from ontherecord.normalize.readers.html_furniture import STANDFIRST
from ontherecord.normalize.readers.html_head import printed_bylines, printed_day, printed_kicker
from ontherecord.normalize.readers.html_metadata import page_head
from ontherecord.normalize.readers.html_prose import Witness
from ontherecord.normalize.readers.html_tree import parse_html

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MEDIA_TYPE = "text/html"
MOST_TAGS, MOST_ELEMENTS_FOR_TRAFILATURA = 400_000, 20_000
"""Tags of a page that is read, elements of one that trafilatura reads too; pages of newspapers have some thousands."""

FIRST_TAGS = "article body center div h1 head header html link main meta p script section style table title".split()
FIRST_TAG = re.compile(
    rf"[\s\ufeff]*(?:<\?xml[^>]*>\s*|<!--[^>]*>\s*)*<(?:!doctype\s+html|{'|'.join(FIRST_TAGS)})\b", re.IGNORECASE
)
CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
CHARSET_WITHIN = 4096
"""Bytes at the start of a page in which its encoding is declared; browsers look at the first 1,024."""

ITEM_MARK = re.compile(r"^- ", re.MULTILINE)


def looks_like(raw: RawInput) -> bool:
    """Whether an input begins with an element of HTML."""
    head = raw.head.decode("utf-16" if raw.head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1", "ignore")
    return FIRST_TAG.match(head.removeprefix("ï»¿")) is not None


def read(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The article of a page.

    Raises:
        OSError: the page cannot be read.
        TooLargeError: it is too large for a page.
    """
    data = raw.read()
    if data.count(b"<") > MOST_TAGS:
        yield DOCUMENT_TOO_LARGE.finding(f"more than {MOST_TAGS:,} tags", file=raw.file)
        return
    declared = CHARSET.search(data[:CHARSET_WITHIN])
    charset = raw.charset or ((declared[1] or declared[2]).decode("ascii") if declared else None)
    text, findings = decoded_text(data, raw.file, charset)
    yield from findings
    if text is None:
        return
    root = parse_html(text)
    if root is None:
        yield EMPTY_FILE.finding("holds no element", file=raw.file)
        return
    head = page_head(root)
    body = article_body(root, Witness([_found_by_trafilatura(root), *head.texts]), head.metadata.headline)
    found = paragraphs(body.blocks) or tuple(part for markup in head.texts for part in html_paragraphs(markup))
    metadata = head.metadata.over(_printed(body)).over(raw.told)
    days = page_days(
        head.days, address_day(metadata.url), printed_day(body.head) or printed_day(body.above), printed_day(body.foot)
    )
    yield from _drop_findings(body, raw.file)
    is_mended = any(block.line.is_mended for block in body.blocks)
    yield from character_findings("\n".join(part.text for part in found), raw.file, mojibake=is_mended)
    for contradiction in days.contradictions:
        yield PUBLICATION_DAY_CONTRADICTED.finding(contradiction, file=raw.file)
    yield RawArticle(
        stem=raw.stem,
        paragraphs=found,
        metadata=msgspec.structs.replace(metadata, published=days.stated or raw.told.published),
        printed_published=days.printed,
        inferred_published=days.inferred,
        raw_sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
    )


def _printed(body: Body) -> Metadata:
    return Metadata(
        bylines=printed_bylines(body.head) or None,
        kicker=printed_kicker([*body.above, *body.head, *body.dropped.get(STANDFIRST, ())]),
    )


def _found_by_trafilatura(root: "HtmlElement") -> str:
    """What trafilatura takes for the article; empty where it fails or would take long, since it is but one witness."""
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS_FOR_TRAFILATURA:
        return ""
    import trafilatura

    logging.getLogger(trafilatura.__name__).setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(copy.deepcopy(root), include_comments=False, fast=True)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ""
    return ITEM_MARK.sub("", text or "")


def _drop_findings(body: Body, file: str) -> Iterator[Finding]:
    """One finding a rule."""
    for rule, blocks in body.dropped.items():
        yield BOILERPLATE_DROPPED.finding(f"{rule}: {len(blocks)} times, such as {shorten(blocks[0].text)}", file=file)
