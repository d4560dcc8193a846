"""The parties that may speak in an article: those that it names, and those that only a phrase describes."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from spacy.tokens import Doc

from ontherecord.annotate.names.entities import Entity
from ontherecord.annotate.names.role_lexicon import (
    Gender,
    gender_of_name,
    gender_of_noun,
    is_role,
    lexicon,
    organization_kinds,
    singular,
    with_synonyms,
)
from ontherecord.annotate.quotations.attributions import Offsets
from ontherecord.annotate.speakers.descriptions import describe_person, merge
from ontherecord.annotate.speakers.name_index import NameMention
from ontherecord.annotate.speakers.role_phrases import Description
from ontherecord.records import Organization, SpeakerKind

NEAR = 250
"""Tokens before a name within which the body may stand of which its bearer is the head."""
MOST_FIGURES = 3
REACH = 6
"""Tokens before a name among which its bearer's age may stand."""


class Party(msgspec.Struct, frozen=True):
    """Somebody or something that may be quoted.

    Attributes:
        kind: what it is.
        name: fullest name, or the phrase that describes it.
        mentions: offsets of its name mentions.
        nouns: nouns that it is called by, singular and in lower case.
        words: all words of its names and descriptions, in lower case.
        gender: evidence for "he" or "she", never published.
        age: the age that stands beside its name, in figures.
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
    age: str | None = None
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
    mentions_of: dict[int | str | None, list[NameMention]] = {}
    for number, mention in sorted(names.items()):
        if mention.start == number:
            key = mention.organization.id if mention.organization else mention.person
            mentions_of.setdefault(key, []).append(mention)
    people = [
        _person(doc, names, person, mentions_of.get(number, []), organizations) for number, person in enumerate(persons)
    ]
    bodies = (_organization(doc, body, mentions_of.get(body.id, [])) for body in organizations)
    return (*people, *bodies)


def lower_words(text: str) -> frozenset[str]:
    """The words of a phrase in lower case, without full stops and possessive endings."""
    words = (word.strip(".,'’").lower() for word in text.replace("-", " ").split())
    return frozenset(word.removesuffix("'s").removesuffix("’s") for word in words) - {"", "s"}


def _person(
    doc: Doc,
    names: Mapping[int, NameMention],
    person: Entity,
    mentions: list[NameMention],
    organizations: Sequence[Organization],
) -> Party:
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
        age=next((age for mention in mentions if (age := _age_beside(doc, mention))), None),
        description=_with_body(doc, names, mentions, merge(descriptions), organizations),
    )


def _with_body(
    doc: Doc,
    names: Mapping[int, NameMention],
    mentions: Sequence[NameMention],
    description: Description,
    organizations: Sequence[Organization],
) -> Description:
    """A description whose body is not told, with the only one that has such a seat, or that named last before."""
    if description.affiliation or description.role is None or not mentions:
        return description
    seat = _body_with_seat(description.role, organizations)
    if seat is not None:
        return Description(description.role, seat.name, seat)
    if description.role.rsplit(maxsplit=1)[-1].lower() not in lexicon().officers:
        return description
    start = mentions[0].start
    near = range(start - 1, max(start - NEAR, -1), -1)
    body = next(
        (organization for number in near if number in names and (organization := names[number].organization)), None
    )
    if body is None or body.kind == "media":
        return description
    return Description(description.role, body.name, body)


def _body_with_seat(role: str, organizations: Sequence[Organization]) -> Organization | None:
    """The only organization whose name says what the role sits in: the council of a councillor or "council leader"."""
    words = [word.rstrip(".") for word in role.lower().split()]
    wanted = {word for word in words[:-1] if organization_kinds(word)} | {lexicon().seats.get(words[-1], "")}
    bodies = [body for body in organizations if not wanted.isdisjoint(lower_words(body.name))]
    fullest = max(bodies, key=lambda body: len(body.name), default=None)
    is_only_one = fullest is not None and all(lower_words(body.name) <= lower_words(fullest.name) for body in bodies)
    return fullest if is_only_one else None


def _age_beside(doc: Doc, mention: NameMention) -> str | None:
    """The figures in "Ana Roe, 42," and "42-year-old Ana Roe"."""
    behind = [token.text for token in doc[mention.end : mention.end + 3]]
    if len(behind) == 3 and behind[0] in {",", "("} and behind[2] in {",", ")", "."}:
        return behind[1] if behind[1].isdigit() and len(behind[1]) <= MOST_FIGURES else None
    before = doc[max(mention.start - REACH, 0) : mention.start]
    old = next((token.i for token in reversed(before) if token.lower_ == "old"), None)
    figures = doc[old - 4 : old - 3] if old is not None and old >= 4 else ()
    return next((token.text for token in figures if token.is_digit), None)


def _organization(doc: Doc, organization: Organization, mentions: list[NameMention]) -> Party:
    names = [organization.name, *organization.aliases]
    nouns = frozenset(noun for name in names for noun in _head_nouns(name)).union(
        *(_nouns_beside(doc, mention) for mention in mentions)
    )
    return Party(
        kind="organization",
        name=organization.name,
        mentions=tuple((span.start, span.end) for span in organization.mentions),
        nouns=nouns,
        words=lower_words(" ".join(names)) | nouns,
        organization=organization,
    )


def _head_nouns(name: str) -> Iterator[str]:
    """What an organization can be called by its name: its last word, and the last one before a preposition."""
    words = name.split()
    ends = [number for number, word in enumerate(words) if word.lower() in {"at", "for", "in", "of", "on"} and number]
    return (singular(words[end - 1]) for end in {len(words), *ends[:1]})


def _nouns_beside(doc: Doc, mention: NameMention) -> Iterator[str]:
    """What an article calls an organization beside its name ("the toy maker Foo", "Foo, a volunteer group")."""
    root = doc[mention.start : mention.end].root
    beside = [child for child in root.children if child.dep_ == "appos"]
    before = doc[mention.start - 1] if mention.start else None
    if root.dep_ == "appos":
        beside.append(root.head)
    elif before is not None and before.head == root:
        beside.append(before)
    return (singular(token.text) for token in beside if token.tag_ == "NN")
