"""What an article says of a person beside his name: role and affiliation, from titles, appositives and complements."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from ontherecord.annotate.names.lexicon import country_code, words
from ontherecord.annotate.names.role_lexicon import is_role, lexicon, organization_kinds, singular
from ontherecord.annotate.speakers.memberships import body_in_brackets, body_of_activity, serves
from ontherecord.annotate.speakers.name_index import NameMention, Names
from ontherecord.annotate.speakers.role_phrases import (
    MODIFIERS,
    NOUNS,
    PREPOSITIONS,
    Description,
    describe_phrase,
    named_body,
)
from ontherecord.records import Organization

LOOSE_PREPOSITIONS = frozenset(["of", "for", "at", "with", "from"])
"""After these a body that a person belongs to may stand without a role ("Ana Roe of Foo plc")."""
RELATIVES = frozenset(["WP", "WP$", "WDT", "WRB"])
CLOSING = frozenset(',;:.()—–-"“”')
REACH = 14
"""Tokens of a description at most."""
PLACE_NAME = 2
"""Words of the name of a street or a village at most."""
HOPS = 3
"""Prepositions within a title at most ("director of the Leeds chapter of the Council on Trade Ana Roe")."""


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
    less = lexicon().honorifics | words().post_nominals
    offices = [item for item in roles if item.role and item.role.lower().rstrip(".") not in less]
    role = next(iter(offices or roles), Description()).role
    beside = [item for item in roles if item.role == role]
    told = next((item for item in (*beside, *descriptions) if item.affiliation), Description())
    return Description(role, told.affiliation, told.organization)


def _is_occupation(role: str) -> bool:
    """Whether a role tells more than that somebody is a woman, or a sister of somebody."""
    word = singular(role.rsplit(maxsplit=1)[-1])
    return word in lexicon().roles or word not in lexicon().relatives | lexicon().any_person


def _beside(doc: Doc, names: Names, mention: NameMention) -> Iterator[Description]:
    start = title_start(doc, names, mention.start)
    if start < mention.start:
        yield describe_phrase(doc, names, start, mention.start, is_title=True)
    if start > 1 and doc[start - 1].text in {",", ")", "("}:
        yield _before_comma(doc, names, start - 1)
    yield from _behind(doc, names, mention.end)


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


def _behind(doc: Doc, names: Names, position: int) -> Iterator[Description]:
    """What an appositive, a complement or a predicate after a name that ends before a token tells."""
    if position >= len(doc):
        return
    sentence_end = doc[position - 1].sent.end
    yield _of(None, body_in_brackets(doc, names, position))
    behind_letters = _after_letters(doc, position, sentence_end)
    if behind_letters > position and doc[behind_letters - 1].lower_ in lexicon().roles:
        yield Description(doc[behind_letters - 1].text)
    start = _after_age(doc, behind_letters, sentence_end)
    start = start + 1 if start < sentence_end and doc[start].text == "," else start
    is_set_off = start > position
    if start < sentence_end and (doc[start].lower_ == "who" or (not is_set_off and serves(doc[start].lower_))):
        yield _of(*body_of_activity(doc, names, start + (doc[start].lower_ == "who"), sentence_end))
    if start < sentence_end and doc[start].lower_ in {"who", "is", "was"}:
        copula = start + 1 if doc[start].lower_ == "who" else start
        if copula >= sentence_end or doc[copula].lower_ not in {"is", "was"}:
            return
        start, is_set_off = copula + 1, True
    end = _phrase_end(doc, names, start, min(sentence_end, start + 2 * REACH))
    if start < end and doc[start].lower_ in LOOSE_PREPOSITIONS:
        yield _body_after(doc, names, start + 1, end)
        return
    # "According to Reed, a detective was told": no appositive, for nothing closes it.
    is_closed = (
        end >= sentence_end or doc[end].text in CLOSING or doc[end].is_space or doc[end].tag_ in RELATIVES | {"IN"}
    )
    if is_set_off and is_closed:
        for first, last in _conjuncts(doc, names, start, end):
            yield describe_phrase(doc, names, first, last)
        if end + 1 < sentence_end and doc[end].lower_ == "who":
            yield _of(*body_of_activity(doc, names, end + 1, sentence_end))


def _of(role: str | None, body: Organization | None) -> Description:
    return Description(role, body.name, body) if body else Description(role)


def _conjuncts(doc: Doc, names: Names, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The phrases of which each has its own article: "the union's president and the owner of a shop"."""
    for number in range(start + 1, end - 1):
        if number not in names and doc[number].tag_ == "CC" and doc[number + 1].tag_ in {"DT", "PRP$"}:
            yield start, number
            start = number + 1
    if start < end:
        yield start, end


def _body_after(doc: Doc, names: Names, start: int, end: int) -> Description:
    """The body to which a person without a role belongs ("Ana Roe of the Harbour Trust")."""
    body = next((names[number] for number in range(start, end) if number in names), None)
    if body is not None:
        return named_body(doc, start, body) if body.organization else Description()
    first = start + (start < end and doc[start].tag_ == "DT")
    last = first
    while last < end and doc[last].tag_ in {"NNP", "NNPS"}:
        last += 1
    if last == first:
        return Description()
    name = doc[first:last]
    if organization_kinds(name[-1].text) or name[-1].ent_type_ == "ORG" or country_code(name.text):
        return Description(affiliation=name.text)
    # One or two words without "the" are more often where somebody lives ("Ana Roe, 84, of Mill Lane").
    is_body = (first > start or len(name) > PLACE_NAME) and name[0].ent_type_ not in {"DATE", "PERSON", "TIME"}
    return Description(affiliation=name.text) if is_body else Description()


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
