from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.annotate.language_model import parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

WORDS = "Anna Kovacs|the|New York Times|Tuesday|.|,|“|\n\n| |said|$4.5 million|of|12|World Health Organization|Mr.|’s"
PIECES = st.sampled_from(WORDS.split("|"))


def entities(doc: "Doc") -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.label_) for span in doc.ents]


def test_the_same_entities_as_spacy_finds_in_articles_of_a_batch(nlp: "Language") -> None:
    texts = [
        "Anna Kovacs of the World Health Organization spoke in New York on 12 May 2024.\n\nThe Bank of England",
        "",
        "\n\n",
        "Hungary",
        "Shares of Siemens AG fell 3.4 per cent, said Deutsche Bank on Tuesday.\n\nGermany's Social Democrats agreed.",
    ]
    found = [entities(doc) for doc in parse(texts, nlp)]
    assert found == [entities(nlp(text)) for text in texts]
    assert {label for doc in found for *_, label in doc} >= {"ORG", "PERSON", "GPE", "DATE"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=30).map(" ".join), max_size=4))
def test_the_same_entities_as_spacy_finds_in_any_text(nlp: "Language", texts: list[str]) -> None:
    assert [entities(doc) for doc in parse(texts, nlp)] == [entities(nlp(text)) for text in texts]
