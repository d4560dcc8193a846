"""Exports of Nexis Uni, Lexis+ and LexisNexis: many articles in one Word document, RTF, page or text.

Two layouts. Today: headline, paper, date, copyright, `Length:` and other fields, `Body`, the text, `Graphic`,
`Classification`, `Load-Date:`, `End of Document`; a cover page lists the articles. Before 2018: `1 of 50 DOCUMENTS`,
paper, date, headline, fields in capitals, the text, `LOAD-DATE:` and other fields, copyright.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from ontherecord.findings import Finding
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

NAME = "Nexis"
END = re.compile(r"end of document", re.IGNORECASE)
BODY = re.compile(r"Body")
GRAPHIC = re.compile(r"Graphic|Notes|Correction")
CLASSIFICATION = re.compile(r"Classification")
LOAD_DATE = re.compile(r"load-date:.*", re.IGNORECASE)
FIELD = re.compile(r"([A-Z][A-Za-z]{2,}(?:[ -][A-Z][A-Za-z]+){0,3}): ?(.*)")

COUNTER = re.compile(r"(\d{1,6}) of \d{1,6} DOCUMENTS?")
LEADING = re.compile(r"(BYLINE|SECTION|LENGTH|HEADLINE|DATELINE|HIGHLIGHT|SERIES|COLUMN|DISTRIBUTION): ?(.*)")
TRAILING = re.compile(
    r"(LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|PUBLICATION TYPE|DOCUMENT-TYPE|JOURNAL-CODE|GRAPHIC|SUBJECT|PERSON|COMPANY"
    r"|TICKER|INDUSTRY|GEOGRAPHIC|CITY|STATE|COUNTRY|ORGANIZATION|CORRECTION|CORRECTION-DATE|NOTES|TYPE|PUB-TYPE"
    r"|ACC-NO): ?(.*)"
)

SIGNS = (
    re.compile(r"^[^\w\n]*Length:[^\w\n]*[\d,.]+ words?\b", re.MULTILINE),
    re.compile(r"^[^\w\n]*Job Number:", re.MULTILINE),
    re.compile(r"^[^\w\n]*End of Document[^\w\n]*$", re.MULTILINE),
)
BODY_LINE = re.compile(r"^[^\w\n]*Body[^\w\n]*$", re.MULTILINE)
COVER = re.compile(r"^[^\w\n]*Documents? \(\d+\)", re.MULTILINE)
COUNTER_LINE = re.compile(r"^[^\w\n]*\d{1,6} of \d{1,6} DOCUMENTS?[^\w\n]*$", re.MULTILINE)


def looks_like(raw: RawInput) -> bool:
    """A counter such as `1 of 50 DOCUMENTS`, the cover page, or an article with a length and a `Body`."""
    text = sample_text(raw)
    length, job, end = (sign.search(text) is not None for sign in SIGNS)
    has_body = BODY_LINE.search(text) is not None
    return (
        COUNTER_LINE.search(text) is not None
        or (job and COVER.search(text) is not None)
        or (has_body and (length or end))
    )


def read(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The articles of an export.

    Raises:
        OSError: the input cannot be read.
        TooLargeError: it is larger than any document.
    """
    yield from export_articles(raw, NAME, _entries)


def _entries(document: Document) -> Iterator[Entry]:
    paragraphs = document.paragraphs
    counters = [index for index, paragraph in enumerate(paragraphs) if COUNTER.fullmatch(paragraph.text)]
    if counters:
        for start, end in zip(counters, [*counters[1:], len(paragraphs)], strict=True):
            yield _old_entry(paragraphs[start + 1 : end], has_lines=document.has_lines, line=paragraphs[start].line)
        return
    start = 0
    while start < len(paragraphs):
        end_mark = first_index(paragraphs, END, start)
        part = paragraphs[start:end_mark]
        # What follows the last article, and a cover page alone, is none.
        if end_mark is not None or first_index(part, BODY) is not None:
            yield _entry(part)
        start += len(part) + 1


def _entry(part: Sequence[RawParagraph]) -> Entry:
    """An article in today's layout, perhaps with the cover page before it."""
    body = first_index(part, BODY)
    head = part[: len(part) if body is None else body]
    first_field = next((index for index, paragraph in enumerate(head) if _opens_fields(paragraph.text)), len(head))
    for index in range(first_field + 1, len(head)):
        # The cover page has fields too; those of the article are the last.
        if COPYRIGHT.match(head[index].text) and not _field(head[index - 1].text):
            first_field = index
    dates = [index for index in range(first_field) if date_at_start(head[index].text)]
    day = dates[-1] if dates else None
    title = max((first_field if day is None else day) - 2, 0)
    fields = {name.casefold(): value for name, value in map(_name_and_value, (*head[first_field:], *_tail(part, body)))}
    text = _body(part, body)
    return Entry(
        line=head[title].line if head else part[0].line if part else 0,
        headline=head[title].text if title < len(head) else None,
        publisher=head[day - 1].text if day else None,
        published=head[day].text if day is not None else fields.get("load-date"),
        copyright=next((paragraph.text for paragraph in head[first_field:] if COPYRIGHT.match(paragraph.text)), None),
        bylines=names_of(fields.get("byline", "")),
        language=fields.get("language"),
        dateline=fields.get("dateline"),
        kicker=fields.get("highlight"),
        paragraphs=text,
        left_out=len(part) - title - len(text) - 3,
    )


