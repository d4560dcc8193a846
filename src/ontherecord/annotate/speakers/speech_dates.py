"""When something was said: the day that a sentence ties to its verb of speech."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from ontherecord.annotate.quotations.attributions import Attribution
from ontherecord.annotate.speakers.name_index import token_range
from ontherecord.records import Date


def date_of_speech(doc: Doc, attribution: Attribution, dates: Sequence[Date]) -> str | None:
    """The id of the day or time at which a quotation was said, where a calendar date depends on its cue."""
    if attribution.cue is None:
        return None
    cue = doc[token_range(doc, *attribution.cue)[0]]
    sentence = cue.sent
    return next(
        (
            date.id
            for date in dates
            if sentence.start_char <= date.start < sentence.end_char
            and date.type in {"DATE", "TIME"}
            and date.value[:1].isdigit()
            and not attribution.start <= date.start < attribution.end
            and _verb_above(doc[slice(*token_range(doc, date.start, date.end))].root) == cue
        ),
        None,
    )


def _verb_above(token: Token) -> Token:
    """The nearest verb on which a word depends, or the head of its sentence."""
    while not token.tag_.startswith("VB") and token.head != token:
        token = token.head
    return token
