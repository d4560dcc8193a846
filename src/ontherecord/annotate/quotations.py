"""Quotations: what is said, by which cue, and which words name the source."""

import msgspec
from spacy.tokens import Doc

from ontherecord.records import QuotationKind

Offsets = tuple[int, int]
"""Half-open code point offsets into the text."""


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
    rule: str
    confidence: float


def find_quotations(doc: Doc) -> tuple[Attribution, ...]:
    """The quotations of a parsed article, in the order of the text."""
    raise NotImplementedError
