"""A quotation as the sentence gives it, before its source is resolved to a speaker of the article."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from ontherecord.records import QuotationKind

Offsets = tuple[int, int]
"""Half-open code point offsets into the text."""


Rule = Literal[
    "cue-after",
    "cue-before",
    "label",
    "signature",
    "transcript",
    "floating",
    "clause",
    "infinitive",
    "gerund",
    "as",
    "name",
    "comment",
    "broken-comment",
    "according-to",
    "broken-according-to",
]
"""How a quotation was found."""

CONFIDENCE: Mapping[Rule, float] = {
    "cue-after": 0.97,
    "cue-before": 0.95,
    "label": 0.8,
    "signature": 0.8,
    "transcript": 0.9,
    "floating": 0.85,
    "clause": 0.9,
    "infinitive": 0.75,
    "gerund": 0.7,
    "as": 0.8,
    "name": 0.75,
    "comment": 0.85,
    "broken-comment": 0.6,
    "according-to": 0.9,
    "broken-according-to": 0.6,
}
"""How often what a rule finds is right: estimated on annotated and on read news articles; for rare rules a guess."""


class Attribution(msgspec.Struct, frozen=True):
    """A quotation with what the sentence tells about its source, before the source is resolved to a speaker.

    Attributes:
        start: offset of the first code point of the quotation, marks excluded.
        end: offset after its last code point.
        kind: direct, indirect or mixed.
        group: shared by the parts of one broken quotation (`g1`), else None.
        cue: head of the verb of speech, or "according to"; None for a floating quotation.
        source: the string nearest to the cue that names the source (a name without its title, a pronoun or a nominal);
            None for a floating quotation and where nobody is named.
        source_phrase: the whole noun phrase of the source with title, appositives and complements
            ("Kremlin spokesman Dmitry Peskov"); None where `source` is None.
        rule: name of the rule that found it.
        confidence: how sure the rule is, 0 to 1.
    """

    start: int
    end: int
    kind: QuotationKind
    group: str | None
    cue: Offsets | None
    source: Offsets | None
    source_phrase: Offsets | None
    rule: Rule
    confidence: float
