"""Further places of a name that an article has somewhere: in full, or by its first word."""

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from ontherecord.annotate.names import organization_names, person_names
from ontherecord.annotate.names.evidence import tells_body, tells_place
from ontherecord.annotate.names.spans import ORGANIZATION, OTHER, PERSON, NameSpan, apart, occurrences, overlaid

_SHORTEST_SURNAME = 3
_ACTING = frozenset({"nsubj", "nsubjpass", "poss"})


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


def repeated(doc: Doc, names: Sequence[NameSpan]) -> list[NameSpan]:
    """The names with every further place where the words of one of them, or the surname of a person, stand."""
    labels = {name.text(doc): name.label for name in sorted(names, key=lambda name: name.label != OTHER)}
    found = list(names)
    for label in sorted(set(labels.values())):
        longer = [text for text in labels if labels[text] == label and " " in text]
        found = overlaid(found, occurrences(doc, longer, label))
    single = [text for text in labels if labels[text] == ORGANIZATION and " " not in text]
    found += apart(occurrences(doc, single, ORGANIZATION), found)
    persons = [text for text in labels if labels[text] == PERSON]
    whole_surnames = {surname for text in persons if (surname := person_names.surname_with_particles(text))}
    found = overlaid(found, occurrences(doc, whole_surnames, PERSON))
    surnames = {person_names.written_surname(text) for text in persons}
    mentions = occurrences(doc, [name for name in surnames if len(name) >= _SHORTEST_SURNAME], PERSON)
    found += apart((name for name in mentions if doc[name.start].ent_type_ not in {"DATE", "TIME"}), found)
    return sorted(found)
