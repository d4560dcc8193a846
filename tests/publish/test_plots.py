"""The plots are SVG that shows what was counted, is the same each time, and carries no markup of articles."""

import datetime
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ontherecord.publish import Release
from ontherecord.publish.plots import MOST_BARS, bar_chart, word_bars, year_bars
from ontherecord.records import Rights

from .examples import bare_article, filled_article, publish_articles

SVG = "{http://www.w3.org/2000/svg}"


def texts(chart: str) -> list[str]:
    return ["".join(element.itertext()) for element in ElementTree.fromstring(chart).iter(f"{SVG}text")]


def test_the_card_shows_the_plots_of_the_release(release: Release) -> None:
    card = (release.folder / "README.md").read_text(encoding="utf-8")
    names = sorted(path.name for path in (release.folder / "plots").iterdir())
    assert names == ["articles-per-year.svg", "quotations-by-kind.svg", "words-per-article.svg"]
    assert all(f"](plots/{name})" in card for name in names)


def test_they_show_what_was_counted(release: Release) -> None:
    def shown(name: str) -> list[str]:
        return texts((release.folder / "plots" / f"{name}.svg").read_text(encoding="utf-8"))

    assert shown("articles-per-year") == ["Articles per year", "2", "2024", "2", "undated"]
    assert shown("quotations-by-kind")[1:] == ["2", "indirect", "2", "direct"]


def test_a_chart_without_bars_is_left_out(tmp_path: Path) -> None:
    standoff = replace(bare_article(), rights=Rights(distribution="standoff"))
    release = publish_articles(tmp_path, [standoff])
    assert [path for path in release.files if path.startswith("plots/")] == ["plots/articles-per-year.svg"]


def test_years_without_an_article_have_an_empty_bar() -> None:
    assert year_bars(Counter({("2021",): 2, ("2023",): 1})) == [("2021", 2), ("2022", 0), ("2023", 1)]


def test_many_years_share_bars() -> None:
    first, *_, last = year_bars(Counter({("1871",): 1, ("2021",): 2, (None,): 3}))
    assert (first, last) == (("1870", 1), ("undated", 3))


@given(st.dictionaries(st.integers(0, 10**7), st.integers(1, 9), min_size=1))
def test_no_length_is_lost_however_far_apart(lengths: dict[int, int]) -> None:
    bars = word_bars([Counter(lengths)])
    assert sum(count for _, count in bars) == sum(lengths.values())
    assert len(bars) <= MOST_BARS


def test_names_are_no_markup() -> None:
    chart = bar_chart("<b> & co", [("</svg><script>", 1)])
    assert texts(chart) == ["<b> & co", "1", "</svg><script>"]


def test_the_card_gives_the_span_of_lengths_and_the_kinds_of_each_split(tmp_path: Path) -> None:
    articles = [replace(filled_article(), id=f"a-{n}", split="train", text="word " * n) for n in (3, 5, 40)]
    undated = replace(bare_article(), split="test", published=datetime.date(2020, 1, 1), text="Two words.")
    release = publish_articles(tmp_path, [*articles, undated])
    card = (release.folder / "README.md").read_text(encoding="utf-8").splitlines()
    assert "| train | 3 | 5 | 40 |" in card
    assert "| all | 2 | 3 | 40 |" in card
    assert "| train | direct | 3 |" in card
