from typing import TYPE_CHECKING

import pytest

from ontherecord.annotate.quotations import find_quotations

if TYPE_CHECKING:
    from spacy.language import Language


def reported(nlp: "Language", text: str) -> list[tuple[str, str | None]]:
    """The words of every quotation and its cue."""
    return [(text[q.start : q.end], text[slice(*q.cue)] if q.cue else None) for q in find_quotations(nlp(text))]


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("The mayor appealed to owners to stay at home.", "to stay at home", "appealed"),
        ("She appealed to parents not to bring children.", "not to bring children", "appealed"),
        ("The mayor called on the council to close the bridge.", "to close the bridge", "called"),
        ("The judge requested all parties to keep quiet.", "to keep quiet", "requested"),
    ],
)
def test_an_infinitive_counts_where_a_preposition_names_who_is_addressed(
    nlp: "Language", text: str, words: str, cue: str
) -> None:
    assert reported(nlp, text) == [(words, cue)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He urged people who rode out with neighbors to call in.", "to call in"),
        ("The mayor urged pregnant women and anyone who ate the cheese to see a doctor.", "to see a doctor"),
    ],
)
def test_an_infinitive_behind_a_relative_clause_belongs_to_the_request(nlp: "Language", text: str, words: str) -> None:
    assert reported(nlp, text) == [(words, "urged")]


def test_a_request_to_say_something_is_no_report_of_it(nlp: "Language") -> None:
    text = "The party asked the government to assure residents that the dam was safe."
    assert [cue for _, cue in reported(nlp, text)] == ["asked"]


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("Ana Ruiz denied having invented anything.", "having invented anything", "denied"),
        ("She admitted having seen the letter.", "having seen the letter", "admitted"),
        ("Ana Ruiz recalled being asked about the fern.", "being asked about the fern", "recalled"),
        ("Ana Ruiz recalled waiting for two hours.", "waiting for two hours", "recalled"),
    ],
)
def test_a_perfect_or_passive_gerund_counts_like_a_simple_one(nlp: "Language", text: str, words: str, cue: str) -> None:
    assert reported(nlp, text) == [(words, cue)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The union accused the company of hiding the report.", "hiding the report"),
        ("Ana Ruiz accused both camps of promising the same seats.", "promising the same seats"),
        (
            "The ministry accuses its neighbour of having emptied the lake and demands a payment.",
            "having emptied the lake",
        ),
    ],
)
def test_accused_of_reports_the_gerund_wherever_the_parser_joins_it(nlp: "Language", text: str, words: str) -> None:
    assert [found for found, _ in reported(nlp, text)] == [words]


@pytest.mark.parametrize("said", ["would say only that", "would confirm only that", "would only say that"])
def test_what_somebody_would_only_say_is_said(nlp: "Language", said: str) -> None:
    assert [words for words, _ in reported(nlp, f"Ana Ruiz {said} she was tired.")] == ["she was tired"]


def test_what_somebody_would_say_is_not_said(nlp: "Language") -> None:
    assert reported(nlp, "Ana Ruiz would say that she was tired.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The lawyer submitted that the firm was entitled to a uniform look, and that hair was part of it.",
            "the firm was entitled to a uniform look, and that hair was part of it",
        ),
        (
            'Ana Ruiz said it would "talk in good faith," but that the decision itself was final.',
            'it would "talk in good faith," but that the decision itself was final',
        ),
        (
            "Ana Ruiz said that he was alone, and that he waited for an order, and that none came.",
            "he was alone, and that he waited for an order, and that none came",
        ),
    ],
)
def test_clauses_joined_by_and_that_are_one_quotation(nlp: "Language", text: str, words: str) -> None:
    assert [found for found, _ in reported(nlp, text)] == [words]


def test_that_as_the_subject_behind_and_begins_no_second_clause(nlp: "Language") -> None:
    assert [words for words, _ in reported(nlp, "Ana Ruiz said the dam was empty, and that was true.")] == [
        "the dam was empty"
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In its ruling the court held that the ban was unlawful.", "the ban was unlawful"),
        ("Ana Ruiz relates that she telephoned the mayor.", "she telephoned the mayor"),
        ("Ana Ruiz reckoned that it was enough food for three days.", "it was enough food for three days"),
    ],
)
def test_held_relates_and_reckoned_report_clauses(nlp: "Language", text: str, words: str) -> None:
    assert [found for found, _ in reported(nlp, text)] == [words]


def test_what_a_person_holds_is_no_report(nlp: "Language") -> None:
    assert reported(nlp, "Ana Ruiz held that the ban was unlawful.") == []


@pytest.mark.parametrize(
    "text",
    [
        "A witness testified that the owner had instructed her to send the barman home.",
        "Ana Ruiz said officials had been told in the summer that the dam was empty.",
        "Ana Ruiz said several had called to ask what would happen to the bridge.",
    ],
)
def test_what_was_said_inside_a_report_is_no_row_of_its_own(nlp: "Language", text: str) -> None:
    assert len(reported(nlp, text)) == 1


def test_words_in_marks_inside_a_report_keep_their_row(nlp: "Language") -> None:
    text = 'Ana Ruiz said the owner had told her: "Send the barman home tonight."'
    assert "Send the barman home tonight." in [words for words, _ in reported(nlp, text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The sheriff said every house was empty by 8:15 p.m. That is not how Ana Ruiz remembers it.", "8:15 p.m"),
        ("Ana Ruiz said the targets led to a warming of nearly 3C. He left the hall after that.", "3C"),
    ],
)
def test_a_report_ends_with_its_sentence_where_an_abbreviation_ends_it(nlp: "Language", text: str, words: str) -> None:
    ((found, _),) = reported(nlp, text)
    assert found.removesuffix(".").endswith(words)


def test_the_next_report_of_the_speaker_ends_a_clause(nlp: "Language") -> None:
    text = "Ana Ruiz wrote that no money had been lost, and asked the mayor to keep the records."
    assert [words for words, _ in reported(nlp, text)] == ["no money had been lost", "to keep the records"]
