"""The body of an item beside its metadata: the same for agencies and feeds."""

from collections.abc import Sequence

from ontherecord.normalize.dateline import split_dateline
from ontherecord.normalize.lines import paragraph_lines
from ontherecord.normalize.raw_article import RawParagraph
from ontherecord.normalize.text_repair import repair

FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})

LINES_OF_HEAD = 3
"""Paragraphs at the start of a body among which its headline stands where it is repeated there."""


def plain_paragraphs(text: str) -> tuple[RawParagraph, ...]:
    """The paragraphs of a text without markup."""
    return tuple(paragraph_lines(repair(text).text, 1))


def repeats_headline(paragraphs: Sequence[RawParagraph], headline: str | None) -> bool:
    """Whether a body opens with the head of its article once more."""
    return headline is not None and _folded(headline) in {_folded(line.text) for line in paragraphs[:LINES_OF_HEAD]}


def has_dateline(paragraphs: Sequence[RawParagraph]) -> bool:
    """Whether a body opens with its dateline, which then counts more than one that the format tells apart."""
    return bool(paragraphs) and split_dateline(paragraphs[0].text) is not None


def _folded(text: str) -> str:
    return " ".join(text.translate(FOLDED).casefold().split())
