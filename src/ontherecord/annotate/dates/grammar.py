"""The grammar of temporal expressions (`grammar.toml`): pairs of a reading and a pattern, compiled once."""

import functools
from collections.abc import Sequence

from ontherecord.annotate.dates.patterns import Grammar
from ontherecord.annotate.dates.vocabulary import table


@functools.cache
def grammar() -> Grammar:
    """The compiled grammar."""
    return Grammar(table("grammar.toml")["parts"], rules())


def rules() -> Sequence[tuple[str, str]]:
    """Reading and pattern of every rule, the preferred ones first."""
    return [(rule["reading"], pattern) for rule in table("grammar.toml")["rule"] for pattern in rule["patterns"]]
