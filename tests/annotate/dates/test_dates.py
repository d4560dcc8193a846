import datetime
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar, overload

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.annotate.dates import find_dates
from ontherecord.annotate.dates.grammar import grammar, rules
from ontherecord.annotate.dates.holidays import easter, holiday
from ontherecord.annotate.dates.lexicon import analyse
from ontherecord.annotate.dates.resolution import READERS
from ontherecord.annotate.dates.timex import Grain, interval_of, shifted, value_of
from ontherecord.annotate.dates.tokens import tokenize
from ontherecord.annotate.dates.vocabulary import phrases
from ontherecord.records import Date
from ontherecord.timex import is_value

PUBLISHED = datetime.date(2023, 7, 12)
GUIDE = Path(__file__).parents[3] / "docs" / "dates.md"

DAYS = st.dates(min_value=datetime.date(1950, 1, 1), max_value=datetime.date(2050, 12, 31))
WORDS = sorted({" ".join(phrase.words) for found in phrases().values() for phrase in found})
NUMERALS = [
    "1",
    "5",
    "12",
    "30",
    "31",
    "99",
    "1815",
    "1998",
    "2019",
    "2,000",
    "3.5",
    "1 1/2",
    "10:30",
    "5/7/11",
    "2011-02-30",
]
MIXED_TEXT = st.lists(
    st.sampled_from(WORDS)
    | st.sampled_from([*NUMERALS, "the", "a", "of", "old", "ago", "-", ".", ",", '"', "'s", "will"]),
    max_size=25,
).map(" ".join)
ANY_TEXT = st.text(max_size=80) | MIXED_TEXT


class Row(NamedTuple):
    example: str
    expected: tuple[str, ...]


def table_rows(heading: str) -> Iterator[Row]:
    section = GUIDE.read_text(encoding="utf-8").partition(heading)[2]
    for line in re.split(r"\n##", section)[0].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] not in ("example", "---"):
            yield Row(cells[0], tuple(cell.strip("`") for cell in cells[1:]))


def headings() -> list[str]:
    examples = GUIDE.read_text(encoding="utf-8").partition("## Examples")[2]
    return [
        name
        for name in re.findall(r"### .+", examples)
        if name not in ("### Without a day of publication", "### Not annotated")
    ]


def bold_date(example: str, published: datetime.date | None) -> Date | None:
    start = example.index("**")
    end = example.index("**", start + 2) - 2
    found = find_dates(example.replace("**", ""), published)
    return next((date for date in found if (date.start, date.end) == (start, end)), None)


def cells(date: Date) -> tuple[str, ...]:
    fields = (date.type, date.value, date.mod, date.earliest, date.latest, date.anchor)
    return tuple("" if field is None else str(field) for field in fields)


@pytest.mark.parametrize(
    "row", [row for heading in headings() for row in table_rows(heading)], ids=lambda row: row.example
)
def test_every_example_of_the_guide_holds(row: Row) -> None:
    date = bold_date(row.example, PUBLISHED)
    assert date is not None
    assert cells(date) == row.expected


@pytest.mark.parametrize("row", list(table_rows("### Without a day of publication")), ids=lambda row: row.example)
def test_without_a_day_of_publication_nothing_is_guessed(row: Row) -> None:
    date = bold_date(row.example, None)
    assert date is not None
    assert cells(date) == row.expected


@pytest.mark.parametrize("row", list(table_rows("### Not annotated")), ids=lambda row: row.example)
def test_what_only_looks_like_a_date_is_left_alone(row: Row) -> None:
    assert find_dates(row.example, PUBLISHED) == ()


@given(ANY_TEXT, st.none() | st.dates())
def test_spans_values_and_intervals_are_sound(text: str, published: datetime.date | None) -> None:
    dates = find_dates(text, published)
    assert [date.id for date in dates] == [f"d{number}" for number in range(1, len(dates) + 1)]
    for date in dates:
        assert text[date.start : date.end] == date.text
        assert is_value(date.value), date
        assert (date.earliest, date.latest) == interval_of(date.value)
        assert date.earliest is None or date.latest is None or date.earliest <= date.latest
        assert date.anchor in (None, "published") or date.anchor in [other.id for other in dates]
    for first, second in itertools.pairwise(dates):
        assert first.end <= second.start


@pytest.mark.parametrize(
    "text",
    [
        "The mayor resigned on Friday and left yesterday.",
        "The council will meet on Monday, tomorrow and next week.",
        "It began three days ago, two weeks ago and last weekend; the next day it ended.",
        "He spoke on Thursday night, tonight and the day after tomorrow.",
    ],
)
@given(published=DAYS, weeks=st.integers(-500, 500))
def test_days_and_weeks_move_with_the_day_of_publication(text: str, published: datetime.date, weeks: int) -> None:
    moved = datetime.timedelta(weeks=weeks)
    before, after = find_dates(text, published), find_dates(text, published + moved)
    assert [date.earliest + moved for date in before if date.earliest] == [date.earliest for date in after]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday 's vote was close .", ["Monday"]),
        ("`` The vote is today , '' she said .", ["today"]),
        ("`` [Ten] years ago , '' she said .", ["[Ten] years ago"]),
        ("The 1990 's were long .", ["1990"]),
        ("on Sept. 30, the end", ["Sept. 30"]),
        ("the third-quarter profit of the mid-1990s", ["third-quarter", "the mid-1990s"]),
    ],
)
def test_tokenized_and_edited_text_is_read(text: str, expected: list[str]) -> None:
    assert [date.text for date in find_dates(text, PUBLISHED)] == expected


def values(text: str) -> list[str]:
    return [date.value for date in find_dates(text, PUBLISHED)]


