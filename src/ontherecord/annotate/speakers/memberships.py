"""To which body a person belongs by what the article says he does: "who leads the Green Party", "(Green Party)"."""

from collections.abc import Mapping

from spacy.tokens import Doc

from ontherecord.annotate.speakers.name_index import Names
from ontherecord.records import Organization

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
SERVING: Mapping[str, frozenset[str]] = {
    verb: frozenset(prepositions.split())
    for verb, prepositions in (
        ("works", "at for in with"),
        ("teaches", "at"),
        ("lectures", "at"),
        ("studies", "at"),
        ("researches", "at"),
        ("practises", "at"),
        ("practices", "at"),
        ("trains", "at"),
        ("plays", "for"),
        ("campaigns", "for with"),
        ("speaks", "for"),
        ("spoke", "for"),
        ("sits", "on"),
        ("serves", "on"),
    )
}
"""Verbs of those who serve a body, with the prepositions that lead to it; the past of most tells of a body left."""
REPRESENTING = frozenset(["represents", "represented"])
AUXILIARIES = frozenset(["has", "had"])
REACH = 12
"""Tokens behind the verb within which a preposition may lead to the body."""
NEAREST = 4
"""Tokens behind a verb or preposition within which the name of the body begins."""


def body_of_activity(doc: Doc, names: Names, start: int, end: int) -> tuple[str | None, Organization | None]:
    """Role and body that the predicate of a person tells: "also leads the Green Party", "works for Foo plc".

    Args:
        doc: the parsed article.
        names: its name mentions by token.
        start: first token of the predicate.
        end: token before which its sentence ends.
    """
    verb = start
    while verb < end and (doc[verb].tag_ == "RB" or doc[verb].lower_ in AUXILIARIES):
        verb += 1
    if verb >= end:
        return None, None
    word = doc[verb].lower_
    if word in LEADING or word in REPRESENTING:
        body = _body_near(names, verb + 1, end)
        return (LEADING.get(word), body) if body else (None, None)
    prepositions = SERVING.get(word, frozenset())
    for number in range(verb + 1, min(end, verb + REACH) if prepositions else verb):
        if doc[number].is_punct or doc[number].tag_ in {"CC", "WP", "WDT"}:
            break
        if doc[number].lower_ in prepositions and (body := _body_near(names, number + 1, end)):
            return None, body
    return None, None


def serves(word: str) -> bool:
    """Whether a verb form tells of a body that its subject serves, with a person's name right before it."""
    return word in SERVING or word in REPRESENTING


def body_in_brackets(doc: Doc, names: Names, position: int) -> Organization | None:
    """The body that is named alone in brackets at a token: "Ana Roe (Green Party)"."""
    mention = names.get(position + 1) if position < len(doc) and doc[position].text == "(" else None
    is_alone = mention is not None and mention.end < len(doc) and doc[mention.end].text in {")", ","}
    return mention.organization if mention is not None and is_alone else None


def _body_near(names: Names, start: int, end: int) -> Organization | None:
    near = range(start, min(end, start + NEAREST))
    mention = next((names[number] for number in near if number in names), None)
    return mention.organization if mention is not None else None
