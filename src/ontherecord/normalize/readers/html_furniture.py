"""What belongs to the page and not to the article, by the names of its elements; rules in `html_furniture.toml`."""

import functools
import importlib.resources
import re
import tomllib
from typing import TYPE_CHECKING

import msgspec

from ontherecord.normalize.readers.html_names import names

if TYPE_CHECKING:
    from lxml.etree import _Element

STANDFIRST = "standfirst"
"""The rule for the lines under a headline, which holds above the first paragraph only."""

PAYWALL = "paywall"
"""The rule for what only subscribers see: prompts, but with some houses the article itself."""

RELATED_LINKS = "related-links"
"""The rule for boxes of links to other articles."""

HIDDEN = "hidden"
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Rule(msgspec.Struct, frozen=True):
    """One sort of furniture: the name told in the finding, the names of its elements, its tags."""

    name: str
    names: re.Pattern[str]
    tags: frozenset[str]


@functools.cache
def rules() -> tuple[Rule, ...]:
    """The rules of `html_furniture.toml`, in its order."""
    file = importlib.resources.files(__package__).joinpath("html_furniture.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        Rule(rule["name"], re.compile(f"[ -](?:{'|'.join(rule['names'])})[ -]"), frozenset(rule.get("tags", ())))
        for rule in table["rule"]
    )


def furniture_rule(element: "_Element") -> str | None:
    """The rule by which an element is furniture, or None."""
    if element.get("hidden") is not None or HIDDEN_STYLE.search(element.get("style", "")):
        return HIDDEN
    return _rule_of(str(element.tag), names(element))


@functools.lru_cache(maxsize=4096)
def _rule_of(tag: str, folded: str) -> str | None:
    return next((rule.name for rule in rules() if tag in rule.tags or rule.names.search(folded)), None)
