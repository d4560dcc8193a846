"""When spans and names count as the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.evaluate.matching import (
    intersection_over_union,
    overlap,
    pair,
    same_description,
    same_name,
    trim,
    trim_name,
)

SPANS = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def test_marks_and_closing_punctuation_do_not_count() -> None:
    text = "She said: “We will wait.”"
    assert trim(text, (9, 25)) == trim(text, (11, 23)) == (11, 23)


def test_the_article_and_the_possessive_do_not_count() -> None:
    text = "the Harbour Trust's boats"
    assert trim_name(text, (0, 19)) == (4, 17)


@given(SPANS, SPANS)
def test_intersection_over_union_is_symmetric_and_within_bounds(one: tuple[int, int], other: tuple[int, int]) -> None:
    value = intersection_over_union(one, other)
    assert value == intersection_over_union(other, one)
    assert 0 <= value <= 1
    assert (value == 1) == (one == other)


@given(st.lists(SPANS, max_size=8), st.lists(SPANS, max_size=8))
def test_nothing_is_paired_twice(gold: list[tuple[int, int]], predicted: list[tuple[int, int]]) -> None:
    pairs = pair(list(enumerate(gold)), list(enumerate(predicted)), lambda one, other: overlap(one[1], other[1]))
    assert len({one[0] for one, _ in pairs}) == len({other[0] for _, other in pairs}) == len(pairs)


def test_the_likest_are_paired_first() -> None:
    assert pair([(0, 10), (8, 20)], [(8, 19)], overlap) == [((8, 20), (8, 19))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maren Tolliver", "Tolliver"),
        ("President Ana Reyes", "ana reyes"),
        ("the Northern Grid Authority", "Northern Grid Authority"),
        ("Kestrel's", "Kestrel"),
    ],
)
def test_a_short_form_is_the_same_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Maren Tolliver", "Ines Tolliver"), ("the government", "Government of Sant Eral"), ("", "Reyes")],
)
def test_another_name_or_a_bare_common_word_is_not(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_half_of_the_words_of_a_role_suffice() -> None:
    assert same_description("chief executive", "chief executive officer")
    assert not same_description("spokesman", "chief executive officer")
