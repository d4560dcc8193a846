"""Bylines: `By Ana Reyes and Tom Ford, Reuters` names three authors or agencies."""

import re

from ontherecord.normalize.dateline import is_agency

LONGEST_LINE = 160
MOST_WORDS = 20

LABEL = re.compile(
    r"(?:words by|written by|reported by|reporting by|story by|text by|by|byline|authors?|reporters?)(?::\s*|\s+)",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"(?:staff|senior|chief|associate|contributing|special|foreign|political)?[\w ]{0,40}"
    r"\b(?:writer|reporter|correspondent|editor|columnist|contributor|staff|analyst|producer|journalist|desk)$",
    re.IGNORECASE,
)
SPECIAL = re.compile(r"(?:special|exclusive) (?:to|for) [\w &'’.-]{1,60}", re.IGNORECASE)
SEPARATOR = re.compile(r"\s*(?:,|;|\||/|•|·|&|\band\b|\bfor\b|\bwith\b)\s*")
PLACE = re.compile(r"\s+(?:in|at|of the)\s+.*$")
ADDRESS = re.compile(r"[\s,;|(<][^\s@]{1,64}@[^\s@]{1,100}$")
ROLE_BREAK = re.compile(r"\s*[,|•·]\s*")
NOT_OF_ROLE = frozenset("a an by for from how the to what who why with".split())
"""Words by which a line that ends like a role is a subhead: `A night at the news desk`."""

SUFFIX = re.compile(r",\s*(Jr|Sr|II|III|IV)\b")
CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|june|july|august|(?:sept|nov|dec)ember|october",
    re.IGNORECASE,
)


def read_byline(line: str) -> tuple[str, ...]:
    """Authors and agencies of a byline; empty where the line is none."""
    if len(line) > LONGEST_LINE or len(line.split()) > MOST_WORDS:
        return ()
    if is_agency(line):
        return (line,)
    label = LABEL.match(line)
    if label is None:
        name, *roles = ROLE_BREAK.split(line, maxsplit=1)
        return (name,) if roles and ROLE.fullmatch(roles[0]) and _is_name(name) else ()
    names = ADDRESS.sub("", line[label.end() :])
    if names.endswith((".", "!", "?", ":", ";")) and not re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", names):
        return ()
    collective = re.match(
        r"(?:our|a|an|the)\b.*\b(?:correspondents?|reporters?|staff|agencies|desk)\b", names, re.IGNORECASE
    )
    if collective:
        return (names,)
    return split_names(line) if _is_name(PLACE.sub("", SEPARATOR.split(names)[0])) else ()


def is_role(line: str) -> bool:
    """Whether a line gives what an author is, such as `Examiner staff writer`, and not who."""
    is_role_name = ROLE.fullmatch(line.removesuffix("s")) is not None
    return SPECIAL.fullmatch(line) is not None or (is_role_name and NOT_OF_ROLE.isdisjoint(line.casefold().split()))


def split_names(byline: str) -> tuple[str, ...]:
    """The names of a byline, with or without its `By`, without places and roles; a collective stays as it is."""
    byline = ADDRESS.sub("", byline)
    label = LABEL.match(byline)
    names = SUFFIX.sub(r" \1", byline[label.end() :] if label else byline)
    parts = (PLACE.sub("", part).strip() for part in SEPARATOR.split(names))
    return tuple(part for part in parts if part and not ROLE.fullmatch(part))


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= 6
        and words[0][0].isupper()
        and not CALENDAR.fullmatch(words[0])
        and not re.search(r"\d", text)
    )
