"""The element tree of markup, however broken, deep or hostile it is."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CONTAINER = re.compile(rb"<(?!/?(?:script|style|title|meta|link)\b)[^<>]*>", re.IGNORECASE)


def parse_html(markup: str) -> "HtmlElement | None":
    """The tree of a page or fragment, comments and processing instructions left out; None where it holds nothing.

    Nothing is fetched and no entity but those of HTML is expanded. The parser gives up at some 2,000 elements in one
    another; of such markup the text is kept, parted where tags stood.
    """
    # As bytes, since a declared encoding does not hold for what is decoded already.
    data = markup.replace("\0", "").encode("utf-8", "replace")
    tree, is_too_deep = _parsed(data)
    return _parsed(CONTAINER.sub(b"<br>", data))[0] if is_too_deep else tree


def _parsed(data: bytes) -> "tuple[HtmlElement | None, bool]":
    """The tree, and whether the rest is missing since elements stand in one another too deep."""
    import lxml.html
    from lxml.etree import ParserError

    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = lxml.html.document_fromstring(data, parser=parser)
    except ParserError:
        return None, False
    return tree, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log.filter_from_fatals())
