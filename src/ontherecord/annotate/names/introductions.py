"""What the noun beside a name says that its bearer is: "the airline Harlow", "the auditors, Reed Marsh,"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ontherecord.annotate.names.capitalised_runs import is_name_part, is_telling_head
from ontherecord.annotate.names.lexicon import country_code, words
from ontherecord.annotate.names.person_names import is_given_name
from ontherecord.annotate.names.role_lexicon import is_role, organization_kinds, singular
from ontherecord.annotate.names.spans import ORGANIZATION, PERSON, NameSpan

_TAGS_OF_DESCRIPTIONS = frozenset({"CD", "HYPH", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "VBN"})
_PROPER_TAGS = frozenset({"NNP", "NNPS"})
_LABELS_OF_PLACES = frozenset({"FAC", "GPE", "LOC"})
_LABELS_OF_OTHERS = frozenset({"DATE", "LANGUAGE", "MONEY", "NORP", "TIME"})
_LONGEST_NAME = 4
_SHARES = frozenset({"shareholder", "shareholders", "shares", "stake"})
_LINKS = frozenset(
    {("by", verb) for verb in ("commissioned", "employed", "manufactured", "operated", "owned", "run")}
    | {("to", verb) for verb in ("belonged", "belonging", "belongs")}
    | {("for", noun) for noun in ("attorney", "lawyer", "lawyers", "worked", "works")}
    | {("in", noun) for noun in _SHARES}
)
"""What ties people and things to a body: "owned by Harlow", "shares in Harlow"."""
_VERBS_OF_OWNERS = frozenset({"chairs", "edits", "founded", "owns", "runs"})
_DEEDS_OF_BODIES = frozenset(
    {"bought", "employed", "employs", "hired", "insures", "makes", "manages", "operates", "owned", "owns", "publishes"}
    | {"represented", "represents", "runs", "sells", "sold"}
)
_CLOSING = frozenset({",", ".", ")", ";", ":", "–", "—", "of", "in"})
_PERIODICALS = frozenset({"daily", "monthly", "weekly"})


def noun_before(doc: Doc, start: int, end: int) -> Token | None:
    """The common noun right before a name, or before its comma, that the parser links to the name; None without one."""
    if lower(doc, start - 1) == "the" and lower(doc, start - 2) == ",":
        start -= 1
    has_comma = lower(doc, start - 1) == ","
    position = start - 2 if has_comma else start - 1
    if position < 0 or not doc[position].is_lower or (has_comma and lower(doc, end) not in _CLOSING):
        return None
    noun = doc[position]
    is_aside = has_comma and lower(doc, end) == "," and doc[end - 1].dep_ in {"appos", "conj"}
    is_linked = is_aside or start <= noun.head.i < end or doc[end - 1].head.i == position
    return noun if is_linked and noun.tag_ in {"JJ", "NN", "NNS"} else None


def noun_behind(doc: Doc, end: int) -> str:
    """The head of "a British maker of boxes" or "the harbour master" behind a name and a comma, or an empty string."""
    if lower(doc, end) != ",":
        return ""
    if lower(doc, end + 1) in {"a", "an", "the"}:
        last = end + 1
        while last + 1 < len(doc) and doc[last + 1].tag_ in _TAGS_OF_DESCRIPTIONS:
            if doc[last].tag_ == "NN" and doc[last + 1].tag_ == "VBN":
                break
            last += 1
        is_owner = lower(doc, last + 1) in {"'s", "’s"}
        if (doc[last].tag_ == "NN" or lower(doc, last) in _PERIODICALS) and not is_owner:
            return lower(doc, last)
    behind = next((child for child in doc[end - 1].rights if child.dep_ == "appos" and child.i > end), None)
    return str(behind.lower_) if behind is not None and behind.tag_ == "NN" else ""


def is_introduced_as_body(doc: Doc, start: int, end: int) -> bool:
    """Whether the noun before a name is what a body is called.

    A noun for persons in the plural before a single name means a firm or a side ("the consultants Reed Marsh"). One
    that a person can be called too ("the landlord, Harlow Estates,") needs a name that is worded like no person's.
    """
    noun = noun_before(doc, start, end)
    if noun is None or _modifies_noun(doc, end):
        return False
    word = singular(noun.lower_)
    if noun.tag_ == "NNS":
        return (is_role(word) or word in words().roles_of_companies) and not is_first_of_several(doc, end)
    if is_given_name(doc[start].text):
        return False
    if word in words().roles_of_companies:
        return end - start > 1 and doc[end - 1].lower_.endswith("s") and not _stands_alone(doc, end - 1)
    return word in words().sorts_of_bodies and not is_role(word)


def is_called_body(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is called a company or the like behind it ("Harlow, a bank,").

    What a person can be called too ("a crane operator") makes no body of a name that the model takes for a person's.
    """
    noun = noun_behind(doc, end)
    if noun not in words().sorts_of_bodies and not organization_kinds(noun) - {"government"}:
        return False
    is_full_name = end - start > 1 and (doc[end - 1].ent_type_ == PERSON or is_given_name(doc[start].text))
    is_person = is_full_name or (start > 0 and is_given_name(doc[start - 1].text))
    return not (is_person and (is_role(noun) or noun in words().roles_of_companies))


