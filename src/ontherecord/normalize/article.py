"""From a raw article to its record."""

from collections.abc import Iterator, Sequence

import msgspec

from ontherecord.findings import (
    BOILERPLATE_DROPPED,
    DISTRIBUTION_NOT_ALLOWED,
    LANGUAGE_CONTRADICTED,
    LANGUAGE_DETECTED,
    NO_BODY,
    TOKENS_JOINED,
    UNKNOWN_LICENSE,
    Finding,
)
from ontherecord.licenses import License, read_license
from ontherecord.normalize.language import detect_language, is_same_language
from ontherecord.normalize.language_names import canonical_tag
from ontherecord.normalize.layout import Layout
from ontherecord.normalize.metadata import Metadata, shorten
from ontherecord.normalize.page import Page, read_page
from ontherecord.normalize.provenance import Trace, provenance
from ontherecord.normalize.publication_day import day_findings, settle_day
from ontherecord.normalize.raw_article import RawArticle, RawParagraph
from ontherecord.normalize.roles import roles
from ontherecord.records import (
    Article,
    Distribution,
    Paragraph,
    Rights,
    Source,
    split_paragraphs,
    text_sha256,
)

DEFAULT_LANGUAGE = "en"
"""What a text is taken for that is too short to tell."""

MOST_TOLD_SINGLY = 3
"""Lines that one rule left out of an article up to which each has a finding of its own."""

NORMALIZER_VERSION = "1"
"""Changes whenever the same raw bytes would give another text."""


def article_or_findings(
    raw: RawArticle, *, article_id: str, file: str, name: str | None, told: Metadata, trace: Trace | None = None
) -> Iterator[Article | Finding]:
    """The record of a raw article and what is noteworthy about it.

    Args:
        raw: the article as its reader delivered it.
        article_id: its id.
        file: its path, for findings.
        name: its path relative to the folder that was read.
        told: what sheet, format and command line say.
        trace: takes the provenance of the article.
    """
    page = read_page(raw, told)
    told, layout, body = page.told, page.layout, page.body
    if page.was_cut:
        yield TOKENS_JOINED.finding("was cut into tokens", file=file, article=article_id)
    yield from _drop_findings(page, file, article_id)
    if not body:
        yield NO_BODY.finding("no paragraph is left", file=file)
        return
    metadata = told.over(_printed(layout))
    settled = settle_day(raw, told, layout, page.day_lines)
    yield from day_findings(raw, told, layout, settled, file, article_id)
    license_ = read_license(metadata.license) if metadata.license else None
    if license_ and not license_.is_known:
        yield UNKNOWN_LICENSE.finding(
            f"unknown licence {shorten(metadata.license)}, kept as {license_.expression}", file=file, article=article_id
        )
    if metadata.distribution == "full" and not (license_ and license_.is_open):
        stated = license_.expression if license_ else "no licence"
        yield DISTRIBUTION_NOT_ALLOWED.finding(f"`full` with {stated}", file=file, article=article_id)
    text = "\n\n".join(paragraph.text for paragraph in body)
    detected = detect_language(text)
    yield from _language_findings(metadata.language, detected, file, article_id)
    article = Article(
        id=article_id,
        language=canonical_tag(metadata.language or detected or DEFAULT_LANGUAGE),
        headline=metadata.headline,
        kicker=metadata.kicker,
        bylines=metadata.bylines or (),
        dateline=metadata.dateline,
        published=settled.day.day if settled.day else None,
        published_precision=settled.day.precision if settled.day else None,
        published_basis=settled.basis,
        text=text,
        text_sha256=text_sha256(text),
        paragraphs=_paragraphs(text, body),
        source=Source(
            name=metadata.publisher,
            url=metadata.url,
            archived_url=metadata.archived_url,
            retrieved=metadata.retrieved,
            file=name,
            raw_sha256=raw.raw_sha256,
            media_type=raw.media_type,
            normalizer_version=NORMALIZER_VERSION,
        ),
        genre=metadata.genre,
        origin=metadata.origin or "collected",
        fact_sources=metadata.fact_sources or (),
        split=metadata.split,
        rights=Rights(
            text_license=license_.expression if license_ else None,
            holder=metadata.holder,
            attribution=metadata.attribution,
            evidence=metadata.evidence,
            distribution=_distribution(metadata, license_),
        ),
    )
    if trace:
        trace(provenance(raw, article, body))
    yield article


def _drop_findings(page: Page, file: str, article_id: str) -> Iterator[Finding]:
    """A finding for each line that was left out; one for all of a rule where they are many."""
    by_rule: dict[str, list[RawParagraph]] = {}
    for drop in page.dropped:
        by_rule.setdefault(drop.rule, []).append(drop.paragraph)
    if page.day_lines:
        by_rule["date-line"] = page.day_lines
    for rule, lines in by_rule.items():
        for line in lines[: 1 if len(lines) > MOST_TOLD_SINGLY else None]:
            count = f" and {len(lines) - 1} more" if len(lines) > MOST_TOLD_SINGLY else ""
            yield BOILERPLATE_DROPPED.finding(
                f"{rule}: {shorten(line.text)}{count}", file=file, line=line.line, article=article_id
            )


def _printed(layout: Layout) -> Metadata:
    return Metadata(
        headline=layout.headline,
        kicker=layout.kicker,
        bylines=layout.bylines or None,
        dateline=layout.dateline,
    )


def _language_findings(told: str | None, detected: str | None, file: str, article_id: str) -> Iterator[Finding]:
    if detected is None or is_same_language(detected, told or DEFAULT_LANGUAGE):
        return
    if told is None:
        yield LANGUAGE_DETECTED.finding(f"taken for {shorten(detected)} by its words", file=file, article=article_id)
    else:
        yield LANGUAGE_CONTRADICTED.finding(
            f"the metadata give {shorten(told)}, the words are {shorten(detected)}", file=file, article=article_id
        )


def _distribution(metadata: Metadata, license_: License | None) -> Distribution:
    widest: Distribution = "full" if license_ and license_.is_open else "standoff"
    return widest if metadata.distribution in (None, "full") else metadata.distribution


def _paragraphs(text: str, paragraphs: Sequence[RawParagraph]) -> tuple[Paragraph, ...]:
    looks = roles([paragraph.text for paragraph in paragraphs])
    return tuple(
        msgspec.structs.replace(span, role=paragraph.role or look)
        for span, paragraph, look in zip(split_paragraphs(text), paragraphs, looks, strict=True)
    )
