"""Quotations without a source of their own: whose words they are by what stands before them."""

from collections.abc import Iterable, Mapping, Sequence

from ontherecord.annotate.quotations.attributions import Attribution
from ontherecord.annotate.speakers.discourse import Discourse, Place, Resolution

CLEAR = 2.0
"""Score from which on a speaker goes on beyond doubt."""
FIRST_PERSON = frozenset(["i", "i’m", "i'm", "me", "my", "myself"])


def carry_over(
    discourse: Discourse,
    attribution: Attribution,
    here: Place,
    last: tuple[Resolution, Place] | None,
    words: Iterable[str],
) -> Resolution | None:
    """The speaker of a quotation that names none: who spoke last, or whom the sentences before bring in.

    Args:
        discourse: the article up to the quotation.
        attribution: the quotation.
        here: where it begins.
        last: the speaker of the quotation before that is no document's, and where that quotation ends.
        words: the words of the quotation in lower case.
    """
    if attribution.cue is not None and attribution.kind == "indirect":
        return None
    weights = discourse.weights
    scores: dict[int, float] = {}
    if last is not None:
        resolution, end = last
        near = weights.goes_on, weights.goes_on_next, weights.goes_on_second
        between = here.paragraph - end.paragraph
        scores[resolution.party] = near[between] if 0 <= between < len(near) else weights.goes_on_later
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
