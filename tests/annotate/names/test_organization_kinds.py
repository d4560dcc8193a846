"""What sort of organization a name stands for."""

from typing import TYPE_CHECKING

import pytest

from ontherecord.annotate.names.entities import find_entities
from ontherecord.annotate.names.organization_kinds import kind_by_neighbours, kind_by_wording

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("Dockers' Federation", "union"),
        ("Pilots' Association", "union"),
        ("Harlow Growers' Association", "other"),
        ("Harlow Credit Union", "company"),
        ("Harlow Customs Union", "intergovernmental"),
        ("Annals of Bridges", "media"),
        ("Miners' Alliance", "union"),
        ("House Energy Committee", "legislature"),
        ("Chamber of Deputies", "legislature"),
        ("Chamber of Commerce", "ngo"),
        ("Radio Harlow", "media"),
        ("Marsh & Pell", "company"),
        ("Marsh & Pell 2", "company"),
        ("Harlow", None),
        ("Harlow 04", None),
    ],
)
def test_wording_tells_the_kind(form: str, kind: str | None) -> None:
    assert kind_by_wording([form]) == kind


def test_first_form_that_tells_decides() -> None:
    assert kind_by_wording(["Harlow", "Harlow Gazette", "Ministry of Trade"]) == "media"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Harlow, a charity, closed two offices.", "ngo"),
        ("Harlow shares fell on Monday.", "company"),
        ("She told Harlow that the mill was shut.", "media"),
        ("She told Harlow, a charity, that the mill was shut.", "ngo"),
        ("Harlow, an agency, closed two offices.", None),
        ("Officials met Harlow on Monday.", None),
        ("Harlow, a bank, bought the bank Harlow and a charity Harlow.", "company"),
    ],
)
def test_words_beside_a_name_tell_the_kind(nlp: "Language", text: str, kind: str | None) -> None:
    doc = nlp(text)
    places = [(token.i, token.i + 1) for token in doc if token.text == "Harlow"]
    assert kind_by_neighbours(doc, places) == kind


def test_entity_carries_what_the_article_calls_it(nlp: "Language") -> None:
    (entity,) = find_entities(nlp("Initech, a charity, closed two offices. Initech gave no reason."))
    assert (entity.name, entity.sort) == ("Initech", "ngo")
