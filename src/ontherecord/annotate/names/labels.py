"""The label of every name after a look at the whole article: person, organization, or anything else."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from spacy.tokens import Doc

from ontherecord.annotate.names import person_names
from ontherecord.annotate.names.definitions import Definition
from ontherecord.annotate.names.evidence import (
    describes_thing,
    follows_role,
    has_territory,
    is_introduced_as_thing,
    tells_body,
    tells_person,
    tells_place,
)
from ontherecord.annotate.names.exclusions import is_excluded_by_neighbours, is_excluded_by_wording
from ontherecord.annotate.names.lexicon import country_code, head_words, is_legal_form, words
from ontherecord.annotate.names.organization_register import Register
from ontherecord.annotate.names.person_names import is_given_name
from ontherecord.annotate.names.spans import ORGANIZATION, OTHER, PERSON, NameSpan

_ACTING = frozenset({"nsubj", "nsubjpass", "poss"})


def persons_by_wording(doc: Doc, names: Sequence[NameSpan], register: Register) -> list[NameSpan]:
    """Two or three plain words, for the model an organization, are a person if they begin with a given name."""

    def is_person(name: NameSpan) -> bool:
        return is_given_name(doc[name.start].text) and _may_be_full_name(doc, name, register)

    return [name.relabelled(PERSON) if name.label == ORGANIZATION and is_person(name) else name for name in names]


def relabelled_by_evidence(doc: Doc, names: Sequence[NameSpan], register: Register) -> list[NameSpan]:
    """Every name under the label that the words beside its places in the article tell.

    The register and the surname of a person whom the article names in full tell more than these words.
    """
    mentions: defaultdict[str, list[NameSpan]] = defaultdict(list)
    for name in names:
        mentions[name.text(doc)].append(name)
    surnames = {person_names.surname_of(text) for text, same in mentions.items() if " " in text and _is_person(same)}
    labels = {
        text: _label_by_evidence(doc, same, register)
        for text, same in mentions.items()
        if text not in register.certain and (" " in text or person_names.surname_of(text) not in surnames)
    }
    return [name.relabelled(labels.get(name.text(doc)) or name.label) for name in names]


def persons_by_surname(doc: Doc, names: Sequence[NameSpan], register: Register) -> list[NameSpan]:
    """The surname of a person whom the article names in full is that person, whatever the model takes it for.

    It stays as it is where a company of the article has it too ("Ford", with Henry Ford and the Ford Motor Company).
    """
    counts = Counter((name.text(doc), name.label) for name in names)
    surnames = {person_names.surname_of(text) for text, label in counts if label == PERSON and " " in text}
    full_names = [text for text, label in counts if label == PERSON and " " in text]
    alone = {text for text, label in counts if label == PERSON and " " not in text}
    given_names = {text.split()[0] for text, label in counts if label == PERSON and " " in text}
    companies = {text.split()[0] for text, label in counts if label == ORGANIZATION and _is_company(text, register)}

    def is_person(name: NameSpan) -> bool:
        text = name.text(doc)
        if text.split()[0].lower() in words().surname_particles and any(full.endswith(text[1:]) for full in full_names):
            return True
        if _may_be_full_name(doc, name, register):
            return person_names.written_surname(text) in alone
        return (
            " " not in text
            and text not in register.certain | companies
            and country_code(text) is None
            and (person_names.surname_of(text) in surnames or (text in given_names and is_given_name(text)))
            and not tells_place(doc, name.start, name.end)
        )

    return [name.relabelled(PERSON) if is_person(name) else name for name in names]


def voted(doc: Doc, names: Sequence[NameSpan]) -> list[NameSpan]:
    """Every name under the label that the same words have most often in the article."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        votes[name.text(doc)][name.label] += 1

    def winner(count: Counter[str]) -> str:
        return max(sorted(count), key=lambda label: (count[label], label == PERSON, label == ORGANIZATION))

    return [name.relabelled(winner(votes[name.text(doc)])) for name in names]


