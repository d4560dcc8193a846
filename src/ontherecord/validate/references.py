"""Checks of ids within the article and of what refers to them."""

from collections.abc import Collection, Iterable, Iterator

from ontherecord.findings import (
    DANGLING_ANCHOR,
    DANGLING_DATE,
    DANGLING_ORGANIZATION,
    DANGLING_SPEAKER,
    DUPLICATE_LOCAL_ID,
    Code,
    Finding,
)
from ontherecord.records import Article, Date, Organization, Quotation, Speaker
from ontherecord.validate.wording import pointer, shorten


def check_ids(article: Article) -> Iterator[Finding]:
    """No two speakers, organizations, dates or quotations of an article have one id."""
    lists: tuple[tuple[str, tuple[Speaker | Organization | Date | Quotation, ...]], ...] = (
        ("speakers", article.speakers),
        ("organizations", article.organizations),
        ("dates", article.dates),
        ("quotations", article.quotations),
    )
    for name, items in lists:
        ids = [item.id for item in items]
        if len(set(ids)) == len(ids):
            continue
        seen: set[str] = set()
        for index, identifier in enumerate(ids):
            if identifier in seen:
                yield DUPLICATE_LOCAL_ID.finding(
                    f"{shorten(identifier)} is the id of another of the {name} too", pointer=pointer(name, index, "id")
                )
            seen.add(identifier)


def check_speakers(article: Article) -> Iterator[Finding]:
    """Every `speaker_id` is the id of a speaker."""
    known = {speaker.id for speaker in article.speakers}
    references = [quotation.speaker_id for quotation in article.quotations]
    yield from _resolve(DANGLING_SPEAKER, references, known, "quotations", "speaker_id")


def check_organizations(article: Article) -> Iterator[Finding]:
    """Every `organization_id` is the id of an organization."""
    known = {organization.id for organization in article.organizations}
    lists: tuple[tuple[str, tuple[Speaker | Quotation, ...]], ...] = (
        ("speakers", article.speakers),
        ("quotations", article.quotations),
    )
    for name, items in lists:
        references = [item.organization_id for item in items]
        yield from _resolve(DANGLING_ORGANIZATION, references, known, name, "organization_id")


def check_dates(article: Article) -> Iterator[Finding]:
    """Every `date_id` is the id of a date."""
    known = {date.id for date in article.dates}
    references = [quotation.date_id for quotation in article.quotations]
    yield from _resolve(DANGLING_DATE, references, known, "quotations", "date_id")


def check_anchors(article: Article) -> Iterator[Finding]:
    """Every anchor is another date, or the day of publication where it is known."""
    known = {date.id for date in article.dates}
    if article.published is not None:
        known.add("published")
    for index, date in enumerate(article.dates):
        if date.anchor is not None and (date.anchor not in known or date.anchor == date.id):
            yield _dangling(DANGLING_ANCHOR, date.anchor, pointer("dates", index, "anchor"))


def _resolve(
    code: Code, references: Iterable[str | None], known: Collection[str], name: str, key: str
) -> Iterator[Finding]:
    for index, reference in enumerate(references):
        if reference is not None and reference not in known:
            yield _dangling(code, reference, pointer(name, index, key))


def _dangling(code: Code, reference: str, where: str) -> Finding:
    return code.finding(f"{shorten(reference)} refers to nothing in this article", pointer=where)
