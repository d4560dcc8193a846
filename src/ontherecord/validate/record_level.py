"""Level 3, the record in itself: spans, references, dates, quotations and layers agree with each other."""

from collections.abc import Callable, Iterable, Iterator

from ontherecord.findings import Finding
from ontherecord.records import Article
from ontherecord.validate import body, dates, metadata, quotations, references, spans
from ontherecord.validate.items import ArticleRecord, has_error, located

Check = Callable[[Article], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    body.check_text_hash,
    body.check_text_form,
    body.check_paragraphs,
    spans.check_spans,
    spans.check_standoff,
    spans.check_order,
    spans.check_organization_overlaps,
    spans.check_date_overlaps,
    spans.check_repeated_quotations,
    references.check_ids,
    references.check_speakers,
    references.check_organizations,
    references.check_dates,
    references.check_anchors,
    dates.check_values,
    dates.check_types,
    dates.check_ranges,
    quotations.check_groups,
    quotations.check_day_of_speech,
    quotations.check_distance,
    quotations.check_marks,
    quotations.check_silent_speakers,
    metadata.check_publication_basis,
    metadata.check_publication_precision,
    metadata.check_layers,
    metadata.check_reviews,
)


def agree_with_themselves(items: Iterable[ArticleRecord | Finding]) -> Iterator[ArticleRecord | Finding]:
    """The records that contradict nothing within themselves; findings, old and new, on their way."""
    for item in items:
        if isinstance(item, Finding):
            yield item
            continue
        article = item.article
        findings = [finding for check in CHECKS for finding in check(article)]
        if findings:
            yield from located(findings, file=item.file, line=item.line, article=article.id)
        if not has_error(findings):
            yield item
