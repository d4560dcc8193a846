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
SEPARATOR = re.compile(r"\s*(?:,|;|\||/|•|·|&|\band\b|\bfor\b|\bwith\b)\s*")
PLACE = re.compile(r"\s+(?:in|at)\s+.*$")
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
        name, _, role = line.partition(",")
        return (name,) if role and ROLE.fullmatch(role.strip()) and _is_name(name) else ()
    names = line[label.end() :]
    if names.endswith((".", "!", "?", ":", ";")) and not re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", names):
        return ()
    collective = re.match(
        r"(?:our|a|an|the)\b.*\b(?:correspondents?|reporters?|staff|agencies|desk)\b", names, re.IGNORECASE
    )
    if collective:
        return (names,)
    return split_names(line) if _is_name(PLACE.sub("", SEPARATOR.split(names)[0])) else ()


def split_names(byline: str) -> tuple[str, ...]:
    """The names of a byline, with or without its `By`, without places and roles; a collective stays as it is."""
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
