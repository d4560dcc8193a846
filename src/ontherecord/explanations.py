"""The long story of each finding code: what it means, why it matters, a bad and a good example, how to mend it."""

import functools
import importlib.resources
import textwrap
import tomllib
from collections.abc import Mapping

import msgspec

from ontherecord.findings import Code

PAGE_WIDTH = 100
"""Columns of a paragraph; examples keep their lines."""


class Explanation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be said of a code besides its meaning and its hint.

    Attributes:
        why: why it matters.
        bad: a short example in which it is found.
        good: the example as it should be.
    """

    why: str
    bad: str
    good: str


@functools.cache
def explanations() -> Mapping[str, Explanation]:
    """All explanations by the slug of their code."""
    text = importlib.resources.files(__package__).joinpath("explanations.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Explanation])


def explain(code: Code) -> str:
    """The long story of a code as plain text."""
    explanation = explanations()[code.slug]
    parts = (
        f"{code} ({code.severity})",
        code.meaning,
        textwrap.fill(explanation.why, PAGE_WIDTH),
        f"Bad:\n{_indented(explanation.bad)}",
        f"Good:\n{_indented(explanation.good)}",
        f"What to do: {code.hint}",
    )
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
