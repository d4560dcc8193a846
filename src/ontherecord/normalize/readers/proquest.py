"""Exports of ProQuest: many articles in one text, page, RTF or Word document.

Each article has labelled parts: `Author:`, `Publication info:`, `Abstract:`, `Full text:`, and behind the text the
index terms and `Title:`, `Publication title:`, `Publication date:`, `ProQuest document ID:`, `Database:`. Lines of `_`
or `Document 3 of 12` stand between articles.
"""

import re
from collections.abc import Iterator, Sequence

from ontherecord.findings import Finding
from ontherecord.normalize.raw_article import RawArticle, RawParagraph
from ontherecord.normalize.raw_input import RawInput
from ontherecord.normalize.readers.document_paragraphs import Document, sample_text
from ontherecord.normalize.readers.export import Entry, export_articles, names_of

NAME = "ProQuest"
SEPARATOR = re.compile(r"_{20,}|Document \d{1,6} of \d{1,6}")
LABELS = (
    "Author",
    "Publication info",
    "Abstract",
    "Links",
    "Full text",
    "Subject",
    "Business indexing term",
    "Location",
    "People",
    "Company / organization",
    "Identifier / keyword",
    "Classification",
    "Title",
    "Alternate title",
    "Publication title",
    "First page",
    "Pages",
    "Page count",
    "Number of pages",
    "Volume",
    "Issue",
    "Edition",
    "Section",
    "Column",
    "Dateline",
    "Credit",
    "Publication year",
    "Year",
    "Publication date",
    "Publisher",
    "Place of publication",
    "Country of publication",
    "Publication subject",
    "ISSN",
    "e-ISSN",
    "Source type",
    "Language of publication",
    "Language",
    "Document type",
    "Document feature",
    "ProQuest document ID",
    "Document URL",
    "URL",
    "DOI",
    "Copyright",
    "Full text availability",
    "Last updated",
    "Last Updated",
    "Database",
)
LABEL = re.compile(rf"({'|'.join(map(re.escape, sorted(LABELS, key=len, reverse=True)))}) ?:(?: (.*)|)", re.IGNORECASE)
LINK = re.compile(r"ProQuest document link.*", re.IGNORECASE)
NO_TEXT = re.compile(r"(?:full text )?(?:is )?not available\.?|none available\.?", re.IGNORECASE)
FULL_TEXT_LINE = re.compile(r"^[^\w\n]*Full text ?:", re.MULTILINE | re.IGNORECASE)
DATABASE_LINE = re.compile(r"^[^\w\n]*(?:ProQuest document ID ?:|ProQuest document link)", re.MULTILINE | re.IGNORECASE)
TITLE_LINE = re.compile(r"^[^\w\n]*Publication (?:title|info) ?:", re.MULTILINE | re.IGNORECASE)


def looks_like(raw: RawInput) -> bool:
    """The labels of an article with its text, the name of the paper and the number in the database."""
    text = sample_text(raw)
    return all(sign.search(text) for sign in (FULL_TEXT_LINE, DATABASE_LINE, TITLE_LINE))


def read(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The articles of an export.

    Raises:
        OSError: the input cannot be read.
        TooLargeError: it is larger than any document.
    """
    yield from export_articles(raw, NAME, _entries)


def _entries(document: Document) -> Iterator[Entry]:
    part: list[RawParagraph] = []
    for paragraph in document.paragraphs:
        is_end = _label(paragraph.text)[0] == "database"
        if is_end or not SEPARATOR.fullmatch(paragraph.text):
            part.append(paragraph)
        if is_end or SEPARATOR.fullmatch(paragraph.text):
            if _is_article(part):
                yield _entry(part)
            part = []
    if _is_article(part):
        yield _entry(part)


def _is_article(part: Sequence[RawParagraph]) -> bool:
    """Whether a part is an article, rather than a cover, a list of contents or the address of the company."""
    labels = {_label(paragraph.text)[0] for paragraph in part}
    return bool(labels & {"full text", "publication title", "publication info"})


def _entry(part: Sequence[RawParagraph]) -> Entry:
    text_at = next((index for index, paragraph in enumerate(part) if _label(paragraph.text)[0] == "full text"), None)
    tail_at = _tail_start(part, -1 if text_at is None else text_at)
    labelled = [*part[: tail_at if text_at is None else text_at], *part[tail_at:]]
    fields: dict[str, str] = {}
    for paragraph in labelled:
        label, value = _label(paragraph.text)
        if value:
            fields.setdefault(label, value)
    text = () if text_at is None else _text(part[text_at:tail_at])
    number = re.fullmatch(r"\d+", fields.get("proquest document id", ""))
    return Entry(
        line=part[0].line,
        headline=fields.get("title") or (part[0].text if not _label(part[0].text)[0] else None),
        bylines=_authors(fields.get("author", "")),
        published=fields.get("publication date") or fields.get("publication year"),
        publisher=_publisher(fields),
        language=fields.get("language of publication") or fields.get("language"),
        copyright=fields.get("copyright"),
        dateline=fields.get("dateline"),
        url=fields.get("url"),
        archived_url=fields.get("document url", "").partition("?")[0] or None,
        accession=f"proquest-{number.group()}" if number else None,
        paragraphs=text,
        left_out=len(part) - len(text),
    )


def _label(text: str) -> tuple[str, str]:
    """The label of a paragraph in lower case and what follows it; empty where it has none."""
    match = LABEL.fullmatch(text)
    return (match[1].casefold(), (match[2] or "").strip()) if match else ("", "")


def _tail_start(part: Sequence[RawParagraph], text_at: int) -> int:
    """Where the index terms behind the text begin.

    A sentence of the article can open like a label, so they are counted back from those that always are there, each
    label once.
    """
    sure = ("publication title", "publication date", "proquest document id", "publication year")
    start = next(
        (index for index in range(text_at + 1, len(part)) if _label(part[index].text)[0] in sure),
        len(part),
    )
    seen = {_label(paragraph.text)[0] for paragraph in part[start:]}
    while start - 1 > text_at and (label := _label(part[start - 1].text)[0]) and label not in seen:
        seen.add(label)
        start -= 1
    return start


def _text(part: Sequence[RawParagraph]) -> tuple[RawParagraph, ...]:
    """The paragraphs of the text, the first without its label."""
    first = part[0]
    rest = _label(first.text)[1]
    opening = (first.without_start(len(first.text) - len(rest)),) if rest else ()
    text = (*opening, *part[1:])
    return () if all(NO_TEXT.fullmatch(paragraph.text) for paragraph in text) else text


def _authors(text: str) -> list[str]:
    """`Reyes, Ana; Ford, Tom` as `Ana Reyes` and `Tom Ford`."""
    authors: list[str] = []
    for name in filter(None, (name.strip(" .") for name in text.split(";"))):
        last, _, first = name.partition(", ")
        is_turned = first and len(last.split()) <= 3 and len(first.split()) <= 3
        authors += [f"{first} {last}"] if is_turned else names_of(name)
    return authors


def _publisher(fields: dict[str, str]) -> str | None:
    """The paper without its place: `The Skarn Post; Skarn (Norway)`."""
    paper = fields.get("publication title") or fields.get("publication info", "")
    return paper.partition(";")[0].strip() or None