def as_defined(doc: Doc, names: Iterable[NameSpan], definitions: Iterable[Definition]) -> list[NameSpan]:
    """The names with the label of the form that the article introduces, full or short, but for those behind a title."""
    forms = [form for definition in definitions for form in (definition.full, definition.short)]
    labels = {form.text(doc): form.label for form in forms}

    def label(name: NameSpan) -> str:
        before = doc[name.start - 1].lower_.rstrip(".") if name.start else ""
        return name.label if before in words().personal_titles else labels.get(name.text(doc), name.label)

    return [name.relabelled(label(name)) for name in names]


def without_others(doc: Doc, names: Iterable[NameSpan], known: Mapping[str, str], register: Register) -> list[NameSpan]:
    """The names with those that only look like an organization under another label.

    Args:
        doc: the article.
        names: its names so far.
        known: labels of the names that the register or the article itself defines; their wording is not doubted.
        register: organizations that are known without the article.
    """

    def label(name: NameSpan) -> str:
        text = name.text(doc)
        if is_excluded_by_neighbours(doc, name, register) or (text not in known and is_excluded_by_wording(text)):
            return OTHER
        return known.get(text, ORGANIZATION)

    return [name.relabelled(label(name)) if name.label == ORGANIZATION else name for name in names]


def _is_company(text: str, register: Register) -> bool:
    return " " in text and (is_legal_form(text.rsplit(maxsplit=1)[-1]) or register.entry_of(text) is not None)


def _is_person(mentions: Iterable[NameSpan]) -> bool:
    return any(name.label == PERSON for name in mentions)


def _may_be_full_name(doc: Doc, name: NameSpan, register: Register) -> bool:
    parts = name.text(doc).split()
    return (
        len(parts) in {2, 3}
        and all(part[0].isupper() and part.replace("-", "").replace(".", "").isalpha() for part in parts)
        and not any(part.lower() in head_words() for part in parts)
        and name.text(doc) not in register.certain
    )


def _label_by_evidence(doc: Doc, mentions: Sequence[NameSpan], register: Register) -> str | None:
    """The label that the neighbours of the mentions of one form tell; None where they tell nothing."""
    places = [(name.start, name.end) for name in mentions]
    labels = Counter(name.label for name in mentions)
    acts = any(tells_person(doc, start, end) for start, end in places)
    if acts or any(follows_role(doc, start, end) for start, end in places):
        is_single = mentions[0].end - mentions[0].start == 1 and (acts or is_given_name(mentions[0].text(doc)))
        return PERSON if is_single or _may_be_full_name(doc, mentions[0], register) else None
    is_body = labels["GPE"] < len(places) / 2 and any(tells_body(doc, start, end) for start, end in places)
    if labels[PERSON] and not is_body and _in_half_or_more(places, lambda start, end: _is_thing(doc, start, end)):
        return OTHER
    if any(head.rstrip(".") in head_words() for head in mentions[0].text(doc).lower().split()):
        return None
    if _is_place(doc, places, acts=is_body) or (not is_body and _is_called_thing(doc, places)):
        return OTHER
    return ORGANIZATION if is_body else None


def _is_called_thing(doc: Doc, places: Sequence[tuple[int, int]]) -> bool:
    return any(is_introduced_as_thing(doc, start, end) for start, end in places) or _in_half_or_more(
        places, lambda start, end: describes_thing(doc, start, end)
    )


def _is_place(doc: Doc, places: Sequence[tuple[int, int]], *, acts: bool) -> bool:
    """Whether a name stands as a place at half of its places or more, or at one where it nowhere acts."""
    if _in_half_or_more(places, lambda start, end: tells_place(doc, start, end)):
        return True
    if acts:
        return False
    is_passive = all(doc[end - 1].dep_ not in _ACTING for _, end in places)
    return any(has_territory(doc, start, end) or (is_passive and tells_place(doc, start, end)) for start, end in places)


def _in_half_or_more(places: Sequence[tuple[int, int]], is_met: Callable[[int, int], bool]) -> bool:
    return 2 * sum(is_met(start, end) for start, end in places) >= len(places)


def _is_thing(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is worded like a place or a product, or describes a common noun ("the Harlow mill")."""
    last = doc[end - 1]
    is_modifier = last.dep_ == "compound" and last.head.text.islower()
    has_given_name = is_given_name(doc[start].text)
    return not has_given_name and (is_modifier or is_excluded_by_wording(doc[start:end].text))
