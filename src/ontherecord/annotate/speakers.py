"""Speakers: every quotation's source resolved to a party of the article, with role and affiliation."""

from collections.abc import Sequence

from spacy.tokens import Doc

from ontherecord.annotate.entities import Entity
from ontherecord.annotate.quotations import Attribution
from ontherecord.records import Date, Organization, Quotation, Speaker


def resolve_speakers(
    doc: Doc,
    attributions: Sequence[Attribution],
    persons: Sequence[Entity],
    organizations: Sequence[Organization],
    dates: Sequence[Date],
) -> tuple[tuple[Speaker, ...], tuple[Quotation, ...]]:
    """The speakers of an article and its quotations, each linked to its speaker."""
    raise NotImplementedError
