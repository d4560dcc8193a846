"""The temporal vocabulary: phrases of English, the class each belongs to and its value there (`vocabulary.toml`)."""

import functools
import importlib.resources
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import msgspec

Value = int | float | str
"""What a phrase means within its class: a month's number, a unit, a shift, a TIMEX3 modifier."""


class Phrase(msgspec.Struct, frozen=True):
    """One phrase of the vocabulary."""

    words: tuple[str, ...]
    class_name: str
    value: Value


def table(name: str) -> Mapping[str, Any]:
    """One data file of this package."""
    return tomllib.loads((importlib.resources.files(__package__) / name).read_text(encoding="utf-8"))


@functools.cache
def phrases() -> Mapping[tuple[str, str], tuple[Phrase, ...]]:
    """All phrases by their first two words; the second is empty for a phrase of one word."""
    by_beginning: dict[tuple[str, str], list[Phrase]] = defaultdict(list)
    for class_name, entries in table("vocabulary.toml").items():
        values = entries if isinstance(entries, Mapping) else dict.fromkeys(entries, "")
        for text, value in values.items():
            words = tuple(text.split())
            by_beginning[words[0], words[1] if len(words) > 1 else ""].append(Phrase(words, class_name, value))
    return {beginning: tuple(found) for beginning, found in by_beginning.items()}
