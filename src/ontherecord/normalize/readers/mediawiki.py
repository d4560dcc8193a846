"""XML dumps of MediaWiki, page by page in bounded memory: one article for each published page of the main namespace.

Of Wikinews the templates are known that tell publish state, day, place and sources.
"""

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import quote

import msgspec

from ontherecord.findings import DOCUMENT_TOO_LARGE, MALFORMED_MARKUP, NO_BODY, NOT_PUBLISHED, Finding
from ontherecord.normalize.identifiers import FALLBACK, safe_id
from ontherecord.normalize.left_out import dropped_finding, left_out_finding
from ontherecord.normalize.metadata import shorten
from ontherecord.normalize.raw_article import RawArticle
from ontherecord.normalize.raw_input import RawInput
from ontherecord.normalize.readers.item_body import has_dateline
from ontherecord.normalize.readers.item_metadata import item_metadata
from ontherecord.normalize.readers.mediawiki_pages import Page, parse_page, split_dump
from ontherecord.normalize.readers.wikitext import Template, WikiPage, read_wikitext
from ontherecord.normalize.readers.xml_document import root_name

MEDIA_TYPE = "application/xml"
LONGEST_WIKITEXT = 512 * 1024
"""Characters of a page; MediaWiki itself allows four times as many, and no article of news comes near it."""

PUBLISHED = frozenset(("publish", "published", "archive", "archived"))
UNPUBLISHED = frozenset(
    "develop developing development review ready draft prepare editing dispute disputed abandoned stale delete".split()
)
"""Templates of Wikinews that tell the state of a page."""

PLACED = frozenset(("byline", "dateline"))
SOURCES = frozenset(("source", "source-pr", "source-science"))
REDIRECT = re.compile(r"\s*#redirect\b", re.IGNORECASE)
BASE = re.compile(r"https?://[^/?#]+/(?:wiki/)?")


class Site(msgspec.Struct, frozen=True):
    """What a dump tells of its wiki.

    Attributes:
        name: name of the site, such as `Wikinews`.
        database: name of its database, such as `enwikinews`.
        base: start of the address of each page.
        language: language of the site.
        namespaces: names of the namespaces other than the main one.
    """

    name: str | None
    database: str | None
    base: str | None
    language: str | None
    namespaces: frozenset[str]


def looks_like(raw: RawInput) -> bool:
    """Whether the root element is that of a MediaWiki dump."""
    return root_name(raw.head) == "mediawiki"


