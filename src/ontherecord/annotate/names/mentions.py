"""Every mention of a person or an organization by name: what the model sees, after a look at the whole article."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
from spacy.tokens import Doc

from ontherecord.annotate.names import organization_names, person_names
from ontherecord.annotate.names.definitions import Definition, defined_names
from ontherecord.annotate.names.evidence import behaving_names, follows_role, tells_body, tells_person, tells_place
from ontherecord.annotate.names.exclusions import is_excluded_by_neighbours, is_excluded_by_wording
from ontherecord.annotate.names.lexicon import country_code, head_words, is_legal_form, words
from ontherecord.annotate.names.organization_register import certain_names, entry_of
from ontherecord.annotate.names.patterns import (
    bare_heads,
    coordinated_names,
    headed_names,
    owned_bodies,
    titled_persons,
)
from ontherecord.annotate.names.spans import (
    ORGANIZATION,
    OTHER,
    PERSON,
    NameSpan,
    apart,
    hyphenated_start,
    occurrences,
    overlaid,
    recognized_names,
)

_SHORTEST_SURNAME = 3
_ACTING = frozenset({"nsubj", "nsubjpass", "poss"})
_PROPER_TAGS = frozenset({"NNP", "NNPS"})


class Names(msgspec.Struct, frozen=True):
    """The names of an article; no two of them overlap.

    Attributes:
        persons: mentions of persons, in the order of the text.
        organizations: mentions of organizations, in the order of the text.
        bare_heads: capitalised head words that stand alone ("the Court"): mentions only if they refer to one of them.
        definitions: full names with the short forms that the article introduces.
    """

    persons: tuple[NameSpan, ...]
    organizations: tuple[NameSpan, ...]
    bare_heads: tuple[NameSpan, ...]
    definitions: tuple[Definition, ...]


def find_names(doc: Doc) -> Names:
    """The names of persons and organizations in a parsed article."""
    names = overlaid(recognized_names(doc), never_organizations(doc))
    for pattern in (
        registered_names,
        headed_names,
        owned_bodies,
        coordinated_names,
        titled_persons,
        behaving_names,
    ):
        names = overlaid(names, pattern(doc))
    definitions = tuple(defined_names(doc, names))
    forms = [form for definition in definitions for form in (definition.full, definition.short)]
    names = overlaid(names, forms)
    names = overlaid(names, companies_without_legal_form(doc, names))
    names = persons_with_given_name(doc, names)
    names = persons_by_surname(doc, relabelled_by_evidence(doc, persons_by_wording(doc, names)))
    names = overlaid(names, shortened_bodies(doc, names))
    names = shortened_before_events(doc, voted(doc, names))
    known = dict.fromkeys(certain_names(), ORGANIZATION) | {form.text(doc): form.label for form in forms}
    names = without_others(doc, repeated(doc, without_others(doc, names, known)), known)
    return Names(
        persons=tuple(name for name in names if name.label == PERSON),
        organizations=tuple(name for name in names if name.label == ORGANIZATION),
        bare_heads=tuple(head for head in apart(bare_heads(doc), names) if not is_excluded_by_neighbours(doc, head)),
        definitions=definitions,
    )


def never_organizations(doc: Doc) -> list[NameSpan]:
    """Listed names that never are organizations: they also keep their parts from being one."""
    return occurrences(doc, words().not_organizations | words().stock_indexes | words().products, OTHER)


def registered_names(doc: Doc) -> list[NameSpan]:
    """Names that the register knows as an organization and as nothing else."""
    return occurrences(doc, certain_names(), ORGANIZATION)


def companies_without_legal_form(doc: Doc, names: Sequence[NameSpan]) -> list[NameSpan]:
    """Where a company stands that the article also names with its legal form ("Initech" for "Initech AG")."""
    bare = {
        doc[name.start : name.end - 1].text
        for name in names
        if name.label == ORGANIZATION and name.end - name.start > 1 and is_legal_form(doc[name.end - 1].text)
    }
    return occurrences(doc, bare, ORGANIZATION)


def persons_with_given_name(doc: Doc, names: Sequence[NameSpan]) -> list[NameSpan]:
    """Single words that are a person, with the given name before them that the model left out."""
    taken = {position for name in names for position in range(name.start, name.end)}

    def with_given_name(name: NameSpan) -> NameSpan:
        start = name.start - 1
        if name.label != PERSON or name.end - name.start > 1 or start < 0 or not _may_be_given_name(doc, start):
            return name
        start = hyphenated_start(doc, start)
        return name if taken.intersection(range(start, name.start)) else NameSpan(start, name.end, PERSON)

    return [with_given_name(name) for name in names]


def persons_by_wording(doc: Doc, names: Sequence[NameSpan]) -> list[NameSpan]:
    """Two or three plain words, for the model an organization, are a person if they begin with a given name."""

    def is_person(name: NameSpan) -> bool:
        return doc[name.start].lower_ in words().given_names and _may_be_full_name(doc, name)

    return [name.relabelled(PERSON) if name.label == ORGANIZATION and is_person(name) else name for name in names]


def relabelled_by_evidence(doc: Doc, names: Sequence[NameSpan]) -> list[NameSpan]:
    """Every name under the label that the words beside its places in the article tell.

    The register and the surname of a person whom the article names in full tell more than these words.
    """
    mentions: defaultdict[str, list[NameSpan]] = defaultdict(list)
    for name in names:
        mentions[name.text(doc)].append(name)
    surnames = {person_names.surname_of(text) for text, same in mentions.items() if " " in text and _is_person(same)}
    labels = {
        text: _label_by_evidence(doc, same)
        for text, same in mentions.items()
        if text not in certain_names() and (" " in text or person_names.surname_of(text) not in surnames)
    }
    return [name.relabelled(labels.get(name.text(doc)) or name.label) for name in names]


def shortened_bodies(doc: Doc, names: Sequence[NameSpan]) -> list[NameSpan]:
    """The first word of a company's or a club's name where it stands for it ("Initech" for "Initech Cold Chain").

    It does so where it acts, and never stands as a place.
    """
    full_names = {name.text(doc) for name in names if name.label == ORGANIZATION and name.end - name.start > 1}
    first_words = {text.split()[0] for text in full_names if organization_names.may_be_shortened(text)}
    longer = [name for name in names if name.end - name.start > 1]
    persons = {part for name in longer if name.label == PERSON for part in name.text(doc).split()}
    mentions: defaultdict[str, list[NameSpan]] = defaultdict(list)
    for mention in apart(occurrences(doc, first_words - persons, ORGANIZATION), longer):
        mentions[mention.text(doc)].append(mention)
    return [
        mention
        for same in mentions.values()
        if not any(tells_place(doc, name.start, name.end) for name in same)
        and any(doc[name.start].dep_ in _ACTING or tells_body(doc, name.start, name.end) for name in same)
        for mention in same
    ]


def persons_by_surname(doc: Doc, names: Sequence[NameSpan]) -> list[NameSpan]:
    """The surname of a person whom the article names in full is that person, whatever the model takes it for.

    It stays as it is where a company of the article has it too ("Ford", with Henry Ford and the Ford Motor Company).
    """
    counts = Counter((name.text(doc), name.label) for name in names)
    surnames = {person_names.surname_of(text) for text, label in counts if label == PERSON and " " in text}
    alone = {text for text, label in counts if label == PERSON and " " not in text}
    companies = {text.split()[0] for text, label in counts if label == ORGANIZATION and _is_company(text)}

    def is_person(name: NameSpan) -> bool:
        text = name.text(doc)
        if _may_be_full_name(doc, name):
            return person_names.written_surname(text) in alone
        return (
            name.end - name.start == 1
            and text not in certain_names() | companies
            and country_code(text) is None
            and person_names.surname_of(text) in surnames
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


def shortened_before_events(doc: Doc, names: Sequence[NameSpan]) -> list[NameSpan]:
    """Names without the place that stands between a known organization and an event ("NATO Harlow summit")."""

    def shortened(name: NameSpan) -> NameSpan:
        if name.label == ORGANIZATION and doc[name.end : name.end + 1].text in words().events:
            for end in range(name.end - 1, name.start, -1):
                if doc[name.start : end].text in certain_names():
                    return NameSpan(name.start, end, ORGANIZATION)
        return name

    return [shortened(name) for name in names]


def without_others(doc: Doc, names: Iterable[NameSpan], known: Mapping[str, str]) -> list[NameSpan]:
    """The names with those that only look like an organization under another label.

    Args:
        doc: the article.
        names: its names so far.
        known: labels of the names that the register or the article itself defines; their wording is not doubted.
    """

    def label(name: NameSpan) -> str:
        text = name.text(doc)
        if is_excluded_by_neighbours(doc, name) or (text not in known and is_excluded_by_wording(text)):
            return OTHER
        return known.get(text, ORGANIZATION)

    return [name.relabelled(label(name)) if name.label == ORGANIZATION else name for name in names]


def repeated(doc: Doc, names: Sequence[NameSpan]) -> list[NameSpan]:
    """The names with every further place where the words of one of them, or the surname of a person, stand."""
    labels = {name.text(doc): name.label for name in sorted(names, key=lambda name: name.label != OTHER)}
    found = list(names)
    for label in sorted(set(labels.values())):
        longer = [text for text in labels if labels[text] == label and " " in text]
        found = overlaid(found, occurrences(doc, longer, label))
    single = [text for text in labels if labels[text] == ORGANIZATION and " " not in text]
    found += apart(occurrences(doc, single, ORGANIZATION), found)
    surnames = {person_names.written_surname(text) for text in labels if labels[text] == PERSON}
    mentions = occurrences(doc, [name for name in surnames if len(name) >= _SHORTEST_SURNAME], PERSON)
    found += apart((name for name in mentions if doc[name.start].ent_type_ not in {"DATE", "TIME"}), found)
    return sorted(found)


def _is_company(text: str) -> bool:
    return " " in text and (is_legal_form(text.rsplit(maxsplit=1)[-1]) or entry_of(text) is not None)


def _is_person(mentions: Iterable[NameSpan]) -> bool:
    return any(name.label == PERSON for name in mentions)


def _may_be_full_name(doc: Doc, name: NameSpan) -> bool:
    parts = [token.text for token in doc[name.start : name.end]]
    return (
        len(parts) in {2, 3}
        and all(part[0].isupper() and part.replace("-", "").replace(".", "").isalpha() for part in parts)
        and not any(part.lower() in head_words() for part in parts)
        and name.text(doc) not in certain_names()
    )


def _label_by_evidence(doc: Doc, mentions: Sequence[NameSpan]) -> str | None:
    """The label that the neighbours of the mentions of one form tell; None where they tell nothing."""
    places = [(name.start, name.end) for name in mentions]
    labels = Counter(name.label for name in mentions)
    acts = any(tells_person(doc, start, end) for start, end in places)
    if acts or any(follows_role(doc, start) for start, _ in places):
        is_plain = _may_be_full_name(doc, mentions[0]) or (acts and mentions[0].end - mentions[0].start == 1)
        return PERSON if is_plain else None
    is_body = labels["GPE"] < len(places) / 2 and any(tells_body(doc, start, end) for start, end in places)
    if labels[PERSON] and not is_body and _in_half_or_more(mentions, lambda name: _is_thing(doc, name)):
        return OTHER
    if any(head in head_words() for head in mentions[0].text(doc).lower().split()):
        return None
    if _in_half_or_more(mentions, lambda name: tells_place(doc, name.start, name.end)):
        return OTHER
    return ORGANIZATION if is_body else None


def _in_half_or_more(mentions: Sequence[NameSpan], is_met: Callable[[NameSpan], bool]) -> bool:
    return 2 * sum(map(is_met, mentions)) >= len(mentions)


def _is_thing(doc: Doc, name: NameSpan) -> bool:
    """Whether a name is worded like a place or a product, or describes a common noun ("the Harlow mill")."""
    last = doc[name.end - 1]
    is_modifier = last.dep_ == "compound" and last.head.text.islower()
    has_given_name = doc[name.start].lower_ in words().given_names
    return not has_given_name and (is_modifier or is_excluded_by_wording(name.text(doc)))


def _may_be_given_name(doc: Doc, position: int) -> bool:
    """Whether a proper noun belongs to the name behind it; at the start of a sentence only as the parser has it."""
    token = doc[position]
    return (
        token.tag_ in _PROPER_TAGS
        and token.text.istitle()
        and (not token.is_sent_start or token.head.i == position + 1)
        and not token.ent_type_
        and token.lower_.rstrip(".") not in words().titles | head_words().keys()
        and country_code(token.text) is None
    )
