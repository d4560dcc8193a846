from typing import TYPE_CHECKING

import pytest

from ontherecord.annotate.quotations import find_quotations

if TYPE_CHECKING:
    from spacy.language import Language


def reported(nlp: "Language", text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_quotations(nlp(text))]


@pytest.mark.parametrize(
    "comment",
    [
        "Ana Ruiz assured reporters",
        "Mr Ruiz informed the court",
        "Ana Ruiz went on",
        "she admitted when pressed",
        "Ana Ruiz insisted when the hearing resumed",
        "Ana Ruiz told reporters at the Jet Propulsion Laboratory (JPL) in Pasadena, California",
        "Ana Ruiz told the audience in Greenbelt, Maryland",
        "recalled Head Constable Ana Ruiz, who had held the meter",
    ],
)
def test_a_comment_clause_with_an_address_an_occasion_or_a_place_reports_one_clause(
    nlp: "Language", comment: str
) -> None:
    assert reported(nlp, f"The gate had been closed for a week, {comment}.") == ["The gate had been closed for a week"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("On Fridays, he said, cars stood as far back as the bridge.", 2),
        ("By Christmas, according to a bulletin, 17 of the guests were ill.", 2),
        ("Still, he said, cars stood as far back as the bridge.", 1),
    ],
)
def test_an_adverbial_before_a_comment_clause_is_the_first_part_unless_it_is_one_word(
    nlp: "Language", text: str, parts: int
) -> None:
    assert len(reported(nlp, text)) == parts


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("The camera reads a face, he explained, and forgets it at once.", "forgets it at once"),
        ("The shelf had cost little, she noted, and the insurer wants to know why.", "the insurer wants to know why"),
    ],
)
def test_a_clause_behind_and_in_another_tense_than_the_cue_goes_on_with_the_report(
    nlp: "Language", text: str, second: str
) -> None:
    assert reported(nlp, text)[1:] == [second]


def test_the_next_act_behind_and_is_no_part_of_the_report(nlp: "Language") -> None:
    assert reported(nlp, "The shelf had cost little, she noted, and the meeting ended.") == [
        "The shelf had cost little"
    ]


@pytest.mark.parametrize(
    "report",
    [
        "He had asked the board to put it off by a week",
        "Every country had promised to curb its emissions",
    ],
)
def test_a_comment_clause_reports_what_had_been_asked_or_promised_as_one_row(nlp: "Language", report: str) -> None:
    assert reported(nlp, f"{report}, Ana Ruiz said.") == [report]


def test_according_to_leaves_what_somebody_had_said_to_him(nlp: "Language") -> None:
    text = "Ana Ruiz had said that the dam was empty, according to the minutes."
    assert reported(nlp, text) == ["the dam was empty"]
