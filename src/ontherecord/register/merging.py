"""Which rows with the same name are one entity: pure functions over the traits that differ among them."""

from collections.abc import Collection, Iterable, Set

import msgspec

from ontherecord.records import OrganizationKind
from ontherecord.register.entities import Evidence

BODIES_OF_EVERY_COUNTRY: frozenset[OrganizationKind] = frozenset(
    {"government", "legislature", "court", "party", "military", "police"}
)
"""Two countries each have a Ministry of Defence: their name and kind alone prove nothing."""


class OrganizationTraits(msgspec.Struct, frozen=True, order=True):
    """What an article tells of an organization besides its name; an empty string where it tells nothing."""

    kind: str
    country: str
    wikidata: str


class PersonTraits(msgspec.Struct, frozen=True, order=True):
    """What an article tells of a person besides the full name; an empty string where it tells nothing.

    Attributes:
        affiliation: organization or country.
        organization: the entity of the organization in the register, where it spans several articles.
        role: title or occupation.
        wikidata: Wikidata id.
    """

    affiliation: str
    organization: str
    role: str
    wikidata: str


class Merge(msgspec.Struct, frozen=True):
    """The entity that a row joins.

    Attributes:
        entity: what sets it apart among the bearers of its name, or its Wikidata id.
        evidence: why.
        is_wikidata: whether `entity` is a Wikidata id, which needs no name.
    """

    entity: str
    evidence: Evidence
    is_wikidata: bool = False


def merge_organizations(
    name: str, traits: Collection[OrganizationTraits], *, is_invented: bool
) -> dict[OrganizationTraits, Merge]:
    """The entities among the bearers of a full name; traits that prove nothing have none.

    Args:
        name: the full name.
        traits: all that articles of one world tell of bearers of this name.
        is_invented: whether that world is an invented one.
    """
    merges = {row: Merge(row.wikidata, "wikidata", is_wikidata=True) for row in traits if row.wikidata}
    for row in sorted(set(traits) - merges.keys()):
        alike = [other for other in traits if _agree(row, other)]
        ids = {other.wikidata for other in alike if other.wikidata}
        kinds = {other.kind for other in alike if other.kind}
        countries = {other.country for other in alike if other.country}
        evidence = _evidence(row, kinds, name, is_invented=is_invented)
        if evidence is None or len(ids) > 1 or len(kinds) > 1 or len(countries) > 1:
            continue
        if ids:
            merges[row] = Merge(min(ids), evidence, is_wikidata=True)
        else:
            merges[row] = Merge("|".join((*sorted(kinds), *sorted(countries))), evidence)
    return merges


def merge_persons(traits: Collection[PersonTraits], *, is_invented: bool) -> dict[PersonTraits, Merge]:
    """The entities among the bearers of a person's full name; traits that prove nothing have none."""
    merges = {row: Merge(row.wikidata, "wikidata", is_wikidata=True) for row in traits if row.wikidata}
    if is_invented:
        return {row: Merge("", "same-world") for row in traits} | merges
    for rows in _sharing(sorted(row for row in traits if row.affiliation)):
        ids = {row.wikidata for row in rows if row.wikidata}
        if len(ids) > 1:
            continue
        entity = min(ids, default=f"of {min(row.affiliation for row in rows)}")
        joined = dict.fromkeys(rows, Merge(entity, "affiliation", is_wikidata=bool(ids)))
        merges = joined | merges
    for row in sorted(set(traits) - merges.keys()):
        if row.role and not row.affiliation:
            holders = {merge for other, merge in merges.items() if other.role == row.role and other.affiliation}
            entities = {(merge.entity, merge.is_wikidata) for merge in holders} or {(f"as {row.role}", False)}
            if len(entities) == 1:
                entity, is_wikidata = min(entities)
                merges[row] = Merge(entity, "role", is_wikidata)
    return merges


def _agree(row: OrganizationTraits, other: OrganizationTraits) -> bool:
    """Whether nothing that two articles tell speaks against one bearer of a name."""
    return (not row.kind or not other.kind or row.kind == other.kind) and (
        not row.country or not other.country or row.country == other.country
    )


def _evidence(row: OrganizationTraits, kinds: Set[str], name: str, *, is_invented: bool) -> Evidence | None:
    if is_invented:
        return "same-world"
    if kinds & BODIES_OF_EVERY_COUNTRY:
        return "full-name-kind-and-country" if row.country else None
    if row.kind:
        return "full-name-and-kind"
    return "full-name" if " " in name else None


def _sharing(rows: Iterable[PersonTraits]) -> list[list[PersonTraits]]:
    """The rows in groups that share affiliations or organizations, each with the next."""
    groups: list[tuple[set[str], list[PersonTraits]]] = []
    for row in rows:
        marks = {f"name {row.affiliation}"} | ({f"entity {row.organization}"} if row.organization else set())
        met = [group for group in groups if group[0] & marks]
        members = [row, *(member for _, group in met for member in group)]
        groups = [group for group in groups if group not in met]
        groups.append((marks.union(*(seen for seen, _ in met)), members))
    return [members for _, members in groups]
