"""Whether the confidence of quotations is to be trusted: of those with 0.9, nine in ten should be right."""

import itertools
from collections.abc import Iterable, Iterator

from ontherecord.evaluate.measures import match_quotations, same_speaker, speaker_of
from ontherecord.records import Article, Quotation

Judged = tuple[Quotation, bool]
"""A quotation that was found, and whether it is right."""

BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def judge(gold: Article, predicted: Article) -> Iterator[Judged]:
    """Every predicted quotation: right where gold has its span and its speaker, or no speaker as it has none."""
    partners = {id(other): one for one, other in match_quotations(gold, predicted)}
    for quotation in predicted.quotations:
        partner = partners.get(id(quotation))
        if partner is None:
            yield quotation, False
            continue
        wanted, found = speaker_of(gold, partner), speaker_of(predicted, quotation)
        yield quotation, same_speaker(wanted, found) or (wanted is None and found is None)


def reliability_table(judged: Iterable[Judged]) -> str:
    """A Markdown table: for each band of confidence the quotations, their mean confidence, the share that is right."""
    rows = [(quotation.confidence, right) for quotation, right in judged if quotation.confidence is not None]
    lines = ["| confidence | quotations | mean confidence | right |", "| --- | ---: | ---: | ---: |"]
    for low, high in itertools.pairwise(BOUNDS):
        band = [row for row in rows if low <= row[0] < high or row[0] == high == BOUNDS[-1]]
        if band:
            mean = sum(confidence for confidence, _ in band) / len(band)
            share = sum(right for _, right in band) / len(band)
            lines.append(f"| {low:.1f} to {high:.1f} | {len(band)} | {mean:.2f} | {share:.2f} |")
    return "\n".join(lines)
