"""Which entry of the register an organization of an article is, if it is one for certain."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from ontherecord.annotate.names.lexicon import country_code, words
from ontherecord.annotate.names.organization_names import is_short_for, letters
from ontherecord.annotate.names.organization_register import Entry, Register
from ontherecord.annotate.names.sides import is_on_game

_WORD = re.compile(r"[^\W\d_][\w.]*")
_WORDS_OF_BUSINESS = 2
"""So many different words of business make an article one on companies."""

_WORDS_OF_POLITICS = 4
"""So many different words of politics make an article one on parties."""


class Setting(msgspec.Struct, frozen=True):
    """What an article is about, which decides what an ambiguous name means in it.

    Attributes:
        country: the country that the article names most often; None where it names none, or two as often.
        on_business: whether it is on companies.
        on_game: whether it is on a game.
        on_politics: whether it is on parties.
        linked: names of the entries to which the raw article links.
    """

    country: str | None
    on_business: bool
    on_game: bool
    on_politics: bool = False
    linked: frozenset[str] = frozenset()


def setting_of(text: str) -> Setting:
    """The setting of an article."""
    found = _WORD.findall(text)
    pairs = (f"{first} {second}" for first, second in itertools.pairwise(found))
    named = [word for word in (*found, *pairs) if word[0].isupper()]
    countries = Counter(code for word in named if (code := country_code(word))).most_common(2)
    is_one = len(countries) == 1 or (len(countries) > 1 and countries[0][1] > countries[1][1])
    plain = frozenset(word.lower() for word in found)
    return Setting(
        country=countries[0][0] if is_one else None,
        on_business=len(plain & words().words_of_business) >= _WORDS_OF_BUSINESS,
        on_game=is_on_game(plain),
        on_politics=len(plain & words().words_of_politics) >= _WORDS_OF_POLITICS,
    )


def linked_entry(forms: Sequence[str], setting: Setting, register: Register) -> Entry | None:
    """The one entry that the forms of an organization name for certain, or all of them in a setting that fits it."""
    certain = {
        entry.name: entry
        for form in forms
        if (entry := register.entry_of(form)) and not _is_short_for_another(form, entry, forms, register)
    }
    if certain:
        return next(iter(certain.values())) if len(certain) == 1 else None
    possible = [register.by_name.get(form) for form in forms]
    entry = possible[0] if possible else None
    return entry if entry and all(other is entry for other in possible) and _fits(entry, setting) else None


def _is_short_for_another(form: str, entry: Entry, forms: Sequence[str], register: Register) -> bool:
    """Whether the article has a full name for an acronym, and it is not that of the entry."""
    return (
        " " not in form
        and bool(letters(form))
        and any(
            is_short_for(form, other) and entry not in (register.by_name.get(other), register.entry_of(other))
            for other in forms
            if other != form
        )
    )


def _fits(entry: Entry, setting: Setting) -> bool:
    if entry.name in setting.linked:
        return True
    if entry.kind == "company":
        return setting.on_business
    if entry.kind == "team":
        return setting.on_game
    return entry.country is not None and entry.country == setting.country
