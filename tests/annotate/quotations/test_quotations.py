from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontherecord.annotate.quotations import Attribution, Offsets, find_quotations

if TYPE_CHECKING:
    from spacy.language import Language

MARKS = ['"', "'", "“", "”", "‘", "’", "''", "``"]
CUES = ["said", "told", "asked", "was told", "according to", "called it", "described it as", "urged him to", "adding"]
WORDS = ["Ana Ruiz", "the mayor", "that", "as", "to", "which", "Monday", "No. 4", "Q:", "A:", "\U0001f600", "e\u0301"]
SIGNS = ["\n\n", ",", ".", "?", ":", ";", "—", "(", ")", "\u200b"]
FRAGMENTS = st.lists(st.sampled_from([*MARKS, *CUES, *WORDS, *SIGNS]), max_size=40)


def text_of(text: str, offsets: Offsets | None) -> str | None:
    return text[slice(*offsets)] if offsets else None


def quotations(nlp: "Language", text: str) -> list[tuple[str, str, str | None, str | None]]:
    """Kind, words, cue and source of every quotation."""
    return [
        (found.kind, text[found.start : found.end], text_of(text, found.cue), text_of(text, found.source))
        for found in find_quotations(nlp(text))
    ]


def only(nlp: "Language", text: str) -> Attribution:
    (found,) = find_quotations(nlp(text))
    return found


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ('"The well is dry again," said Ana Ruiz.', "said", "Ana Ruiz"),
        ('"The well is dry again," Ana Ruiz told reporters.', "told", "Ana Ruiz"),
        ('"The well is dry again," the mayor, Ana Ruiz, said in a statement.', "said", "Ana Ruiz"),
        ('"The well is dry again," said Ms. Ruiz, who has farmed there for years.', "said", "Ruiz"),
        ('"The well is dry again," she said.', "said", "she"),
        ('"The well is dry again," says the spokesman.', "says", "the spokesman"),
        ('"The well is dry again," reads a sign at the gate.', "reads", "a sign"),
        ('Ana Ruiz said: "The well is dry again."', "said", "Ana Ruiz"),
        ('She told the council, "The well is dry again."', "told", "She"),
        ('He wrote in a letter, "The well is dry again."', "wrote", "He"),
        ('Mayor Ana Ruiz wrote that "the well is dry again."', "wrote", "Ana Ruiz"),
        ('In a message to staff, Ana Ruiz said:\n\n"The well is dry again."', "said", "Ana Ruiz"),
        ('"The well is dry again," Ana Ruiz used to say.', "say", "Ana Ruiz"),
        ('It was closed, "the well is dry again," as Ana Ruiz, who farms there, put it.', "put", "Ana Ruiz"),
        ('It was closed for, as Ana Ruiz put it, "the well is dry again".', "put", "Ana Ruiz"),
        ('"The well is dry again" — Ana Ruiz, farmer', None, "Ana Ruiz"),
        ('ANA RUIZ: "The well is dry again."', None, "ANA RUIZ"),
        ('"The well is dry again."', None, None),
    ],
)
def test_direct_speech_is_found_with_its_cue_and_source(
    nlp: "Language", text: str, cue: str | None, source: str | None
) -> None:
    ((kind, words, found_cue, found_source),) = quotations(nlp, text)
    assert kind == "direct"
    assert words.rstrip(".,").lower() == "the well is dry again"
    assert found_cue == cue
    assert found_source == source


