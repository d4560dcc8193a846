"""ninjs, the news in JSON of the IPTC, in its versions 1, 2 and 3 (https://iptc.org/standards/ninjs/)."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from ontherecord.findings import DOCUMENT_TOO_LARGE, MALFORMED_MARKUP, NOT_PUBLISHED, SUMMARY_ONLY, Finding
from ontherecord.normalize.left_out import left_out_finding
from ontherecord.normalize.metadata import shorten
from ontherecord.normalize.raw_article import RawArticle, RawParagraph
from ontherecord.normalize.raw_input import LARGEST_DOCUMENT, RawInput
from ontherecord.normalize.readers.html_fragment import html_paragraphs
from ontherecord.normalize.readers.item_body import plain_paragraphs, repeats_headline
from ontherecord.normalize.readers.item_metadata import (
    address,
    item_metadata,
    known_genre,
    known_license,
    readable_name,
)
from ontherecord.normalize.readers.nitf import nitf_paragraphs
from ontherecord.normalize.readers.xml_document import parse_xml, without_namespaces

MEDIA_TYPE = "application/json"
SIGNS = re.compile(rb'"(?:version_?created|body_(?:xhtml|html|text)|bodies|pub_?status)"\s*:', re.IGNORECASE)
"""Keys that a ninjs item has besides its `uri`, and hardly any other JSON."""

TEXT_TYPES = frozenset(("text", "composite", ""))
USABLE = frozenset(("usable", ""))
BEST_FIRST = ("html", "nitf", "plain")
"""Content types of a body, the one with the most structure first."""

BODY = "body_"
Item = dict[str, object]


class Told(msgspec.Struct, frozen=True):
    """An item and where it stands.

    Attributes:
        item: the item with its keys in lower case.
        line: its line, where each has one.
        raw_sha256: SHA-256 of the bytes that hold it.
        is_alone: whether it is all that its document holds.
    """

    item: Item
    line: int | None
    raw_sha256: str
    is_alone: bool = False


def looks_like(raw: RawInput) -> bool:
    """Whether an input is JSON with the keys of ninjs, as one item, a list, `{"items": []}` or one item a line."""
    head = raw.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith((b"{", b"[")) and b'"uri"' in head and SIGNS.search(head) is not None


def read(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The articles of all items.

    Raises:
        OSError: the document cannot be read.
        TooLargeError: it is too large for one.
        DamagedError: it is damaged.
    """
    left_out: Counter[str] = Counter()
    for told in _read_lines(raw) if _has_lines(raw.head) else _read_document(raw):
        if isinstance(told, Finding):
            yield told
            continue
        for inner in _with_associated(told):
            yield from _of_item(inner, raw, left_out)
    yield from left_out_finding(left_out, raw.file)


def _has_lines(head: bytes) -> bool:
    first, _, rest = head.strip().partition(b"\n")
    return rest.startswith(b"{") and isinstance(_decoded(first), dict)


def _read_document(raw: RawInput) -> Iterator[Told | Finding]:
    data = raw.read()
    document = _decoded(data)
    if isinstance(document, str):
        yield MALFORMED_MARKUP.finding(document, file=raw.file)
        return
    items = document.get("items", document) if isinstance(document, dict) else document
    raw_sha256 = hashlib.sha256(data).hexdigest()
    if isinstance(items, dict):
        yield Told(_lowered(items), None, raw_sha256, is_alone=True)
    for item in _dicts(items):
        yield Told(item, None, raw_sha256)


def _read_lines(raw: RawInput) -> Iterator[Told | Finding]:
    number = 0
    while line := raw.stream.readline(LARGEST_DOCUMENT):
        number += 1
        if not line.endswith(b"\n") and len(line) == LARGEST_DOCUMENT:
            yield DOCUMENT_TOO_LARGE.finding("a line larger than is read as a whole", file=raw.file, line=number)
            while line and not line.endswith(b"\n"):
                line = raw.stream.readline(LARGEST_DOCUMENT)  # the rest of the same line
        elif line.strip():
            item = _decoded(line)
            if isinstance(item, dict):
                yield Told(_lowered(item), number, hashlib.sha256(line).hexdigest())
            else:
                yield MALFORMED_MARKUP.finding(str(item), file=raw.file, line=number)


