import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.normalize.readers.html_dates import address_day, stated_day


@pytest.mark.parametrize(
    ("text", "day", "is_utc"),
    [
        ("2024-05-03", "2024-05-03", False),
        ("2024-05-03T23:30:00-04:00", "2024-05-03", False),
        ("2024-05-03T02:10:00Z", "2024-05-03", True),
        ("2024-05-03 02:10:00 +0000", "2024-05-03", True),
        ("20240503", "2024-05-03", False),
        ("20240503T021000Z", "2024-05-03", True),
        ("1714701000", "2024-05-03", True),
        ("1714701000123", "2024-05-03", True),
        ("Fri, 03 May 2024 09:00:00 GMT", "2024-05-03", False),
        ("May 3, 2024", "2024-05-03", False),
    ],
)
def test_a_day_is_read_in_its_own_zone(text: str, day: str, is_utc: bool) -> None:
    stated = stated_day(text, "x")
    assert stated is not None
    assert (str(stated.day.day), stated.is_utc) == (day, is_utc)


@pytest.mark.parametrize(
    "text", [None, "", "soon", "2024-13-01", "0001-01-01T00:00:00", "1970-01-01T00:00:00Z", "99999999", "03/04/2024"]
)
def test_what_is_no_day_or_holds_the_place_of_one_tells_nothing(text: str | None) -> None:
    assert stated_day(text, "x") is None


@pytest.mark.parametrize(
    ("address", "day", "precision"),
    [
        ("https://a.example/2024/05/03/ferry", "2024-05-03", "day"),
        ("https://a.example/news/2024/may/03/ferry.html", "2024-05-03", "day"),
        ("https://a.example/news/ferry-2024-05-03", "2024-05-03", "day"),
        ("https://a.example/20240503/ferry", "2024-05-03", "day"),
        ("https://a.example/2024/05/ferry", "2024-05-01", "month"),
    ],
)
def test_the_path_of_an_address_tells_a_day(address: str, day: str, precision: str) -> None:
    stated = address_day(address)
    assert stated is not None
    assert (str(stated.day.day), stated.day.precision) == (day, precision)


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "ferry",
        "https://2024-05-03.example/ferry",
        "https://a.example/?d=2024/05/03",
        "https://a.example/id/20249999",
    ],
)
def test_other_numbers_in_an_address_tell_nothing(address: str | None) -> None:
    assert address_day(address) is None


@given(st.text(alphabet="0123456789-/:TZ+ .may"))
def test_any_text_can_be_asked_for_a_day(text: str) -> None:
    stated = stated_day(text, "x")
    assert stated is None or stated.day.day > datetime.date(1600, 1, 1)
    address_day(f"https://a.example/{text}")
