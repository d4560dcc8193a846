from typing import TYPE_CHECKING

import pytest

from ontherecord.annotate.quotations import find_quotations

if TYPE_CHECKING:
    from spacy.language import Language

LEADS = ["The letter continued:", "The letter reads in part:", "She then read out the note that began it:"]
BLOCK = "We have paid the growers first every month. We will do it in May."


@pytest.mark.parametrize("lead", LEADS)
def test_a_paragraph_that_a_verb_of_speech_and_a_colon_introduce_is_direct_speech(nlp: "Language", lead: str) -> None:
    text = f"The town met on Monday. {lead}\n\n{BLOCK}\n\nNobody answered it."
    (found,) = find_quotations(nlp(text))
    assert (found.kind, text[found.start : found.end]) == ("direct", BLOCK)
    assert found.cue is not None
    assert text[slice(*found.cue)] in {"continued", "reads", "read"}


@pytest.mark.parametrize(
    "text",
    [
        f"What the firm would build includes:\n\n{BLOCK}",
        "The council said it would close:\n\nthe market hall.",
        "The council named those that it said were unsafe:\n\nMarket Hall",
        f"The letter continued.\n\n{BLOCK}",
    ],
)
def test_a_list_and_a_paragraph_without_introduction_are_no_block_quotation(nlp: "Language", text: str) -> None:
    block = text.index("\n\n")
    assert not [found for found in find_quotations(nlp(text)) if found.start > block]


def test_reported_clauses_inside_a_block_are_no_rows_of_their_own(nlp: "Language") -> None:
    text = "The letter reads:\n\nMy brother said that the well was dry."
    assert [found.kind for found in find_quotations(nlp(text))] == ["direct"]


@pytest.mark.parametrize("heading", ["‘No villain’", "“Laughed at”", "«They go up»", '"Still waiting"'])
def test_a_heading_in_marks_is_a_quotation_of_its_own(nlp: "Language", heading: str) -> None:
    text = f"The council met.\n\n{heading}\n\nThe only vote against came from Ana Ruiz."
    (found,) = find_quotations(nlp(text))
    assert (found.kind, found.cue, text[found.start : found.end]) == ("direct", None, heading[1:-1])


@pytest.mark.parametrize("heading", ["“Salt Roads”", "“Dividend”"])
def test_a_title_or_a_name_in_marks_as_heading_is_none(nlp: "Language", heading: str) -> None:
    assert find_quotations(nlp(f"The council met.\n\n{heading}\n\nThe only vote against came later.")) == ()


def test_an_age_names_a_speaker_behind_his_words(nlp: "Language") -> None:
    text = "“We got an email about a parcel,” the 52-year-old said."
    (found,) = find_quotations(nlp(text))
    assert found.source is not None
    assert text[slice(*found.source)] == "the 52-year-old"
