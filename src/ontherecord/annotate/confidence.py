"""How sure a quotation is: how often what its rule found was right on gold.

`confidence.json` holds the counts, by rule, from the train split of the project's own gold; `scripts/fit_confidence.py`
makes it. A rule is the way in which the quotation was found and the evidence for its speaker, `cue-after+pronoun`.
"""

import functools
import importlib.resources
from collections.abc import Iterable, Mapping

import msgspec

PRIOR = 8
"""Imagined quotations by which a rule counts as good as all with the same evidence, and these as all there are."""


class Count(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many quotations of a rule were right, span and speaker, of all that it found."""

    right: int
    found: int


@functools.cache
def counts() -> Mapping[str, Count]:
    """The counts by rule."""
    table = (importlib.resources.files(__package__) / "confidence.json").read_bytes()
    return msgspec.json.decode(table, type=dict[str, Count])


@functools.lru_cache(maxsize=1024)
def confidence_of(rule: str) -> float:
    """The share of right quotations to be expected of a rule, 0 to 1, by the counts of the package."""
    return confidence_by(counts(), rule)


def confidence_by(table: Mapping[str, Count], rule: str) -> float:
    """The same by another table of counts: the share of the rule itself, smoothed by those of its evidence."""
    evidence = rule.rpartition("+")[2]
    related = (count for name, count in table.items() if name.rpartition("+")[2] == evidence)
    everything = _share(table.values(), 0.5)
    return round(_share(filter(None, [table.get(rule)]), _share(related, everything)), 2)


def _share(some: Iterable[Count], prior: float) -> float:
    """The share of right ones, with the prior mixed in."""
    listed = list(some)
    right, found = sum(count.right for count in listed), sum(count.found for count in listed)
    return (right + PRIOR * prior) / (found + PRIOR)
