"""The paragraphs of a document in Rich Text Format (`.rtf`)."""

import re
from collections.abc import Iterator

from ontherecord.normalize.lines import paragraph_lines
from ontherecord.normalize.raw_article import RawParagraph
from ontherecord.normalize.readers.word_document import DamagedDocumentError
from ontherecord.normalize.text_repair import repair

SIGNATURE = b"{\\rtf"
LONGEST_FONT_LINE = 400
"""Characters of a line of the font table; the library reads longer ones in more than linear time."""

FIELD = re.compile(r"\\field(?![a-z])")


def rich_text_paragraphs(data: bytes) -> Iterator[RawParagraph]:
    """The paragraphs, in tables too; numbered by the caller. The cells of a row are parted by ` | `.

    Raises:
        DamagedDocumentError: it is no such document.
    """
    text = repair(rich_text(data)).text
    for line in paragraph_lines("\n\n".join(text.split("\n")), 1):
        cells = [cell.strip() for cell in line.text.strip("| ").split("|")]
        yield RawParagraph(0, " | ".join(cell for cell in cells if cell))


def rich_text(data: bytes) -> str:
    """The plain text, one line a paragraph.

    Raises:
        DamagedDocumentError: it is no such document.
    """
    from striprtf.striprtf import font_table_group, rtf_to_text

    # Under another name a field shows its result as before, without its address behind it.
    text = FIELD.sub(r"\\shownfield", data.decode("cp1252", "replace"))
    fonts = font_table_group(text)  # type: ignore[no-untyped-call]
    broken = fonts.replace("}", "}\n").replace(";", ";\n")
    safe = broken if all(len(line) <= LONGEST_FONT_LINE for line in broken.splitlines()) else ""
    try:
        plain: str = rtf_to_text(  # type: ignore[no-untyped-call]
            text.replace(fonts, safe, 1) if fonts else text, errors="replace"
        )
    except (ValueError, TypeError, OverflowError, IndexError, LookupError) as error:
        raise DamagedDocumentError(str(error)) from error
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
