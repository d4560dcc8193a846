"""When something was said: the day that a sentence ties to its verb of speech (rule Q13 of the guidelines)."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from ontherecord.annotate.quotations.attributions import Attribution
from ontherecord.annotate.quotations.sources import SUBJECTS
from ontherecord.annotate.quotations.speech_cues import cue_at
from ontherecord.annotate.speakers.name_index import token_range
from ontherecord.records import Date

GIVEN_OUT = frozenset(
    "aired broadcast circulated completed dated delivered filed given handed issued mailed posted presented printed"
    " published read released sent signed submitted written".split()
)
"""Participles that date a statement, a letter or a study: "in a letter dated 3 May, she wrote"."""
ADDRESSED = frozenset(["asked", "contacted", "interviewed", "questioned", "reached"])
"""Participles that date an answer: "Asked on Monday whether it would hold, she said"."""


def date_of_speech(doc: Doc, attribution: Attribution, dates: Sequence[Date]) -> str | None:
    """The id of the day or time at which a quotation was said, where a calendar date depends on its cue.

    Of several it is the first time of day, and without one the first date.

    Args:
        doc: the parsed article.
        attribution: the quotation.
        dates: the dates of the article that stand in no quotation, in the order of the text.
    """
    if attribution.cue is None:
        return None
    cue = doc[token_range(doc, *attribution.cue)[0]]
    acts = list(_acts_of_speech(cue))
    first, last = (
        bisect_left(dates, offset, key=lambda date: date.start) for offset in (cue.sent.start_char, cue.sent.end_char)
    )
    tied = [
        date
        for date in dates[first:last]
        if date.type in {"DATE", "TIME"}
        and date.value[:1].isdigit()
        and _dated_verb(doc[slice(*token_range(doc, date.start, date.end))].root) in acts
    ]
    return min(tied, key=lambda date: date.type != "TIME").id if tied else None


def _acts_of_speech(cue: Token) -> Iterator[Token]:
    """A verb of speech, and those before it of which it is a part: "wrote … and asked", "left on Monday, saying"."""
    yield cue
    while cue.head != cue and (_continues(cue) or (cue.dep_ == "advcl" and cue.tag_ == "VBG")):
        cue = cue.head
        yield cue


def _continues(verb: Token) -> bool:
    """Whether a verb has its subject from a verb of speech that it is joined to."""
    has_subject = any(child.dep_ in SUBJECTS for child in verb.children)
    return verb.dep_ == "conj" and not has_subject and cue_at(verb.head) is not None


def _dated_verb(token: Token) -> Token:
    """The verb that a word dates, or what keeps it from one: the head of its sentence, or an appositive."""
    while token.head != token and token.dep_ != "appos" and (not token.tag_.startswith("VB") or _is_passed(token)):
        token = token.head
    return token


def _is_passed(verb: Token) -> bool:
    return (verb.dep_ == "acl" and verb.lower_ in GIVEN_OUT) or (verb.dep_ == "advcl" and verb.lower_ in ADDRESSED)
