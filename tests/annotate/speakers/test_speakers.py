"""Whose words they are: names, descriptions, pronouns and floating quotations resolved to the parties of an article."""

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.annotate.documents import annotate_doc
from ontherecord.annotate.language_model import load_model
from ontherecord.annotate.quotations.attributions import Attribution
from ontherecord.annotate.speakers import resolve_speakers
from ontherecord.records import Article, Speaker, complete

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED = datetime.date(2031, 5, 16)  # a Friday


def annotate(nlp: "Language", text: str) -> Article:
    return annotate_doc(complete(Article(id="a", text=text, published=PUBLISHED)), nlp(text), nlp)


def speaker_of(article: Article, words: str) -> Speaker:
    quotation = next(item for item in article.quotations if (item.text or "").startswith(words))
    return next(speaker for speaker in article.speakers if speaker.id == quotation.speaker_id)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ('Nora Field opened the fair. "It will rain," Field said.', "It will rain", "Nora Field"),
        ('Nora Field opened the fair. "It will rain," she said.', "It will rain", "Nora Field"),
        ('Nora Field met Peter Gray. "It will rain," he said.', "It will rain", "Peter Gray"),
        (
            'Mayor Nora Field met the coach, Peter Gray. "It will rain," the mayor said.',
            "It will rain",
            "Nora Field",
        ),
        (
            'Peter Gray, a senator from Ohio, left early. "It will rain," the senator said.',
            "It will rain",
            "Peter Gray",
        ),
        ("Harlow Bank closed. The bank said it would reopen soon.", "it would reopen", "Harlow Bank"),
        ("A spokesman for the harbour declined. He said the pier was closed.", "the pier", "spokesman for the harbour"),
        ("Residents met on the pier. They said the noise was awful.", "the noise", "Residents"),
        ("A report came out. The report said the bridge was weak.", "the bridge", "report"),
        ("Norway closed the port. Norway said the port was unsafe.", "the port was", "Norway"),
        ("Nora Field-Gray, head buyer for Quire, said the pier was closed.", "the pier", "Nora Field-Gray"),
        ("Prime Minister Nora Field left. The pier was closed, the Prime Minister said.", "The pier", "Nora Field"),
        ("A statement from Harlow Bank said the branch was shut.", "the branch", "Harlow Bank"),
        ("A study presented in May by the firm Harlow Reed found the pier was weak.", "the pier", "Harlow Reed"),
        (
            'The bill was long.\n\n"That is four buses, one on top of another," Nora Field, for the council, said.',
            "That is four",
            "Nora Field",
        ),
        ("The vice-chancellor said the pier was closed.", "the pier", "vice-chancellor"),
        ("A sergeant-at-arms said the pier was closed.", "the pier", "sergeant-at-arms"),
        (
            "An interview with Nora Field.\n\nPG: What are you looking for?\n\nNF: Nothing at all.\n\nPG: Is it shut?"
            "\n\nNF: It has been shut for years.",
            "It has been",
            "Nora Field",
        ),
    ],
)
def test_a_source_means_the_party_that_it_suits(nlp: "Language", text: str, words: str, name: str) -> None:
    assert speaker_of(annotate(nlp, text), words).name == name


def test_a_floating_paragraph_goes_on_with_the_speaker_before(nlp: "Language") -> None:
    article = annotate(nlp, '"It will rain today," said Nora Field.\n\n"We have umbrellas for everybody."')
    assert speaker_of(article, "We have").name == "Nora Field"


def test_a_new_paragraph_answers_a_question(nlp: "Language") -> None:
    article = annotate(
        nlp,
        '"The boats are late," said Peter Gray.\n\n"How late?" asked Nora Field.\n\n"Two days."\n\n"Are they lost?"',
    )
    assert speaker_of(article, "Two days").name == "Peter Gray"
    assert speaker_of(article, "Are they lost").name == "Nora Field"


def test_a_new_paragraph_goes_on_after_a_question_that_is_put_to_nobody(nlp: "Language") -> None:
    article = annotate(
        nlp, '"The boats are late," said Peter Gray.\n\n"Who knew?" Nora Field said.\n\n"Nobody told us in time."'
    )
    assert speaker_of(article, "Nobody told").name == "Nora Field"


def test_words_within_reported_words_do_not_go_on(nlp: "Language") -> None:
    article = annotate(
        nlp,
        "Nora Field said she had been asked by the mayor to find another way to put it.\n\n"
        '"The number did not change. I took it out."',
    )
    assert speaker_of(article, "The number").name == "Nora Field"


