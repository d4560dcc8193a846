"""Where an article names whom: the name mentions of its persons and organizations by token."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from spacy.tokens import Doc, Token

from ontherecord.annotate.names.entities import Entity
from ontherecord.annotate.names.lexicon import country_code
from ontherecord.annotate.quotations.attributions import Offsets
from ontherecord.records import Organization


class NameMention(msgspec.Struct, frozen=True):
    """A name in the text.

    Attributes:
        start: number of its first token.
        end: number after its last token.
        person: index of the person whom it names, or None.
        organization: the organization that it names, or None.
    """

    start: int
    end: int
    person: int | None = None
    organization: Organization | None = None


Names = Mapping[int, NameMention]
"""The name mention of each token that belongs to one."""


def index_names(doc: Doc, persons: Sequence[Entity], organizations: Sequence[Organization]) -> Names:
    """For each token of a name its mention."""
    return {
        number: mention
        for mention in _mentions(doc, persons, organizations)
        for number in range(mention.start, mention.end)
    }


def token_range(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The tokens, from the first to after the last, that two offsets touch; empty at the end of the text."""
    text_end = doc[-1].idx + len(doc[-1]) if len(doc) else 0
    span = doc.char_span(start, min(end, text_end), alignment_mode="expand") if start < min(end, text_end) else None
    return (span.start, span.end) if span is not None else (len(doc), len(doc))


def offsets_of(doc: Doc, start: int, end: int) -> Offsets:
    """The offsets of a range of tokens."""
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)


def is_place(token: Token) -> bool:
    """Whether a token belongs to the name of a country, a city or a people, or to an adjective of one."""
    return token.ent_type_ in {"GPE", "NORP"} or (token.tag_ in {"NNP", "JJ"} and country_code(token.text) is not None)


def country_names(doc: Doc) -> Mapping[str, str]:
    """The first name of each country in the article by ISO code."""
    names: dict[str, str] = {}
    for entity in doc.ents:
        name = entity.text.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
        code = country_code(name) if entity.label_ == "GPE" else None
        if code:
            names.setdefault(code, name)
    return names


def _mentions(doc: Doc, persons: Sequence[Entity], organizations: Sequence[Organization]) -> Iterator[NameMention]:
    for organization in organizations:
        for span in organization.mentions:
            yield NameMention(*token_range(doc, span.start, span.end), organization=organization)
    for number, person in enumerate(persons):
        for start, end in person.mentions:
            yield NameMention(*token_range(doc, start, end), person=number)
