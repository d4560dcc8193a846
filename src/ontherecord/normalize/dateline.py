"""The place dateline in front of the first sentence: `VILNIUS, Lithuania (AP) — `, `Taipei, Taiwan — `.

A sentence can hold a dash too, so a dateline needs proof: a place in capitals, a known city or region, an agency in
brackets, or a date. The names are in `places.toml`.
"""

import functools
import importlib.resources
import re
import tomllib

import msgspec

from ontherecord.normalize.printed_dates import MONTH_NAME, WEEKDAY, PublicationDay, find_publication_day

LONGEST_HEAD = 100
"""Characters that a dateline has at most."""

SHORTEST_SENTENCE = 4
"""Words that follow a dateline at least."""

DASH = re.compile(r"\s*(?:—|–|--+)\s*|\s+[-_]+\s+|\s+[-_]+$|:?\s+/PRNewswire/\s*-*\s*")
AGENCY = re.compile(r"\s*(?:\(([^()]{2,40})\)|/([^/]{2,40})/)$")
DAY = re.compile(
    rf",?\s*(?:{WEEKDAY},?\s*)?(?:{MONTH_NAME} \d{{1,2}}|\d{{1,2}} {MONTH_NAME})(?:,? \d{{4}})?$", re.IGNORECASE
)
OPENERS = {"In", "At", "On", "From", "For", "With", "After", "Before", "Outside", "Near", "Since", "But", "And"}
"""Words in front of a place that make it part of a sentence."""

PARTICLES = {"de", "del", "da", "do", "la", "le", "el", "of", "the", "on", "upon", "and"}
OPENING = re.compile(r"[\"'“‘«`(\[]*[A-Z0-9À-Þ$£€]")


class Dateline(msgspec.Struct, frozen=True):
    """A dateline as printed, the day of publication that it tells, and the paragraph without it."""

    text: str
    day: PublicationDay | None
    rest: str


class _Places(msgspec.Struct, frozen=True):
    regions: frozenset[str]
    cities: frozenset[str]
    agencies: frozenset[str]
    labels: frozenset[str]


@functools.cache
def places() -> _Places:
    """The tables of `places.toml`."""
    table = tomllib.loads(importlib.resources.files(__package__).joinpath("places.toml").read_text(encoding="utf-8"))
    return _Places(**{name: frozenset(entries) for name, entries in table.items()})


def split_dateline(paragraph: str) -> Dateline | None:
    """Split a place dateline off a paragraph; None where it opens with none."""
    dash = DASH.search(paragraph[: LONGEST_HEAD + 10])
    if dash is None or dash.start() > LONGEST_HEAD:
        return None
    head, rest = paragraph[: dash.start()], paragraph[dash.end() :]
    follows = OPENING.match(rest) and len(rest.split(maxsplit=SHORTEST_SENTENCE)) >= SHORTEST_SENTENCE
    if not follows or not _is_dateline(head):
        return None
    printed = find_publication_day(AGENCY.sub("", head))
    return Dateline(head, printed.day if printed else None, rest)


def is_place_line(line: str) -> bool:
    """Whether a line of its own is a place dateline: a known city, or any place with a known region or an agency."""
    head = line.strip(" —–-")
    if len(head) > LONGEST_HEAD:
        return False
    place, agency, _ = _take_apart(head)
    return _is_proven(place, agency) or place in places().cities or place.title() in places().cities


def is_agency(name: str) -> bool:
    """Whether a name is that of a known news agency."""
    return name in places().agencies


def _is_dateline(head: str) -> bool:
    place, agency, day = _take_apart(head)
    if not place:
        return agency is not None and is_agency(agency)
    city = place.split(",")[0].strip()
    if city in places().labels or city.partition(" ")[0] in OPENERS:
        return False
    return _is_proven(place, agency) or _is_capitals(city) or city in places().cities or (day and _is_name(place))


def _take_apart(head: str) -> tuple[str, str | None, bool]:
    """Place with its region, agency, and whether a day follows the place."""
    agency = AGENCY.search(head)
    before = head[: agency.start()] if agency else head
    place = DAY.sub("", before)
    return place.strip(" ,"), (agency[1] or agency[2]) if agency else None, place != before


def _is_proven(place: str, agency: str | None) -> bool:
    """Whether a known region follows the city, or a known agency the place."""
    if not place or not _is_name(place.replace("/", " ")):
        return False
    region = place.rpartition(",")[2].strip()
    return ("," in place and region in places().regions) or (agency is not None and is_agency(agency))


def _is_capitals(city: str) -> bool:
    words = re.split(r"[ /]", city)
    letters = sum(character.isalpha() for character in city)
    return (
        letters >= 3
        and len(words) <= 5
        and all((word.isupper() and not _has_digit(word)) or word in PARTICLES for word in words)
    )


def _is_name(place: str) -> bool:
    words = place.replace(",", " ").split()
    return len(words) <= 8 and all((word[0].isupper() and not _has_digit(word)) or word in PARTICLES for word in words)


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)
