"""The pages of a MediaWiki dump, cut out of it one by one, so that a broken one costs nothing but itself."""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from ontherecord.normalize.raw_input import LARGEST_DOCUMENT

START, END = b"<page>", b"</page>"
"""In the text of a page both are escaped, so that they stand nowhere else."""

CHUNK = 1024 * 1024


class Page(msgspec.Struct, frozen=True):
    """A page of a dump.

    Attributes:
        title: title with its namespace.
        namespace: number of the namespace; None in old dumps, which do not tell it.
        number: id of the page.
        is_redirect: whether it only leads to another one.
        text: wikitext of its last revision; empty where that is deleted or no wikitext.
    """

    title: str
    namespace: str | None
    number: str
    is_redirect: bool
    text: str


def split_dump(stream: BinaryIO) -> Iterator[bytes | None]:
    """What stands before the first page, then each page; None for one larger than a document.

    A page without an end reaches to the next one.
    """
    data = bytearray(stream.read(CHUNK))
    header = data.find(START)
    yield bytes(data[: header if header >= 0 else CHUNK])
    position = max(header, 0)
    while True:
        start = data.find(START, position)
        following = data.find(START, start + 1) if start >= 0 else -1
        end = data.find(END, start, following if following >= 0 else len(data)) if start >= 0 else -1
        if end >= 0 or following >= 0:
            position = end + len(END) if end >= 0 else following
            yield bytes(data[start:position])
            continue
        if start < 0:
            del data[: max(len(data) - len(START), position)]
        else:
            del data[:start]
            if len(data) > LARGEST_DOCUMENT:
                yield None
                del data[: len(data) - len(END)]
        position = 0
        more = stream.read(CHUNK)
        if not more:
            if data.startswith(START):
                yield bytes(data)
            return
        data += more


def parse_page(data: bytes) -> Page:
    """Read the XML of a page.

    Raises:
        ValueError: it is not well-formed, or no page.
    """
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    parser = XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = fromstring(data, parser)
    except XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    title = page.findtext("title")
    if not title:
        raise ValueError("a page without a title")
    revision = next(iter(page.iterfind("revision[last()]")), None)
    is_wikitext = revision is not None and revision.findtext("model", "wikitext") == "wikitext"
    return Page(
        title=title,
        namespace=page.findtext("ns"),
        number=page.findtext("id", ""),
        is_redirect=page.find("redirect") is not None,
        text=(revision.findtext("text") or "") if revision is not None and is_wikitext else "",
    )
