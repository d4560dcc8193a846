"""What the words beside a name tell about its bearer, whatever the model takes it for."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ontherecord.annotate.names.capitalised_runs import is_telling_head
from ontherecord.annotate.names.introductions import (
    has_members,
    has_members_behind,
    has_shares,
    is_called_body,
    is_first_of_several,
    is_introduced_as_body,
    lower,
    noun_before,
    noun_behind,
)
from ontherecord.annotate.names.lexicon import country_code, words
from ontherecord.annotate.names.person_names import is_given_name
from ontherecord.annotate.names.role_lexicon import is_role
from ontherecord.annotate.names.spans import (
    ORGANIZATION,
    PERSON,
    NameSpan,
    hyphenated_start,
    is_capitalised,
    is_glued,
    trimmed,
)

_AGE = re.compile(r"\d{2}")
_AGED = re.compile(r"\d{1,2}(-year(-old)?)?")
_PROPER_TAGS = frozenset({"NNP", "NNPS"})
_LONGEST_PERSON = 3
_MINISTERS_OF_STATES = frozenset({"defence", "defense", "foreign", "interior", "prime"})
_MEASURES = frozenset({"feet", "foot", "meters", "metres", "tonnes", "tons"})


def behaving_names(doc: Doc) -> Iterator[NameSpan]:
    """Two or three capitalised words that what follows makes a person or an organization, seen by the model or not.

    Those that begin with a given name are a person where the model sees nothing.
    """
    start = 0
    while start < len(doc):
        end = start
        while end < len(doc) and _may_belong_to_name(doc[end]):
            end += 1
        is_apart = doc[start].is_sent_start and end - start > 1 and doc[start + 1].ent_iob_ == "B"
        if is_apart and not is_given_name(doc[start].text):
            start += 1
        first = hyphenated_start(doc, start)
        if 2 <= end - start <= _LONGEST_PERSON:
            is_new_person = is_given_name(doc[start].text) and not any(token.ent_type_ for token in doc[start:end])
            if lower(doc, start - 1) != "the" and (is_new_person or tells_person(doc, start, end)):
                yield trimmed(doc, first, end, PERSON) or NameSpan(first, end, PERSON)
            elif tells_body(doc, start, end):
                yield NameSpan(start, end, ORGANIZATION)
        start = max(end, start + 1)


def tells_person(doc: Doc, start: int, end: int) -> bool:
    """Whether an age, a role between commas, "who" or "himself" follows a name."""
    after, second, third = (lower(doc, end + distance) for distance in range(3))
    if after != "," or end - start == 1:
        return after in {"himself", "herself"}
    if second in {"who", "whose"}:  # may describe the head of "an analyst at Harlow Reed, who"
        return lower(doc, start - 1) not in {"at", "for", "in", "of"} and not has_members_behind(doc, end)
    is_aged = second in {"a", "an", "aged"} and _AGED.fullmatch(third) is not None
    has_age = third in {",", "."} and _AGE.fullmatch(second) is not None
    return is_aged or has_age or _is_personal_role(noun_behind(doc, end))


def follows_role(doc: Doc, start: int, end: int) -> bool:
    """Whether a person's role stands before a name: "goalkeeper Ana Reyes", "the head of the bank, Ana Reyes,"."""
    before = start - 1
    if lower(doc, before) != ",":
        is_several = before >= 0 and doc[before].tag_ == "NNS"
        return _is_personal_role(lower(doc, before)) and (not is_several or is_first_of_several(doc, end))
    described = doc[end - 1].head
    is_apposition = doc[end - 1].dep_ == "appos" and described.i < start and described.tag_ == "NN"
    if is_apposition and _is_personal_role(described.lower_):
        return True
    first = before = before - 1
    while first > 0 and doc[first - 1].tag_ in {"HYPH", "JJ", "NN"}:
        first -= 1
    is_owned = first > 0 and doc[first - 1].tag_ in {"PRP$", "POS"}
    return is_owned and _is_personal_role(lower(doc, before))


