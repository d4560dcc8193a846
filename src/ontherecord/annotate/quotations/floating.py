"""Quotations in marks that need no cue: sentences of their own, and the headings that repeat them."""

from ontherecord.annotate.quotations.attributions import Attribution
from ontherecord.annotate.quotations.marked import group_of, is_title, starts_sentence
from ontherecord.annotate.quotations.marks import last_sign
from ontherecord.annotate.quotations.narration import FINAL, Narration

SHORTEST_FLOATING = 4
"""Words a passage without cue or full stop needs to be taken for speech; a shorter one is a name or an emphasis."""


def find_floating_quotations(narration: Narration) -> tuple[Attribution, ...]:
    """Marked passages that stand as sentences of their own and need no cue."""
    floating: set[int] = set()
    for number, passage in enumerate(narration.passages):
        if (passage.continues and number - 1 in floating) or _is_floating(narration, number):
            floating.add(number)
    return tuple(
        Attribution(
            passage.start,
            passage.end,
            "direct",
            group_of(narration, number),
            None,
            None,
            None,
            "floating",
        )
        for number, passage in enumerate(narration.passages)
        if number in floating
    )


def _is_floating(narration: Narration, number: int) -> bool:
    """Whether a passage is a sentence of its own."""
    passage = narration.passages[number]
    text = narration.text[passage.start : passage.end]
    end = narration.passage_tokens(number)[1]
    stands_alone = end >= len(narration.doc) or narration.doc[end].is_space or narration.sentence(end)[0] == end
    preceding = narration.words_before(number)
    leads_on = bool(preceding) and preceding[-1].text == ":"
    return (
        (leads_on or starts_sentence(narration, number))
        and stands_alone
        and not text[:1].islower()
        and (
            len(text.split()) >= SHORTEST_FLOATING
            or _is_short_sentence(narration, number)
            or _is_subheading(narration, number)
        )
    )


def _is_subheading(narration: Narration, number: int) -> bool:
    """Whether a passage is a paragraph of its own that repeats words of a speaker: `'No villain'`."""
    passage = narration.passages[number]
    is_paragraph = narration.text.endswith("\n\n", 0, passage.outer_start) and narration.text.startswith(
        "\n\n", passage.outer_end
    )
    following = narration.text[passage.start : passage.end].split()[1:]
    return is_paragraph and bool(following) and all(word[0].islower() for word in following)


def _is_short_sentence(narration: Narration, number: int) -> bool:
    return last_sign(narration.text, narration.passages[number]) in FINAL and not is_title(narration, number)
