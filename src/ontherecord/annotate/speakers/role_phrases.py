"""Role and affiliation in a noun phrase: "the finance chief of Foo plc"."""

import msgspec
from spacy.tokens import Doc, Span, Token

from ontherecord.annotate.names.lexicon import country_code
from ontherecord.annotate.names.role_lexicon import is_role, lexicon, organization_kinds, singular
from ontherecord.annotate.speakers.name_index import NameMention, Names, country_names, is_place
from ontherecord.records import Organization

NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
MODIFIERS = NOUNS | {"JJ", "JJR", "JJS", "HYPH", "VBG", "VBN"}
PREPOSITIONS = frozenset(["of", "for", "to", "at", "with", "from", "in", "on"])


class Description(msgspec.Struct, frozen=True):
    """What a noun phrase says of a person.

    Attributes:
        role: title or occupation as printed.
        affiliation: organization, country or place that he speaks for, as printed, though a name in full.
        organization: the organization of the affiliation, where it is one of the article's.
    """

    role: str | None = None
    affiliation: str | None = None
    organization: Organization | None = None


def describe_phrase(doc: Doc, names: Names, start: int, end: int, *, is_title: bool = False) -> Description:
    """Role and affiliation in a noun phrase without the name: "the finance chief of Foo plc".

    Args:
        doc: the parsed article.
        names: its name mentions by token.
        start: first token of the phrase.
        end: token after its last one.
        is_title: whether a name follows, so that any common noun is a role.
    """
    preposition = _next_preposition(doc, names, start, end)
    head = _head(doc, names, start, preposition)
    if head is None or not _is_known_role(head, names, is_title=is_title):
        return Description()
    first = _first_role_word(doc, names, start, head.i)
    before = _affiliation_before(doc, names, start, first, head)
    last, after = _complements(doc, names, head, preposition, end)
    while last > head.i + 1 and _is_courtesy(doc[last - 1]):
        last -= 1
    if last == head.i + 1 and _is_hyphenated_role(doc, head):
        last += 2
    role = doc[first:last].text
    found = next((item for item in (after, before) if item.affiliation), _owner(doc, names, start, first))
    return Description(role, found.affiliation, found.organization)


def _owner(doc: Doc, names: Names, start: int, first: int) -> Description:
    """The organization that "its" before a role means: the one named last, in this sentence or the one before."""
    if not any(token.lower_ in {"its", "their"} for token in doc[start:first]):
        return Description()
    nearest = doc[max(doc[start].sent.start - 1, 0)].sent.start
    before = (names[number].organization for number in range(start - 1, nearest - 1, -1) if number in names)
    owner = next((organization for organization in before if organization), None)
    return Description(affiliation=owner.name, organization=owner) if owner else Description()


def _is_hyphenated_role(doc: Doc, head: Token) -> bool:
    """Whether the role goes on behind a hyphen ("secretary-general")."""
    return doc[head.i : head.i + 3].text.lower() in lexicon().roles


def _stands_as_title(noun: Token) -> bool:
    """Whether a common noun that is in no list is an occupation, for it modifies the name behind it."""
    return noun.tag_ == "NN" and noun.dep_ in {"amod", "compound", "nmod"} and not organization_kinds(noun.text)


def _classifies(noun: Token) -> bool:
    """Whether a common noun that is in no list is an occupation, for it says what the one named is ("a glazier")."""
    articles = {"a", "an", "the"}
    is_said_of_name = noun.dep_ == "appos" or (
        noun.dep_ == "attr" and any(child.lower_ == "at" for child in noun.rights)
    )
    return noun.tag_ == "NN" and is_said_of_name and any(child.lower_ in articles for child in noun.children)


def _is_known_role(noun: Token, names: Names, *, is_title: bool) -> bool:
    return (
        is_role(noun.text) or _classifies(noun) or _is_explained(noun, names) or (is_title and _stands_as_title(noun))
    )


def _is_explained(noun: Token, names: Names) -> bool:
    """Whether a person's name behind a common noun tells who is meant: "the bosun, Ana Roe,"."""
    if noun.tag_ != "NN":
        return False
    mentions = (names.get(child.i) for child in noun.children if child.dep_ == "appos")
    return any(mention is not None and mention.person is not None for mention in mentions)


def _next_preposition(doc: Doc, names: Names, start: int, end: int) -> int:
    return next((n for n in range(start, end) if n not in names and doc[n].lower_ in PREPOSITIONS), end)


def _head(doc: Doc, names: Names, start: int, end: int) -> Token | None:
    """The last noun of a phrase that has no complements."""
    return next(
        (doc[n] for n in range(end - 1, start - 1, -1) if doc[n].tag_ in NOUNS and not _is_courtesy(doc[n])), None
    )


def _is_courtesy(token: Token) -> bool:
    return token.lower_.rstrip(".") in lexicon().courtesy


def _first_role_word(doc: Doc, names: Names, start: int, head: int) -> int:
    """First token of the role that ends in a head: no name, no place, no possessor, no article before it."""
    first = head
    while first > start and _belongs_to_role(doc[first - 1], names, doc[head]):
        first -= 1
    ages = [number for number in range(first, head) if doc[number].lower_ == "old" or doc[number].lower_ == "year-old"]
    first = ages[-1] + 1 if ages else first
    while first < head and (doc[first].tag_ in {"CC", "HYPH", "VBN"} or doc[first].text == "-"):
        first += 1
    return first


def _belongs_to_role(token: Token, names: Names, head: Token) -> bool:
    if token.i in names or is_place(token) or token.tag_ not in MODIFIERS | {"CC"}:
        return False
    is_name = token.text[0].isupper() and not (token.is_sent_start and token.tag_ not in {"NNP", "NNPS"})
    if is_role(token.text) or token.lower_ in lexicon().title_modifiers or not is_name:
        return True
    # "Shadow Home Secretary" is one title; in "Kremlin spokesman" and "Ontario Premier" the proper noun is no part.
    return head.tag_ != "NN" and singular(head.text) not in lexicon().represents_name


