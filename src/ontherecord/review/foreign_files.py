"""Files that come from an annotation tool: of bounded size, and XML without a document type."""

from pathlib import Path

MOST_BYTES = 50_000_000
"""Larger files of one article are refused."""


def read_foreign(file: Path, most: int | None = None) -> str:
    """The text of a file.

    Args:
        file: path of it.
        most: bytes that it may have; without it `MOST_BYTES`.

    Raises:
        OSError: it cannot be read.
        ValueError: it is larger, or no UTF-8.
    """
    most = MOST_BYTES if most is None else most
    with file.open("rb") as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise ValueError(f"it has more than {most:,} bytes")
    return content.decode()


def plain_xml(text: str) -> str:
    """The same document without an XML declaration, so that no later parser reads it in another encoding.

    Raises:
        ValueError: it is no XML, or has a document type, which could name entities that grow or lie elsewhere.
    """
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring, tostring

    if "<!DOCTYPE" in text:
        raise ValueError("a document type is not taken")
    parser = XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return tostring(fromstring(text.encode(), parser), encoding="unicode")
    except XMLSyntaxError as error:
        raise ValueError(str(error)) from error
