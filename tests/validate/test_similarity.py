"""How alike two texts are."""

from hypothesis import given
from hypothesis import strategies as st

from ontherecord.validate.similarity import NEARLY_THE_SAME, PROBES, SKETCH_SIZE, likeness, sketch

WORDS = [f"word{number}" for number in range(1000)]


def share(first: list[str], second: list[str]) -> float:
    return likeness(sketch(" ".join(first)), sketch(" ".join(second)))


@given(st.text(max_size=200))
def test_a_text_is_wholly_like_itself_whatever_it_holds(text: str) -> None:
    runs = sketch(text)
    assert likeness(runs, runs) == 1
    assert list(runs) == sorted(set(runs))
    assert len(runs) <= SKETCH_SIZE


@given(st.text(max_size=100), st.text(max_size=100))
def test_likeness_is_a_share_that_goes_both_ways(first: str, second: str) -> None:
    alike = likeness(sketch(first), sketch(second))
    assert 0 <= alike <= 1
    assert alike == likeness(sketch(second), sketch(first))


def test_case_and_punctuation_do_not_count() -> None:
    assert sketch("The ferry, it sails — AGAIN today!") == sketch("the ferry it sails again today")


def test_a_long_text_with_a_changed_end_is_nearly_the_same_and_shares_a_probe() -> None:
    changed = [*WORDS[:950], *(f"other{number}" for number in range(50))]
    assert share(WORDS, changed) >= NEARLY_THE_SAME
    assert set(sketch(" ".join(WORDS))[:PROBES]) & set(sketch(" ".join(changed))[:PROBES])


def test_the_sample_tells_the_share_of_common_runs() -> None:
    half = [*WORDS[:667], *(f"other{number}" for number in range(333))]
    assert abs(share(WORDS, half) - 0.5) < 0.15


def test_texts_without_a_common_run_are_not_alike() -> None:
    assert share(WORDS[:500], WORDS[500:]) == 0


def test_nothing_is_like_no_text() -> None:
    assert likeness((), sketch("The ferry sails again today.")) == 0
    assert likeness((), ()) == 0
