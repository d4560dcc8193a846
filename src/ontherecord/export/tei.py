"""TEI P5: one `teiCorpus` for each split, with quotations, speakers, organizations and dates in the running text.

A quotation is `said`, or `quote` where a document is quoted; `@who` of `said` and `@source` of `quote` lead to the
speaker in the header (TEI gives `quote` no `@who`). Source: https://tei-c.org/release/doc/tei-p5-doc/en/html/
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from ontherecord.errors import MissingExtraError
from ontherecord.export.settings import Settings
from ontherecord.export.tei_header import NAMESPACE, TEI, corpus_header, header, new_root, party_ids
from ontherecord.export.tei_text import text_element
from ontherecord.findings import CHARACTER_REPLACED
from ontherecord.publish.partition import Split
from ontherecord.records import Record, complete

if TYPE_CHECKING:
    from lxml.etree import _Element

# What XML 1.0 does not count as a character, https://www.w3.org/TR/xml/#charsets
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_Value = TypeVar("_Value")


def write(splits: Sequence[Split], folder: Path, settings: Settings) -> None:
    """Write `<split>.xml`, article by article.

    Raises:
        MissingExtraError: lxml is not installed.
    """
    try:
        from lxml import etree
    except ImportError as error:
        raise MissingExtraError("lxml is not installed; run: pip install 'ontherecord[normalize]'") from error
    for split in splits:
        with etree.xmlfile(str(folder / f"{split.name}.xml"), encoding="utf-8") as file:
            file.write_declaration()
            with file.element(TEI + "teiCorpus", nsmap={None: NAMESPACE}):
                for element in _elements(split, settings):
                    file.write(element)
                    file.write("\n")


def _elements(split: Split, settings: Settings) -> Iterator["_Element"]:
    yield corpus_header(split.name)
    for number, article in enumerate(split.articles(), start=1):
        legal = with_legal_characters(article)
        if legal != article:
            settings.on_finding(
                CHARACTER_REPLACED.finding("characters that XML cannot hold were replaced", article=article.id)
            )
        element = new_root("TEI")
        prefix = f"a{number}"
        ids = party_ids(legal, prefix)
        element.append(header(legal, ids))
        element.append(text_element(complete(legal), prefix, ids, settings))
        yield element


def with_legal_characters(value: _Value) -> _Value:
    """The value with U+FFFD for each character that XML cannot hold, at every depth; all offsets still hold."""
    if isinstance(value, str):
        return _ILLEGAL.sub("\ufffd", value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(map(with_legal_characters, value))  # type: ignore[return-value]
    if isinstance(value, Record):
        changes = {name: with_legal_characters(getattr(value, name)) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **changes)
    return value
