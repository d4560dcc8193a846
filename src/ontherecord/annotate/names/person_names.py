"""Names of persons compared: titles, surnames, and which short form belongs to which full name."""

import difflib
import functools
import unicodedata
from collections.abc import Sequence

from ontherecord.annotate.names.lexicon import words
from ontherecord.annotate.names.role_lexicon import gender_of_name

_LONG_SURNAME = 7
_LIKE_ENOUGH = 0.85
_REMEMBERED_NAMES = 1 << 16


@functools.lru_cache(maxsize=_REMEMBERED_NAMES)
def comparable_parts(name: str) -> tuple[str, ...]:
    """The parts of a name without suffixes ("Jr.", "MP"), in lower case and without accents and full stops."""
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    parts = [part.strip(".,").lower() for part in plain.split()]
    parts = [part for part in parts if part]
    while len(parts) > 1 and parts[-1] in words().name_suffixes | words().post_nominals:
        parts.pop()
    return tuple(parts)


def surname_of(name: str) -> str:
    """The surname, comparable: the last part of a name, or the family name that stands first ("Smith Jr.": "smith")."""
    parts = comparable_parts(name)
    if not parts:
        return ""
    return parts[0] if _has_family_name_first(name) else parts[-1]


def _has_family_name_first(name: str) -> bool:
    """Whether a name is of the form "Ban Ki-moon": the second syllable of the given name is in small letters."""
    parts = name.split()
    first, hyphen, second = parts[-1].partition("-")
    return len(parts) > 1 and bool(hyphen) and first[:1].isupper() and second.islower()


def written_surname(name: str) -> str:
    """The surname as it is written in a name: its last part that is no suffix ("Smith Jr." gives "Smith")."""
    parts = name.split()
    if _has_family_name_first(name):
        return parts[0]
    while len(parts) > 1 and parts[-1].strip(".,").lower() in words().name_suffixes:
        parts.pop()
    return parts[-1].rstrip(",")


def surname_with_particles(name: str) -> str | None:
    """The surname with the small words that belong to it and a capital ("Von der Leyen"); None where it has none."""
    parts = name.split()
    first = len(parts) - 1
    while first > 1 and parts[first - 1] in words().surname_particles:
        first -= 1
    surname = " ".join(parts[first:])
    return surname[0].upper() + surname[1:] if 0 < first < len(parts) - 1 else None


def is_given_name(word: str) -> bool:
    """Whether a word is most often a given name."""
    return word.lower() in words().given_names or gender_of_name(word) is not None


def is_short_for(short: str, full: str) -> bool:
    """Whether one name is an equal or shorter form of another: surname, given name, or given name and surname."""
    less, more = comparable_parts(short), comparable_parts(full)
    if not less or len(less) > len(more):
        return False
    if less == more[-len(less) :] or less == more[: len(less)]:
        return True
    return len(less) >= 2 and less[-1] == more[-1] and less[0] == more[0] and set(less) <= set(more)


def is_misspelling_of(short: str, full: str) -> bool:
    """Whether a surname is likely another spelling of the surname in a full name."""
    one, other = surname_of(short), surname_of(full)
    return (
        len(comparable_parts(short)) == 1
        and min(len(one), len(other)) >= _LONG_SURNAME
        and one[0] == other[0]
        and difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE_ENOUGH
    )


def shared_keys(name: str) -> frozenset[str]:
    """Strings of which two forms of one name share at least one: first and last part, initial of a long surname."""
    parts = comparable_parts(name)
    initials = {part[0] for part in parts[-1:] if len(part) >= _LONG_SURNAME}
    return frozenset({*parts[:1], *parts[-1:], *initials})


def matching_full_names(short: str, full_names: Sequence[str]) -> list[str]:
    """The full names that a short form can stand for: by surname; if none, by given name; if none, by misspelling."""
    related = [name for name in full_names if is_short_for(short, name)]
    by_surname = [name for name in related if surname_of(name) == surname_of(short)]
    return by_surname or related or [name for name in full_names if is_misspelling_of(short, name)]