def test_a_paragraph_brings_in_the_speaker_of_the_floating_quotation_after_it(nlp: "Language") -> None:
    text = (
        '"It will rain today," said Nora Field.\n\nHer neighbour, baker Peter Gray, disagreed.\n\n'
        '"We have had no rain since March."'
    )
    assert speaker_of(annotate(nlp, text), "We have had").name == "Peter Gray"


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        ("Harlow Bank spokesman Peter Gray said the branch was shut.", "spokesman", "Harlow Bank"),
        ("Peter Gray, chief executive of Harlow Bank, said the branch was shut.", "chief executive", "Harlow Bank"),
        ("The chief executive of Harlow Bank, Peter Gray, said the branch was shut.", "chief executive", "Harlow Bank"),
        ("Norway's president Peter Gray said the port was shut.", "president", "Norway"),
        ("Norway is cold. Norwegian President Peter Gray said the port was shut.", "President", "Norway"),
        ("Minister of Education Peter Gray said the school was shut.", "Minister of Education", None),
        ("Peter Gray, 42, a glazier, said the window was broken.", "glazier", None),
        ("The bosun, Peter Gray, said the hatch was shut.", "bosun", None),
        ("Peter Gray, a 42-year-old glazier from Sion, said the window was broken.", "glazier", None),
        ("Peter Gray QC, the lawyer for Harlow Bank, said the branch was shut.", "lawyer", "Harlow Bank"),
        ("Peter Gray, who has led Harlow Bank since May, said the branch was shut.", "leader", "Harlow Bank"),
        ("Coun. Peter Gray said the road was shut.", "Coun.", None),
        (
            "Corvane Minerals Corp. grew. A Corvane spokesman, Peter Gray, agreed it had.",
            "spokesman",
            "Corvane Minerals Corp.",
        ),
        ("Peter Gray came late. The road was shut, the beekeeper said.", "beekeeper", None),
        ("Peter Gray of Harlow Bank said the branch was shut.", None, "Harlow Bank"),
        ("Peter Gray MP, for Harlow, said the road was shut.", "MP", None),
        ("Deputy Peter Gray, who has a dog, said the road was shut.", "Deputy", None),
        ("Helmsman Peter Gray, 24, said the ship was late.", "Helmsman", None),
        ("Her brother Peter Gray said the shop was shut.", None, None),
        ("Peter Gray, 84, of Mill Lane, said the road was shut.", None, None),
        (
            "Peter Gray, president of Harlow Bank and the owner of a shop, said the branch was shut.",
            "president",
            "Harlow Bank",
        ),
        ("Peter Gray, a nurse who works at Harlow Hospital, said the ward was shut.", "nurse", "Harlow Hospital"),
        ("Peter Gray, who spoke for Harlow Bank, said the branch was shut.", None, "Harlow Bank"),
        ("Peter Gray (Harlow Party) said the road was shut.", None, "Harlow Party"),
        (
            "Harlow Borough Council met on Monday. Councillor Peter Gray said the road was shut.",
            "Councillor",
            "Harlow Borough Council",
        ),
        ("The board met. The board's secretary, Peter Gray, said the shop was shut.", "secretary", None),
    ],
)
def test_title_and_appositive_tell_role_and_affiliation(
    nlp: "Language", text: str, role: str | None, affiliation: str | None
) -> None:
    (speaker,) = annotate(nlp, text).speakers
    assert (speaker.name, speaker.role, speaker.affiliation) == ("Peter Gray", role, affiliation)


def test_a_spokesman_speaks_for_his_organization(nlp: "Language") -> None:
    article = annotate(nlp, "Harlow Bank spokesman Peter Gray said the branch was shut.")
    (bank,) = article.organizations
    assert article.speakers[0].organization_id == bank.id
    assert article.quotations[0].organization_id == bank.id


def test_mentions_keep_their_form(nlp: "Language") -> None:
    text = 'Mayor Nora Field was calm. "It will rain," she said. The mayor said the pier was safe.'
    (speaker,) = annotate(nlp, text).speakers
    assert [(mention.text, mention.form) for mention in speaker.mentions] == [
        ("Nora Field", "name"),
        ("she", "pronoun"),
        ("The mayor", "nominal"),
    ]


def test_the_day_of_speech_is_the_one_that_depends_on_the_cue(nlp: "Language") -> None:
    article = annotate(nlp, "Nora Field said on Monday that the pier would open in July.")
    (quotation,) = article.quotations
    said = next(date for date in article.dates if date.id == quotation.date_id)
    assert said.value == "2031-05-12"


def test_the_parts_of_one_quotation_have_one_speaker(nlp: "Language") -> None:
    article = annotate(nlp, '"It will rain," Nora Field said. "Bring a coat."')
    assert {quotation.speaker_id for quotation in article.quotations} == {"s1"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Nora Field",
                "she",
                "the mayor",
                "said",
                '"',
                "“",
                "”",
                ",",
                ".",
                "\n\n",
                "\t",
                "of",
                "who",
                "Bank",
                "é",
                "😀",
                "the",
            ]
        ),
        min_size=1,
        max_size=25,
    ),
    st.lists(st.tuples(*[st.integers(0, 120)] * 6), max_size=4),
)
def test_any_attribution_of_any_text_gives_a_quotation(parts: list[str], numbers: list[tuple[int, ...]]) -> None:
    text = " ".join(parts)

    def span(first: int, second: int) -> tuple[int, int]:
        start = min(first, second, len(text) - 1)
        return start, max(start + 1, min(max(first, second), len(text)))

    attributions = [
        Attribution(*span(a, b), "direct", None, span(c, c + 4), span(d, e), span(min(d, f), e), "clause")
        for a, b, c, d, e, f in numbers
    ]
    speakers, quotations = resolve_speakers(load_model()(text), attributions, [], [], [])
    assert [(q.start, q.end) for q in quotations] == [(item.start, item.end) for item in attributions]
    assert {q.speaker_id for q in quotations} - {None} == {speaker.id for speaker in speakers}
    for speaker in speakers:
        assert speaker.name
        assert speaker.name.strip()
        assert all(text[mention.start : mention.end] == mention.text for mention in speaker.mentions)
