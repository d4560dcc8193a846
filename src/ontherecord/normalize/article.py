"""From a raw article to its record."""

from collections.abc import Iterator

import msgspec

from ontherecord.findings import (
    AMBIGUOUS_DAY,
    BOILERPLATE_DROPPED,
    DISTRIBUTION_NOT_ALLOWED,
    NO_BODY,
    NO_PUBLICATION_DAY,
    PUBLICATION_DAY_CONTRADICTED,
    UNKNOWN_LICENSE,
    Finding,
)
from ontherecord.licenses import License, read_license
from ontherecord.normalize.boilerplate import drop_boilerplate
from ontherecord.normalize.layout import Layout, read_layout
from ontherecord.normalize.metadata import Metadata, shorten
from ontherecord.normalize.raw_article import RawArticle, RawParagraph
from ontherecord.normalize.roles import roles
from ontherecord.records import (
    Article,
    Distribution,
    Paragraph,
    PublishedBasis,
    Rights,
    Source,
    split_paragraphs,
    text_sha256,
)

NORMALIZER_VERSION = "1"
"""Changes whenever the same raw bytes would give another text."""


def article_or_findings(
    raw: RawArticle, *, article_id: str, file: str, name: str | None, told: Metadata
) -> Iterator[Article | Finding]:
    """The record of a raw article and what is noteworthy about it.

    Args:
        raw: the article as its reader delivered it.
        article_id: its id.
        file: its path, for findings.
        name: its path relative to the folder that was read.
        told: what sheet, format and command line say.
    """
    paragraphs, dropped = drop_boilerplate(raw.paragraphs)
    for drop in dropped:
        yield BOILERPLATE_DROPPED.finding(
            f"{drop.rule}: {shorten(drop.paragraph.text)}", file=file, line=drop.paragraph.line, article=article_id
        )
    layout = read_layout(paragraphs, told, has_head=raw.has_head)
    if not layout.paragraphs:
        yield NO_BODY.finding("no paragraph is left", file=file)
        return
    metadata = told.over(Metadata(published=raw.inferred_published)).over(_printed(layout))
    yield from _day_findings(layout, told, metadata, file, article_id)
    license_ = read_license(metadata.license) if metadata.license else None
    if license_ and not license_.is_known:
        yield UNKNOWN_LICENSE.finding(
            f"unknown licence {shorten(metadata.license)}, kept as {license_.expression}", file=file, article=article_id
        )
    if metadata.distribution == "full" and not (license_ and license_.is_open):
        stated = license_.expression if license_ else "no licence"
        yield DISTRIBUTION_NOT_ALLOWED.finding(f"`full` with {stated}", file=file, article=article_id)
    text = "\n\n".join(paragraph.text for paragraph in layout.paragraphs)
    yield Article(
        id=article_id,
        language=metadata.language or "en",
        headline=metadata.headline,
        kicker=metadata.kicker,
        bylines=metadata.bylines or (),
        dateline=metadata.dateline,
        published=metadata.published.day if metadata.published else None,
        published_precision=metadata.published.precision if metadata.published else None,
        published_basis=_basis(raw, told, metadata),
        text=text,
        text_sha256=text_sha256(text),
        paragraphs=_paragraphs(text, layout.paragraphs),
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


def _printed(layout: Layout) -> Metadata:
    return Metadata(
        headline=layout.headline,
        kicker=layout.kicker,
        bylines=layout.bylines or None,
        dateline=layout.dateline,
        published=layout.published,
    )


def _day_findings(layout: Layout, told: Metadata, metadata: Metadata, file: str, article_id: str) -> Iterator[Finding]:
    if layout.ambiguous_day is not None and told.published is None:
        yield AMBIGUOUS_DAY.finding(
            "the printed date can be read in two ways", file=file, line=layout.ambiguous_day, article=article_id
        )
    if metadata.published is None:
        yield NO_PUBLICATION_DAY.finding("no day of publication", file=file, article=article_id)
    elif layout.published and told.published and told.published.contradicts(layout.published):
        yield PUBLICATION_DAY_CONTRADICTED.finding(
            f"the metadata give {told.published.day}, the page prints {layout.published.day}",
            file=file,
            article=article_id,
        )


def _basis(raw: RawArticle, told: Metadata, metadata: Metadata) -> PublishedBasis:
    if told.published is not None:
        return "metadata"
    if raw.inferred_published is not None:
        return "inferred"
    return "unknown" if metadata.published is None else "dateline"


def _distribution(metadata: Metadata, license_: License | None) -> Distribution:
    widest: Distribution = "full" if license_ and license_.is_open else "standoff"
    return widest if metadata.distribution in (None, "full") else metadata.distribution


def _paragraphs(text: str, paragraphs: tuple[RawParagraph, ...]) -> tuple[Paragraph, ...]:
    looks = roles([paragraph.text for paragraph in paragraphs])
    return tuple(
        msgspec.structs.replace(span, role=paragraph.role or look)
        for span, paragraph, look in zip(split_paragraphs(text), paragraphs, looks, strict=True)
    )
