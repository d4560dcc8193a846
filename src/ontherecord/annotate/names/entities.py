"""Persons and organizations that an article names, one entity each with all its mentions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from spacy.tokens import Doc

from ontherecord.annotate.names import organization_names, person_names
from ontherecord.annotate.names.lexicon import head_words, words
from ontherecord.annotate.names.mentions import Names, find_names
from ontherecord.annotate.names.organization_kinds import kind_by_neighbours
from ontherecord.annotate.names.organization_register import Entry, Register, shipped_register
from ontherecord.annotate.names.spans import ORGANIZATION, PERSON, NameSpan
from ontherecord.records import OrganizationKind

EntityKind = Literal["person", "organization"]


class Entity(msgspec.Struct, frozen=True):
    """A person or an organization of one article.

    Attributes:
        kind: person or organization.
        name: fullest form in the article, without title, leading "the" and trailing "'s".
        mentions: half-open offsets into the text of every name mention, in the order of the text.
        sort: what the article calls an organization, or tells of it, where it tells anything.
    """

    kind: EntityKind
    name: str
    mentions: tuple[tuple[int, int], ...]
    sort: OrganizationKind | None = None


def find_entities(doc: Doc, *, publisher: str | None = None, register: Register | None = None) -> tuple[Entity, ...]:
    """The persons and organizations of a parsed article, in the order of their first mention; no mentions overlap.

    Args:
        doc: the parsed article.
        publisher: name of the publisher of the article.
        register: organizations that are known without the article; without it those of `organizations.csv`.
    """
    register = register or shipped_register()
    names = find_names(doc, register, publisher)
    persons = _entities(doc, "person", names.persons, person_owners([name.text(doc) for name in names.persons]))
    organizations = _organizations(doc, names, register)
    return tuple(sorted((*persons, *organizations), key=lambda entity: entity.mentions))


def correct_entities(doc: Doc, entities: Sequence[Entity]) -> None:
    """Put the persons and organizations in the place of those that the model saw, for all that reads `doc.ents`."""
    labels = {"person": PERSON, "organization": ORGANIZATION}
    corrected = [
        span
        for entity in entities
        for start, end in entity.mentions
        if (span := doc.char_span(start, end, label=labels[entity.kind])) is not None
    ]
    taken = {token.i for span in corrected for token in span}
    others = [
        span
        for span in doc.ents
        if span.label_ not in labels.values() and taken.isdisjoint(range(span.start, span.end))
    ]
    doc.set_ents([*corrected, *others])


def person_owners(forms: Sequence[str]) -> dict[str, str]:
    """The fullest name that each form of a person's name belongs to; a form without a longer one owns itself.

    Where a surname fits several persons, it belongs to the one whose full name stands most often, then first; before
    all to one whom the article does not call by the given name alone, as it does to keep two of one family apart.
    """
    prominence = _prominence(forms)
    given_names = {form for form in forms if person_names.is_given_name(form)}

    def rank(full_name: str) -> tuple[bool, tuple[int, int]]:
        return full_name.split(maxsplit=1)[0] in given_names, prominence[full_name]

    owners: dict[str, str] = {}
    full_names: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted(prominence, key=lambda form: (-len(form.split()), prominence[form])):
        keys = person_names.shared_keys(form)
        candidates = list(dict.fromkeys(name for key in sorted(keys) for name in full_names[key]))
        fuller = person_names.matching_full_names(form, candidates)
        owners[form] = min(fuller, key=rank, default=form)
        if not fuller:
            for key in keys:
                full_names[key].append(form)
    return owners


def organization_owners(
    forms: Sequence[str], definitions: Mapping[str, str], register: Register | None = None
) -> dict[str, str]:
    """The fullest name that each form of an organization's name belongs to; a form without a fuller one owns itself.

    Where a short form fits several organizations, it belongs to the one whose full name stands most often, then first.

    Args:
        forms: the names of an article, in the order of the text.
        definitions: full names by the short forms that the article introduces.
        register: organizations that are known without the article; without it those of `organizations.csv`.
    """
    register = register or shipped_register()
    prominence = _prominence(forms)
    owners: dict[str, str] = {}
    full_names: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted(prominence, key=lambda form: (-_fullness(form), -len(form), prominence[form])):
        candidates = {*_with_shared_key(form, full_names, register), definitions.get(form, form)}
        fuller = [
            name for name in candidates if owners.get(name) == name and _is_same_body(form, name, definitions, register)
        ]
        fuller = fuller or _only_one_that_begins(form, candidates, register) or _only_one_that_ends(form, candidates)
        owners[form] = min(fuller, key=prominence.__getitem__, default=form)
        if not fuller:
            for key in organization_names.keys_of_full_name(form) | _register_key(register.entry_of(form)):
                full_names[key].append(form)
    return owners


def _organizations(doc: Doc, names: Names, register: Register) -> list[Entity]:
    """The organizations; a bare head word ("the Court") joins the only one with that head."""
    bare = [name for name in names.organizations if _is_bare_head(name.text(doc))]
    mentions = [name for name in names.organizations if not _is_bare_head(name.text(doc))]
    definitions = {entry.short.text(doc): entry.full.text(doc) for entry in names.definitions}
    owners = organization_owners([name.text(doc) for name in mentions], definitions, register)
    full_names = sorted(set(owners.values()))
    for name in (*bare, *names.bare_heads):
        head = name.text(doc)
        headed = [full_name for full_name in full_names if _has_head(full_name, head)]
        if len(headed) == 1:
            owners[head] = headed[0]
        elif name in bare or head in words().single_word_bodies:
            owners[head] = head
        if head in owners:
            mentions.append(name)
    sorts = _sorts(doc, mentions, owners, names.kinds)
    return [
        msgspec.structs.replace(entity, sort=sorts.get(entity.name))
        for entity in _entities(doc, "organization", sorted(mentions), owners)
    ]


def _sorts(
    doc: Doc, mentions: Iterable[NameSpan], owners: Mapping[str, str], told: Mapping[str, OrganizationKind]
) -> dict[str, OrganizationKind]:
    """What the article calls each organization, by its full name."""
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        places[owners[mention.text(doc)]].append((mention.start, mention.end))
    beside = {name: kind for name, same in places.items() if (kind := kind_by_neighbours(doc, same))}
    return {owners[form]: kind for form, kind in told.items() if form in owners} | beside


def _prominence(forms: Sequence[str]) -> dict[str, tuple[int, int]]:
    """For each form a key that sorts the most frequent one first, then the earliest."""
    first = {form: position for position, form in reversed(list(enumerate(forms)))}
    return {form: (-count, first[form]) for form, count in Counter(forms).items()}


def _with_shared_key(form: str, full_names: Mapping[str, Sequence[str]], register: Register) -> Iterator[str]:
    """The full names that can be those of a form: a short form has no word that the full one has not.

    They share its rarest word, what its letters spell or its entry in the register; comparing these few keeps the time
    for an article linear in its names.
    """
    telling = organization_names.comparable_words(form)
    yield from min((full_names.get(word, ()) for word in telling), key=len, default=())
    for key in {organization_names.letters(form)} | _register_key(register.by_name.get(form)):
        yield from full_names.get(key, ())


def _register_key(entry: Entry | None) -> frozenset[str]:
    return frozenset({entry.name} if entry else ())


def _fullness(form: str) -> int:
    return len(organization_names.comparable_words(form))


def _is_same_body(short: str, full: str, definitions: Mapping[str, str], register: Register) -> bool:
    if definitions.get(short) == full:
        return True
    if short in register.by_name and register.by_name[short] is register.entry_of(full):
        return True
    is_known = register.entry_of(full) is not None
    begins_known_name = is_known and full.startswith(f"{short} ") and short not in register.by_name
    return begins_known_name or organization_names.is_short_for(short, full)


def _only_one_that_begins(form: str, candidates: Iterable[str], register: Register) -> list[str]:
    """The only company or club of an article whose name begins with a single word that does not name another one."""
    if " " in form or form in register.by_name:
        return []
    begun = [name for name in candidates if name.startswith(f"{form} ")]
    is_daughter = any(name.rsplit(maxsplit=1)[-1].lower() in words().daughter_words for name in begun)
    return begun if len(begun) == 1 and not is_daughter and organization_names.may_be_shortened(begun[0]) else []


def _only_one_that_ends(form: str, candidates: Iterable[str]) -> list[str]:
    """The only full name with a place before a form: "Harlow City Council", or "Harlow Pikes" for the nickname."""
    is_headed = " " in form and organization_names.head_of(form) is not None
    is_nickname = " " not in form and form.istitle() and form.endswith("s") and form.lower() not in head_words()
    ended = [name for name in candidates if name.endswith(f" {form}")] if is_headed or is_nickname else []
    is_one = len(ended) == 1 and not any(word.islower() for word in ended[0].removesuffix(form).split())
    return ended if is_one else []


def _is_bare_head(form: str) -> bool:
    return " " not in form and form.lower() in head_words()


def _has_head(full_name: str, bare: str) -> bool:
    head = organization_names.head_of(full_name)
    return head is not None and bare in full_name.split() and head.split()[-1] == bare.lower()


def _entities(doc: Doc, kind: EntityKind, mentions: Sequence[NameSpan], owners: Mapping[str, str]) -> list[Entity]:
    """One entity for each owner, with the offsets of its mentions."""
    places: dict[str, list[tuple[int, int]]] = {}
    for mention in mentions:
        span = doc[mention.start : mention.end]
        places.setdefault(owners[span.text], []).append((span.start_char, span.end_char))
    return [Entity(kind, name, tuple(offsets)) for name, offsets in places.items()]
