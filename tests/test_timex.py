"""TIMEX3 values: which are well formed, and which days they cover."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.timex import calendar_range, is_duration, is_value

WELL_FORMED = """
    2031 2031-05 2031-05-06 2031-W18 2031-W18-WE 2031-W18-3 2031-Q2 2031-H1 2031-SP 2031-SU 2031-AU 2031-WI 203 20
    XXXX XXXX-05 XXXX-XX-XX 2031-05-XX XXXX-WXX-1 XXXX-WXX-WE PAST_REF PRESENT_REF FUTURE_REF
    P3Y P6M P2W P10D P2Q P1DE P1CE PXY PXD PT12H PT20M PTXM PT1H30M P1Y6M P0.5Y P3Y/P5Y PTNI
    2031-05-06T14:30 2031-05-06T14:30Z 2031-05-06T14 2031-05-06TMO XXXX-XX-XXT09:00 XXXX-WXX-1TEV 2031-05-06T24:00
""".split()

MALFORMED = """
    31-05-06 2031-5-6 2031-13 2031-00 2031-05-32 2031-02-30 2031-W54 2031-W53 2031-Q5 2031-H3 2031-FALL 2031-05-06T25:00
    2031-05-06T14:60 P P3 PY5 PM6 PT P3Y/ P3Y/P5Y/P7Y P5H REF past_ref yesterday 2031-05-06Z 2031-05-06TXY ２０３１
""".split()


@pytest.mark.parametrize("value", WELL_FORMED)
def test_a_value_of_the_guidelines_is_well_formed(value: str) -> None:
    assert is_value(value)


@pytest.mark.parametrize("value", [*MALFORMED, "", "2031-05-06\n", "2031 "])
def test_any_other_value_is_malformed(value: str) -> None:
    assert not is_value(value)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("20", "2000-01-01", "2099-12-31"),
        ("203", "2030-01-01", "2039-12-31"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("2031-H2", "2031-07-01", "2031-12-31"),
        ("2031-Q1", "2031-01-01", "2031-03-31"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031-W01", "2030-12-30", "2031-01-05"),
        ("2031-W18-WE", "2031-05-03", "2031-05-04"),
        ("2031-W18-3", "2031-04-30", "2031-04-30"),
        ("2031-05-06", "2031-05-06", "2031-05-06"),
        ("2031-05-06TEV", "2031-05-06", "2031-05-06"),
    ],
)
def test_a_calendar_value_covers_its_days(value: str, first: str, last: str) -> None:
    assert calendar_range(value) == (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize("value", ["2031-SU", "P3Y", "PAST_REF", "XXXX-05-06", "2031-05-XX", "00", "000"])
def test_other_values_cover_no_days_of_their_own(value: str) -> None:
    assert calendar_range(value) is None


@given(st.dates())
def test_every_day_is_a_value_that_covers_itself(day: datetime.date) -> None:
    assert is_value(day.isoformat())
    assert calendar_range(day.isoformat()) == (day, day)


@given(st.text(alphabet="0123456789XWQHPTYMDREF-:/._Z", max_size=30))
def test_any_text_is_judged(value: str) -> None:
    assert is_value(value) or not is_duration(value)
