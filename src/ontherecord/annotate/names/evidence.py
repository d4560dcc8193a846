"""What the words beside a name tell about its bearer, whatever the model takes it for."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ontherecord.annotate.names.capitalised_runs import is_telling_head
from ontherecord.annotate.names.lexicon import country_code, words
from ontherecord.annotate.names.role_lexicon import gender_of_name, is_role, organization_kinds
from ontherecord.annotate.names.spans import ORGANIZATION, PERSON, NameSpan, hyphenated_start, is_capitalised, is_glued

_AGE = re.compile(r"\d{2}")
_AGED = re.compile(r"\d{1,2}(-year(-old)?)?")
_PROPER_TAGS = frozenset({"NNP", "NNPS"})
_TAGS_OF_DESCRIPTIONS = frozenset({"CD", "HYPH", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "VBN"})
_LONGEST_PERSON = 3


def behaving_names(doc: Doc) -> Iterator[NameSpan]:
    """Two or three capitalised words that what follows makes a person or an organization, seen by the model or not.

    Those that begin with a given name are a person where the model sees nothing.
    """
    start = 0
    while start < len(doc):
        end = start
        while end < len(doc) and _may_belong_to_name(doc[end]):
            end += 1
        if doc[start].is_sent_start and end - start > 1 and doc[start + 1].ent_iob_ == "B":
            start += 1
        first = hyphenated_start(doc, start)
        if 2 <= end - start <= _LONGEST_PERSON:
            is_new_person = gender_of_name(doc[start].text) and not any(token.ent_type_ for token in doc[start:end])
            if _lower(doc, start - 1) != "the" and (is_new_person or tells_person(doc, start, end)):
                yield NameSpan(first, end, PERSON)
            elif tells_body(doc, start, end):
                yield NameSpan(start, end, ORGANIZATION)
        start = max(end, start + 1)


def tells_person(doc: Doc, start: int, end: int) -> bool:
    """Whether an age, a role between commas, "who" or "himself" follows a name."""
    after, second, third = (_lower(doc, end + distance) for distance in range(3))
    if after != "," or end - start == 1:
        return after in {"himself", "herself"}
    if second in {"who", "whose"}:  # may describe the head of "an analyst at Harlow Reed, who"
        return _lower(doc, start - 1) not in {"at", "for", "in", "of"}
    is_aged = second in {"a", "an", "aged"} and _AGED.fullmatch(third) is not None
    has_age = third in {",", "."} and _AGE.fullmatch(second) is not None
    return is_aged or has_age or _is_personal_role(_apposition(doc, end))


def follows_role(doc: Doc, start: int) -> bool:
    """Whether a person's role stands before a name: "goalkeeper Ana Reyes", "its finance director, Ana Reyes,"."""
    before = start - 1
    if _lower(doc, before) != ",":
        return _is_personal_role(_lower(doc, before))
    first = before = before - 1
    while first > 0 and doc[first - 1].tag_ in {"HYPH", "JJ", "NN"}:
        first -= 1
    is_owned = first > 0 and doc[first - 1].tag_ in {"PRP$", "POS"}
    return is_owned and _is_personal_role(_lower(doc, before))


def tells_place(doc: Doc, start: int, end: int) -> bool:
    """Whether a name stands as a place: "in Harlow", "Harlow, a village", "the Harlow-based company"."""
    if is_glued(doc, end) and _lower(doc, end) == "-" and _lower(doc, end + 1) in words().place_participles:
        return True
    is_object = doc[end - 1].dep_ == "pobj" and _lower(doc, end) not in {"'s", "’s", "’", "'"}
    stands_in = is_object and _lower(doc, start - 1) in words().place_prepositions
    return stands_in or _apposition(doc, end) in words().sorts_of_places


def tells_body(doc: Doc, start: int, end: int) -> bool:
    """Whether somebody acts for the bearer of a name ("a Harlow spokesman") or it is called a company or the like."""
    acts = _lower(doc, start - 1) in {"the", "a", "an"} and _lower(doc, end) in words().members_of_bodies
    return acts or bool(organization_kinds(_apposition(doc, end)) - {"government"})


def _apposition(doc: Doc, end: int) -> str:
    """The head of "a British maker of boxes" or "the harbour master" behind a name and a comma, or an empty string."""
    if _lower(doc, end) != "," or _lower(doc, end + 1) not in {"a", "an", "the"}:
        return ""
    last = end + 1
    while last + 1 < len(doc) and doc[last + 1].tag_ in _TAGS_OF_DESCRIPTIONS:
        last += 1
    return _lower(doc, last) if doc[last].tag_ == "NN" and _lower(doc, last + 1) not in {"'s", "’s"} else ""


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


def _lower(doc: Doc, position: int) -> str:
    return str(doc[position].lower_) if 0 <= position < len(doc) else ""
