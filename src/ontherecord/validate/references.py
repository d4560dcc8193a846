"""Checks of ids within the article and of what refers to them."""

from collections.abc import Iterator

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
        seen: set[str] = set()
        for index, item in enumerate(items):
            if item.id in seen:
                yield DUPLICATE_LOCAL_ID.finding(
                    f"{shorten(item.id)} is the id of another of the {name} too", pointer=pointer(name, index, "id")
                )
            seen.add(item.id)


def check_speakers(article: Article) -> Iterator[Finding]:
    """Every `speaker_id` is the id of a speaker."""
    known = {speaker.id for speaker in article.speakers}
    for index, quotation in enumerate(article.quotations):
        yield from _resolve(DANGLING_SPEAKER, quotation.speaker_id, known, pointer("quotations", index, "speaker_id"))


def check_organizations(article: Article) -> Iterator[Finding]:
    """Every `organization_id` is the id of an organization."""
    known = {organization.id for organization in article.organizations}
    lists: tuple[tuple[str, tuple[Speaker | Quotation, ...]], ...] = (
        ("speakers", article.speakers),
        ("quotations", article.quotations),
    )
    for name, items in lists:
        for index, item in enumerate(items):
            where = pointer(name, index, "organization_id")
            yield from _resolve(DANGLING_ORGANIZATION, item.organization_id, known, where)


def check_dates(article: Article) -> Iterator[Finding]:
    """Every `date_id` is the id of a date."""
    known = {date.id for date in article.dates}
    for index, quotation in enumerate(article.quotations):
        yield from _resolve(DANGLING_DATE, quotation.date_id, known, pointer("quotations", index, "date_id"))


def check_anchors(article: Article) -> Iterator[Finding]:
    """Every anchor is another date, or the day of publication where it is known."""
    known = {date.id for date in article.dates}
    published = {"published"} if article.published is not None else set()
    for index, date in enumerate(article.dates):
        where = pointer("dates", index, "anchor")
        yield from _resolve(DANGLING_ANCHOR, date.anchor, known - {date.id} | published, where)


def _resolve(code: Code, reference: str | None, known: set[str], where: str) -> Iterator[Finding]:
    if reference is not None and reference not in known:
        yield code.finding(f"{shorten(reference)} refers to nothing in this article", pointer=where)
