"""Word documents and rich text as word processors write them, built from paragraphs."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}<w:sectPr/></w:body></w:document>"
)
FONT = '<w:rPr><w:rFonts w:ascii="Arial"/><w:sz w:val="20"/></w:rPr>'


def word(paragraphs: Sequence[str]) -> bytes:
    """A Word document; like those of Nexis it breaks a paragraph into runs at any place."""
    return word_of_markup("".join(map(_word_paragraph, paragraphs)))


def word_of_markup(body: str) -> bytes:
    """A Word document with the markup of its body."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("[Content_Types].xml", CONTENT_TYPES),
            ("_rels/.rels", RELATIONSHIPS),
            ("word/document.xml", DOCUMENT.format(body)),
        ):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _word_paragraph(text: str) -> str:
    middle = len(text) // 2
    runs = "".join(
        f'<w:r>{FONT}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (text[:middle], text[middle:])
    )
    return f'<w:p><w:pPr><w:spacing w:before="120"/></w:pPr>{runs}</w:p><w:p/>'


def rich_text(paragraphs: Sequence[str]) -> bytes:
    """A document in Rich Text Format with a header, a picture and a link."""
    body = "".join(rf"\pard\plain\f0\fs20 {_rich(text)}\par" "\n" for text in paragraphs)
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\froman\fcharset0 Times New Roman;}}"
        r"{\colortbl;\red0\green0\blue0;}{\*\generator Some Converter;}{\info{\title Export}}"
        r"{\header\pard Page of the export\par}{\pict\pngblip 89504e470d0a1a0a}"
        f"\n{body}}}"
    ).encode("ascii")


def _rich(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
    return "".join(character if character.isascii() else rf"\u{ord(character)}?" for character in escaped)
