"""The weights of the evidence for speakers, searched anew on gold and reviewed layers.

The search goes along one weight at a time from the weights as they are, with steps that become smaller, and takes a
step by which clearly more quotations get their speaker. Nothing in it is drawn, and what is as good as before is left
alone: from the weights that it found it finds no others.
"""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from ontherecord.annotate.documents import Heard
from ontherecord.annotate.speakers.weights import Weights
from ontherecord.evaluate.measures import match_quotations, same_speaker, speaker_of
from ontherecord.records import Article, Speaker

STEPS = (0.8, 0.4, 0.2, 0.1)
"""Changes of a weight that are tried, upwards and downwards."""
LEAST_GAIN = 0.001
"""Share of the quotations for which a step must be better: smaller gains did not hold on articles not searched on."""

Score = Callable[[Weights], float]


def search(score: Score, start: Weights) -> Weights:
    """The weights with the highest score that the search comes to, written with two digits.

    Args:
        score: how good weights are, from 0 to 1; called once for each that is tried.
        start: where the search begins.
    """
    best, highest = start, score(start)
    for step in STEPS:
        is_improved = True
        while is_improved:
            is_improved = False
            for name in Weights.__struct_fields__:
                for candidate in _along(best, name, step):
                    if (value := score(candidate)) - highest >= LEAST_GAIN:
                        best, highest, is_improved = candidate, value, True
                        break
    return best


def right_speakers(pairs: Sequence[tuple[Article, Heard]], start: Weights) -> Score:
    """A score: the share of the quotations of gold that are found which get the speaker that gold says."""
    wanted = [tuple(_wanted(gold, heard, start)) for gold, heard in pairs]
    everything = sum(map(len, wanted))

    def score(weights: Weights) -> float:
        right = 0
        for (_, heard), speakers in zip(pairs, wanted, strict=True):
            if not speakers:
                continue
            article = heard.attributed(weights)
            right += sum(
                same_speaker(speaker, speaker_of(article, article.quotations[number])) for number, speaker in speakers
            )
        return right / max(everything, 1)

    return score


def _along(weights: Weights, name: str, step: float) -> Iterator[Weights]:
    for change in (step, -step):
        yield msgspec.structs.replace(weights, **{name: round(getattr(weights, name) + change, 2)})


def _wanted(gold: Article, heard: Heard, weights: Weights) -> Iterator[tuple[int, Speaker]]:
    """The numbers of the quotations that gold has too, each with its speaker; they are the same for all weights."""
    found = heard.attributed(weights)
    numbers = {id(quotation): number for number, quotation in enumerate(found.quotations)}
    for one, other in match_quotations(gold, found):
        speaker = speaker_of(gold, one)
        if speaker is not None:
            yield numbers[id(other)], speaker
