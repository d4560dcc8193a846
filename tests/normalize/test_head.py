import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.normalize.bylines import read_byline
from ontherecord.normalize.dateline import is_place_line, split_dateline
from ontherecord.normalize.layout import read_layout
from ontherecord.normalize.lines import paragraph_lines
from ontherecord.normalize.metadata import Metadata
from ontherecord.normalize.printed_dates import PublicationDay, find_publication_day
from ontherecord.normalize.raw_article import RawParagraph


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Reyes and Tom Ford", ("Ana Reyes", "Tom Ford")),
        ("By Ana Reyes, Reuters", ("Ana Reyes", "Reuters")),
        ("By Ana Reyes in Orne and Tom Ford in Marl", ("Ana Reyes", "Tom Ford")),
        ("By Ana Reyes, Health Editor", ("Ana Reyes",)),
        ("By Carl Ray Jr.", ("Carl Ray Jr.",)),
        ("By our correspondents in Orne and Marl", ("our correspondents in Orne and Marl",)),
        ("Ana Reyes, Staff Writer", ("Ana Reyes",)),
        ("Ana Reyes | Examiner staff", ("Ana Reyes",)),
        ("By Ana Reyes of the Examiner", ("Ana Reyes",)),
        ("By Ana Reyes areyes@examiner.example", ("Ana Reyes",)),
        ("Associated Press", ("Associated Press",)),
        ("By Tuesday the queue reached the bridge", ()),
        ("By the numbers", ()),
        ("Hospital – chaos for staff", ()),
        ("Mayor lied, say reporters", ()),
        ("By Monday evening, Marl was dark.", ()),
        ("Authors of the report were cautious", ()),
    ],
)
def test_byline(line: str, names: tuple[str, ...]) -> None:
    assert read_byline(line) == names


@pytest.mark.parametrize(
    ("paragraph", "dateline"),
    [
        ("TARNOW, Poland (AP) — The furnace went cold on Monday.", "TARNOW, Poland (AP)"),
        ("Orne, Norway — The furnace went cold on Monday.", "Orne, Norway"),
        ("LONDON, July 5 (Reuters) - Britain said it would pay.", "LONDON, July 5 (Reuters)"),
        ("KYIV – Ukraine said on Monday that it would.", "KYIV"),
        ("(Reuters) - Shares fell sharply on Monday.", "(Reuters)"),
        ("WASHINGTON (AP) _ The president said he would go.", "WASHINGTON (AP)"),
        ("He paused — The hall was silent — and went on.", None),
        ("NATO — the alliance of many states — met on Monday.", None),
        ("BREAKING — Police said on Monday they had arrested two.", None),
        ("MODERATOR: Thank you all for coming.", None),
        ("In Washington, D.C. — The home of power, he said.", None),
        ("Group F — Marl 1 – 0 Orne Rovers", None),
        ("Kim Berg – Who is 45 – said that he would go.", None),
    ],
)
def test_dateline_is_split_off_only_with_proof(paragraph: str, dateline: str | None) -> None:
    split = split_dateline(paragraph)
    assert (split.text if split else None) == dateline
    if split:
        assert paragraph.endswith(split.rest)


def test_a_place_on_its_own_line_needs_a_known_region_or_city() -> None:
    assert is_place_line("Orne, Norway")
    assert is_place_line("BRUSSELS")
    assert not is_place_line("Orne Crown Court")


@pytest.mark.parametrize(
    ("line", "day", "precision", "rest"),
    [
        ("Tuesday, September 22, 2015", "2015-09-22", "day", ""),
        ("12 March 2024", "2024-03-12", "day", ""),
        ("Sept. 3, 2024", "2024-09-03", "day", ""),
        ("Published: 2024-07-05T10:00:00Z", "2024-07-05", "day", ""),
        ("Published July 3, 2024; updated July 5, 2024, 3:45 PM EDT", "2024-07-03", "day", ""),
        ("Updated 4 July 2024, published 3 July 2024", "2024-07-03", "day", ""),
        ("March 2024", "2024-03-01", "month", ""),
        ("25/12/2023", "2023-12-25", "day", ""),
        ("As it happened, Sunday 6 June 2021", "2021-06-06", "day", "As it happened"),
        ("By Pia Roth | 7 August 2024", "2024-08-07", "day", "By Pia Roth"),
    ],
)
def test_date_line(line: str, day: str, precision: str, rest: str) -> None:
    printed = find_publication_day(line)
    assert printed is not None
    assert printed.day is not None
    assert (str(printed.day.day), printed.day.precision, printed.rest) == (day, precision, rest)


@pytest.mark.parametrize("line", ["05/07/2024", "31 February 2024"])
def test_a_date_that_is_ambiguous_or_impossible_gives_no_day(line: str) -> None:
    printed = find_publication_day(line)
    assert printed is not None
    assert printed.day is None


