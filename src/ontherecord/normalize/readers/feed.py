"""Feeds, RSS 0.9 to 2.0 and Atom: one article for each item that carries its full text.

Read without `feedparser`, which takes quadratic time over a long author or many attributes, and so is stopped by a
hostile feed.
"""

import datetime
import email.utils
import functools
import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from ontherecord.findings import SUMMARY_ONLY, Finding
from ontherecord.normalize.metadata import shorten
from ontherecord.normalize.raw_article import RawArticle, RawParagraph
from ontherecord.normalize.raw_input import RawInput
from ontherecord.normalize.readers.html_fragment import html_paragraphs
from ontherecord.normalize.readers.item_body import plain_paragraphs, repeats_headline
from ontherecord.normalize.readers.item_metadata import address, item_metadata, known_license, readable_name
from ontherecord.normalize.readers.xml_document import LANGUAGE, parse_xml, root_name, without_namespaces

if TYPE_CHECKING:
    from lxml.etree import _Element

RSS, RDF, ATOM = "rss", "RDF", "feed"
MEDIA_TYPES = {RSS: "application/rss+xml", RDF: "application/rss+xml", ATOM: "application/atom+xml"}
SIGNS = {RDF: (b"purl.org/rss/", b"netscape.com/rdf/"), ATOM: (b"w3.org/2005/Atom", b"purl.org/atom/")}
"""What tells feeds from other XML with the same root element."""

PREFIXES = {
    **dict.fromkeys(
        (
            "",
            "purl.org/rss/1.0",
            "purl.org/rss/0.9",
            "my.netscape.com/rdf/simple/0.9",
            "backend.userland.com/rss2",
            "www.w3.org/2005/Atom",
            "purl.org/atom/ns",
        ),
        "",
    ),
    "purl.org/dc/elements/1.1": "dc:",
    "purl.org/rss/1.0/modules/content": "content:",
    "www.w3.org/1999/xhtml": "xhtml:",
    **dict.fromkeys(
        ("backend.userland.com/creativeCommonsRssModule", "creativecommons.org/ns", "web.resource.org/cc"), "cc:"
    ),
}
"""Namespaces without their scheme, and the prefix that names of them have here; none for those of feeds themselves."""

ITEMS = frozenset(("item", "entry"))
TEXTS = ("content:encoded", "content", "xhtml:body", "xhtml:div")
"""Elements with the full text of an item, the one that counts first."""

DAYS = ("pubDate", "published", "issued", "dc:date", "created", "updated", "modified")
MAIL_AND_NAME = re.compile(r"[^\s@]{1,100}@[^\s@]{1,100}(?:\s{1,3}\(([^()]{1,200})\))?")
ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"


class Channel(msgspec.Struct, frozen=True):
    """What a feed tells of all its items, by the names of `Metadata`; `licenses` are all that it names."""

    publisher: str | None
    authors: str | list[str] | None
    language: str | None
    rights: str | None
    licenses: list[str | None]


def looks_like(raw: RawInput) -> bool:
    """Whether the root element is that of RSS or of Atom."""
    root = root_name(raw.head)
    return root == RSS or any(name in raw.head for name in SIGNS.get(root, ()))