@pytest.mark.parametrize(
    ("text", "kind", "words", "cue", "source"),
    [
        ("Ana Ruiz said the bridge was unsafe.", "indirect", "the bridge was unsafe", "said", "Ana Ruiz"),
        ("Ana Ruiz told the court that he had left.", "indirect", "he had left", "told", "Ana Ruiz"),
        ("The bridge was unsafe, police said.", "indirect", "The bridge was unsafe", "said", "police"),
        (
            "The bridge was unsafe, according to Ana Ruiz.",
            "indirect",
            "The bridge was unsafe",
            "according to",
            "Ana Ruiz",
        ),
        (
            "According to Ana Ruiz, the bridge was unsafe.",
            "indirect",
            "the bridge was unsafe",
            "According to",
            "Ana Ruiz",
        ),
        (
            "According to Ana Ruiz, who runs the dam, the bridge was unsafe.",
            "indirect",
            "the bridge was unsafe",
            "According to",
            "Ana Ruiz",
        ),
        (
            "He will propose a new deal, according to Ana Ruiz.",
            "indirect",
            "He will propose a new deal",
            "according to",
            "Ana Ruiz",
        ),
        (
            "The bridge was unsafe, Ana Ruiz, the mayor, said on Monday.",
            "indirect",
            "The bridge was unsafe",
            "said",
            "Ana Ruiz",
        ),
        (
            "The bridge was open, said Const. Ana Ruiz, who was there.",
            "indirect",
            "The bridge was open",
            "said",
            "Ana Ruiz",
        ),
        ("The survey found that most wells were dry.", "indirect", "most wells were dry", "found", "The survey"),
        ("Ana Ruiz urged him to resign.", "indirect", "to resign", "urged", "Ana Ruiz"),
        ("She admitted taking the money.", "indirect", "taking the money", "admitted", "She"),
        ("She accused him of taking the money.", "indirect", "taking the money", "accused", "She"),
        ("She described the plan as a mistake.", "indirect", "a mistake", "described", "She"),
        ("She called the mayor a liar.", "indirect", "a liar", "called", "She"),
        ("He was told to leave the country.", "indirect", "to leave the country", "told", None),
        ("Ana Ruiz was quoted as saying that she was ill.", "indirect", "she was ill", "saying", "Ana Ruiz"),
        ('She said the plan was "a bad joke."', "mixed", 'the plan was "a bad joke."', "said", "She"),
        ("The plan is “a bad joke,” said Ana Ruiz.", "mixed", "The plan is “a bad joke,”", "said", "Ana Ruiz"),
        ('She called the plan "a bad joke."', "direct", "a bad joke.", "called", "She"),
        ('She dismissed the plan as "a bad joke."', "direct", "a bad joke.", "dismissed", "She"),
    ],
)
def test_indirect_and_mixed_speech_is_found_with_its_clause(
    nlp: "Language", text: str, kind: str, words: str, cue: str, source: str | None
) -> None:
    assert quotations(nlp, text) == [(kind, words, cue, source)]


@pytest.mark.parametrize(
    "text",
    [
        "She hopes to win the election.",
        "They agreed to meet again in the spring.",
        "She has not said why she resigned.",
        "He declined to say whether he would stay.",
        "The harbour is reportedly empty.",
        "The prince is said to be furious.",
        "He announced the winners and requested donations.",
        "Her novel, “The Long Road,” sold two million copies.",
        "The so-called “Gang of Eight” met behind closed doors.",
        "They looked for the “Second Wind,” the boat he had fished since 1998.",
        "Mia “The Hammer” Stone won in two rounds.",
        "The boys' team and the girls' team share the '90s gym.",
    ],
)
def test_thoughts_acts_names_and_denials_are_no_quotations(nlp: "Language", text: str) -> None:
    assert quotations(nlp, text) == []


@pytest.mark.parametrize(
    "text",
    [
        '"The road," Ana Ruiz said, "is closed until Friday."',
        '"The road is closed," said Ana Ruiz, the harbor master, who lives nearby. "Nobody can pass."',
        "The road, Ana Ruiz said, will be closed until Friday.",
        "The road, according to Ana Ruiz, will be closed until Friday.",
        'Ana Ruiz said: "The road is closed.\n\n"Nobody can pass."',
    ],
)
def test_the_parts_of_a_broken_quotation_share_group_cue_and_source(nlp: "Language", text: str) -> None:
    first, second = find_quotations(nlp(text))
    assert first.group == second.group == "g1"
    assert first.cue == second.cue
    assert text_of(text, first.source) == text_of(text, second.source) == "Ana Ruiz"


