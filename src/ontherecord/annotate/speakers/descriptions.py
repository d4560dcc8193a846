"""What an article says of a person beside his name: role and affiliation, from titles, appositives and complements."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from spacy.tokens import Doc, Span, Token

from ontherecord.annotate.names.lexicon import country_code, words
from ontherecord.annotate.names.role_lexicon import is_role, lexicon, organization_kinds, singular
from ontherecord.annotate.speakers.name_index import NameMention, country_names, is_place
from ontherecord.records import Organization

NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
MODIFIERS = NOUNS | {"JJ", "JJR", "JJS", "HYPH", "VBG", "VBN"}
PREPOSITIONS = frozenset(["of", "for", "to", "at", "with", "from", "in", "on"])
LOOSE_PREPOSITIONS = frozenset(["of", "for", "at", "with", "from"])
"""After these a body that a person belongs to may stand without a role ("Ana Roe of Foo plc")."""
LEADING: Mapping[str, str | None] = {
    form: role
    for forms, role in (
        (("leads", "led"), "leader"),
        (("heads", "headed"), "head"),
        (("coaches", "coached"), "coach"),
        (("chairs", "chaired"), "chair"),
        (("directs", "directed"), "director"),
        (("manages", "managed"), "manager"),
        (("captains", "captained"), "captain"),
        (("edits", "edited"), "editor"),
        (("founded", "co-founded"), "founder"),
        (("runs", "owns"), None),
    )
    for form in forms
}
"""Verbs that tell of which body somebody is the head, with the role that they tell."""
RELATIVES = frozenset(["WP", "WP$", "WDT", "WRB"])
CLOSING = frozenset(',;:.()—–-"“”')
REACH = 14
"""Tokens of a description at most."""
HOPS = 3
"""Prepositions within a title at most ("director of the Leeds chapter of the Council on Trade Ana Roe")."""

Names = Mapping[int, NameMention]


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


def describe_person(doc: Doc, names: Names, mentions: Sequence[NameMention]) -> tuple[Description, ...]:
    """Every description of a person beside one of his names, in the order of the text."""
    return tuple(
        description
        for mention in mentions
        for description in _beside(doc, names, mention)
        if description.role or description.affiliation
    )


def merge(descriptions: Sequence[Description]) -> Description:
    """One description: the first role with the affiliation that stands beside it, or else the first one of all."""
    roles = [item for item in descriptions if item.role and _is_occupation(item.role)]
    offices = [item for item in roles if item.role and item.role.lower().rstrip(".") not in lexicon().honorifics]
    role = next(iter(offices or roles), Description()).role
    beside = [item for item in roles if item.role == role]
    told = next((item for item in (*beside, *descriptions) if item.affiliation), Description())
    return Description(role, told.affiliation, told.organization)


def _is_occupation(role: str) -> bool:
    """Whether a role tells more than that somebody is a woman, or a sister of somebody."""
    word = singular(role.rsplit(maxsplit=1)[-1])
    return word in lexicon().roles or word not in lexicon().relatives | lexicon().any_person


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


def _beside(doc: Doc, names: Names, mention: NameMention) -> Iterator[Description]:
    start = title_start(doc, names, mention.start)
    if start < mention.start:
        yield describe_phrase(doc, names, start, mention.start, is_title=True)
    if start > 1 and doc[start - 1].text in {",", ")", "("}:
        yield _before_comma(doc, names, start - 1)
    yield _behind(doc, names, mention.end)


def _before_comma(doc: Doc, names: Names, comma: int) -> Description:
    """The noun phrase that a name explains: "the finance director of Foo plc, Ana Roe,".

    Of two that stand in one another ("the lawyer of her opponent") it is the outer one, if it is a role.
    """
    comma = _before_brackets(doc, comma)
    start = comma
    while start > max(doc[comma].sent.start, comma - REACH) and _may_stand_in_description(doc[start - 1], names):
        start -= 1
    determined = [number for number in range(start, comma) if doc[number].tag_ in {"DT", "PRP$"}]
    described = (describe_phrase(doc, names, number, comma) for number in sorted({start, *determined}))
    return next((item for item in described if item.role), Description())


def _before_brackets(doc: Doc, end: int) -> int:
    """Where the brackets begin that end at a token ("the Green Party (GP),"), else the same token."""
    if doc[end - 1].text != ")":
        return end
    opening = (number for number in range(end - 2, max(end - REACH, 0), -1) if doc[number].text == "(")
    return next(opening, end)


def _may_stand_in_description(token: Token, names: Names) -> bool:
    return _may_stand_in_title(token, names) or token.tag_ in {"DT", "CD"} or token.lower_ in PREPOSITIONS


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
    return noun.tag_ == "NN" and noun.dep_ == "appos" and any(child.lower_ in articles for child in noun.children)


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


def apposed_role(name: Token) -> Token | None:
    """The role noun before a name that is its appositive ("the head of Foo plc, Ana Roe,")."""
    word = name.head if name.dep_ == "appos" else name
    while not is_role(word.text) and word.dep_ in {"compound", "pobj", "poss", "prep"} and word.head != word:
        word = word.head
    return word if word.i < name.i and word.tag_ in NOUNS and is_role(word.text) else None


def title_start(doc: Doc, names: Names, name: int) -> int:
    """First token of the title before a name that starts at a token; the same token where it has none."""
    start = _run_start(doc, names, name)
    run_end = name
    for _ in range(HOPS):
        if start < run_end and is_role(doc[run_end - 1].text):
            break
        before = start - 1 if start > 0 and doc[start - 1].tag_ != "DT" else start - 2
        if before <= 0 or doc[before].lower_ not in PREPOSITIONS:
            break
        run_end, start = before, _run_start(doc, names, before)
    is_known = start < run_end and (is_role(doc[run_end - 1].text) or (run_end == name and doc[name - 1].tag_ == "NN"))
    return start if is_known else name


def _run_start(doc: Doc, names: Names, end: int) -> int:
    start = end
    sentence = doc[end - 1].sent.start if end else 0
    while start > max(sentence, end - REACH) and _may_stand_in_title(doc[start - 1], names):
        start -= 1
    return start


def _may_stand_in_title(token: Token, names: Names) -> bool:
    mention = names.get(token.i)
    if mention is not None:
        return mention.person is None
    return (
        token.tag_ in MODIFIERS | {"POS", "CC", "PRP$"} and token.ent_type_ not in {"DATE", "TIME"}
    ) or token.lower_ == "&"


def _behind(doc: Doc, names: Names, position: int) -> Description:
    """The appositive or complement after a name that ends before a token."""
    if position >= len(doc):
        return Description()
    sentence_end = doc[position - 1].sent.end
    start = _after_age(doc, _after_letters(doc, position, sentence_end), sentence_end)
    start = start + 1 if start < sentence_end and doc[start].text == "," else start
    is_set_off = start > position
    if start + 2 < sentence_end and doc[start].lower_ == "who":
        verb = start + 1 + (doc[start + 1].lower_ in {"has", "had"})
        if doc[verb].lower_ in LEADING:
            return _led(doc, names, verb, min(sentence_end, start + REACH))
    if start < sentence_end and doc[start].lower_ in {"who", "is", "was"}:
        copula = start + 1 if doc[start].lower_ == "who" else start
        if copula >= sentence_end or doc[copula].lower_ not in {"is", "was"}:
            return Description()
        start, is_set_off = copula + 1, True
    end = _phrase_end(doc, names, start, min(sentence_end, start + 2 * REACH))
    if start < end and doc[start].lower_ in LOOSE_PREPOSITIONS:
        return _body_after(doc, names, start + 1, end)
    # "According to Reed, a detective was told": no appositive, for nothing closes it.
    is_closed = (
        end >= sentence_end or doc[end].text in CLOSING or doc[end].is_space or doc[end].tag_ in RELATIVES | {"IN"}
    )
    return describe_phrase(doc, names, start, end) if is_set_off and is_closed and start < end else Description()


def _led(doc: Doc, names: Names, verb: int, end: int) -> Description:
    """Role and body of somebody "who leads the Green Party"."""
    body = next((names[number] for number in range(verb + 1, end) if number in names), None)
    if body is None or body.organization is None or body.start > verb + 4:
        return Description()
    return Description(LEADING[doc[verb].lower_], body.organization.name, body.organization)


def _body_after(doc: Doc, names: Names, start: int, end: int) -> Description:
    """The body to which a person without a role belongs ("Ana Roe of the Harbour Trust")."""
    body = next((names[number] for number in range(start, end) if number in names), None)
    if body is not None:
        return _named(doc, start, body) if body.organization else Description()
    first = start + (start < end and doc[start].tag_ == "DT")
    last = first
    while last < end and doc[last].tag_ in {"NNP", "NNPS"}:
        last += 1
    is_body = last > first and not is_place(doc[first]) and doc[first].ent_type_ not in {"DATE", "PERSON", "TIME"}
    return Description(affiliation=doc[first:last].text) if is_body else Description()


def _after_letters(doc: Doc, position: int, end: int) -> int:
    """The token after letters behind a name ("Reed QC,", "Reed, MP,"), or the same."""
    first = position + (position < end and doc[position].text == ",")
    last = first
    while last < end and doc[last].lower_ in words().post_nominals:
        last += 1
    return last if last > first else position


def _after_age(doc: Doc, position: int, end: int) -> int:
    """The token after an age between commas or brackets ("Reed, 42,"), or the same."""
    if (
        position + 2 < end
        and doc[position].text in ",("
        and doc[position + 1].tag_ == "CD"
        and doc[position + 2].text in ",)"
    ):
        return position + 2 if doc[position + 2].text == "," else position + 3
    return position


def _phrase_end(doc: Doc, names: Names, start: int, end: int) -> int:
    for number in range(start, end):
        token = doc[number]
        if number in names:
            continue
        if (
            (token.text in CLOSING and token.tag_ != "HYPH")
            or token.is_space
            or token.tag_ in {"VBD", "VBZ", "VBP", "MD"} | RELATIVES
        ):
            return number
        if token.tag_ == "IN" and token.lower_ not in PREPOSITIONS:
            return number
    return end


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
        return _named(doc, mention.start, mention) if mention.organization else Description()
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
                return last, _named(doc, first, nested)
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
        return _named(doc, start, mention) if mention.organization else Description()
    if last < start or doc[start].ent_type_ in {"DATE", "TIME"}:
        return Description()
    is_body = bool(organization_kinds(doc[last].text)) or doc[last].ent_type_ in {"ORG", "GPE"}
    is_proper = doc[last].tag_ in {"NNP", "NNPS"} and not is_role(doc[last].text)
    return _body(names, doc[start : last + 1]) if is_body or (is_proper and not is_office) else Description()


def _named(doc: Doc, start: int, mention: NameMention) -> Description:
    """The affiliation that ends with the name of an organization: the organization's name, or the part of it meant."""
    organization = mention.organization
    is_part = any(doc[number].lower_ in PREPOSITIONS for number in range(start, mention.start))
    if organization is None or is_part:
        first = start + (start < mention.start and doc[start].tag_ == "DT")
        return Description(affiliation=doc[min(first, mention.start) : mention.end].text, organization=organization)
    printed = doc[mention.start : mention.end].text
    is_shortened = set(printed.lower().split()) <= set(organization.name.lower().split())
    return Description(affiliation=organization.name if is_shortened else printed, organization=organization)
