"""The parties that may speak in an article: those that it names, and those that only a phrase describes."""

from collections.abc import Mapping, Sequence

import msgspec
from spacy.tokens import Doc

from ontherecord.annotate.attributions import Offsets
from ontherecord.annotate.descriptions import Description, describe_person, merge
from ontherecord.annotate.entities import Entity
from ontherecord.annotate.name_index import NameMention
from ontherecord.annotate.role_lexicon import Gender, gender_of_name, gender_of_noun, is_role, with_synonyms
from ontherecord.records import Organization, SpeakerKind


class Party(msgspec.Struct, frozen=True):
    """Somebody or something that may be quoted.

    Attributes:
        kind: what it is.
        name: fullest name, or the phrase that describes it.
        mentions: offsets of its name mentions.
        nouns: nouns that it is called by, singular and in lower case.
        words: all words of its names and descriptions, in lower case.
        gender: evidence for "he" or "she", never published.
        is_named: whether it has a name of its own.
        description: role and affiliation of a person.
        organization: the organization that it is.
    """

    kind: SpeakerKind
    name: str
    mentions: tuple[Offsets, ...] = ()
    nouns: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    gender: Gender | None = None
    is_named: bool = True
    description: Description = Description()
    organization: Organization | None = None

    @property
    def is_person(self) -> bool:
        """Whether it is one human being, named or not."""
        return self.kind in {"person", "unnamed"}

    @property
    def organization_id(self) -> str | None:
        """The id of the organization that it is or speaks for, where the article names that."""
        organization = self.organization or self.description.organization
        return organization.id if organization else None


def named_parties(
    doc: Doc, names: Mapping[int, NameMention], persons: Sequence[Entity], organizations: Sequence[Organization]
) -> tuple[Party, ...]:
    """The persons, in their order, and after them the organizations."""
    mentions_of: dict[int, list[NameMention]] = {}
    for number, mention in sorted(names.items()):
        if mention.person is not None and mention.start == number:
            mentions_of.setdefault(mention.person, []).append(mention)
    people = [_person(doc, names, person, mentions_of.get(number, [])) for number, person in enumerate(persons)]
    return (*people, *(_organization(organization) for organization in organizations))


def lower_words(text: str) -> frozenset[str]:
    """The words of a phrase in lower case, without full stops and possessive endings."""
    words = (word.strip(".,'’").lower() for word in text.replace("-", " ").split())
    return frozenset(word.removesuffix("'s").removesuffix("’s") for word in words) - {"", "s"}


def _person(doc: Doc, names: Mapping[int, NameMention], person: Entity, mentions: list[NameMention]) -> Party:
    descriptions = describe_person(doc, names, mentions)
    roles = [item.role for item in descriptions if item.role]
    before = [doc[mention.start - 1].text for mention in mentions if mention.start > 0]
    nouns = [role.split(" of ")[0].split()[-1] for role in roles]
    genders = [gender for noun in (*before, *nouns) if (gender := gender_of_noun(noun))]
    given_name = person.name.split()[0] if len(person.name.split()) > 1 else ""
    said = lower_words(" ".join([*before, *roles]))
    return Party(
        kind="person",
        name=person.name,
        mentions=person.mentions,
        nouns=with_synonyms(frozenset(word for word in said if is_role(word))),
        words=said | lower_words(" ".join(item.affiliation or "" for item in descriptions)),
        gender=next(iter(genders), None) or gender_of_name(given_name),
        description=merge(descriptions),
    )


def _organization(organization: Organization) -> Party:
    words = lower_words(" ".join([organization.name, *organization.aliases]))
    return Party(
        kind="organization",
        name=organization.name,
        mentions=tuple((span.start, span.end) for span in organization.mentions),
        nouns=words,
        words=words,
        organization=organization,
    )
