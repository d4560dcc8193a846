"""Organization records: entities with kind, country and, where a citable source gives it, their Wikidata id."""

from collections.abc import Iterable, Sequence

from ontherecord.annotate.names.entities import Entity
from ontherecord.annotate.names.organization_kinds import kind_by_wording, may_be_party
from ontherecord.annotate.names.organization_names import COUNTRY_PREFIX, comparable_words
from ontherecord.annotate.names.organization_register import Register, shipped_register
from ontherecord.annotate.names.publishers import is_publisher
from ontherecord.annotate.organization_links import Setting, linked_entry, setting_of
from ontherecord.records import Organization, OrganizationKind, Span


def describe_organizations(
    text: str, entities: Sequence[Entity], *, publisher: str | None = None, register: Register | None = None
) -> tuple[Organization, ...]:
    """The organizations among the entities as records, in the order of their first mention.

    Args:
        text: the text of the article.
        entities: its persons and organizations.
        publisher: name of the publisher of the article.
        register: organizations that are known without the article; without it those of `organizations.csv`.
    """
    register = register or shipped_register()
    setting = setting_of(text)
    organizations = [entity for entity in entities if entity.kind == "organization"]
    return tuple(
        _describe(f"o{number}", text, entity, publisher, setting, register)
        for number, entity in enumerate(organizations, start=1)
    )


def _describe(
    identifier: str, text: str, entity: Entity, publisher: str | None, setting: Setting, register: Register
) -> Organization:
    mentions = tuple(Span.of(text, start, end) for start, end in entity.mentions)
    forms = list(dict.fromkeys(text[start:end] for start, end in entity.mentions))
    entry = linked_entry(forms, setting, register)
    return Organization(
        id=identifier,
        name=entity.name,
        aliases=tuple(form for form in forms if form != entity.name),
        kind=entry.kind if entry else _kind(entity, forms, publisher, setting),
        wikidata=entry.wikidata if entry else None,
        country=(entry.country if entry else None) or _country_in_name(forms),
        mentions=mentions,
    )


def _kind(entity: Entity, forms: Sequence[str], publisher: str | None, setting: Setting) -> OrganizationKind | None:
    if any(is_publisher(form, publisher) for form in forms):
        return "media"
    if setting.on_politics and may_be_party(forms):
        return "party"
    return kind_by_wording(forms) or entity.sort


def _country_in_name(forms: Iterable[str]) -> str | None:
    """The country that a form of the name states, where it states just one."""
    codes = {word for form in forms for word in comparable_words(form) if word.startswith(COUNTRY_PREFIX)}
    return next(iter(codes)).removeprefix(COUNTRY_PREFIX) if len(codes) == 1 else None
