"""Quotations without a source of their own: whose words they are by what stands before them."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from ontherecord.annotate.quotations.attributions import Attribution
from ontherecord.annotate.speakers.discourse import Discourse, Place, Resolution

CLEAR = 2.0
"""Score from which on a speaker goes on beyond doubt."""
ASKING = frozenset(["asked", "asks", "enquired", "enquires", "inquired", "inquires"])
QUESTION_WORDS = frozenset(["how", "if", "what", "when", "where", "whether", "which", "who", "why"])
PAUSE = 10
"""Sentences after which a question or an answer no longer belongs to the same exchange."""
FIRST_PERSON = frozenset(["i", "i’m", "i'm", "me", "my", "myself"])


class Speech(msgspec.Struct, frozen=True):
    """A quotation whose speaker is known.

    Attributes:
        speaker: whose words it gives.
        end: where it ends.
        asks: whether it is a question.
    """

    speaker: Resolution
    end: Place
    asks: bool


def carry_over(
    discourse: Discourse,
    attribution: Attribution,
    here: Place,
    said: Sequence[Speech],
    words: Iterable[str],
    *,
    is_question: bool,
) -> Resolution | None:
    """The speaker of a quotation that names none: who spoke last, or whom the sentences before bring in.

    Args:
        discourse: the article up to the quotation.
        attribution: the quotation.
        here: where it begins.
        said: the last quotation before that is no document's, and the last one of another speaker, if there are any.
        words: the words of the quotation in lower case.
        is_question: whether the quotation is one.
    """
    if attribution.cue is not None and attribution.kind == "indirect":
        return None
    weights = discourse.weights
    scores: dict[int, float] = {}
    if said:
        speaker = _whose_turn(discourse, said, here, is_question=is_question)
        near = weights.goes_on, weights.goes_on_next, weights.goes_on_second
        between = here.paragraph - said[0].end.paragraph
        scores[speaker] = near[between] if 0 <= between < len(near) else weights.goes_on_later
    for introduced in discourse.subjects_before(here):
        in_paragraph = introduced.place.paragraph == here.paragraph
        weight = weights.introduced if in_paragraph else weights.introduced_before
        scores[introduced.party] = scores.get(introduced.party, 0.0) + weight
    if not scores:
        return None
    against = weights.no_person + weights.says_i * (not FIRST_PERSON.isdisjoint(words))
    for number in scores:
        scores[number] += 0.0 if discourse.parties[number].is_person else against
    party = max(scores, key=lambda number: (scores[number], -number))
    return Resolution(party, "carry-over" if scores[party] >= CLEAR else "doubtful-carry-over")


def _whose_turn(discourse: Discourse, said: Sequence[Speech], here: Place, *, is_question: bool) -> int:
    """The party that goes on, or the other one of an exchange: a new paragraph answers a question, or asks again."""
    last, *others = said
    partner = next(iter(others), None)
    if partner is None or here.paragraph == last.end.paragraph or here.sentence - partner.end.sentence > PAUSE:
        return last.speaker.party
    has_answered = partner.asks and not last.asks
    is_exchange = all(discourse.parties[speech.speaker.party].is_person for speech in (last, partner))
    takes_turn = (last.asks and not is_question) or (has_answered and is_question)
    return partner.speaker.party if takes_turn and is_exchange else last.speaker.party


def asks(text: str, attribution: Attribution) -> bool:
    """Whether a quotation is a question that is put to somebody: by its mark or first word, and by its verb if any."""
    words = text[attribution.start : attribution.end].rstrip(" \"'”’»")
    is_question = words.endswith("?") or words.partition(" ")[0].lower() in QUESTION_WORDS
    return is_question and (attribution.cue is None or text[slice(*attribution.cue)].lower() in ASKING)


def share_groups(
    attributions: Sequence[Attribution], resolutions: Mapping[int, Resolution]
) -> tuple[Resolution | None, ...]:
    """The speaker of every attribution; the parts of one quotation have that of the first part with a source."""
    by_group: dict[str, Resolution] = {}
    with_source_first = sorted(resolutions, key=lambda number: (attributions[number].source is None, number))
    for number in with_source_first:
        group = attributions[number].group
        if group is not None:
            by_group.setdefault(group, resolutions[number])
    return tuple(
        by_group.get(attribution.group or "") or resolutions.get(number)
        for number, attribution in enumerate(attributions)
    )
