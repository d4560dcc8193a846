"""On which day something was said: rule Q13 of the guidelines."""

import datetime
from typing import TYPE_CHECKING

import pytest

from ontherecord.annotate.documents import annotate_doc
from ontherecord.records import Article, complete

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED = datetime.date(2031, 5, 16)  # a Friday


def days_of_speech(nlp: "Language", text: str) -> list[str | None]:
    article = annotate_doc(complete(Article(id="a", text=text, published=PUBLISHED)), nlp(text), nlp)
    words = {date.id: date.text for date in article.dates}
    return [words.get(quotation.date_id or "") for quotation in article.quotations]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Nora Field said on Monday that the pier would open in July.", ["Monday"]),
        ('In a letter dated 3 May 2031, Nora Field wrote that the pier was "a ruin".', ["3 May 2031"]),
        ("A study published in March found that the pier was sinking.", ["March"]),
        ("Asked on Monday whether it would hold, Nora Field said that the pier was safe.", ["Monday"]),
        ('Nora Field called the pier "a ruin" on Monday and urged visitors to leave.', ["Monday", "Monday"]),
        ("Nora Field announced her retirement on Monday, saying that the pier was safe.", ["Monday"]),
        ("Nora Field said at 9.30am on Monday that the pier was safe.", ["9.30am"]),
    ],
    ids=["cue", "letter", "study", "answer", "second verb", "participle", "time of day before day"],
)
def test_a_quotation_has_the_day_on_which_its_words_were_said(nlp: "Language", text: str, days: list[str]) -> None:
    assert days_of_speech(nlp, text) == days


@pytest.mark.parametrize(
    "text",
    [
        "Nora Field said the pier had closed in July.",
        'Nora Field, chairwoman since 2019, said that the pier was "safe".',
        'The pier closed on Monday. "It is safe," Nora Field said.',
        '"It was open on Monday," Nora Field said. "It is safe."',
        "Nora Field has run the pier since 2019 and said that it was safe.",
    ],
    ids=["date in the words", "date of an office", "sentence before", "date in a part", "another act"],
)
def test_a_date_of_something_else_is_no_day_of_speech(nlp: "Language", text: str) -> None:
    days = days_of_speech(nlp, text)
    assert days
    assert set(days) == {None}