@pytest.mark.parametrize("line", ["What happened on 9 October 2022", "The fair of 3 May 2021 was the last", "World"])
def test_a_line_that_only_mentions_a_date_is_no_date_line(line: str) -> None:
    assert find_publication_day(line) is None


def test_days_are_compared_at_the_coarser_precision() -> None:
    may = PublicationDay(datetime.date(2024, 5, 1), "month")
    assert not may.contradicts(PublicationDay(datetime.date(2024, 5, 17)))
    assert may.contradicts(PublicationDay(datetime.date(2024, 6, 1)))


def layout_of(*texts: str, told: Metadata | None = None) -> tuple[object, ...]:
    paragraphs = [RawParagraph(number, text) for number, text in enumerate(texts, start=1)]
    layout = read_layout(paragraphs, told or Metadata(), has_head=True)
    return layout.headline, layout.kicker, tuple(paragraph.text for paragraph in layout.paragraphs)


BODY = "The vote was nine to two, the clerk said on Friday."


def test_kicker_under_the_headline() -> None:
    assert layout_of("Town hall opens its books", "Marl council", BODY) == (
        "Town hall opens its books",
        "Marl council",
        (BODY,),
    )


def test_kicker_and_date_above_the_headline() -> None:
    expected = ("Town hall opens its books after a vote", "POLITICS", (BODY,))
    assert layout_of("POLITICS", "3 May 2021", "Town hall opens its books after a vote", BODY) == expected
    assert layout_of("3 May 2021", "POLITICS", "Town hall opens its books after a vote", BODY) == expected


@pytest.mark.parametrize("below", ["By Ana Reyes", "3 May 2021"])
@pytest.mark.parametrize("head", [("FOOTBALL", "Marl keep the cup after a replay"), ("Marl keep the cup", "Football")])
def test_a_second_short_line_above_byline_or_date_is_kept_with_the_kicker(head: tuple[str, str], below: str) -> None:
    _, kicker, paragraphs = layout_of(*head, "Marl Town 2, Orne Rovers 1", below, BODY)
    assert str(kicker).casefold() == "football | marl town 2, orne rovers 1"
    assert paragraphs == (BODY,)


def test_a_second_short_line_above_the_text_is_a_subhead() -> None:
    assert layout_of("Marl keep the cup", "Football", "The replay", BODY)[2] == ("The replay", BODY)


@pytest.mark.parametrize("role", ["Examiner staff writer", "Staff Writers", "Special to the Examiner"])
@pytest.mark.parametrize("byline", ["By Ana Reyes", "By Ana Reyes | 3 May 2021"])
def test_what_the_author_is_is_no_kicker(byline: str, role: str) -> None:
    assert layout_of("Town hall opens its books", byline, role, BODY) == ("Town hall opens its books", None, (BODY,))


@pytest.mark.parametrize("line", ["Letter to the editor", "A night at the news desk", "Why it matters"])
def test_a_short_line_below_the_byline_that_tells_no_role_stays(line: str) -> None:
    _, kicker, paragraphs = layout_of("Town hall opens its books", "By Ana Reyes", line, BODY)
    assert line in (kicker, *paragraphs)


def test_a_short_line_below_the_date_line_is_no_kicker() -> None:
    assert layout_of("Town hall opens its books", "3 May 2021", "The vote", BODY)[1] is None


def test_headline_of_the_metadata_is_not_repeated_in_the_body() -> None:
    told = Metadata(headline="Mayor: “Nothing to hide”")
    assert layout_of('Mayor: "Nothing to hide"', BODY, told=told) == (told.headline, None, (BODY,))


def test_a_single_paragraph_is_body() -> None:
    assert layout_of(BODY) == (None, None, (BODY,))


def test_text_without_a_headline_has_none() -> None:
    first = (
        "The vote was nine to two. It was the last of the year and took until the morning, the clerk said on Friday."
    )
    assert layout_of(first, BODY) == (None, None, (first, BODY))


def test_hard_wrapped_lines_are_joined_and_others_are_not() -> None:
    wrapped = (
        "The last furnace of the old glass works was let go cold on\n"
        "Monday, and two hundred people lost the work they had with\n"
        "it, the owner said."
    )
    assert len(paragraph_lines(wrapped, 1)) == 1
    loose = (
        "The first paragraph of the story stands on one long line and ends here.\n"
        "So does the second paragraph, which is about as long as that.\n"
        "And the third."
    )
    assert len(paragraph_lines(loose, 1)) == 3


@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool)))
def test_every_page_has_a_layout(texts: list[str]) -> None:
    layout_of(*texts)
