"""Organization records: entities with kind, country and, where a citable source gives it, their Wikidata id."""

from collections.abc import Sequence

from ontherecord.annotate.entities import Entity
from ontherecord.records import Organization


def describe_organizations(text: str, entities: Sequence[Entity]) -> tuple[Organization, ...]:
    """The organizations among the entities as records, in the order of their first mention."""
    raise NotImplementedError
