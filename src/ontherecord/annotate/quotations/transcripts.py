"""Interviews and transcripts: paragraphs that open with the label of who speaks (`Q:`, `ANA RUIZ:`), without marks."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from ontherecord.annotate.quotations.attributions import Attribution
from ontherecord.annotate.quotations.marks import MARK
from ontherecord.records import Paragraph, split_paragraphs

LABEL = re.compile(r"([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})(?: \([^()\n]{1,60}\))?:\s+(?=\S)")
"""One to five capitalised words, with a remark in brackets or not, and a colon."""


def find_transcript_quotations(text: str) -> tuple[Attribution, ...]:
    """The paragraphs of labelled speech; those without a label between two labelled ones go on with the one before.

    A label counts where it returns, or beside one that does; a text is a transcript only with two of them.
    """
    paragraphs = split_paragraphs(text)
    labels = [_label(text, paragraph) for paragraph in paragraphs]
    counts = Counter(label.group(1) for label in labels if label is not None)
    speakers = {name for name, count in counts.items() if count > 1}
    spoken = _turns(labels, speakers)
    turns = [number for number, label in enumerate(spoken) if label is not None]
    if len({label.group(1) for label in spoken if label is not None}) < 2:
        return ()
    spoken = spoken[: turns[-1] + 1]
    return tuple(_speech(paragraphs, spoken, number) for number in range(turns[0], len(spoken)))


def _turns(labels: Sequence[re.Match[str] | None], speakers: Collection[str]) -> list[re.Match[str] | None]:
    """The labels of speakers, and those beside one of them, whose speaker says only one thing."""
    spoken = [label if label is not None and label.group(1) in speakers else None for label in labels]
    return [label if any(spoken[max(number - 1, 0) : number + 2]) else None for number, label in enumerate(labels)]


def _label(text: str, paragraph: Paragraph) -> re.Match[str] | None:
    label = LABEL.match(text, paragraph.start, paragraph.end)
    return None if label is None or MARK.match(text, label.end()) else label


def _speech(paragraphs: Sequence[Paragraph], spoken: Sequence[re.Match[str] | None], number: int) -> Attribution:
    turn = number
    while (label := spoken[turn]) is None:
        turn -= 1
    is_part = turn < number or (number + 1 < len(spoken) and spoken[number + 1] is None)
    return Attribution(
        label.end() if turn == number else paragraphs[number].start,
        paragraphs[number].end,
        "direct",
        f"turn{turn}" if is_part else None,
        None,
        label.span(1),
        label.span(1),
        "transcript",
    )
