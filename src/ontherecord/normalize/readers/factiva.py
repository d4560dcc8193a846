"""Exports of Factiva: many articles in one RTF, Word document, page or text.

Two layouts. With indexing every part of an article has a tag of two or three letters (`HD` headline, `BY` byline, `PD`
date, `SN` paper, `LP` and `TD` text, `AN` accession number), in a table or at the start of a line. In the display
layout there are none: section, headline, author, `523 words`, date, paper, code, language, copyright, the text, and
`Document` with the accession number.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from ontherecord.findings import Finding
from ontherecord.normalize.language_names import TAGS
from ontherecord.normalize.lines import ends_like_sentence
from ontherecord.normalize.raw_article import RawArticle, RawParagraph
from ontherecord.normalize.raw_input import RawInput
from ontherecord.normalize.readers.document_paragraphs import Document, sample_text
from ontherecord.normalize.readers.export import (
    COPYRIGHT,
    Entry,
    date_at_start,
    export_articles,
    first_index,
    names_of,
)

NAME = "Factiva"
HEAD_TAGS = frozenset("SE CLM HD BY CR WC PD ET SN SC ED PG VOL LA CY DLN".split())
TEXT_TAGS = frozenset("LP TD".split())
CODE_TAGS = frozenset("CO IN NS RE IPD IPC".split())
"""Tags of index terms, each of which is a code, a colon and a name."""

OTHER_TAGS = frozenset("ART CT CX RF RST PUB AN".split())
TAG = re.compile(r"([A-Z]{2,3})(?: ?\| ?| |$)")
INDEX_TERM = re.compile(r"[A-Za-z0-9]{2,12} ?: .*")
ACCESSION = r"[A-Z0-9]{4,12}(?:19|20)\d{6}[a-z0-9]{6,12}"
DOCUMENT = re.compile(rf"(?:Document|Dokument|Documento) ({ACCESSION})")
ACCESSION_FIELD = re.compile(rf"(?:(?:Document|Dokument|Documento) )?({ACCESSION})")
WORDS = re.compile(r"[\d.,]{1,9} (?:words|Wörter|mots|palabras|parole)")
TIME = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: .{2,12})?")
SPECIAL = re.compile(r"special (?:to|for) .*", re.IGNORECASE)
COMPANY = re.compile(r".*\b(?:Inc|Ltd|LLC|plc|Corp|Co|GmbH|Limited)\.?\)?")

MOST_FIELDS = 14
"""Paragraphs of the display layout between the word count and the text."""
MOST_TITLE_PARAGRAPHS = 4
"""Section, headline, author and credit, in front of the word count."""
MOST_PUBLISHER_WORDS = 10

TAGGED = tuple(re.compile(rf"^[^\w\n]*{tag}(?:\W|$)", re.MULTILINE) for tag in ("HD", "PD", "SN", "LP"))
DISPLAYED = (
    re.compile(rf"^[^\w\n]*{WORDS.pattern}[^\w\n]*$", re.MULTILINE),
    re.compile(rf"^[^\w\n]*{DOCUMENT.pattern}[^\w\n]*$", re.MULTILINE),
)


def looks_like(raw: RawInput) -> bool:
    """The tags of an article with indexing, or a word count and an accession number."""
    text = sample_text(raw)
    return all(sign.search(text) for sign in TAGGED) or all(sign.search(text) for sign in DISPLAYED)


def read(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The articles of an export.

    Raises:
        OSError: the input cannot be read.
        TooLargeError: it is larger than any document.
    """
    yield from export_articles(raw, NAME, _entries)


def _entries(document: Document) -> Iterator[Entry]:
    tagged = sum(_tag(paragraph.text, "")[0] in ("HD", "PD", "SN") for paragraph in document.paragraphs)
    yield from _tagged_entries(document) if tagged >= 3 else _displayed_entries(document)


def _tagged_entries(document: Document) -> Iterator[Entry]:
    fields: dict[str, list[RawParagraph]] = {}
    tag = ""
    for paragraph in document.paragraphs:
        found, rest = _tag(paragraph.text, tag)
        if found in HEAD_TAGS and ("AN" in fields or found in fields):
            yield _tagged_entry(fields)
            fields = {}
        tag = found or tag
        if tag:
            fields.setdefault(tag, [])
            fields[tag] += [paragraph.without_start(len(paragraph.text) - len(rest))] if rest else []
    if fields:
        yield _tagged_entry(fields)


