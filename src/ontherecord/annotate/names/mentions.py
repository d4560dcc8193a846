"""Every mention of a person or an organization by name: what the model sees, after a look at the whole article."""

from collections.abc import Mapping

import msgspec
from spacy.tokens import Doc

from ontherecord.annotate.names.definitions import Definition, defined_names
from ontherecord.annotate.names.evidence import behaving_names
from ontherecord.annotate.names.exclusions import is_excluded_by_neighbours
from ontherecord.annotate.names.introductions import introduced_bodies
from ontherecord.annotate.names.labels import (
    as_defined,
    persons_by_surname,
    persons_by_wording,
    relabelled_by_evidence,
    voted,
    without_others,
)
from ontherecord.annotate.names.lexicon import words
from ontherecord.annotate.names.organization_register import Register
from ontherecord.annotate.names.patterns import (
    acting_seats,
    bare_heads,
    coordinated_names,
    headed_names,
    numbered_bodies,
    owned_bodies,
    titled_persons,
)
from ontherecord.annotate.names.publishers import publisher_names
from ontherecord.annotate.names.repetitions import (
    repeated,
    shortened_bodies,
)
from ontherecord.annotate.names.sides import playing_sides, teams, with_places
from ontherecord.annotate.names.spans import (
    ORGANIZATION,
    OTHER,
    PERSON,
    NameSpan,
    apart,
    occurrences,
    overlaid,
    recognized_names,
    words_in,
)
from ontherecord.records import OrganizationKind


class Names(msgspec.Struct, frozen=True):
    """The names of an article; no two of them overlap.

    Attributes:
        persons: mentions of persons, in the order of the text.
        organizations: mentions of organizations, in the order of the text.
        bare_heads: capitalised head words that stand alone ("the Court"): mentions only if they refer to one of them.
        definitions: full names with the short forms that the article introduces.
        kinds: what the article tells of some names: sides that play are teams.
    """

    persons: tuple[NameSpan, ...]
    organizations: tuple[NameSpan, ...]
    bare_heads: tuple[NameSpan, ...]
    definitions: tuple[Definition, ...]
    kinds: Mapping[str, OrganizationKind]


def find_names(doc: Doc, register: Register, publisher: str | None) -> Names:
    """The names of persons and organizations in a parsed article.

    Args:
        doc: the parsed article.
        register: organizations that are known without the article.
        publisher: name of the publisher of the article.
    """
    names = overlaid(recognized_names(doc), never_organizations(doc))
    publishers = publisher_names(doc, publisher)
    for pattern in (
        registered_names(doc, register),
        publishers,
        headed_names(doc, register),
        numbered_bodies(doc),
        owned_bodies(doc),
        coordinated_names(doc),
        titled_persons(doc),
        behaving_names(doc),
        introduced_bodies(doc),
    ):
        names = overlaid(names, pattern)
    definitions = tuple(defined_names(doc, names, register.certain))
    forms = [form for definition in definitions for form in (definition.full, definition.short)]
    names = overlaid(names, forms)
    names = persons_by_surname(
        doc, relabelled_by_evidence(doc, persons_by_wording(doc, names, register), register), register
    )
    shortened = shortened_bodies(doc, names)
    names = overlaid(names, shortened)
    sides = playing_sides(doc, names, register)
    names = overlaid(names, sides)
    names = as_defined(doc, voted(doc, names), definitions)
    known = dict.fromkeys(register.certain, ORGANIZATION) | {
        form.text(doc): form.label for form in (*publishers, *shortened, *sides, *forms)
    }
    names = with_places(doc, repeated(doc, without_others(doc, names, known, register)))
    names = without_others(doc, names, known, register)
    names = overlaid(names, (*acting_seats(doc), *sides))
    organizations = tuple(name for name in names if name.label == ORGANIZATION)
    return Names(
        persons=tuple(name for name in names if name.label == PERSON),
        organizations=organizations,
        bare_heads=tuple(
            head for head in apart(bare_heads(doc), names) if not is_excluded_by_neighbours(doc, head, register)
        ),
        definitions=definitions,
        kinds=dict.fromkeys((*(name.text(doc) for name in sides), *sorted(teams(doc, organizations))), "team"),
    )


def never_organizations(doc: Doc) -> list[NameSpan]:
    """Listed names that never are organizations: they also keep their parts from being one."""
    return occurrences(doc, words().not_organizations | words().stock_indexes | words().products, OTHER)


def registered_names(doc: Doc, register: Register) -> list[NameSpan]:
    """Names that the register knows as an organization and as nothing else."""
    names = [form for word in words_in(doc) for form in register.certain_by_word.get(word, ())]
    return occurrences(doc, names, ORGANIZATION)
