"""Days of publication as they stand in tables."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.normalize.metadata import read_metadata
from ontherecord.normalize.readers.table_dates import day_first, day_text


@pytest.mark.parametrize(
    "value",
    [
        "2021-05-03",
        "2021-5-3",
        "2021/05/03",
        "2021-05-03 00:00:00",
        "2021-05-03T10:30:00Z",
        "2021-05-03T10:30:00.123456789+02:00",
        "2021-05-03 10:30:00 UTC",
        "20210503",
        20210503,
        "20210503103000",
        1620000000,
        1620000000.0,
        "1620000000",
        "1620000000.0",
        1620000000123,
        1620000000123456,
        1620000000123456789,
        "Mon, 03 May 2021 10:30:00 +0000",
        "Mon, 3 May 2021 10:30:00 GMT",
        "Mon May 03 10:30:00 +0000 2021",
        "Mon May  3 10:30:00 2021".replace("  ", " "),
        "May 3, 2021",
        "3 May 2021",
        "Monday, May 3, 2021, 10:30 a.m. EDT",
        datetime.date(2021, 5, 3),
        datetime.datetime(2021, 5, 3, 23, 59, tzinfo=datetime.UTC),
    ],
    ids=str,
)
def test_all_forms_of_a_day_are_read(value: object) -> None:
    metadata, findings = read_metadata({"published": day_text(value)})
    assert findings == []
    assert metadata.published is not None
    assert (metadata.published.day, metadata.published.precision) == (datetime.date(2021, 5, 3), "day")


@pytest.mark.parametrize(
    ("value", "precision"),
    [("2021", "year"), (2021, "year"), (2021.0, "year"), ("2021-05", "month"), (202105, "month")],
)
def test_a_month_or_a_year_stays_one(value: object, precision: str) -> None:
    metadata, _ = read_metadata({"published": day_text(value)})
    assert metadata.published is not None
    assert metadata.published.precision == precision


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["03/05/2021", "13/05/2021"], True),
        (["03/05/2021", "05/13/2021"], False),
        (["03/05/2021"], None),
        (["13/05/2021", "05/13/2021"], None),
        ([None, 7, "2021-05-03", ""], None),
    ],
)
def test_one_value_tells_the_order_for_a_column(column: list[object], expected: bool | None) -> None:
    assert day_first(column) is expected


def test_the_order_of_the_column_decides_and_without_it_nothing_is_guessed() -> None:
    assert day_text("03/05/2021", is_day_first=True) == "2021-05-03"
    assert day_text("03/05/2021", is_day_first=False) == "2021-03-05"
    assert day_text("03/05/2021") == "03/05/2021"
    assert day_text("13/05/2021", is_day_first=False) == "2021-05-13"


@given(st.text(max_size=40) | st.integers() | st.floats(allow_nan=True) | st.booleans() | st.none())
def test_no_value_stops_the_reader(value: object) -> None:
    read_metadata({"published": day_text(value)})


@given(st.datetimes(datetime.datetime(1980, 1, 1), datetime.datetime(2100, 1, 1)))
def test_seconds_and_milliseconds_since_1970_are_told_apart(moment: datetime.datetime) -> None:
    seconds = int(moment.replace(tzinfo=datetime.UTC).timestamp())
    assert {day_text(seconds), day_text(str(seconds * 1000))} == {moment.date().isoformat()}