def _tag(text: str, before: str) -> tuple[str, str]:
    """The tag at the start of a paragraph and what follows it; no tag where the words of the article look like one.

    Args:
        text: the paragraph.
        before: the tag before it.
    """
    match = TAG.match(text)
    if match is None:
        return "", text
    tag, rest = match[1], text[match.end() :]
    if tag in CODE_TAGS:
        is_tag = not rest or INDEX_TERM.match(rest) is not None
    elif tag in HEAD_TAGS:
        # In the text of an article a head tag would open the next one, which begins behind an accession number.
        is_tag = before not in TEXT_TAGS or not rest
    else:
        is_tag = tag in TEXT_TAGS or tag in OTHER_TAGS
    if tag == "AN":
        is_tag = not rest or ACCESSION_FIELD.match(rest) is not None
    return (tag, rest) if is_tag else ("", text)


def _tagged_entry(fields: dict[str, list[RawParagraph]]) -> Entry:
    def value(tag: str) -> str | None:
        return " ".join(paragraph.text for paragraph in fields.get(tag, ())) or None

    text = (*fields.get("LP", ()), *fields.get("TD", ()))
    captions = (msgspec.structs.replace(paragraph, role="caption") for paragraph in fields.get("ART", ()) if text)
    everything = [paragraph for paragraphs in fields.values() for paragraph in paragraphs]
    accession = ACCESSION_FIELD.match(value("AN") or "")
    return Entry(
        line=min((paragraph.line for paragraph in everything), default=0),
        headline=value("HD"),
        bylines=names_of(value("BY") or ""),
        published=value("PD"),
        publisher=value("SN"),
        language=value("LA"),
        copyright=value("CY"),
        dateline=value("DLN"),
        accession=accession[1] if accession else None,
        paragraphs=(*text, *captions),
        left_out=len(everything) - len(text) - len(fields.get("ART", ())) - 1,
    )


def _displayed_entries(document: Document) -> Iterator[Entry]:
    paragraphs = document.paragraphs
    start = 0
    while (end := first_index(paragraphs, DOCUMENT, start)) is not None:
        yield _displayed_entry(paragraphs[start : end + 1])
        start = end + 1


def _displayed_entry(part: Sequence[RawParagraph]) -> Entry:
    """An article of the display layout, which ends with its accession number."""
    accession = DOCUMENT.fullmatch(part[-1].text)
    words = first_index(part, WORDS)
    if words is None:
        return Entry(line=part[0].line, headline=None, paragraphs=(), accession=accession[1] if accession else None)
    above = part[max(words - MOST_TITLE_PARAGRAPHS, 0) : words]
    title, byline = _title(above)
    fields = part[words + 1 : min(words + MOST_FIELDS, len(part) - 1)]
    copyright_at = next((index for index, paragraph in enumerate(fields) if COPYRIGHT.match(paragraph.text)), None)
    language_at = next((index for index, paragraph in enumerate(fields) if paragraph.text.casefold() in TAGS), None)
    last = copyright_at if copyright_at is not None else language_at if language_at is not None else 2
    text = part[words + 2 + last : -1]
    if len(text) > 1 and _is_publisher(text[-1].text):
        text = text[:-1]
    day = next((index for index, paragraph in enumerate(fields) if date_at_start(paragraph.text)), None)
    source = next(
        (paragraph.text for paragraph in fields[(day or 0) + 1 :] if not TIME.fullmatch(paragraph.text)), None
    )
    return Entry(
        line=above[0].line if above else part[0].line,
        headline=title,
        bylines=names_of(byline),
        published=fields[day].text if day is not None else None,
        publisher=source,
        language=fields[language_at].text if language_at is not None else None,
        copyright=fields[copyright_at].text if copyright_at is not None else None,
        accession=accession[1] if accession else None,
        paragraphs=tuple(text),
        left_out=len(above) + last + 2 + len(part) - (words + 2 + last) - len(text) - 1,
    )


def _title(above: Sequence[RawParagraph]) -> tuple[str | None, str]:
    """Headline and byline among section, headline, author and credit: the headline is above `By`, or the longest."""
    texts = [paragraph.text for paragraph in above if not SPECIAL.fullmatch(paragraph.text)]
    if not texts:
        return None, ""
    by = next((index for index, text in enumerate(texts) if index and text.casefold().startswith("by ")), None)
    if by is None:
        at = max(range(len(texts)), key=lambda index: (len(texts[index].split()), -index))
        return texts[at], " ".join(texts[at + 1 : at + 2])
    return texts[by - 1], texts[by]


def _is_publisher(text: str) -> bool:
    """Whether the last paragraph is the name of the company that sells the paper, rather than a sentence."""
    return len(text.split()) <= MOST_PUBLISHER_WORDS and (
        COMPANY.fullmatch(text) is not None or not ends_like_sentence(text)
    )