def _affiliation_before(doc: Doc, names: Names, start: int, first: int, head: Token) -> Description:
    """The body, country or possessor in front of a role."""
    last = first - 1
    is_possessor = last >= start and doc[last].tag_ == "POS"
    last -= is_possessor
    if last < start:
        # "company president": printed as part of the role, and yet it tells of which company.
        body = doc[head.i - 1 : head.i]
        named = _body(names, body) if head.i > start and organization_kinds(body.text) else Description()
        return named if named.organization else Description()
    mention = names.get(last)
    if mention is not None:
        return named_body(doc, mention.start, mention) if mention.organization else Description()
    run = last + 1
    while run > start and doc[run - 1].tag_ in MODIFIERS:
        run -= 1
    if run > last:
        return Description()
    if is_place(doc[last]):
        if not is_possessor and singular(head.text) not in lexicon().public_roles:
            return Description()
        while run < last and not is_place(doc[run]):
            run += 1
        return Description(affiliation=_place_name(doc, doc[run : last + 1]))
    is_name = doc[last].text[0].isupper() and not is_role(doc[last].text) and not _is_courtesy(doc[last])
    is_body = is_name or bool(organization_kinds(doc[last].text)) or singular(doc[last].text) in lexicon().collectives
    return _body(names, doc[run : last + 1]) if is_body else Description()


def _body(names: Names, phrase: Span) -> Description:
    """A body without a name in its phrase: the organization named last that can be called so, else what is printed."""
    kinds, noun = organization_kinds(phrase[-1].text), singular(phrase[-1].text)
    if phrase[-1].tag_ in {"NN", "NNS"}:
        before = (names[number].organization for number in range(phrase.start - 1, -1, -1) if number in names)
        for organization in before:
            if organization and (organization.kind in kinds or noun in organization.name.lower().split()):
                return Description(affiliation=organization.name, organization=organization)
        if len(phrase) == 1:  # "the board" alone names nobody
            return Description()
    return Description(affiliation=phrase.text)


def _place_name(doc: Doc, place: Span) -> str:
    """What is printed; for an adjective the name of its country, where the article has that."""
    printed = place.text
    if place.root.ent_type_ != "NORP" and place.root.tag_ != "JJ":
        return str(printed)
    code = country_code(printed)
    if code:
        return country_names(doc).get(code, printed)
    stem = printed[:4].lower()
    places = (str(entity.text) for entity in doc.ents if entity.label_ == "GPE")
    return next((name for name in places if len(stem) == 4 and name.lower().startswith(stem)), printed)


def _complements(doc: Doc, names: Names, head: Token, preposition: int, end: int) -> tuple[int, Description]:
    """Where the role ends that has complements, and the affiliation in them."""
    last = head.i + 1
    is_office = singular(head.text) in lexicon().offices
    while preposition < end:
        following = _next_preposition(doc, names, preposition + 1, end)
        first = preposition + 1 + (preposition + 1 < end and doc[preposition + 1].tag_ in {"DT", "PRP$"})
        word = doc[preposition].lower_
        found = (
            Description()
            if word == "to"
            else _affiliation_in(doc, names, first, following, is_office=is_office and word != "in")
        )
        if found.affiliation:
            return last, found
        if word in {"of", "for", "to"} and last == preposition:
            nested = next((names[n] for n in range(following, end) if n in names and names[n].organization), None)
            if (
                word != "to"
                and nested is not None
                and nested.start <= following + 2
                and _is_part(doc, first, following)
            ):
                return last, named_body(doc, first, nested)
            last = following
        preposition = following
    return last, Description()


def _is_part(doc: Doc, start: int, end: int) -> bool:
    """Whether a phrase names a part of a body ("chapter", "department", "school")."""
    return start < end and (
        singular(doc[end - 1].text) in {"branch", "chapter", "division", "unit", "arm", "wing"}
        or bool(organization_kinds(doc[end - 1].text))
    )


def _affiliation_in(doc: Doc, names: Names, start: int, end: int, *, is_office: bool) -> Description:
    last = end - 1
    while last >= start and doc[last].tag_ not in NOUNS:
        last -= 1
    mention = next((names[number] for number in range(start, end) if number in names), None)
    # In "the Leeds growers' association" the name is only a part of that of the body.
    if mention is not None and (mention.end > last or not organization_kinds(doc[last].text)):
        return named_body(doc, start, mention) if mention.organization else Description()
    if last < start or doc[start].ent_type_ in {"DATE", "TIME"}:
        return Description()
    is_body = bool(organization_kinds(doc[last].text)) or doc[last].ent_type_ in {"ORG", "GPE"}
    is_proper = doc[last].tag_ in {"NNP", "NNPS"} and not is_role(doc[last].text)
    return _body(names, doc[start : last + 1]) if is_body or (is_proper and not is_office) else Description()


def named_body(doc: Doc, start: int, mention: NameMention) -> Description:
    """The affiliation that ends with the name of an organization: the organization's name, or the part of it meant."""
    organization = mention.organization
    is_part = any(doc[number].lower_ in PREPOSITIONS for number in range(start, mention.start))
    if organization is None or is_part:
        first = start + (start < mention.start and doc[start].tag_ == "DT")
        return Description(affiliation=doc[min(first, mention.start) : mention.end].text, organization=organization)
    printed = doc[mention.start : mention.end].text
    is_shortened = set(printed.lower().split()) <= set(organization.name.lower().split())
    return Description(affiliation=organization.name if is_shortened else printed, organization=organization)
