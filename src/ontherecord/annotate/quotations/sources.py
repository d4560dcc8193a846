"""Who is named as the source of a quotation: the subject of a verb of speech, its name and its whole phrase."""

import functools
import importlib.resources
import tomllib
from typing import Literal

import msgspec
from spacy.tokens import Doc, Token

from ontherecord.annotate.names.spans import is_inner_hyphen
from ontherecord.annotate.quotations.attributions import Offsets
from ontherecord.annotate.quotations.narration import Narration
from ontherecord.annotate.quotations.reporting_verbs import FINITE_TAGS, is_passive

SUBJECTS = frozenset(["nsubj", "csubj", "nsubjpass"])
GOVERNED = frozenset(["conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "acl"])
"""Relations of a verb to the verb above, whose subject it shares."""
RELATIVE_TAGS = frozenset(["WP", "WDT"])
NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS", "PRP"])
PRONOUNS = frozenset(["another", "others", "one", "some", "many", "both"])
INSIDE_NAME = frozenset(
    ["compound", "appos", "pobj", "prep", "poss", "conj", "nmod", "amod", "det", "flat", "npadvmod"]
)


class Source(msgspec.Struct, frozen=True):
    """The string that names a source, and the whole noun phrase that holds it."""

    name: Offsets
    phrase: Offsets


@functools.cache
def _words(name: Literal["titles", "publishers"]) -> frozenset[str]:
    table = importlib.resources.files(__package__) / "source_words.toml"
    return frozenset(tomllib.loads(table.read_text(encoding="utf-8"))[name].split())


def subject_of(verb: Token) -> Token | None:
    """The word that names whose words a verb of speech reports: subject, agent, or subject of the verb above."""
    if is_passive(verb):
        agent = next((child for child in verb.children if child.dep_ == "agent"), None)
        return next((child for child in agent.children if child.dep_ == "pobj"), None) if agent is not None else None
    current = verb
    while (subject := _own_subject(current)) is None:
        if current == verb and current.dep_ in {"acl", "relcl"}:
            return current.head
        if current.dep_ not in GOVERNED or (current.dep_ == "ccomp" and current.tag_ not in {"VBG", "VBN"}):
            return None
        current = current.head
    return subject


def _own_subject(verb: Token) -> Token | None:
    """The subject of one verb; of a relative clause the noun it belongs to."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is not None and subject.tag_ in RELATIVE_TAGS and verb.dep_ == "relcl":
        return verb.head
    return subject


def source_of(narration: Narration, head: Token, cue: int, limit: int | None = None) -> Source | None:
    """Name and phrase of the source whose head word is `head`, before the token `limit`; None where nobody is named."""
    start, end = _phrase(narration, head, cue)
    end = end if limit is None else min(end, limit)
    if start >= end:
        return None
    name_start, name_end = _name(narration, head, start, end)
    return Source(_offsets(narration, name_start, name_end), _offsets(narration, start, end))


def named_source(narration: Narration, verb: Token, *, inverted: bool = False) -> Source | None:
    """The source of a verb of speech: its subject, or the noun phrase next to it where the parser finds none.

    Args:
        narration: the article.
        verb: the verb of speech.
        inverted: whether the source stands behind the verb ("said Ana Ruiz").
    """
    head = subject_of(verb)
    if head is None and is_passive(verb):
        return None
    if head is None or _is_misread(narration, verb, head, inverted):
        head = _noun_beside(narration, verb, inverted)
    source = source_of(narration, head, verb.i) if head is not None else None
    return source if inverted else _with_name_before(narration, verb, source)


def _is_misread(narration: Narration, verb: Token, subject: Token, inverted: bool) -> bool:
    """Whether a subject is not to be trusted: no noun, elsewhere, or not the one of this finite verb."""
    first, last = narration.sentence(verb.i)
    is_elsewhere = narration.passage_of[subject.i] is not None or not first <= subject.i < last or subject.is_space
    is_inherited = verb.tag_ in FINITE_TAGS and verb.dep_ != "conj" and _own_subject(verb) is None
    is_on_wrong_side = inverted and subject.i < verb.i
    return is_elsewhere or is_inherited or is_on_wrong_side or subject.tag_.startswith("VB")


def _before_insertion(verb: Token, first: int) -> int:
    """The token before a verb, or before the words between commas in front of it that name nobody."""
    doc = verb.doc
    if verb.i - 1 <= first or doc[verb.i - 1].text != ",":
        return verb.i - 1
    comma = next((number for number in range(verb.i - 2, first, -1) if doc[number].text == ","), None)
    if comma is None or any(token.ent_type_ == "PERSON" for token in doc[comma : verb.i]):
        return verb.i - 1
    return comma - 1


def _with_name_before(narration: Narration, verb: Token, source: Source | None) -> Source | None:
    """The person named right before a verb, where the parser took only the title before the name for the subject."""
    position = verb.i - 1
    while position > 0 and narration.doc[position].tag_ in {"RB", "VBD", "VBZ", "VBP", "MD"}:
        position -= 1
    token = narration.doc[max(position, 0)]
    if source is None or token.ent_type_ != "PERSON" or narration.passage_of[token.i] is not None:
        return source
    low, high = _without_titles(narration, *_entity(token))
    between = range(narration.token_at(source.phrase[1]), low)
    if narration.token_at(source.phrase[1]) > low or any(narration.doc[number].is_punct for number in between):
        return source
    name = _offsets(narration, low, high)
    return Source(name, (source.phrase[0], name[1]))


def _noun_beside(narration: Narration, verb: Token, inverted: bool) -> Token | None:
    """The head of the noun phrase next to a verb on one side, up to a quotation mark."""
    first, last = narration.sentence(verb.i)
    numbers = range(verb.i + 1, last) if inverted else range(_before_insertion(verb, first), first - 1, -1)
    for number in numbers:
        token = narration.doc[number]
        if narration.passage_of[number] is not None:
            return None
        is_noun = (token.tag_ in NOUN_TAGS or token.lower_ in PRONOUNS) and token.ent_type_ not in {"DATE", "TIME"}
        if is_noun or _is_age(token):
            quoted = (before for before in range(number, first, -1) if narration.passage_of[before - 1] is not None)
            return phrase_head(token, verb.i + 1, last) if inverted else phrase_head(token, next(quoted, first), verb.i)
        if token.tag_ in FINITE_TAGS and not token.dep_.startswith("aux"):
            return None
    return None


def _is_age(token: Token) -> bool:
    """Whether a token ends "the 52-year-old"."""
    return token.lower_ == "old" and token.i > 1 and token.doc[token.i - 1].text == "-"


def is_publisher(narration: Narration, source: Source) -> bool:
    """Whether a source is a document or those who publish one."""
    start, end = (narration.token_at(offset) for offset in source.phrase)
    return any(token.lower_ in _words("publishers") for token in narration.doc[start:end])


def phrase_head(token: Token, low: int, high: int) -> Token:
    """The head of the noun phrase of a token, as far as it stands between two token numbers."""
    head, best = token, token
    while head.dep_ in INSIDE_NAME and head.head != head and low <= head.head.i < high:
        head = head.head
        best = head if head.tag_ in NOUN_TAGS else best
    return best


def _phrase(narration: Narration, head: Token, cue: int) -> tuple[int, int]:
    """Token range of a noun phrase without relative clauses, on the side of the cue on which its head stands."""
    first, last = narration.sentence(head.i)
    start, end = max(head.left_edge.i, first), min(head.right_edge.i + 1, last)
    for child in head.subtree:
        if child.dep_ in {"relcl", "advcl", "ccomp"} and child.left_edge.i > head.i:
            end = min(end, child.left_edge.i)
    if start <= cue <= head.i:
        start = cue + 1
    elif head.i < cue < end:
        end = cue
    if head.tag_.startswith("PRP"):
        return head.i, head.i + 1
    while end > head.i + 1 and (narration.doc[end - 1].text in ",;:–—-" or narration.doc[end - 1].is_space):
        end -= 1
    while start < head.i and (narration.doc[start].is_punct or narration.doc[start].is_space):
        start += 1
    if start > first and narration.doc[start - 1].tag_ in {"DT", "PRP$"}:
        start -= 1
    return start, end


def _name(narration: Narration, head: Token, start: int, end: int) -> tuple[int, int]:
    """Token range of the name in a phrase, or of its nominal without appositives and complements."""
    conjuncts = [word for word in head.conjuncts if head.i < word.i < end]
    if conjuncts:
        return _name_at(narration, head, start, end)[0], _name_at(narration, conjuncts[-1], head.i, end)[1]
    return _name_at(narration, head, start, end)


def _name_at(narration: Narration, head: Token, start: int, end: int) -> tuple[int, int]:
    doc = narration.doc
    named = doc[start] if _is_before_description(doc[start], head) else head
    if named.ent_type_ == "PERSON":
        low, high = _entity(named)
        return _without_titles(narration, max(low, start), min(high, end))
    behind = doc[head.i + 1 : end]
    if (person := next((token for token in behind if _is_apposed_person(token)), None)) is not None:
        return _without_titles(narration, *_entity(person))
    if (name := next((token for token in behind if _is_apposed_name(token, head)), None)) is not None:
        return _proper_name(narration, name, head.i + 1, end)
    if head.ent_type_ == "ORG":
        low, high = _entity(head)
        return _without_article(narration, max(low, start), min(high, end))
    if head.tag_.startswith("NNP") and head.lower_ not in _words("titles"):
        return _proper_name(narration, head, start, end)
    low = max(start, min([child.left_edge.i for child in head.lefts if child.dep_ != "punct"] + [head.i]))
    while low > start and doc[low - 1].tag_ in {"DT", "PRP$"}:
        low -= 1
    return low, hyphenated_end(doc, head.i + 1)


def hyphenated_end(doc: Doc, end: int) -> int:
    """The end of "sergeant-at-arms", of which the parser takes the first part for the head."""
    while end + 1 < len(doc) and is_inner_hyphen(doc, end):
        end += 2
    return end


def _is_before_description(token: Token, head: Token) -> bool:
    """Whether a person's name stands before a comma and what he is: "Ana Ruiz, head of Foo"."""
    end = _entity(token)[1]
    return token.ent_type_ == "PERSON" and end < head.i and token.doc[end].text == ","


def _is_apposed_person(token: Token) -> bool:
    """Whether a token belongs to a person's name that follows a description: "the mayor, Ana Ruiz"."""
    return token.ent_type_ == "PERSON" and (token.dep_ == "appos" or token.doc[token.i - 1].text == ",")


def _is_apposed_name(token: Token, head: Token) -> bool:
    """Whether a capitalised word that is no recognised person's name is an apposition to a common noun."""
    return token.dep_ == "appos" and token.tag_ == "NNP" and token.head == head and not head.tag_.startswith("NNP")


def _entity(token: Token) -> tuple[int, int]:
    doc, low, high = token.doc, token.i, token.i + 1
    while low > 0 and doc[low].ent_iob_ == "I":
        low -= 1
    while high < len(doc) and doc[high].ent_iob_ == "I":
        high += 1
    return low, high


def _proper_name(narration: Narration, head: Token, start: int, end: int) -> tuple[int, int]:
    """The run of capitalised words round the head, joined by "of", "and", "for" and "the"."""
    doc = narration.doc
    low, high = head.i, head.i + 1
    while low > start and (doc[low - 1].tag_ in {"NNP", "NNPS"} or doc[low - 1].text in {"&", "-"}):
        low -= 1
    while high < end:
        following = high
        while following < end and doc[following].lower_ in {"of", "the", "for", "and", "&"} and following < high + 2:
            following += 1
        if following < end and doc[following].text[:1].isupper() and not doc[following].is_space:
            high = following + 1
        else:
            break
    return _without_titles(narration, low, high)


def _without_titles(narration: Narration, low: int, high: int) -> tuple[int, int]:
    doc = narration.doc
    low, high = _without_article(narration, low, high)
    while low < high - 1 and (doc[low].lower_.rstrip(".") in _words("titles") or doc[low].is_punct):
        low += 1
    return low, high


def _without_article(narration: Narration, low: int, high: int) -> tuple[int, int]:
    doc = narration.doc
    while low < high - 1 and doc[low].lower_ == "the":
        low += 1
    while high > low + 1 and (doc[high - 1].tag_ == "POS" or doc[high - 1].is_space or doc[high - 1].is_punct):
        high -= 1
    return low, high


def _offsets(narration: Narration, start: int, end: int) -> Offsets:
    last = narration.doc[end - 1]
    return narration.doc[start].idx, last.idx + len(last)
