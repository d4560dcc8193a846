"""A quotation as the sentence gives it, before its source is resolved to a speaker of the article."""

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
    """

    start: int
    end: int
    kind: QuotationKind
    group: str | None
    cue: Offsets | None
    source: Offsets | None
    source_phrase: Offsets | None
    rule: Rule
