"""NITF, the News Industry Text Format of the IPTC: one article a document (https://iptc.org/standards/nitf/)."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ontherecord.findings import SUMMARY_ONLY, Finding
from ontherecord.normalize.left_out import dropped_finding
from ontherecord.normalize.lines import ends_like_sentence
from ontherecord.normalize.metadata import shorten
from ontherecord.normalize.raw_article import RawArticle, RawParagraph
from ontherecord.normalize.raw_input import RawInput
from ontherecord.normalize.readers.item_body import has_dateline, repeats_headline
from ontherecord.normalize.readers.item_metadata import address, item_metadata
from ontherecord.normalize.readers.xml_document import (
    LANGUAGE,
    empty,
    parse_xml,
    root_name,
    text_of,
    without_namespaces,
)
from ontherecord.normalize.text_repair import repair
from ontherecord.records import ParagraphRole

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/nitf+xml"

DAYS = (
    ("head/docdata/date.issue", "norm"),
    ("head/docdata/date.release", "norm"),
    ("head/pubdata", "date.publication"),
)
"""Elements and attributes that give the day of publication, the one that counts first."""

ROLES: dict[str, ParagraphRole] = {
    "p": "body",
    "hl2": "subhead",
    "li": "list",
    "dt": "list",
    "dd": "list",
    "media-caption": "caption",
    "pre": "body",
    "credit": "quote",
}
"""Elements that are paragraphs."""

DROPPED = {
    "table": 1,
    "nitf-table": 1,
    "note": 1,
    **dict.fromkeys(("fn", "media-producer", "media-metadata", "media-object", "media-reference"), 0),
}
"""Elements that are no text of the article, and whether they are counted."""

BREAK = "\ufdd0"
"""Stands for a line break; Unicode keeps it free for such use."""


def looks_like(raw: RawInput) -> bool:
    """Whether the root element is that of NITF."""
    return root_name(raw.head) == "nitf"


def read(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The article of a document.

    Raises:
        OSError: the document cannot be read.
        TooLargeError: it is too large for one.
        DamagedError: it is damaged.
    """
    data = raw.read()
    root, findings = parse_xml(data, raw.file)
    yield from findings
    if root is None:
        return
    without_namespaces(root)
    fields = nitf_fields(root)
    paragraphs, dropped = nitf_paragraphs(root)
    if has_dateline(paragraphs):
        fields["dateline"] = None
    metadata, problems = item_metadata(fields, raw.file)
    yield from problems
    if not paragraphs:
        yield SUMMARY_ONLY.finding(f"no body: {shorten(metadata.headline or raw.stem)}", file=raw.file)
        return
    yield from dropped_finding(dropped, metadata.headline or raw.stem, raw.file)
    yield RawArticle(
        stem=raw.stem,
        paragraphs=paragraphs,
        has_head=repeats_headline(paragraphs, metadata.headline),
        metadata=metadata.over(raw.told),
        raw_sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
    )


def nitf_fields(root: "_Element") -> dict[str, str | None]:
    """What a document tells of its article, by the names of `Metadata`."""
    head = root.find("body/body.head")
    return {
        "headline": _in(head, "hedline/hl1") or _in(root, "head/title"),
        "kicker": _in(head, "hedline/hl2"),
        "bylines": None if head is None else _byline(head),
        "dateline": _in(head, "dateline"),
        "publisher": _in(head, "distributor") or _attribute(root, "head/pubdata", "name"),
        "published": next(filter(None, (_attribute(root, *place) for place in DAYS)), None),
        "holder": _attribute(root, "head/docdata/doc.copyright", "holder"),
        "url": address(_attribute(root, "head/pubdata", "ex-ref")),
        "language": root.get(LANGUAGE),
    }


def nitf_paragraphs(root: "_Element") -> tuple[tuple[RawParagraph, ...], Counter[str]]:
    """The paragraphs of the body with their roles, numbered from 1, and what was dropped, by element."""
    content = root.find("body/body.content")
    dropped: Counter[str] = Counter()
    if content is None:
        return (), dropped
    for footnote in content.iter("fn"):
        dropped["fn"] += 1
        empty(footnote)
    for line_break in content.iter("br"):
        line_break.text = BREAK
    found = list(_paragraphs(content, "body", dropped))
    return tuple(RawParagraph(number, text, role) for number, (text, role) in enumerate(found, start=1)), dropped


def _paragraphs(parent: "_Element", role: ParagraphRole, dropped: Counter[str]) -> Iterator[tuple[str, ParagraphRole]]:
    """The paragraphs in an element; text that stands outside of any is one of its own."""
    yield from _lines(parent.text, role)
    for element in parent:
        tag = element.tag
        if tag in DROPPED:
            dropped[tag] += DROPPED[tag]
        elif tag in ROLES and not any(True for _ in element.iterdescendants(*ROLES)):
            yield from _lines("".join(map(str, element.itertext())), "quote" if role == "quote" else ROLES[tag])
        else:
            yield from _paragraphs(element, "quote" if tag == "bq" else ROLES.get(tag, role), dropped)
        yield from _lines(element.tail, role)


def _lines(text: str | None, role: ParagraphRole) -> Iterator[tuple[str, ParagraphRole]]:
    """The paragraphs of a text: a line break after the end of a sentence parts them, another one is a blank."""
    pieces: list[str] = []
    for line in (text or "").split(BREAK):
        piece = " ".join(repair(" ".join(line.split())).text.split())
        pieces += [piece] if piece else []
        if ends_like_sentence(piece):
            yield " ".join(pieces), role
            pieces = []
    if pieces:
        yield " ".join(pieces), role


def _byline(head: "_Element") -> str | None:
    """The names of a byline without the titles in it, unless it has nothing else."""
    byline = head.find("byline")
    if byline is None:
        return None
    whole = text_of(byline)
    for title in byline.findall(".//byttl"):
        empty(title)
    return (text_of(byline) or "").strip(" ,;") or whole


def _in(element: "_Element | None", path: str) -> str | None:
    return None if element is None else text_of(element.find(path))


def _attribute(root: "_Element", path: str, name: str) -> str | None:
    element = root.find(path)
    return None if element is None else element.get(name)
