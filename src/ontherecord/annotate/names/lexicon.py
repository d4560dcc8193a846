"""What words tell about names: titles, head words of organizations, countries; read once from the tables here."""

import csv
import functools
import importlib.resources
import re
import tomllib
import typing
from collections.abc import Iterator, Mapping

import msgspec

from ontherecord.records import OrganizationKind

_WORD = re.compile(r"\w+")
_REMEMBERED_NAMES = 1 << 16


class HeadWord(msgspec.Struct, frozen=True):
    """A word that heads names ("Ministry", "Stadium").

    Attributes:
        kind: what it makes of a name; None where the name is no organization, or is one of no certain kind.
        rejects: a name that ends in the word is no organization.
        detects: a capitalised name with the word is an organization even where the model sees none.
    """

    kind: OrganizationKind | None
    rejects: bool
    detects: bool


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The word lists of `names.toml`, which explains each."""

    titles: frozenset[str]
    personal_titles: frozenset[str]
    name_suffixes: frozenset[str]
    post_nominals: frozenset[str]
    surname_particles: frozenset[str]
    given_names: frozenset[str]
    connectors: frozenset[str]
    legal_suffixes: frozenset[str]
    owned_bodies: frozenset[str]
    single_word_bodies: frozenset[str]
    party_members: frozenset[str]
    platforms: frozenset[str]
    platform_prepositions: frozenset[str]
    not_organizations: frozenset[str]
    stock_indexes: frozenset[str]
    products: frozenset[str]
    caption_labels: frozenset[str]
    daughter_words: frozenset[str]
    ministers: frozenset[str]
    first_words_of_others: frozenset[str]
    place_participles: frozenset[str]
    place_prepositions: frozenset[str]
    sorts_of_places: frozenset[str]
    members_of_bodies: frozenset[str]
    roles_of_companies: frozenset[str]
    sorts_of_bodies: frozenset[str]
    parts_of_places: frozenset[str]
    numbered_heads: frozenset[str]
    irregular_plurals: frozenset[str]
    trades: frozenset[str]
    vague_bodies: frozenset[str]
    words_of_business: frozenset[str]
    words_of_politics: frozenset[str]
    heads_of_parties: frozenset[str]
    words_of_games: frozenset[str]
    verbs_of_games: frozenset[str]
    games: frozenset[str]
    parts_of_sides: frozenset[str]
    owned_by_states: frozenset[str]
    first_words_of_bodies: Mapping[OrganizationKind, frozenset[str]]
    heads_with_purpose: frozenset[str]
    seats: frozenset[str]
    sorts_of_things: frozenset[str]


@functools.cache
def words() -> Words:
    """The word lists."""
    return msgspec.convert(tomllib.loads(_data("names.toml")), Words)


@functools.cache
def head_words() -> Mapping[str, HeadWord]:
    """Head words by their lower-case form."""
    kinds = typing.get_args(OrganizationKind)
    return {
        row["word"]: HeadWord(
            kind=msgspec.convert(row["kind"], OrganizationKind) if row["kind"] in kinds else None,
            rejects=row["kind"] == "none",
            detects=row["detects"] == "yes",
        )
        for row in read_table("head_words.csv")
    }


@functools.cache
def cities() -> frozenset[str]:
    """Names of large cities that seldom name anything else; `cities.txt` tells their source."""
    return frozenset(line for line in _data("cities.txt").splitlines() if not line.startswith("#"))


@functools.cache
def country_codes() -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 codes by the lower-case name, other name or adjective of a country, without full stops."""
    return {
        name.replace(".", "").lower(): row["code"]
        for row in read_table("countries.csv")
        for name in (row["name"], *row["other_names"].split("|"), *row["adjectives"].split("|"))
        if name
    }


def country_code(name: str) -> str | None:
    """The country that a name or adjective stands for ("U.K.", "Greek"), or None."""
    return country_codes().get(name.replace(".", "").lower())


@functools.lru_cache(maxsize=_REMEMBERED_NAMES)
def first_word(name: str) -> str:
    """The first word of a name in lower case; empty where it has none."""
    found = _WORD.search(name.lower())
    return found[0] if found else ""


def is_legal_form(word: str) -> bool:
    """Whether a word is a company's legal form ("Inc.", "N.V.")."""
    return word.replace(".", "").lower() in words().legal_suffixes


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file beside this module."""
    return csv.DictReader(_data(name).splitlines())


def _data(name: str) -> str:
    return (importlib.resources.files(__package__) / name).read_text(encoding="utf-8")
