"""How much gold there is: articles, words, quotations by kind and label."""

from collections import Counter
from collections.abc import Iterable

from ontherecord.gold.heads import KINDS
from ontherecord.gold.labels import LABELS
from ontherecord.gold.model import DateHead, Gold, OrganizationHead, QuotationHead


def summary_lines(golds: Iterable[Gold]) -> list[str]:
    """Two lines: how much there is, and how many quotations have each label."""
    kinds: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    articles = words = speakers = organizations = mentions = dates = floating = 0
    for gold in golds:
        quotations = [tag.head for tag in gold.tags if isinstance(tag.head, QuotationHead)]
        kinds.update(quotation.kind for quotation in quotations)
        labels.update(label for quotation in quotations for label in quotation.labels)
        floating += sum(quotation.kind == "direct" and "floating" in quotation.labels for quotation in quotations)
        articles += 1
        words += len(gold.text.split())
        speakers += len(gold.speakers)
        organizations += len(gold.organizations)
        mentions += sum(isinstance(tag.head, OrganizationHead) for tag in gold.tags)
        dates += sum(isinstance(tag.head, DateHead) for tag in gold.tags)
    by_kind = ", ".join(f"{kinds[kind]:,} {kind}" for kind in KINDS)
    share = floating / kinds["direct"] if kinds["direct"] else 0
    by_label = ", ".join(f"{label} {labels[label]:,}" for label in LABELS if labels[label])
    return [
        f"{articles:,} articles, {words:,} words, {kinds.total():,} quotations ({by_kind}; "
        f"{share:.0%} of the direct ones floating), {speakers:,} speakers, "
        f"{organizations:,} organizations ({mentions:,} mentions), {dates:,} dates",
        f"labels: {by_label or 'none'}",
    ]