def _opens_fields(text: str) -> bool:
    return COPYRIGHT.match(text) is not None or bool((field := _field(text)) and field[0] in ("Section", "Length"))


def _field(text: str) -> tuple[str, str] | None:
    match = FIELD.fullmatch(text)
    return (match[1], match[2].strip()) if match else None


def _name_and_value(paragraph: RawParagraph) -> tuple[str, str]:
    return _field(paragraph.text) or ("", "")


def _tail(part: Sequence[RawParagraph], body: int | None) -> Sequence[RawParagraph]:
    """Classification and load date; of several candidates the last, for `Classification` can be a subhead."""
    for pattern in (CLASSIFICATION, LOAD_DATE):
        found = [index for index, paragraph in enumerate(part) if pattern.fullmatch(paragraph.text)]
        if found and found[-1] > (body or 0):
            return part[found[-1] :]
    return ()


def _body(part: Sequence[RawParagraph], body: int | None) -> tuple[RawParagraph, ...]:
    if body is None:
        return ()
    tail = _tail(part, body)
    inside = part[body + 1 : len(part) - len(tail)]
    inside = [paragraph for paragraph in inside if not LOAD_DATE.fullmatch(paragraph.text)]
    graphic = next((index for index, paragraph in enumerate(inside) if GRAPHIC.fullmatch(paragraph.text)), len(inside))
    captions = (_caption(paragraph) for paragraph in inside[graphic + 1 :])
    return (*inside[:graphic], *captions)


def _caption(paragraph: RawParagraph) -> RawParagraph:
    return msgspec.structs.replace(paragraph, role="caption")


def _old_entry(part: Sequence[RawParagraph], *, has_lines: bool, line: int) -> Entry:
    """An article in the layout before 2018."""
    first = next((index for index, paragraph in enumerate(part) if LEADING.fullmatch(paragraph.text)), len(part))
    last = first
    fields: dict[str, str] = {}
    name = ""
    while last < len(part):
        match = LEADING.fullmatch(part[last].text)
        is_continued = has_lines and name and part[last].line == part[last - 1].line + 1
        if match is None and not is_continued:
            break
        name, value = (match[1], match[2]) if match else (name, f"{fields[name]} {part[last].text}")
        fields[name] = value
        last += 1
    tail = next((index for index in range(last, len(part)) if TRAILING.fullmatch(part[index].text)), len(part))
    fields |= {match[1]: match[2] for paragraph in part[tail:] if (match := TRAILING.fullmatch(paragraph.text))}
    head = part[:first]
    day = next((index for index, paragraph in enumerate(head) if date_at_start(paragraph.text)), None)
    text = [*part[last:tail]]
    graphic = fields.get("GRAPHIC")
    if graphic and text:
        text.append(RawParagraph(text[-1].line, graphic, "caption"))
    return Entry(
        line=line,
        headline=fields.get("HEADLINE") or _old_headline(head, day, has_lines=has_lines),
        publisher=next((paragraph.text for paragraph in head if not COPYRIGHT.match(paragraph.text)), None),
        published=head[day].text if day is not None else fields.get("LOAD-DATE"),
        copyright=next(
            (paragraph.text for paragraph in (*head, *part[tail:]) if COPYRIGHT.match(paragraph.text)), None
        ),
        bylines=names_of(fields.get("BYLINE", "")),
        language=fields.get("LANGUAGE"),
        dateline=fields.get("DATELINE"),
        kicker=fields.get("HIGHLIGHT"),
        paragraphs=tuple(text),
        left_out=len(part) - len(text) - len(head),
    )


def _old_headline(head: Sequence[RawParagraph], day: int | None, *, has_lines: bool) -> str | None:
    """The last lines of the head that stand together, below the date."""
    below = head[(0 if day is None else day) + 1 :]
    if not below:
        return None
    lines = [below[-1]]
    for paragraph in reversed(below[:-1]):
        if not has_lines or paragraph.line != lines[0].line - 1:
            break
        lines.insert(0, paragraph)
    return " ".join(paragraph.text for paragraph in lines)
