"""How much of some wikitext stands open at once: the measure by which markup made to stop the parser is told."""

import re
from collections import Counter

MOST_OPEN = 30
"""Constructs that may stand open at one place; the time of the parser grows with their number."""

OPENINGS = re.compile(
    r"\{\{|\}\}|\[\[|\]\]|\{\||\|\}|\[(?=https?:)|\]|<!--|-->|<(/?)([a-z][a-z0-9]{0,20})\b([^<>]{0,500}>)?", re.I
)
CLOSES = {"}}": "{{", "]]": "[[", "|}": "{|", "]": "[", "-->": "<!--"}
WITHOUT_END = frozenset(("br", "hr", "img", "wbr", "li", "references"))


def most_open(text: str) -> int:
    """How many templates, links, tables and tags stand open at one place, those that are never closed among them."""
    open_: Counter[str] = Counter()
    most = 0
    for match in OPENINGS.finditer(text):
        token = match[0]
        if match[2]:
            tag = f"<{match[2].lower()}"
            is_alone = match[2].lower() in WITHOUT_END or (match[3] or "").endswith("/>")
            if match[1]:
                open_[tag] = max(open_[tag] - 1, 0)
            elif not is_alone or not match[3]:
                open_[tag] += 1
        elif token in CLOSES:
            open_[CLOSES[token]] = max(open_[CLOSES[token]] - 1, 0)
        else:
            open_[token] += 1
        most = max(most, open_.total())
    return most
