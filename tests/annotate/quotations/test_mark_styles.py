"""The same articles in every style of quotation marks: the same direct quotations, whatever the house prints."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ontherecord.annotate.quotations import find_quotations
from ontherecord.gold import article_alone, read_gold_files

if TYPE_CHECKING:
    from spacy.language import Language

GOLD = Path(__file__).parents[3] / "corpus" / "gold"
ARTICLES = 12
STYLES = {
    "straight": ('"', '"'),
    "low-high": ("„", "“"),
    "low-high, closed the other way": ("„", "”"),
    "guillemets": ("«", "»"),
    "doubled": ("``", "''"),
    "single": ("‘", "’"),
}
LEAST_SHARE = 0.95
"""Of the direct quotations in curly marks, those found in another style: the parser reads each a little differently."""


def curly_texts() -> list[str]:
    texts = (
        article_alone(identifier, file.parsed.gold).text
        for identifier, file in sorted(read_gold_files([GOLD]).items())
        if file.parsed is not None
    )
    return [text for text in texts if text and text.count("“") > 10][:ARTICLES]


def direct_quotations(nlp: "Language", text: str) -> list[str]:
    """The letters of each direct quotation."""
    found = [item for item in find_quotations(nlp(text)) if item.kind == "direct"]
    return ["".join(filter(str.isalnum, text[item.start : item.end])) for item in found]


@pytest.fixture(scope="module")
def in_curly_marks(nlp: "Language") -> list[tuple[str, list[str]]]:
    return [(text, direct_quotations(nlp, text)) for text in curly_texts()]


@pytest.mark.parametrize("style", STYLES)
def test_direct_quotations_are_the_same_in_every_style_of_marks(
    nlp: "Language", in_curly_marks: list[tuple[str, list[str]]], style: str
) -> None:
    opening, closing = STYLES[style]
    wanted = kept = 0
    for text, expected in in_curly_marks:
        found = direct_quotations(nlp, text.replace("“", opening).replace("”", closing))
        wanted += len(expected)
        kept += sum(words in found for words in expected)
    assert wanted > 100
    assert kept / wanted >= LEAST_SHARE
