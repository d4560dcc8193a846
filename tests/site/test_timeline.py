"""Counts on a true axis of time."""

import datetime
import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from ontherecord.site.timeline import MOST_BARS, Timeline, timeline


def timeline_of(*days: str | None) -> Timeline | None:
    store = sqlite3.connect(":memory:")
    store.execute("CREATE TABLE day (earliest TEXT)")
    store.executemany("INSERT INTO day VALUES (?)", [(day,) for day in days])
    return timeline(store, "earliest", "day WHERE true")


def test_days_without_an_article_keep_their_place() -> None:
    assert timeline_of("2024-02-28", "2024-03-01", "2024-03-01", None) == Timeline(
        "day", (("2024-02-28", 1), ("2024-02-29", 0), ("2024-03-01", 2))
    )


def test_months_run_over_the_end_of_the_year() -> None:
    found = timeline_of("2023-11-30", "2024-03-01")
    assert found == Timeline("month", (("2023-11", 1), ("2023-12", 0), ("2024-01", 0), ("2024-02", 0), ("2024-03", 1)))


def test_a_few_days_of_long_ago_make_the_bars_longer() -> None:
    found = timeline_of("1503-01-01", "2024-05-06", "2024-05-07")
    assert found is not None
    assert found.unit == "5 years"
    assert (found.bars[0], found.bars[-1]) == (("1500", 1), ("2020", 2))


def test_one_day_of_long_ago_among_many_is_counted_and_not_drawn() -> None:
    found = timeline_of("1503-01-01", "2190-01-01", *["2024-05-06", "2024-05-07"] * 50)
    assert found == Timeline("day", (("2024-05-06", 50), ("2024-05-07", 50)), earlier=1, later=1)


def test_nothing_has_no_timeline() -> None:
    assert timeline_of(None) is None


@given(st.lists(st.dates(), min_size=1, max_size=300))
def test_every_day_is_counted_once_on_a_short_axis(days: list[datetime.date]) -> None:
    found = timeline_of(*(day.isoformat() for day in days))
    assert found is not None
    assert len(found.bars) <= MOST_BARS
    assert found.earlier + sum(count for _, count in found.bars) + found.later == len(days)
    assert min(found.earlier, found.later) >= 0
    assert len({name for name, _ in found.bars}) == len(found.bars)