def tells_place(doc: Doc, start: int, end: int) -> bool:
    """Whether a name stands as a place: "in Harlow", "Harlow, a village", "the Harlow-based company"."""
    if is_glued(doc, end) and lower(doc, end) == "-" and lower(doc, end + 1) in words().place_participles:
        return True
    if (lower(doc, end) == "," and lower(doc, end + 1) == "where") or _is_address(doc, start) or _is_origin(doc, start):
        return True
    is_object = doc[end - 1].dep_ in {"nmod", "pobj"} and lower(doc, end) not in {"'s", "’s", "’", "'"}
    stands_in = is_object and lower(doc, start - 1) in words().place_prepositions and not has_shares(doc, start, end)
    return stands_in or noun_behind(doc, end) in words().sorts_of_places


def has_territory(doc: Doc, start: int, end: int) -> bool:
    """Whether a name has what only a place has: "the parliament of Harlow", "the province of Harlow", "Harlow soil"."""
    if lower(doc, end) in words().parts_of_places and doc[end - 1].dep_ in {"amod", "compound"}:
        return True
    if doc[end - 1].dep_ == "poss" and _is_owned_by_states(doc, doc[end - 1].head):
        return True
    parts = words().parts_of_places | words().sorts_of_places
    return doc[end - 1].dep_ == "pobj" and lower(doc, start - 1) == "of" and lower(doc, start - 2) in parts


def _is_owned_by_states(doc: Doc, noun: Token) -> bool:
    """Whether a noun is what only a state has: "imports", "foreign minister"."""
    is_minister = noun.lower_ == "minister" and lower(doc, noun.i - 1) in _MINISTERS_OF_STATES
    return is_minister or noun.lower_ in words().owned_by_states


def _is_origin(doc: Doc, start: int) -> bool:
    """Whether a name tells where somebody is from ("Reyes is from Harlow")."""
    return lower(doc, start - 1) == "from" and lower(doc, start - 2) in {"are", "comes", "hails", "is", "native", "was"}


def _is_address(doc: Doc, start: int) -> bool:
    """Whether a name tells where somebody lives ("Ana Reyes, 45, of Harlow")."""
    before, age = lower(doc, start - 2), lower(doc, start - 3)
    return lower(doc, start - 1) == "of" and before == "," and _AGE.fullmatch(age) is not None


def is_introduced_as_thing(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is called a ship, a work or the like: "the probe Harlow", "Harlow, a novel", "aboard Harlow"."""
    things = words().sorts_of_things
    first = start - 1 if lower(doc, start - 1) == "the" else start
    if lower(doc, first - 1) == "aboard" or noun_behind(doc, end) in things or _has_length(doc, end):
        return True
    noun = noun_before(doc, first, end)
    return noun is not None and noun.lower_ in things


def describes_thing(doc: Doc, start: int, end: int) -> bool:
    """Whether a name describes a thing ("the Harlow rocket", "a Harlow 9 rocket") or is one of many ("two Harlows")."""
    if end - start == 1 and start > 0 and doc[start].lower_.endswith("s") and doc[start - 1].tag_ == "CD":
        return True
    described = end + 1 if lower(doc, end).isdigit() else end
    return lower(doc, described) in words().sorts_of_things


def _has_length(doc: Doc, end: int) -> bool:
    """Whether a measure follows a name ("the Harlow, 214 feet long")."""
    return lower(doc, end) == "," and end + 2 < len(doc) and doc[end + 1].like_num and doc[end + 2].lower_ in _MEASURES


def tells_body(doc: Doc, start: int, end: int) -> bool:
    """Whether somebody acts for the bearer of a name ("a Harlow spokesman") or it is called a company or the like."""
    acts = lower(doc, start - 1) in {"the", "a", "an"} and lower(doc, end) in words().members_of_bodies
    return (
        acts
        or is_called_body(doc, start, end)
        or is_introduced_as_body(doc, start, end)
        or has_members(doc, start, end)
    )


def _is_personal_role(word: str) -> bool:
    role = word.rstrip(".")
    return role not in words().roles_of_companies and (role in words().titles or is_role(role))


def _may_belong_to_name(token: Token) -> bool:
    return (
        token.tag_ in _PROPER_TAGS
        and is_capitalised(token)
        and not token.text.isupper()
        and token.lower_.rstrip(".") not in words().titles
        and not is_telling_head(token)
        and country_code(token.text) is None
    )