def _decoded(data: bytes) -> Item | list[object] | str:
    """A JSON object or array, or what is wrong with it."""
    try:
        value = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeError) as error:
        return f"not JSON: {error}"
    except RecursionError:
        return "not readable JSON: nested too deep"
    return value if isinstance(value, dict | list) else "neither an object nor a list"


def _with_associated(told: Told) -> Iterator[Told]:
    """An item, and the texts that a package has in it."""
    associated = told.item.get("associations")
    inner = [
        item
        for item in _dicts(list(associated.values()) if isinstance(associated, dict) else associated)
        if _string(item, "type") == "text" and _bodies(item)
    ]
    yield msgspec.structs.replace(told, is_alone=told.is_alone and not inner)
    for item in inner:
        yield Told(item, told.line, told.raw_sha256)


def _of_item(told: Told, raw: RawInput, left_out: Counter[str]) -> Iterator[RawArticle | Finding]:
    item, line = told.item, told.line
    headline = _headline(item)
    name = shorten(headline or _string(item, "uri") or raw.stem)
    kind, status = _string(item, "type") or "", _string(item, "pubstatus") or ""
    if kind not in TEXT_TYPES:
        left_out[kind] += 1
        return
    if status not in USABLE:
        yield NOT_PUBLISHED.finding(f"{status}: {name}", file=raw.file, line=line)
        return
    paragraphs = next(filter(None, (_paragraphs(*body, raw.file) for body in _bodies(item))), ())
    if not paragraphs:
        yield SUMMARY_ONLY.finding(f"no body: {name}", file=raw.file, line=line)
        return
    metadata, problems = item_metadata(_fields(item, headline), raw.file)
    yield from problems
    yield RawArticle(
        stem=raw.stem if told.is_alone else readable_name(_string(item, "uri")) or metadata.headline or raw.stem,
        paragraphs=paragraphs,
        has_head=repeats_headline(paragraphs, metadata.headline),
        metadata=metadata.over(raw.told),
        raw_sha256=told.raw_sha256,
        media_type=MEDIA_TYPE,
    )


def _bodies(item: Item) -> list[tuple[str, str]]:
    """Sort and text of each body of an item, the one with the most structure first."""
    told = [(_string(body, "contenttype") or "plain", _string(body, "value")) for body in _dicts(item.get("bodies"))]
    told += [(key.removeprefix(BODY), _string(item, key)) for key in item if key.startswith(BODY)]
    sorts = {"text": "plain"}
    bodies = [(sorts.get(sort, sort).lower(), text) for sort, text in told if text]
    return [(sort, text) for sort in BEST_FIRST for told_sort, text in bodies if sort in told_sort]


def _paragraphs(sort: str, text: str, file: str) -> tuple[RawParagraph, ...]:
    if sort == "html":
        return html_paragraphs(text)
    if sort == "plain":
        return plain_paragraphs(text)
    root, _ = parse_xml(text.encode("utf-8", "replace"), file)
    return () if root is None else nitf_paragraphs(without_namespaces(root))[0]


def _fields(item: Item, headline: str | None) -> dict[str, object]:
    uri = _string(item, "uri")
    rights = item.get("rightsinfo")
    genres = [*_dicts(item.get("genre")), *_dicts(item.get("genres"))]
    return {
        "headline": headline,
        "bylines": _string(item, "byline") or _string(item, "by"),
        "publisher": _string(item, "provider"),
        "published": _string(item, "versioncreated"),
        "holder": _string(item, "copyrightholder"),
        "attribution": _string(item, "copyrightnotice"),
        "license": known_license([_string(item, "usageterms"), *_strings(rights)]),
        "language": _string(item, "language"),
        "genre": known_genre(name for genre in genres for name in (_string(genre, "name"), _string(genre, "code"))),
        "url": _string(item, "canonicalurl") or address(uri),
    }


def _headline(item: Item) -> str | None:
    headlines = _dicts(item.get("headlines"))
    main = [headline for headline in headlines if _string(headline, "role") == "main"] or headlines
    told = _string(main[0], "value") if main else None
    return told or _string(item, "headline") or _string(item, "title")


def _lowered(item: Item) -> Item:
    """An item with its keys in lower case, since versions differ in it."""
    return {key.lower(): value for key, value in item.items()}


def _dicts(value: object) -> list[Item]:
    return [_lowered(inner) for inner in value if isinstance(inner, dict)] if isinstance(value, list) else []


def _string(item: Item, key: str) -> str | None:
    value = item.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _strings(value: object) -> Iterator[str]:
    """All strings in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
