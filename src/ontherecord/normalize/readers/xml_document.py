"""XML documents from anywhere: parsed without entities, without fetching, within bounds."""

import html.entities
import re
from typing import TYPE_CHECKING

from ontherecord.findings import (
    ENCODING_GUESSED,
    ENTITIES_DECLARED,
    LOST_CHARACTERS,
    MALFORMED_MARKUP,
    TEXT_REPAIRED,
    Finding,
)
from ontherecord.normalize.metadata import shorten
from ontherecord.normalize.text_repair import BOMS, decode, repair

if TYPE_CHECKING:
    from lxml.etree import _Element

MISCELLANY = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))
"""What stands before the root element, by how it starts and ends; a document type with declarations is cut short."""

NAME = re.compile(r"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})")
REFERENCE = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
DECLARATION = re.compile(r"\s*<\?xml[^<>]{0,200}\?>")
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
OF_XML = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def root_name(head: bytes) -> str:
    """The local name of the root element of an XML document that starts so; empty where it is none."""
    encoding = next((encoding for mark, encoding in BOMS if head.startswith(mark)), "latin-1")
    text = head.decode(encoding, "ignore").lstrip("\ufeffï»¿ \t\r\n")
    while start := next(((start, end) for start, end in MISCELLANY if text.startswith(start)), None):
        end = text.find("]>") + 1 if _has_declarations(text) else text.find(start[1])
        if end <= 0:
            return ""
        text = text[end + len(start[1]) :].lstrip()
    match = NAME.match(text)
    return match[1] if match else ""


def parse_xml(data: bytes, file: str, *, recover: bool = False) -> "tuple[_Element | None, list[Finding]]":
    """The root element, its names with their namespaces, None where there is none to read, and what is wrong.

    Named characters of HTML are read also where nothing declares them, as in NITF without its document type.

    Args:
        data: the document.
        file: its path, for findings.
        recover: whether a document that is not well-formed is read as far as can be.
    """
    from lxml.etree import XMLSyntaxError

    findings: list[Finding] = []
    data = REFERENCE.sub(_numbered, data)
    try:
        root: _Element | None = _parsed(data)
    except (XMLSyntaxError, ValueError):
        text, findings = _mended(data, file)
        try:
            root = _parsed(text.encode())
        except (XMLSyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None)
            findings.append(MALFORMED_MARKUP.finding(f"not XML: {shorten(error, 200)}", file=file, line=line))
            root = _parsed(text.encode(), recover=True) if recover and text else None
    if root is None:
        return None, findings
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(declared.iterentities()):  # type: ignore[attr-defined]  # not in the stubs
        return None, [ENTITIES_DECLARED.finding("declares entities", file=file)]
    if lost := sum(not isinstance(element.tag, str) for element in root.iter()):
        findings.append(LOST_CHARACTERS.finding(f"{lost} entities that nothing declares", file=file))
    return root, findings


def without_namespaces(root: "_Element") -> "_Element":
    """The same element, with the namespaces cut off its name and the names of all in it."""
    for element in root.iter():
        if isinstance(element.tag, str):
            # A prefix that nothing declares stays in the name where a broken document was read as far as can be.
            element.tag = element.tag.rpartition("}")[2].rpartition(":")[2]
    return root


def text_of(element: "_Element | None") -> str | None:
    """The tidy text of an element on one line; None where there is none."""
    if element is None:
        return None
    return " ".join(repair("".join(map(str, element.itertext()))).text.split()) or None


def empty(element: "_Element") -> None:
    """Take everything out of an element, but leave what follows it."""
    tail = element.tail
    element.clear()
    element.tail = tail


def _parsed(data: bytes, *, recover: bool = False) -> "_Element":
    from lxml.etree import XMLParser, fromstring

    parser = XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    return fromstring(data, parser)


def _mended(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """The text of a document that is in another encoding than it says, or has characters that XML does not allow."""
    try:
        decoded = decode(data)
    except UnicodeDecodeError:
        return "", []
    text = NO_XML.sub("", DECLARATION.sub("", decoded.text, count=1))
    findings = []
    if decoded.guessed:
        findings.append(ENCODING_GUESSED.finding(f"read as {decoded.encoding}", file=file))
    if NO_XML.search(decoded.text):
        findings.append(TEXT_REPAIRED.finding("characters that XML does not allow were taken out", file=file))
    return text, findings


def _numbered(match: re.Match[bytes]) -> bytes:
    """A named character of HTML by its number, which every XML parser knows."""
    if match[1] in OF_XML:
        return match[0]
    characters = html.entities.html5.get(f"{match[1].decode()};")
    return "".join(f"&#{ord(character)};" for character in characters).encode() if characters else match[0]


def _has_declarations(text: str) -> bool:
    opening, closing = text.find("["), text.find(">")
    return text[:9].upper() == "<!DOCTYPE" and 0 < opening < closing
