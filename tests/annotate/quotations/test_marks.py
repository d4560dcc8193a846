import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.annotate.quotations.marks import find_marked_passages, last_sign

MARKS = ['"', "'", "“", "”", "„", "‘", "’", "‚", "«", "»", "‹", "›", "''", "``"]
WORDS = ["word", "dogs", "'90s", "\U0001f600", "e\u0301"]
SIGNS = [" ", ",", ".", "-", "(", ")", "…", "\n\n"]
TEXTS = st.lists(st.sampled_from([*MARKS, *WORDS, *SIGNS])).map("".join)


def passages(text: str) -> list[str]:
    return [text[passage.start : passage.end] for passage in find_marked_passages(text)]


@pytest.mark.parametrize(
    "text",
    [
        '"Sit down," he said.',
        "“Sit down,” he said.",
        "”Sit down,” he said.",
        "„Sit down,“ he said.",
        "„Sit down,” he said.",
        "«Sit down,» he said.",
        "« Sit down, » he said.",
        "»Sit down,« he said.",
        "''Sit down,'' he said.",
        "``Sit down,'' he said.",
        "`` Sit down, '' he said.",
        "‘Sit down,’ he said.",
        "'Sit down,' he said.",
        "‹Sit down,› he said.",
        '“Sit down," he said.',
        'He said (quietly) "Sit down," and left.',
        'He said—"Sit down,"—and left.',
    ],
)
def test_every_style_of_marks_is_read(text: str) -> None:
    assert passages(text) == ["Sit down,"]


def test_styles_may_mix_in_one_text() -> None:
    text = "“One,” she said. \"Two,\" he said. ''Three,'' they said. ‘Four,’ we said."
    assert passages(text) == ["One,", "Two,", "Three,", "Four,"]


@pytest.mark.parametrize(
    "text",
    [
        "It's the boys' room and the dogs’ yard.",
        "Rock 'n' roll in the '90s, ’twas said.",
        "Don’t tell ’em.",
        "A 6' board and a 27\" screen",
        "",
        '""',
    ],
)
def test_apostrophes_and_lone_signs_are_no_quotations(text: str) -> None:
    assert passages(text) == []


def test_a_possessive_does_not_close_a_single_mark() -> None:
    assert passages("‘It was the players’ fault,’ he said, ‘and the fans’ luck.’") == [
        "It was the players’ fault,",
        "and the fans’ luck.",
    ]


def test_a_single_mark_may_close_behind_a_plural() -> None:
    assert passages("He spoke of ‘talks’ with the union.") == ["talks"]


@pytest.mark.parametrize(
    "text",
    [
        "“He wrote ‘never’ on the wall,” she said.",
        "‘He wrote “never” on the wall,’ she said.",
        '"He wrote "never" on the wall," she said.',
    ],
)
def test_only_the_outermost_pair_is_reported(text: str) -> None:
    (passage,) = passages(text)
    assert passage.startswith("He wrote")
    assert passage.endswith("on the wall,")


def test_a_quotation_runs_over_paragraphs_with_an_opening_mark_each() -> None:
    text = "“First part.\n\n“Second part.\n\n“Third part,” she said."
    found = find_marked_passages(text)
    assert passages(text) == ["First part.", "Second part.", "Third part,"]
    assert [passage.continues for passage in found] == [False, True, True]
    assert [passage.is_closed for passage in found] == [False, False, True]


def test_single_marks_run_over_paragraphs_too() -> None:
    assert passages("‘First part.\n\n‘Second part,’ she said.") == ["First part.", "Second part,"]


def test_a_second_paragraph_may_have_lost_its_opening_mark() -> None:
    found = find_marked_passages('He said: "First part.\n\nSecond part." Then he left.')
    assert [passage.continues for passage in found] == [False, True]


def test_a_mark_that_never_closes_is_repaired_to_the_end_of_the_paragraph() -> None:
    assert passages('She said: "Nobody told us.\n\nThe council met on Monday.') == ["Nobody told us."]


def test_a_mark_that_never_closes_ends_before_the_next_opening_mark() -> None:
    assert passages('"Nobody told us, she said. "We were at home."') == [
        "Nobody told us, she said.",
        "We were at home.",
    ]


def test_the_last_sign_is_looked_for_before_inner_marks() -> None:
    text = "“She said ‘no,’” he recalled."
    (passage,) = find_marked_passages(text)
    assert last_sign(text, passage) == ","


@given(TEXTS)
def test_passages_lie_in_order_inside_their_paragraph(text: str) -> None:
    position = 0
    for passage in find_marked_passages(text):
        assert position <= passage.outer_start <= passage.start < passage.end <= passage.outer_end <= len(text)
        assert "\n\n" not in text[passage.outer_start : passage.outer_end]
        assert text[passage.start : passage.end] == text[passage.start : passage.end].strip()
        position = passage.outer_end


@given(TEXTS)
def test_a_passage_that_continues_follows_one_without_a_closing_mark(text: str) -> None:
    found = find_marked_passages(text)
    for number, passage in enumerate(found):
        assert not passage.continues or (number > 0 and not found[number - 1].is_closed)


@pytest.mark.parametrize("unit", ['"a ', "'a ", "”", "‘a “b ", "s' x ", '"a" ', '\n\n"a', 'a" "'])
def test_the_time_is_linear(unit: str) -> None:
    started = time.perf_counter()
    find_marked_passages(unit * (100_000 // len(unit)))
    assert time.perf_counter() - started < 2