def read(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The articles of a dump.

    Raises:
        OSError: the dump cannot be read.
    """
    pages = split_dump(raw.stream)
    site = _site((next(pages) or b"").decode("utf-8", "replace"))
    left_out: Counter[str] = Counter()
    for number, data in enumerate(pages, start=1):
        if data is None:
            yield DOCUMENT_TOO_LARGE.finding(f"page {number} of the dump", file=raw.file)
            continue
        try:
            page = parse_page(data)
        except ValueError as error:
            yield MALFORMED_MARKUP.finding(f"page {number} of the dump: {shorten(error, 200)}", file=raw.file)
            continue
        if what := _left_out_as(page, site):
            left_out[what] += 1
        else:
            yield from _article(page, site, hashlib.sha256(data).hexdigest(), raw)
    yield from left_out_finding(left_out, raw.file)


def _left_out_as(page: Page, site: Site) -> str | None:
    """As what a page is no article; None where it may be one."""
    if page.is_redirect or REDIRECT.match(page.text):
        return "redirects"
    prefix = page.title.partition(":")[0]
    if page.namespace not in (None, "0") or (page.namespace is None and prefix in site.namespaces):
        return "pages of other namespaces"
    return None if page.text.strip() else "pages without wikitext"


def _article(page: Page, site: Site, raw_sha256: str, raw: RawInput) -> Iterator[RawArticle | Finding]:
    if len(page.text) > LONGEST_WIKITEXT:
        yield DOCUMENT_TOO_LARGE.finding(f"the page {shorten(page.title)}", file=raw.file)
        return
    wiki_page = read_wikitext(page.text)
    if wiki_page is None:
        problem = f"{shorten(page.title)}: too much of its markup is left open"
        yield MALFORMED_MARKUP.finding(problem, file=raw.file)
        return
    if state := _unpublished_as(wiki_page.templates, site):
        yield NOT_PUBLISHED.finding(f"{state}: {shorten(page.title)}", file=raw.file)
        return
    if not wiki_page.paragraphs:
        yield NO_BODY.finding(f"no paragraph is left of {shorten(page.title)}", file=raw.file)
        return
    metadata, problems = item_metadata(_fields(page, wiki_page, site), raw.file)
    yield from problems
    yield from dropped_finding(_left_out_parts(wiki_page), page.title, raw.file)
    yield RawArticle(
        stem=_stem(page, site),
        paragraphs=wiki_page.paragraphs,
        metadata=metadata.over(raw.told),
        raw_sha256=raw_sha256,
        media_type=MEDIA_TYPE,
    )


def _unpublished_as(templates: Sequence[Template], site: Site) -> str | None:
    """The state of a page that is not published, None of one that is; only the English Wikinews asks for a state."""
    names = {template.name for template in templates}
    if names & PUBLISHED:
        return None
    if drafts := sorted(names & UNPUBLISHED):
        return drafts[0]
    return "no publish state" if site.database == "enwikinews" else None


def _fields(page: Page, wiki_page: WikiPage, site: Site) -> dict[str, object]:
    dates = _arguments(wiki_page.templates, {"date"}, "1") + _arguments(wiki_page.templates, PLACED, "date")
    places = _arguments(wiki_page.templates, PLACED, "location")
    authors = _arguments(wiki_page.templates, PLACED, "author")
    sources = [_source(template) for template in wiki_page.templates if template.name in SOURCES]
    return {
        "headline": page.title,
        "bylines": next(iter(authors), None),
        "dateline": None if has_dateline(wiki_page.paragraphs) else next(iter(places), None),
        "published": next(iter(dates), None),
        "publisher": site.name,
        "language": site.language,
        "url": site.base and site.base + quote(page.title.replace(" ", "_"), safe="/:(),;@!*'"),
        "fact_sources": [source for source in sources if source] or None,
    }


def _arguments(templates: Sequence[Template], names: set[str] | frozenset[str], argument: str) -> list[str]:
    """The values that templates of some names give to an argument."""
    values = (template.arguments.get(argument) for template in templates if template.name in names)
    return [value for value in values if value]


def _source(template: Template) -> str:
    title = template.arguments.get("title")
    named = {**template.arguments, "title": f"“{title}”" if title else ""}
    return ", ".join(value for name in ("author", "title", "pub", "date", "url") if (value := named.get(name)))


def _left_out_parts(wiki_page: WikiPage) -> Counter[str]:
    """What was left out, with the templates that are neither text nor metadata."""
    known = PUBLISHED | PLACED | SOURCES | {"date"}
    templates = (template.name for template in wiki_page.templates if template.name not in known)
    return wiki_page.left_out + Counter(f"template {name[:40]}" for name in templates)


def _stem(page: Page, site: Site) -> str:
    """The title; where hardly a letter of it is one of an id, as of one in Cyrillic, the number of the page."""
    slug = safe_id(page.title)
    is_readable = slug != FALLBACK and len(slug) * 2 > len(page.title)
    return page.title if is_readable else f"{site.database or 'page'}-{page.number}"


def _site(header: str) -> Site:
    base = BASE.match(_element(header, "base") or "")
    language = re.search(r'<mediawiki\b[^>]{0,1000}\bxml:lang="([A-Za-z-]{2,20})"', header)
    return Site(
        name=_element(header, "sitename"),
        database=_element(header, "dbname"),
        base=base[0] if base else None,
        language=language[1] if language else None,
        namespaces=frozenset(re.findall(r"<namespace [^>]{1,200}>([^<]{1,200})</namespace>", header)),
    )


def _element(header: str, name: str) -> str | None:
    match = re.search(rf"<{name}>([^<]{{1,500}})</{name}>", header)
    return html.unescape(match[1]).strip() if match else None
