"""NewsML-G2 of the IPTC: news items, alone or several in a message (https://iptc.org/standards/newsml-g2/)."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ontherecord.findings import NOT_PUBLISHED, SUMMARY_ONLY, Finding
from ontherecord.normalize.left_out import dropped_finding, left_out_finding
from ontherecord.normalize.metadata import shorten
from ontherecord.normalize.raw_article import RawArticle, RawParagraph
from ontherecord.normalize.raw_input import RawInput
from ontherecord.normalize.readers.html_fragment import html_paragraphs
from ontherecord.normalize.readers.item_body import has_dateline, plain_paragraphs, repeats_headline
from ontherecord.normalize.readers.item_metadata import (
    address,
    item_metadata,
    known_genre,
    known_license,
    readable_name,
)
from ontherecord.normalize.readers.nitf import nitf_fields, nitf_paragraphs
from ontherecord.normalize.readers.xml_document import LANGUAGE, parse_xml, root_name, text_of, without_namespaces

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.iptc.g2.newsitem+xml"
ROOTS = frozenset(("newsItem", "newsMessage", "packageItem"))
TEXT_CLASSES = frozenset(("text", "composite", ""))
"""Classes of items that have a text of their own, and none told."""

USABLE = frozenset(("usable", ""))


def looks_like(raw: RawInput) -> bool:
    """Whether the root element is one of NewsML-G2."""
    return root_name(raw.head) in ROOTS


def read(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The articles of all news items of a document.

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
    raw_sha256 = hashlib.sha256(data).hexdigest()
    left_out: Counter[str] = Counter("package" for _ in root.iter("packageItem"))
    items = list(root.iter("newsItem"))
    for item in items:
        class_ = _code(item.find("itemMeta/itemClass"))
        status = _code(item.find("itemMeta/pubStatus"))
        name = _text(item, "contentMeta/headline") or item.get("guid") or raw.stem
        if class_ not in TEXT_CLASSES:
            left_out[class_] += 1
        elif status not in USABLE:
            yield NOT_PUBLISHED.finding(f"{status}: {shorten(name)}", file=raw.file)
        else:
            stem = raw.stem if len(items) == 1 else readable_name(item.get("guid")) or name
            yield from _article(item, name, stem, raw, raw_sha256)
    yield from left_out_finding(left_out, raw.file)


def _article(item: "_Element", name: str, stem: str, raw: RawInput, raw_sha256: str) -> Iterator[RawArticle | Finding]:
    content, paragraphs, dropped = _body(item)
    if not paragraphs:
        yield SUMMARY_ONLY.finding(f"no body: {shorten(name)}", file=raw.file)
        return
    own = _fields(item)
    of_content = nitf_fields(content) if content is not None and content.tag == "nitf" else {}
    fields = {field: own.get(field) or of_content.get(field) for field in {**own, **of_content}}
    if has_dateline(paragraphs):
        fields["dateline"] = None
    metadata, problems = item_metadata(fields, raw.file)
    yield from problems
    yield from dropped_finding(dropped, name, raw.file)
    yield RawArticle(
        stem=stem,
        paragraphs=paragraphs,
        has_head=repeats_headline(paragraphs, metadata.headline),
        metadata=metadata.over(raw.told),
        raw_sha256=raw_sha256,
        media_type=MEDIA_TYPE,
    )


def _body(item: "_Element") -> "tuple[_Element | None, tuple[RawParagraph, ...], Counter[str]]":
    """The first text among the contents of an item: its root element if it has one, paragraphs, what was dropped."""
    from lxml.etree import tostring

    for content in item.iterfind("contentSet/*"):
        root = next(iter(content), None)
        if content.tag == "inlineXML" and root is not None:
            if root.tag == "nitf":
                paragraphs, dropped = nitf_paragraphs(root)
            else:
                markup = tostring(root, encoding="unicode", method="html", with_tail=False)
                paragraphs, dropped = html_paragraphs(markup), Counter()
            if paragraphs:
                return root, paragraphs, dropped
        elif content.tag == "inlineData" and (text := "".join(map(str, content.itertext()))).strip():
            is_markup = "html" in content.get("contenttype", "")
            return None, html_paragraphs(text) if is_markup else plain_paragraphs(text), Counter()
    return None, (), Counter()


def _fields(item: "_Element") -> dict[str, object]:
    guid = item.get("guid")
    rights = item.find("rightsInfo")
    language = item.find("contentMeta/language")
    creators = [text_of(creator.find("name")) or _code(creator) for creator in item.iterfind("contentMeta/creator")]
    return {
        "headline": _text(item, "contentMeta/headline"),
        "bylines": _text(item, "contentMeta/by") or [name for name in creators if name and " " in name] or None,
        "dateline": _text(item, "contentMeta/dateline"),
        "publisher": _name(item.find("itemMeta/provider")),
        "published": _text(item, "itemMeta/versionCreated") or _text(item, "contentMeta/contentCreated"),
        "holder": None if rights is None else _name(rights.find("copyrightHolder")),
        "attribution": None if rights is None else _text(rights, "copyrightNotice"),
        "license": None if rights is None else known_license(map(str, _values(rights))),
        "genre": known_genre(_code(genre) for genre in item.iterfind("contentMeta/genre")),
        "language": item.get(LANGUAGE) if language is None else language.get("tag"),
        "url": address(guid),
    }


def _values(element: "_Element") -> Iterator[str]:
    """All attributes and texts in an element."""
    for inner in element.iter():
        yield from map(str, inner.attrib.values())
        yield (text_of(inner) or "")


def _name(party: "_Element | None") -> str | None:
    """The name of a party, else its code."""
    if party is None:
        return None
    return text_of(party.find("name")) or party.get("literal") or _code(party) or None


def _code(element: "_Element | None") -> str:
    """The code of a concept without its scheme, such as `usable` of `stat:usable`; empty without one."""
    if element is None:
        return ""
    code = element.get("qcode") or re.sub(r".*/", "", element.get("uri", ""))
    return code.rpartition(":")[2]


def _text(element: "_Element", path: str) -> str | None:
    return text_of(element.find(path))
