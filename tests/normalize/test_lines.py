import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.normalize.lines import paragraph_lines, rejoin

WRAPPED = """The last furnace of the glass works was let go cold on Monday, and {first}-
{second} of the town said in a letter to the staff that it gave the price of
the gas as the only reason for the step that it had long tried hard to put
off to another year."""


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("govern", "ment", "government"),
        ("well", "known", "well-known"),
        ("non", "members", "non-members"),
        ("Anglo", "French", "Anglo-French"),
        ("34", "year", "34-year"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_where_it_only_parts_the_lines(first: str, second: str, joined: str) -> None:
    (paragraph,) = paragraph_lines(WRAPPED.format(first=first, second=second), 1)
    assert f"and {joined} of the town" in paragraph.text


def test_the_other_words_of_the_text_tell_whether_a_hyphen_stays() -> None:
    text = WRAPPED.format(first="dock", second="side")
    assert "dockside of" in paragraph_lines(text, 1)[0].text
    assert "dock-side of" in paragraph_lines(f"{text}\n\nThe dock-side is wet.", 1)[0].text
    assert "wellhead of" in paragraph_lines(f"{WRAPPED.format(first='well', second='head')}\n\nA wellhead.", 1)[0].text


def test_what_was_taken_out_is_counted() -> None:
    rejoined = rejoin(WRAPPED.format(first="govern", second="ment"), 1)
    assert (rejoined.breaks, rejoined.hyphens) == (3, 1)


def test_lines_that_are_not_wrapped_keep_their_hyphens() -> None:
    assert [line.text for line in paragraph_lines("He said it was a govern-\nment matter.", 1)] == [
        "He said it was a govern-",
        "ment matter.",
    ]


@given(st.lists(st.sampled_from(["word ", "long-", "\n", "\n\n", "It ended. ", "x" * 60])))
def test_joining_again_joins_nothing(pieces: list[str]) -> None:
    lines = paragraph_lines("".join(pieces), 1)
    again = rejoin("\n\n".join(line.text for line in lines), 1)
    assert [line.text for line in again.paragraphs] == [line.text for line in lines]
    assert (again.breaks, again.hyphens) == (0, 0)
