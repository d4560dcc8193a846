"""The register of well-known organizations in `organizations.csv`: facts with the source that states them."""

import functools
from collections.abc import Iterable, Mapping

import msgspec

from ontherecord.annotate.names.lexicon import first_word, is_legal_form, read_table
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


class Register(msgspec.Struct, frozen=True):
    """Organizations that are known without an article.

    Attributes:
        by_name: entries by name and alias; a form that two entries share belongs to neither.
        certain: every form that names one entry and nothing else.
        certain_by_word: the certain forms by their first word in lower case.
    """

    by_name: Mapping[str, Entry]
    certain: frozenset[str]
    certain_by_word: Mapping[str, tuple[str, ...]]

    def entry_of(self, form: str) -> Entry | None:
        """The entry that a form names for certain, with or without a legal form behind it."""
        if form in self.certain:
            return self.by_name[form]
        bare, _, last = form.rpartition(" ")
        entry = self.by_name.get(bare) if is_legal_form(last) else None
        return entry if entry and (bare in self.certain or entry.kind == "company") else None


def register_of(entries: Iterable[Entry]) -> Register:
    """The register that some entries make."""
    owners: dict[str, set[str]] = {}
    forms = [(form, entry) for entry in entries for form in (entry.name, *entry.aliases)]
    for form, entry in forms:
        owners.setdefault(form, set()).add(entry.name)
    by_name = {form: entry for form, entry in forms if len(owners[form]) == 1}
    certain = frozenset(form for form, entry in by_name.items() if form not in entry.ambiguous)
    by_word: dict[str, list[str]] = {}
    for form in sorted(certain):
        by_word.setdefault(first_word(form), []).append(form)
    return Register(by_name, certain, {word: tuple(forms) for word, forms in by_word.items()})


@functools.cache
def shipped_entries() -> tuple[Entry, ...]:
    """The entries of `organizations.csv`."""
    return tuple(entry_of_row(row) for row in read_table("organizations.csv"))


@functools.cache
def shipped_register() -> Register:
    """The register that `organizations.csv` makes."""
    return register_of(shipped_entries())


def entry_of_row(row: Mapping[str, str]) -> Entry:
    """The entry that a row of a table with the columns of `organizations.csv` states.

    Raises:
        msgspec.ValidationError: the kind is none of `OrganizationKind`.
    """
    return msgspec.convert(
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


def _listed(cell: str) -> list[str]:
    return [form for form in cell.split("|") if form]