def has_members(doc: Doc, start: int, end: int) -> bool:
    """Whether somebody belongs to the bearer of a name: "chief executive of Harlow", "Harlow, whose chairman"."""
    if has_members_behind(doc, end) or _does_business(doc, end):
        return True
    before = start - 2 if lower(doc, start - 1) == "the" else start - 1
    last = doc[end - 1]
    if before < 1 or _modifies_noun(doc, end) or last.ent_type_ in _LABELS_OF_PLACES or last.head.i != before:
        return False
    link = doc[before]
    if last.dep_ == "dobj":
        leads = link.lower_ in {"heads", "leads"} and before == start - 2 and end - start > 1
        return leads or link.lower_ in _VERBS_OF_OWNERS
    if end - start > 1 and is_given_name(doc[start].text):
        return False
    linked = link.head.lower_
    if link.lower_ in {"at", "for", "of"} and linked in words().members_of_bodies:
        return True
    return (link.lower_, linked) in _LINKS and last.ent_type_ != PERSON


def _does_business(doc: Doc, end: int) -> bool:
    """Whether a clause about what only a body does follows a name ("Harlow, which runs the buses")."""
    is_clause = lower(doc, end) == "," and lower(doc, end + 1) == "which"
    return is_clause and doc[end - 1].ent_type_ not in _LABELS_OF_PLACES and lower(doc, end + 2) in _DEEDS_OF_BODIES


def has_shares(doc: Doc, start: int, end: int) -> bool:
    """Whether the bearer of a name can be owned in part: "shares in Harlow", "Harlow shares"."""
    link = doc[end - 1].head
    is_held = lower(doc, start - 1) == "in" and link.i == start - 1 and link.head.lower_ in _SHARES
    return is_held or lower(doc, end) == "shares"


def has_members_behind(doc: Doc, end: int) -> bool:
    """Whether a clause about those who belong to it follows a name ("Harlow, whose chairman")."""
    owned = lower(doc, end + 2)
    return (
        lower(doc, end) == ","
        and lower(doc, end + 1) == "whose"
        and (owned in words().members_of_bodies or owned in {"leader", "leaders", "members"})
    )


def introduced_bodies(doc: Doc) -> Iterator[NameSpan]:
    """Capitalised words that a noun beside them makes a body, seen by the model or not."""
    start = 0
    while start < len(doc):
        end = start
        while end < len(doc) and end - start < _LONGEST_NAME and _may_be_body(doc[end]):
            end += 1
        if end > start and country_code(doc[start:end].text) is None:
            is_new = doc[start].tag_ in _PROPER_TAGS and not is_telling_head(doc[end - 1])
            if is_introduced_as_body(doc, start, end) or (
                is_new and (is_called_body(doc, start, end) or has_members(doc, start, end))
            ):
                yield NameSpan(start, end, ORGANIZATION)
        start = max(end, start + 1)


def is_first_of_several(doc: Doc, end: int) -> bool:
    """Whether another name follows after "and" or a comma."""
    return lower(doc, end) in {"and", "&", ",", "or"} and doc[end + 1 : end + 2].text[:1].isupper()


def lower(doc: Doc, position: int) -> str:
    """The token at a place in lower case; empty where there is none."""
    return str(doc[position].lower_) if 0 <= position < len(doc) else ""


def _stands_alone(doc: Doc, position: int) -> bool:
    """Whether the last word of a name stands without its first elsewhere, as the surname of a person does."""
    word, before = doc[position].text, doc[position - 1].text
    return any(token.text == word and doc[token.i - 1].text != before for token in doc[1:])


def _modifies_noun(doc: Doc, end: int) -> bool:
    """Whether a name describes the common noun behind it ("company Christmas party")."""
    return doc[end - 1].dep_ == "compound" and doc[end - 1].head.is_lower and doc[end - 1].head.i >= end


def _may_be_body(token: Token) -> bool:
    return (
        is_name_part(token) and token.ent_type_ not in _LABELS_OF_OTHERS and token.text not in words().not_organizations
    )