ENTRIES = ["06.50 Good morning.", "13.00 Two patients were moved.", "17.10 The gates are shut, since 17.06."]
ENTRY_TIMES = ["2023-07-12T06:50", "2023-07-12T13:00", "2023-07-12T17:10", "2023-07-12T17:06"]


def test_clock_times_that_open_the_paragraphs_of_a_running_report_are_of_its_day() -> None:
    assert values("\n\n".join(ENTRIES)) == ENTRY_TIMES
    assert values("19:40 End\n\nThey left.\n\n19:12 Vote\n\nIt fell.\n\n18:47\n\nIt began.") == [
        "2023-07-12T19:40",
        "2023-07-12T19:12",
        "2023-07-12T18:47",
    ]


def test_two_paragraphs_or_numbers_out_of_order_make_no_running_report() -> None:
    assert values("\n\n".join(ENTRIES[:2])) == []
    assert values("6.50 metres high\n\n3.10 metres wide\n\n7.20 metres long") == []


def test_a_year_alone_in_a_paragraph_dates_the_chronology_below_it() -> None:
    text = "2016\n\n11 July. She wins.\n\n2019\n\n29 March. It slips from 31 March to 31 October.\n\n24 May. She goes."
    assert values(text) == ["2016", "2016-07-11", "2019", "2019-03-29", "2019-03-31", "2019-10-31", "2019-05-24"]


def test_days_outside_a_chronology_do_not_take_over_its_year() -> None:
    text = "2016\n\n11 July. She wins.\n\nThe house votes again: it meets on 20 July."
    assert values(text)[-1] == "2023-07-20"


def test_an_expression_ends_with_its_paragraph() -> None:
    assert values("Scripts: 58\n\nWeeks without a teacher") == []


def test_a_clock_time_goes_back_to_the_latest_day_of_the_news_when_no_day_is_near() -> None:
    filler = "The hall was full of people and they told one another the news of the town. " * 3
    text = f"The vote was on Monday. The march was on Tuesday. The shop burned on Sunday. {filler}He left at 3 p.m."
    assert values(text)[-1] == "2023-07-11T15:00"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The notes of 5/7/2011 and 13/7/2011", "2011-07-05"),
        ("The notes of 5/7/2011 and 7/13/2011", "2011-05-07"),
        ("The notes of 5/7/2011, sent on 3 May 2011", "2011-07-05"),
        ("The notes of 5/7/2011", "2011-05-07"),
    ],
)
def test_the_order_of_day_and_month_follows_the_evidence_of_the_article(text: str, value: str) -> None:
    assert find_dates(text, PUBLISHED)[0].value == value


def test_tags_of_a_parsed_document_tell_the_tense_of_verbs_that_no_list_holds(nlp) -> None:
    text = "The two sides hit the deck on Friday."
    untagged = find_dates(text, PUBLISHED)
    tagged = find_dates(text, PUBLISHED, nlp(text))
    assert [date.value for date in tagged] == [date.value for date in untagged] == ["2023-07-07"]
    ahead = "The troupe is touring Kent on Friday."
    assert [date.value for date in find_dates(ahead, PUBLISHED, nlp(ahead))] == ["2023-07-14"]


Item = TypeVar("Item")


class CountingList(Sequence[Item]):
    """A list that counts how often it is read."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.reads = 0

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        self.reads += 1
        return self.items[index]


def steps(text: str) -> int:
    tokens = CountingList(tokenize(text))
    entries = analyse(tokens)
    for _ in grammar().matches(tokens, entries):
        pass
    return tokens.reads


@pytest.mark.parametrize(
    "unit",
    [
        "the last three to five years ago of the end of the first ",
        "one hundred and two ",
        "Monday ",
        "a a ",
        "5 5/5 ",
        "13.00 a.\n\n",
    ],
)
def test_steps_grow_in_proportion_to_the_text(unit: str) -> None:
    few, many = steps(unit * 50), steps(unit * 500)
    assert many <= 10.5 * few


def test_a_hostile_megabyte_is_read_to_its_end() -> None:
    text = "1" * 400_000 + "-" * 200_000 + "1,111," * 60_000 + "[" * 40_000 + " yesterday"
    assert [date.value for date in find_dates(text, PUBLISHED)][-1] == "2023-07-11"


def test_every_reading_of_the_grammar_has_its_reader_and_every_reader_its_rule() -> None:
    assert {reading for reading, _ in rules()} == set(READERS)


@pytest.mark.parametrize(
    ("year", "day"),
    [(1954, "1954-04-18"), (1981, "1981-04-19"), (2008, "2008-03-23"), (2011, "2011-04-24"), (2023, "2023-04-09")],
)
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


@pytest.mark.parametrize(
    "rule", sorted({str(p.value) for found in phrases().values() for p in found if p.class_name == "HOLIDAY"})
)
def test_every_holiday_falls_within_each_year(rule: str) -> None:
    for year in range(1900, 2101):
        day = holiday(rule, year)
        assert day is not None
        assert day.year == year


@given(st.sampled_from(Grain), DAYS)
def test_the_interval_of_a_period_holds_the_day_it_was_made_from(grain: Grain, day: datetime.date) -> None:
    earliest, latest = interval_of(value_of(grain, day))
    assert earliest is not None
    assert latest is not None
    if grain is not Grain.WEEKEND:
        assert earliest <= day <= latest


def test_counting_out_of_the_calendar_gives_no_day() -> None:
    assert shifted(Grain.YEAR, PUBLISHED, -5000) is None
    assert find_dates("It stood there 5,000 years ago.", PUBLISHED)[0].value == "PAST_REF"
