"""Names of organizations compared: which two forms can stand for one body."""

import functools
import re
import unicodedata

from ontherecord.annotate.names.lexicon import country_code, head_words, is_legal_form, words

COUNTRY_PREFIX = "@"
"""Marks a country among comparable words: `@GB` stands for "United Kingdom", "U.K." and "British" alike."""

_WORD = re.compile(r"[^\W_]+(?:[.'&][^\W_]+)*\.?")
_SMALL_WORDS = frozenset({"a", "and", "at", "for", "in", "of", "on", "the", "to"})
_NUMBER_GROUP = re.compile(r"G\d{1,2}")
_PARTS_OF_THE_WORLD = frozenset({"african", "central", "latin", "native", "new", "north", "northern", "south", "west"})
"""Words that make another place of a country behind them: "New Mexico", "Northern Ireland", "Latin American"."""
_GROUP_OF = re.compile(r"group of (\S+)", re.IGNORECASE)
_GROUP_NUMBERS = {
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "twenty-four": 24,
    "thirty": 30,
    "seventy-seven": 77,
}
_LONGEST_COUNTRY_NAME = 4
_SHORTEST_FIRST_WORD = 3
_REMEMBERED_NAMES = 1 << 16


def is_short_for(short: str, full: str) -> bool:
    """Whether one name is an equal, shortened or abbreviated form of another.

    "Grid Watch" is short for "Grid Watch of Harlow", "Home Office" for "UK Home Office", "Initech" for "Initech AG",
    "G7" for "Group of Seven", "Trade Ministry" for "Ministry of Trade"; "Harlow University" is not short
    for "Harlow University Press Club", nor "Initech Inc." for "Initech Software".
    """
    less, more = comparable_words(short), comparable_words(full)
    if not less or less == more or is_acronym_of(short, full):
        return bool(less)
    if len(less) > len(more) or _is_generic(less) or is_legal_form(short.rsplit(maxsplit=1)[-1]):
        return False
    return (
        _is_turned_round(short, full)
        or _is_complement(short, full)
        or any(
            more[skipped : skipped + len(less)] == less
            and all(word.startswith(COUNTRY_PREFIX) for word in more[:skipped])
            and _adds_nothing(short, full, more[skipped + len(less) :])
            for skipped in range(len(more) - len(less) + 1)
        )
    )


def is_acronym_of(short: str, full: str) -> bool:
    """Whether the letters of one name are the initials of another, or "G7" stands for "Group of Seven"."""
    return letters(short) in _abbreviations(full)


def may_be_shortened(full: str) -> bool:
    """Whether the first word of a name can stand for it: that of a company or a club, unless it tells nothing.

    Names of public bodies begin with that of a place, which stands for the place.
    """
    first = full.split(maxsplit=1)[0]
    head = head_words().get(head_of(full) or "")
    return (
        len(first) >= _SHORTEST_FIRST_WORD
        and (head is None or (head.kind in {None, "company", "team"} and not head.rejects))
        and first.istitle()
        and country_code(first) is None
        and first.lower() not in head_words().keys() | words().given_names | words().titles
    )


def keys_of_full_name(full: str) -> frozenset[str]:
    """What a short form can repeat of a full name: its telling words, and what its initials spell."""
    return frozenset({*comparable_words(full), *_abbreviations(full)})


def letters(short: str) -> str:
    """The letters and figures of an acronym in upper case; empty where the name is none."""
    plain = re.sub(r"[.\s-]", "", short)
    is_acronym = plain.isalnum() and sum(map(str.isupper, plain)) >= 2
    return plain.upper() if is_acronym or _NUMBER_GROUP.fullmatch(plain) else ""


@functools.lru_cache(maxsize=_REMEMBERED_NAMES)
def comparable_words(name: str) -> tuple[str, ...]:
    """The telling words of a name: lower case, countries as their code, no full stops, small words or legal form."""
    plain = [word.replace(".", "") for word in _lower_words(name)]
    while len(plain) > 1 and is_legal_form(plain[-1]):
        plain.pop()
    compared = []
    position = 0
    while position < len(plain):
        is_part = position > 0 and plain[position - 1] in _PARTS_OF_THE_WORLD
        widths = range(0 if is_part else min(_LONGEST_COUNTRY_NAME, len(plain) - position), 0, -1)
        width = next((width for width in widths if country_code(" ".join(plain[position : position + width]))), 0)
        if width:
            compared.append(f"{COUNTRY_PREFIX}{country_code(' '.join(plain[position : position + width]))}")
        elif plain[position] not in _SMALL_WORDS:
            compared.append(plain[position])
        position += width or 1
    return tuple(compared)


def head_of(name: str) -> str | None:
    """The head of a name, as `head_words` lists it: before "of" ("Court" of "Court of Appeal"), else at the end.

    Two words come before one: "Air Force", "Supreme Court".
    """
    before_of = re.split(r"\s(?:of|for|on)\s", name, maxsplit=1)[0]
    for part in (before_of, name):
        plain = [word.rstrip(".") for word in _lower_words(part)]
        for last_words in (" ".join(plain[-2:]), " ".join(plain[-1:])):
            if last_words in head_words():
                return last_words
    return None


def _lower_words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name.replace("’", "'"))]


def _abbreviations(full: str) -> frozenset[str]:
    """What the initials of a name of several words spell, with and without its small words and its legal form."""
    group = _GROUP_OF.fullmatch(full)
    if group:
        return frozenset({f"G{_GROUP_NUMBERS.get(group[1].lower(), group[1])}"})
    plain = unicodedata.normalize("NFKD", full)
    parts = [part for part in re.split(r"[\s/–-]+", plain) if part[:1].isalnum()]
    telling = [part for part in parts if part.lower() not in _SMALL_WORDS]
    without_form = [part for part in telling if not is_legal_form(part)]
    spelled = ("".join(part[0] for part in some).upper() for some in (parts, telling, without_form))
    return frozenset(letters for letters in spelled if len(letters) > 1)


def _is_generic(compared: tuple[str, ...]) -> bool:
    """Whether a single word names nothing in particular: a country or a head word."""
    return len(compared) == 1 and (compared[0].startswith(COUNTRY_PREFIX) or compared[0] in head_words())


def _is_turned_round(short: str, full: str) -> bool:
    """Whether both are the same government body: "Trade Ministry" and "Ministry of Trade"."""
    head = head_words().get(head_of(full) or "")
    is_government = head is not None and head.kind == "government"
    return is_government and sorted(comparable_words(short)) == sorted(comparable_words(full))


def _is_complement(short: str, full: str) -> bool:
    """Whether the full name is only a head word "of" the short one: "Church of Harlow" and "Harlow"."""
    head, _, complement = full.partition(" of ")
    return head.lower() in head_words() and complement.removeprefix("the ") == short


def _adds_nothing(short: str, full: str, rest: tuple[str, ...]) -> bool:
    """Whether what a full name has behind its short form is an "of" phrase, a legal form or a head word."""
    _, found, tail = full.lower().partition(short.lower())
    if found and tail.split()[:1] in (["of"], ["for"], ["in"]):
        return True
    return not rest or (" ".join(rest) in head_words() and rest[-1] not in words().daughter_words)
