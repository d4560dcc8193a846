"""What the head of a page tells: JSON-LD first, then OpenGraph and the other meta elements."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from ontherecord.normalize.bylines import split_names
from ontherecord.normalize.metadata import Metadata
from ontherecord.normalize.readers.html_dates import StatedDay, stated_day
from ontherecord.normalize.readers.html_lines import tidy_line
from ontherecord.normalize.readers.json_ld import Node, article_nodes, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADLINES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title")
AUTHORS = ("author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author")
DAYS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "publishdate",
    "publish-date",
    "pubdate",
    "publication_date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
)
PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "application-name")
"""Names of meta elements, each list in the order in which they are believed."""

SITE_SEPARATOR = re.compile(r"\s+(?:[|»·•–—-]|::)\s+")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
WEB_ADDRESS = re.compile(r"https?://\S{3,2000}")
MOST_AUTHORS = 20
BY = re.compile(
    r"^(?:posted|analysis|opinion|perspective|review|text|story|words|commentary)(?: by|:)\s+", re.IGNORECASE
)
NO_NAME = re.compile(r"\d|^(?:admin|administrator|editor|staff|webmaster|web desk)$", re.IGNORECASE)


class PageHead(msgspec.Struct, frozen=True):
    """What the head of a page tells.

    Attributes:
        metadata: all but the day of publication.
        days: the days of publication that it states, the most credible first.
        texts: the text of the article, where the head holds it.
    """

    metadata: Metadata
    days: tuple[StatedDay, ...]
    texts: tuple[str, ...]


def page_head(root: "_Element") -> PageHead:
    """What JSON-LD, meta elements, title and top headlines of a page tell."""
    meta = _meta(root)
    titles = [text for element in root.iter("h1") if (text := _text(element))]
    page_title = next((text for element in root.iter("title") if (text := _text(element))), None)
    node = _main_node(article_nodes(root), [*titles, *_of(meta, HEADLINES), page_title or ""])
    publisher = _first([text_of(node.get("publisher")), *_of(meta, PUBLISHERS)])
    headlines = [text_of(node.get("headline")), *_of(meta, HEADLINES), max(titles, key=len, default=None), page_title]
    stated = [stated_day(text_of(node.get("datePublished")), "JSON-LD")]
    stated += [stated_day(meta.get(name), f"meta {name}") for name in DAYS]
    return PageHead(
        metadata=Metadata(
            headline=_printed_headline(_first(headlines), titles, publisher),
            bylines=_bylines(node.get("author"), publisher) or _bylines(_of(meta, AUTHORS), publisher) or None,
            publisher=publisher,
            url=_address(root, meta, node),
            language=_language(root, meta, node),
        ),
        days=tuple(day for day in stated if day is not None),
        texts=tuple(filter(None, [text_of(node.get("articleBody"))])),
    )


def _meta(root: "_Element") -> dict[str, str]:
    """Content of the meta elements by name, property or itemprop; the first of a name counts."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = tidy_line(element.get("content", "")[:2000])
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _of(meta: Mapping[str, str], names: Iterable[str]) -> list[str]:
    return [meta[name] for name in names if name in meta]


def _first(texts: Iterable[str | None]) -> str | None:
    return next((tidy_line(text) for text in texts if text and text.strip()), None)


def _text(element: "_Element") -> str:
    return tidy_line("".join(map(str, element.itertext())))


def _main_node(nodes: Sequence[Node], titles: Sequence[str]) -> Node:
    """The article of the page among those it describes: that with the headline of the page, else the first."""
    folded = [title.casefold() for title in titles]
    telling = [node for node in nodes if any(key in node for key in ("headline", "datePublished", "articleBody"))]
    for node in telling:
        headline = (text_of(node.get("headline")) or "").casefold()
        if headline and any(title.startswith(headline) for title in folded):
            return node
    return telling[0] if telling else {}


def _printed_headline(headline: str | None, titles: Sequence[str], publisher: str | None) -> str | None:
    """The headline as the page prints it, without the name of the site behind it."""
    if headline is None:
        return None
    start = headline.removesuffix("…").removesuffix("...").casefold()
    for title in titles:
        printed = title.casefold()
        if len(title.split()) > 1 and (start.startswith(printed) or printed.startswith(start)):
            return title
    *_, separator = SITE_SEPARATOR.finditer(headline) if SITE_SEPARATOR.search(headline) else [None]
    is_site = separator and publisher and headline[separator.end() :].casefold() == publisher.casefold()
    return headline[: separator.start()] if separator and is_site else headline


def _bylines(value: object, publisher: str | None) -> tuple[str, ...]:
    """The names of authors, each once; neither addresses nor the publisher itself."""
    names = [name for text in _names(value) if not _is_address(text) for name in byline_names(text)]
    return tuple(dict.fromkeys(name for name in names if name.casefold() != (publisher or "").casefold()))


def byline_names(text: str) -> tuple[str, ...]:
    """The names in what a page gives as its authors, without accounts, addresses and dates."""
    names = split_names(BY.sub("", tidy_line(text)))
    return tuple(name for name in names if not (_is_address(name) or NO_NAME.search(name)))


def _names(value: object) -> Iterator[str]:
    for item in (value if isinstance(value, list) else [value])[:MOST_AUTHORS]:
        name = item.get("name") if isinstance(item, Mapping) else item
        yield from (text for part in (name if isinstance(name, list) else [name]) if (text := text_of(part)))


def _is_address(text: str) -> bool:
    return "://" in text or "@" in text or text.startswith("www.")


def _address(root: "_Element", meta: Mapping[str, str], node: Node) -> str | None:
    canonical = [element.get("href", "") for element in root.iter("link") if element.get("rel") == "canonical"]
    page = node.get("mainEntityOfPage")
    stated = [*canonical, meta.get("og:url"), page.get("@id") if isinstance(page, Mapping) else page, node.get("url")]
    return next((url.strip() for url in stated if isinstance(url, str) and WEB_ADDRESS.fullmatch(url.strip())), None)


def _language(root: "_Element", meta: Mapping[str, str], node: Node) -> str | None:
    top = root.getroottree().getroot()
    stated = [top.get("lang"), meta.get("content-language"), meta.get("og:locale"), text_of(node.get("inLanguage"))]
    tags = (tag.strip().replace("_", "-") for tag in stated if tag)
    return next((tag for tag in tags if LANGUAGE.fullmatch(tag)), None)
