"""The register of well-known organizations in `organizations.csv`: facts with the source that states them."""

import functools
from collections.abc import Mapping

import msgspec

from ontherecord.annotate.names.lexicon import is_legal_form, read_table
from ontherecord.records import OrganizationKind


class Entry(msgspec.Struct, frozen=True):
    """One organization.

    Attributes:
        name: its usual full name.
        aliases: other names of it.
        kind: what sort of organization it is.
        country: ISO 3166-1 alpha-2 code, or None for an international one.
        ambiguous: forms that name other things too, so that they alone prove nothing.
        wikidata: its Wikidata id, only where `source` states it.
        source: where the id is stated.
    """

    name: str
    aliases: tuple[str, ...]
    kind: OrganizationKind
    country: str | None
    ambiguous: tuple[str, ...]
    wikidata: str | None
    source: str | None


@functools.cache
def entries() -> tuple[Entry, ...]:
    """The register."""
    return tuple(
        msgspec.convert(
            {
                "name": row["name"],
                "aliases": _listed(row["aliases"]),
                "kind": row["kind"],
                "country": row["country"] or None,
                "ambiguous": _listed(row["ambiguous"]),
                "wikidata": row["wikidata"] or None,
                "source": row["source"] or None,
            },
            Entry,
        )
        for row in read_table("organizations.csv")
    )


@functools.cache
def entries_by_name() -> Mapping[str, Entry]:
    """Entries by name and alias; a form that two entries share belongs to neither."""
    forms = [(form, entry) for entry in entries() for form in (entry.name, *entry.aliases)]
    owners: dict[str, set[str]] = {}
    for form, entry in forms:
        owners.setdefault(form, set()).add(entry.name)
    return {form: entry for form, entry in forms if len(owners[form]) == 1}


@functools.cache
def certain_names() -> frozenset[str]:
    """Every form that names one organization of the register and nothing else."""
    return frozenset(form for form, entry in entries_by_name().items() if form not in entry.ambiguous)


def entry_of(form: str) -> Entry | None:
    """The entry that a form names for certain, with or without a legal form behind it."""
    bare = form.rsplit(" ", 1)[0] if is_legal_form(form.rsplit(" ", 1)[-1]) else form
    return next((entries_by_name()[name] for name in (form, bare) if name in certain_names()), None)


def _listed(cell: str) -> list[str]:
    return [form for form in cell.split("|") if form]
