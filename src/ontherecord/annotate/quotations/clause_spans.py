"""From a range of tokens to a quotation: which punctuation belongs to it, and of which kind it is."""

import msgspec

from ontherecord.annotate.quotations.attributions import Attribution, Offsets, Rule
from ontherecord.annotate.quotations.narration import Narration
from ontherecord.annotate.quotations.sources import Source
from ontherecord.records import QuotationKind

BESIDE = " \t\n\r,;:–—-"
BEFORE = BESIDE + "("
BEHIND = BESIDE + ".?!)"


class Clause(msgspec.Struct, frozen=True):
    """A range of tokens that holds reported words, and the rule that found it.

    Attributes:
        start: first token.
        end: token after the last one.
        rule: name of the rule.
    """

    start: int
    end: int
    rule: Rule


def quotation_of(narration: Narration, clause: Clause, cue: Offsets, source: Source | None) -> Attribution | None:
    """The clause as a quotation: without punctuation round it, but with the marks of its fragments.

    A clause that is a single marked passage is a direct quotation. None where nothing but punctuation is left.
    """
    if clause.start >= clause.end:
        return None
    doc, text = narration.doc, narration.text
    start, end = doc[clause.start].idx, doc[clause.end - 1].idx + len(doc[clause.end - 1])
    inside = narration.passages_between(clause.start, clause.end)
    last_mark = inside[-1].outer_end if inside else start
    while start < end and text[start] in BEFORE:
        start += 1
    while end > max(start, last_mark) and text[end - 1] in BEHIND:
        end -= 1
    kind: QuotationKind = "mixed" if inside else "indirect"
    if inside and inside[0].outer_start <= start and end <= inside[0].outer_end:
        start, end, kind = inside[0].start, inside[0].end, "direct"
    if start >= end:
        return None
    return Attribution(
        start,
        end,
        kind,
        None,
        cue,
        source.name if source else None,
        source.phrase if source else None,
        clause.rule,
    )
