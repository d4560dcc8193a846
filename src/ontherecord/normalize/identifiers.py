"""Ids of articles: safe in every reader and file name, and unique in a corpus."""

import itertools
import re
import unicodedata
import uuid
from collections.abc import Container, Mapping, Sequence

LONGEST = 190
"""Characters of an id; the schema allows 200, so that a number fits behind."""
FALLBACK = "article"


def safe_id(text: str) -> str:
    """The text as an id: ASCII letters, digits, `.`, `_` and `-` only, neither all digits nor like a UUID.

    Other programs read all digits as a number and a UUID as a type of its own.
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", ascii_text).strip("-._")[:LONGEST].rstrip("-._") or FALLBACK
    return f"{FALLBACK}-{safe}"[:LONGEST] if safe.isdigit() or _is_uuid(safe) else safe


def unique_id(candidates: Sequence[str], wanted_by: Mapping[str, int], taken: Container[str]) -> str:
    """The first candidate that no other article wants or has, else the first one with a number behind it.

    Args:
        candidates: ids in order of preference.
        wanted_by: how many articles have a candidate, by its case-folded form.
        taken: case-folded ids that are given away.
    """
    for candidate in candidates:
        if wanted_by.get(candidate.casefold(), 0) <= 1 and candidate.casefold() not in taken:
            return candidate
    numbered = (f"{candidates[0]}-{number}" for number in itertools.count(1))
    return next(candidate for candidate in numbered if candidate.casefold() not in taken)


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
