"""What common nouns and given names tell about a party; the table is `roles.toml`."""

import functools
import importlib.resources
import tomllib
from collections.abc import Mapping
from typing import Literal

import msgspec

from ontherecord.records import OrganizationKind

Gender = Literal["female", "male"]

ROLE_ENDINGS = ("ist", "ologist", "ician", "woman", "person", "man")


class RoleLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The word lists of `roles.toml`, which explains each."""

    roles: frozenset[str]
    any_person: frozenset[str]
    epithets: frozenset[str]
    unique: frozenset[str]
    relatives: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    offices: frozenset[str]
    officers: frozenset[str]
    public_roles: frozenset[str]
    represents_name: frozenset[str]
    title_modifiers: frozenset[str]
    same_role: tuple[frozenset[str], ...]
    honorifics: frozenset[str]
    courtesy: frozenset[str]
    collectives: frozenset[str]
    quantifiers: frozenset[str]
    seats: Mapping[str, str]
    documents: Mapping[str, frozenset[str]]
    organizations: Mapping[OrganizationKind, frozenset[str]]
    given_names: Mapping[Gender, frozenset[str]]


@functools.cache
def lexicon() -> RoleLexicon:
    """The word lists."""
    table = importlib.resources.files(__package__) / "roles.toml"
    return msgspec.convert(tomllib.loads(table.read_text(encoding="utf-8")), RoleLexicon)


def singular(noun: str) -> str:
    """A noun in lower case, without full stop and without the ending of a regular plural."""
    word = noun.lower().rstrip(".")
    if word.endswith("people") and word != "people":
        return f"{word.removesuffix('people')}person"
    if word.endswith("men"):
        return f"{word.removesuffix('men')}man"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def is_role(noun: str) -> bool:
    """Whether a noun says what a person does or is."""
    word = singular(noun)
    return (
        word in lexicon().roles
        or word in lexicon().any_person
        or word in lexicon().relatives
        or (len(word) > 5 and word.endswith(ROLE_ENDINGS))
    )


def with_synonyms(words: frozenset[str]) -> frozenset[str]:
    """The words of a description with those that an article uses for the same person by turns."""
    return words.union(*(nouns for nouns in lexicon().same_role if nouns & words))


def document_class(noun: str) -> str | None:
    """Which sort of document a noun stands for: nouns of one sort may mean the same document."""
    word = singular(noun)
    return next((name for name, nouns in lexicon().documents.items() if word in nouns), None)


def organization_kinds(noun: str) -> frozenset[OrganizationKind]:
    """The kinds of organizations that a noun can stand for; empty where it stands for none."""
    word = singular(noun)
    return frozenset(kind for kind, nouns in lexicon().organizations.items() if word in nouns)


def gender_of_noun(noun: str) -> Gender | None:
    """The gender that a title, a relative or an occupation tells ("Mrs", "father", "spokeswoman")."""
    word = singular(noun)
    if word in lexicon().female or word.endswith("woman"):
        return "female"
    return "male" if word in lexicon().male or (word.endswith("man") and word != "woman") else None


def gender_of_name(given_name: str) -> Gender | None:
    """The gender of most bearers of a given name, where the table has it."""
    genders: tuple[Gender, ...] = ("female", "male")
    return next((gender for gender in genders if given_name.lower() in lexicon().given_names[gender]), None)