def test_a_report_goes_on_behind_a_comment_clause_where_its_verb_is_shifted_back(nlp: "Language") -> None:
    text = "Prices fell again, Ana Ruiz said, and she did not expect them to recover before May."
    found = quotations(nlp, text)
    assert [words for _, words, _, _ in found] == [
        "Prices fell again",
        "she did not expect them to recover before May",
    ]
    assert {(cue, source) for _, _, cue, source in found} == {("said", "Ana Ruiz")}
    assert len(quotations(nlp, "Prices fell again, Ana Ruiz said, and the meeting ended.")) == 1


def test_two_marked_stretches_under_one_cue_are_two_rows_without_group(nlp: "Language") -> None:
    first, second = find_quotations(nlp('She called the plan "reckless" and "a danger to the town."'))
    assert first.cue == second.cue
    assert first.group is second.group is None


def test_a_new_paragraph_without_cue_floats(nlp: "Language") -> None:
    found = find_quotations(nlp('"We lost the roof," he said.\n\n"The barn went in the night."'))
    assert [item.rule for item in found] == ["cue-after", "floating"]
    assert found[1].cue is found[1].source is found[1].group is None


def test_the_source_phrase_holds_title_and_apposition(nlp: "Language") -> None:
    text = '"It is over," said Ana Ruiz, the head of the union.'
    assert text_of(text, only(nlp, text).source_phrase) == "Ana Ruiz, the head of the union"


def test_one_text_may_mix_styles_of_marks(nlp: "Language") -> None:
    text = "“We waited,” she said.\n\n''They never came,'' he said.\n\n‘I’d have gone,’ said Ana Ruiz."
    assert [words for _, words, _, _ in quotations(nlp, text)] == ["We waited,", "They never came,", "I’d have gone,"]


def test_what_one_says_according_to_another_is_the_speech_of_the_first(nlp: "Language") -> None:
    found = quotations(nlp, "According to the diary, Ana Ruiz said the bridge was unsafe.")
    assert found == [("indirect", "the bridge was unsafe", "said", "Ana Ruiz")]


def test_labelled_paragraphs_are_speech_without_marks(nlp: "Language") -> None:
    text = "Q: Where were you?\n\nA: At home. He said, “Stay there.”\n\nQ: All night?\n\nA: Yes.\n\nSee also: the map."
    assert quotations(nlp, text) == [
        ("direct", "Where were you?", None, "Q"),
        ("direct", "At home. He said, “Stay there.”", None, "A"),
        ("direct", "All night?", None, "Q"),
        ("direct", "Yes.", None, "A"),
    ]


def test_a_dateline_is_no_part_of_what_is_said(nlp: "Language") -> None:
    text = "PORT VALE (WIRE) — A fire destroyed the mill, officials said."
    assert quotations(nlp, text) == [("indirect", "A fire destroyed the mill", "said", "officials")]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(FRAGMENTS, st.sampled_from(["", " "])).map(lambda parts: parts[1].join(parts[0])))
def test_no_text_makes_it_fail_and_all_offsets_are_sound(nlp: "Language", text: str) -> None:
    for found in find_quotations(nlp(text)):
        assert 0 <= found.start < found.end <= len(text)
        assert (found.source is None) == (found.source_phrase is None)
        if found.source and found.source_phrase:
            assert found.source_phrase[0] <= found.source[0] < found.source[1] <= found.source_phrase[1]


def test_groups_are_numbered_in_the_order_of_the_text(nlp: "Language") -> None:
    text = '"The road," she said, "is closed."\n\n"The pier," he said, "is not."'
    assert [found.group for found in find_quotations(nlp(text))] == ["g1", "g1", "g2", "g2"]
