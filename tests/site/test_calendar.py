"""Where articles and dates stand in the calendar, and its grid of years, months and days."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ontherecord.jsonl import write_articles
from ontherecord.records import Article, Date, PublishedPrecision, Rights, complete
from ontherecord.site import write_site
from ontherecord.site.calendar import LEVELS, Calendar, place_name, published_place, ranges, resolved_place
from ontherecord.site.facts import LISTED

DAY = datetime.date(2024, 5, 6)


def article(article_id: str = "rain-1", published: datetime.date | None = DAY, dates: tuple[Date, ...] = ()) -> Article:
    rights = Rights("CC-BY-4.0", distribution="full")
    return complete(
        Article(id=article_id, headline="Rain", published=published, text="May was wet.", rights=rights, dates=dates)
    )


def date(earliest: str | None, latest: str | None = None) -> Date:
    first, last = (datetime.date.fromisoformat(day) if day else None for day in (earliest, latest))
    return Date(start=0, end=3, text="May", type="DATE", value="2024-05", earliest=first, latest=last)


def pages_of(folder: Path, *articles: Article) -> Path:
    write_articles(folder / "a.jsonl", articles)
    write_site(folder / "a.jsonl", folder / "site")
    return folder / "site/dates"


@pytest.mark.parametrize(
    ("earliest", "latest", "place"),
    [
        ("2024-05-06", "2024-05-06", "2024-05-06"),
        ("2024-05-06", None, "2024-05-06"),
        ("2024-05-01", "2024-05-31", "2024-05"),
        ("2024-05-06", "2024-05-12", "2024-05"),
        ("2024-04-29", "2024-05-05", "2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2023-12-01", "2024-02-29", "longer"),
        ("1990-01-01", "1999-12-31", "longer"),
        (None, None, None),
    ],
)
def test_a_date_stands_at_the_smallest_place_that_holds_it(
    earliest: str | None, latest: str | None, place: str | None
) -> None:
    assert resolved_place(date(earliest, latest)) == place


@pytest.mark.parametrize(
    ("published", "precision", "place"),
    [(DAY, "day", "2024-05-06"), (DAY, "month", "2024-05"), (DAY, "year", "2024"), (None, None, "undated")],
)
def test_an_article_stands_at_the_grain_of_its_publication(
    published: datetime.date | None, precision: PublishedPrecision | None, place: str
) -> None:
    assert published_place(replace(article(published=published), published_precision=precision)) == place


def test_a_year_counts_days_months_and_itself_and_tells_the_empty_years_before_it() -> None:
    years, bounds = Calendar({"2019": 3, "2024": 1, "2024-02": 2, "2024-02-29": 4, "longer": 9}).grid()
    assert [(year.place, year.count, year.without_month, year.gap) for year in years] == [
        ("2019", 3, 3, None),
        ("2024", 7, 1, ("2020", "2023")),
    ]
    assert [(cell.name, cell.count) for cell in years[1].months if cell.count] == [("Feb", 6)]
    assert bounds[-1] == 6


def test_a_month_is_weeks_from_monday_and_keeps_what_names_no_day_apart() -> None:
    months, _ = Calendar({"2024-02": 2, "2024-02-29": 4}).months("2024")
    february = months[1]
    assert (february.name, february.count, february.without_day) == ("February 2024", 6, 2)
    assert [cell and cell.name for cell in february.weeks[0]] == [None, None, None, "1", "2", "3", "4"]
    assert [cell.name for week in february.weeks for cell in week if cell and cell.count] == ["29"]


def test_a_year_that_is_named_as_a_whole_alone_has_no_months() -> None:
    assert Calendar({"1503": 2}).months("1503")[0] == ()


@given(st.dictionaries(st.dates().map(str), st.integers(1, 10**6), min_size=1, max_size=60))
def test_every_day_is_in_the_grid_once_at_a_level_that_tells_its_count(counts: dict[str, int]) -> None:
    shown = Calendar(dict(sorted(counts.items())))
    years, _ = shown.grid()
    assert sum(year.count for year in years) == sum(counts.values())
    found = {}
    for year in years:
        months, bounds = shown.months(year.place)
        for cell in (cell for month in months for week in month.weeks for cell in week if cell and cell.count):
            found[cell.place] = cell.count
            assert 1 <= cell.level <= LEVELS
            assert cell.level in dict(ranges(bounds))
    assert found == counts


def test_a_place_has_a_name() -> None:
    assert [place_name(place) for place in ("2024-02-29", "2024-02", "0080")] == [
        "Thursday, 29 February 2024",
        "February 2024, no single day",
        "0080 as a whole",
    ]


def test_a_day_leads_to_its_articles_and_a_month_to_its_dates(tmp_path: Path) -> None:
    dates = pages_of(tmp_path, article(dates=(date("2024-05-01", "2024-05-31"), date(None))), article("x", None))
    assert "published/2024.html#2024-05" in (tmp_path / "site/dates.html").read_text(encoding="utf-8")
    assert "published/undated.html" in (tmp_path / "site/dates.html").read_text(encoding="utf-8")
    assert "published/2024/2024-05-06.html" in (dates / "published/2024.html").read_text(encoding="utf-8")
    assert ">Rain<" in (dates / "published/2024/2024-05-06.html").read_text(encoding="utf-8")
    assert "resolved/2024/2024-05.html" in (dates / "resolved/2024.html").read_text(encoding="utf-8")
    month = (dates / "resolved/2024/2024-05.html").read_text(encoding="utf-8")
    assert 'rain-1.html#d1"><bdi>May</bdi>' in month
    assert "have no place here: 1." in (dates / "resolved.html").read_text(encoding="utf-8")


def test_the_switch_leads_to_the_same_year_of_the_other_calendar_where_it_has_one(tmp_path: Path) -> None:
    dates = pages_of(tmp_path, article(dates=(date("2024-05-01"), date("1950-01-01"))))
    assert "dates/published/2024.html" in (dates / "resolved/2024.html").read_text(encoding="utf-8")
    assert "dates/published/1950.html" not in (dates / "resolved/1950.html").read_text(encoding="utf-8")


def test_a_day_of_many_articles_has_several_pages_that_hold_each_once(tmp_path: Path) -> None:
    dates = pages_of(tmp_path, *(article(f"rain-{number}") for number in range(LISTED + 1)))
    folder = dates / "published/2024"
    first, second = (
        (folder / name).read_text(encoding="utf-8") for name in ("2024-05-06.html", "2024-05-06.articles.2.html")
    )
    assert (first.count(">Rain<"), second.count(">Rain<")) == (LISTED, 1)
    assert "2024-05-06.articles.2.html" in first
    assert sorted(file.name for file in folder.iterdir()) == ["2024-05-06.articles.2.html", "2024-05-06.html"]


def test_the_calendar_of_a_standoff_article_shows_values_and_no_words(tmp_path: Path) -> None:
    hidden = replace(article(dates=(date("2024-05-01", "2024-05-31"),)), rights=Rights(distribution="standoff"))
    page = (pages_of(tmp_path, hidden) / "resolved/2024/2024-05.html").read_text(encoding="utf-8")
    assert "<bdi>2024-05</bdi>" in page
    assert "Rain" not in page


def test_no_date_makes_an_empty_calendar(tmp_path: Path) -> None:
    dates = pages_of(tmp_path, article("x", None))
    assert 'class="heat h1"' not in (dates / "resolved.html").read_text(encoding="utf-8")
