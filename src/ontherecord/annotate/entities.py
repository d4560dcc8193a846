"""Persons and organizations that an article names, one entity each with all its mentions."""

from typing import Literal

import msgspec
from spacy.tokens import Doc

EntityKind = Literal["person", "organization"]


class Entity(msgspec.Struct, frozen=True):
    """A person or an organization of one article.

    Attributes:
        kind: person or organization.
        name: fullest form in the article, without title, leading "the" and trailing "'s".
        mentions: half-open offsets into the text of every name mention, in the order of the text.
    """

    kind: EntityKind
    name: str
    mentions: tuple[tuple[int, int], ...]


def find_entities(doc: Doc) -> tuple[Entity, ...]:
    """The persons and organizations of a parsed article, in the order of their first mention."""
    raise NotImplementedError