def read(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The articles of all items; of a feed that is not well-formed, of those that can be read.

    Raises:
        OSError: the feed cannot be read.
        TooLargeError: it is too large for one.
        DamagedError: it is damaged.
    """
    data = raw.read()
    root, findings = parse_xml(data, raw.file, recover=True)
    yield from findings
    if root is None:
        return
    raw_sha256 = hashlib.sha256(data).hexdigest()
    channel = _channel(next((element for element in root if _name(element) == "channel"), root))
    for item in root.iter():
        if _name(item) in ITEMS:
            yield from _article(item, channel, raw, raw_sha256)


def _article(item: "_Element", channel: Channel, raw: RawInput, raw_sha256: str) -> Iterator[RawArticle | Finding]:
    fields = _fields(item, channel)
    link, identifier = fields["url"], _identifier(item)
    paragraphs = next(filter(None, map(_paragraphs, _all(item, *TEXTS))), ())
    if not paragraphs:
        yield SUMMARY_ONLY.finding(f"no full text: {shorten(fields['headline'] or link or raw.stem)}", file=raw.file)
        return
    metadata, problems = item_metadata(fields, raw.file)
    yield from problems
    yield RawArticle(
        stem=readable_name(identifier) or readable_name(_link(item)) or metadata.headline or raw.stem,
        paragraphs=paragraphs,
        has_head=repeats_headline(paragraphs, metadata.headline),
        metadata=metadata.over(raw.told),
        raw_sha256=raw_sha256,
        media_type=MEDIA_TYPES.get(root_name(raw.head), MEDIA_TYPES[RSS]),
    )


def _paragraphs(content: "_Element") -> tuple[RawParagraph, ...]:
    """The text of an element: its children as XHTML, else its text as HTML unless it is plain by its type and looks."""
    from lxml.etree import tostring

    if len(content):
        return html_paragraphs(tostring(without_namespaces(content), encoding="unicode", method="html"))
    text = content.text or ""
    is_plain = content.get("type", "text" if _name(content) == "content" else "html") in ("text", "text/plain")
    return plain_paragraphs(text) if is_plain and "</" not in text else html_paragraphs(text)


def _channel(channel: "_Element") -> Channel:
    return Channel(
        publisher=_text(channel, "dc:publisher", "title"),
        authors=_authors(channel),
        language=_text(channel, "language", "dc:language"),
        rights=_text(channel, "rights", "copyright", "dc:rights"),
        licenses=_licenses(channel),
    )


def _fields(item: "_Element", channel: Channel) -> dict[str, object]:
    return {
        "headline": _text(item, "title"),
        "bylines": _authors(item) or channel.authors,
        "publisher": channel.publisher,
        "published": _day(_text(item, *DAYS)),
        "language": _language([*_all(item, *TEXTS), item]) or _text(item, "dc:language") or channel.language,
        "attribution": _text(item, "rights", "dc:rights") or channel.rights,
        "license": known_license([*_licenses(item), *channel.licenses]),
        "url": address(_link(item)) or address(_identifier(item)),
    }


def _authors(part: "_Element") -> str | list[str] | None:
    """The names of the authors; RSS asks for an e-mail address with the name behind it in brackets."""
    names = [_line(creator) for creator in _all(part, "dc:creator")]
    for author in _all(part, "author"):
        told = _text(author, "name") if len(author) else _line(author)
        match = MAIL_AND_NAME.fullmatch(told or "")
        names.append(match[1] if match else told)
    found = [name for name in names if name]
    return found[0] if len(found) == 1 else found or None


def _link(part: "_Element") -> str | None:
    """The address of the page of an item."""
    for link in _all(part, "link"):
        if link.get("rel", "alternate") == "alternate":
            return (link.get("href") or link.text or "").strip() or None
    return None


def _identifier(item: "_Element") -> str | None:
    return _text(item, "guid", "id") or item.get(ABOUT)


def _licenses(part: "_Element") -> list[str | None]:
    told = _all(part, "cc:license", "license")
    links = [link.get("href") for link in _all(part, "link") if link.get("rel") == "license"]
    return [*links, *(license_.get(RESOURCE) or _line(license_) for license_ in told)]


def _language(parts: "list[_Element]") -> str | None:
    """The language that is said of one of the elements or of what it stands in."""
    for part in parts:
        for element in (part, *part.iterancestors()):
            if language := element.get(LANGUAGE):
                return language
    return None


def _day(text: str | None) -> str | None:
    """The day of a time as it is written: there, and not in Greenwich, the reader's weekday is counted."""
    if text is None:
        return None
    try:
        return str(email.utils.parsedate_to_datetime(text).date())
    except ValueError:
        pass
    try:
        return str(datetime.datetime.fromisoformat(text).date())
    except ValueError:
        return text


def _all(part: "_Element", *names: str) -> "list[_Element]":
    """The elements directly in another one that have these names, by the order of the names."""
    return [element for name in names for element in part if _name(element) == name]


def _text(part: "_Element", *names: str) -> str | None:
    """The first text of an element with one of these names, on one line and without markup."""
    return next(filter(None, map(_line, _all(part, *names))), None)


def _line(element: "_Element") -> str | None:
    text = " ".join("".join(map(str, element.itertext())).split())
    if "<" in text or "&" in text:
        text = " ".join(paragraph.text for paragraph in html_paragraphs(text))
    return text or None


def _name(element: "_Element") -> str:
    return _prefixed(element.tag) if isinstance(element.tag, str) else ""


@functools.lru_cache(maxsize=1000)
def _prefixed(tag: str) -> str:
    """A name with the prefix of `PREFIXES`; one of another namespace begins with `?`."""
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    return PREFIXES.get(namespace.partition("://")[2].strip("/#") if namespace else "", "?") + name
