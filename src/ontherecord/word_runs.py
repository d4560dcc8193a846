"""The words of a text as they are compared between articles: case, punctuation and spacing do not count."""

import re

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text, case folded."""
    return _WORD.findall(text.casefold())
