"""The pages of a release: what they show, and what they never show."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ontherecord.jsonl import write_articles
from ontherecord.records import Article, Organization, Quotation, Rights, Source, Speaker, SpeakerMention, complete
from ontherecord.site import ASSETS, write_site
from ontherecord.site.facts import LISTED
from ontherecord.site.shards import FILTERED, FIRST_CODE, ROWS, write_script
from ontherecord.site.slugs import page_path, slug
from ontherecord.site.store import shard_of, terms

TEXT = "“Rain,” said Ada Brook."
FULL = Rights("CC-BY-4.0", distribution="full")


def article(article_id: str = "rain-1", headline: str = "Rain", rights: Rights = FULL) -> Article:
    return complete(
        Article(
            id=article_id,
            headline=headline,
            published=datetime.date(2024, 5, 6),
            text=TEXT,
            source=Source(name="The Ambit"),
            rights=rights,
            speakers=(Speaker("s1", "Ada Brook", mentions=(SpeakerMention(13, 22, "Ada Brook"),)),),
            quotations=(Quotation(start=1, end=6, text="Rain,", kind="direct", speaker_id="s1"),),
        )
    )


def site_of(folder: Path, *articles: Article) -> Path:
    write_articles(folder / "a.jsonl", articles)
    write_site(folder / "a.jsonl", folder / "site")
    return folder / "site"


def everything(site: Path) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in sorted(site.rglob("*")) if file.is_file())


def test_an_article_reads_without_a_script_and_links_its_speaker(tmp_path: Path) -> None:
    site = site_of(tmp_path, article())
    page = (site / page_path("articles", "rain-1")).read_text(encoding="utf-8")
    assert 'id="q1"' in page
    assert page_path("speakers", "person ada brook") in page
    assert (site / page_path("speakers", "person ada brook")).is_file()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Rain,", "Rain,"),
        ("rain " * 30, "rain " * 10 + "rain…"),
        ("monster" * 150_000, ("monster" * 9)[:59] + "…"),
        ("<img src=x onerror=alert(1)>\u202e", "&lt;img src=x onerror=alert(1)&gt;\\u202e"),
    ],
)
def test_the_list_shows_the_first_words_of_a_quotation(tmp_path: Path, text: str, shown: str) -> None:
    said = replace(article().quotations[0], text=text)
    site = site_of(tmp_path, replace(article(), quotations=(said,)))
    page = (site / page_path("articles", "rain-1")).read_text(encoding="utf-8")
    assert f'<bdi class="words">{shown}</bdi>' in page


def test_the_list_of_a_standoff_article_shows_no_words(tmp_path: Path) -> None:
    site = site_of(tmp_path, article(rights=Rights(distribution="standoff")))
    page = (site / page_path("articles", "rain-1")).read_text(encoding="utf-8")
    assert "Ada Brook" in page
    assert "Rain" not in page
    assert 'class="words"' not in page


def test_a_script_in_a_headline_is_text_on_every_page(tmp_path: Path) -> None:
    site = site_of(tmp_path, article(headline="</script><script>alert(1)</script>\u202egnp"))
    pages = "".join(file.read_text(encoding="utf-8") for file in site.rglob("*.html"))
    assert "<script>alert" not in pages
    assert "\u202e" not in pages
    assert "<" not in (site / "data/articles/0.js").read_text(encoding="utf-8")


def test_what_the_search_filters_by_is_written_for_each_row(tmp_path: Path) -> None:
    site = site_of(tmp_path, article("a-1"), replace(article("b-2"), source=Source(), published=None))
    assert (site / "data/articles-filters/0.js").read_text(encoding="utf-8") == (
        'otr.add("articles-filters/0",[[["2024-05-06",null],"一丁"],[["The Ambit","unknown"],"一丁"]]);\n'
    )
    assert '[["direct"],"一一"]' in (site / "data/quotations-filters/0.js").read_text(encoding="utf-8")
    assert 'data-articles="2" data-quotations="2"' in (site / "search.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "size"), [("ROWS", ROWS), ("FILTERED", FILTERED), ("FIRST_CODE", FIRST_CODE)])
def test_the_script_knows_how_the_shards_are_written(name: str, size: int) -> None:
    assert f"const {name} = {size};" in (ASSETS / "site.js").read_text(encoding="utf-8")


def test_a_shard_of_filters_has_a_letter_for_each_of_its_rows() -> None:
    codes = "".join(map(chr, range(FIRST_CODE, FIRST_CODE + FILTERED)))
    assert codes.isalpha()


def test_half_a_surrogate_pair_in_the_data_is_kept_as_an_escape(tmp_path: Path) -> None:
    write_script(tmp_path / "0.js", "a", ["\udc80</script>"])
    assert (tmp_path / "0.js").read_text(encoding="utf-8") == 'otr.add("a",["\\udc80\\u003c/script>"]);\n'


def test_standoff_shows_no_text_and_withheld_leaves_no_trace(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        article("open-1"),
        replace(article("standoff-1", "Thunderclap"), text="Thunderclap", rights=Rights(distribution="standoff")),
        article("withheld-1", "Hailstorm", Rights(distribution="withheld")),
    )
    written = everything(site)
    assert "standoff-1" in written
    assert "thunderclap" not in written.lower()
    assert "hailstorm" not in written.lower()
    assert "withheld-1" not in written


def test_a_long_list_of_quotations_goes_on_on_the_next_page(tmp_path: Path) -> None:
    said = tuple(
        Quotation(start=1, end=6, text="Rain,", kind="direct", speaker_id="s1", organization_id="o1")
        for _ in range(LISTED + 1)
    )
    board = Organization("o1", "River Board")
    site = site_of(tmp_path, replace(article(), quotations=said, organizations=(board,)))
    for folder, key in (("speakers", "person ada brook"), ("organizations", "name river board")):
        first = site / page_path(folder, key)
        second = first.with_suffix(".quotations.2.html")
        pages = [page.read_text(encoding="utf-8") for page in (first, second)]
        assert [page.count("<blockquote>") for page in pages] == [LISTED, 1]
        assert second.name in pages[0]
        assert first.name in pages[1]


def test_a_long_list_of_articles_that_name_an_organization_goes_on_on_the_next_page(tmp_path: Path) -> None:
    board = Organization("o1", "River Board")
    named = [replace(article(f"rain-{number}"), organizations=(board,)) for number in range(LISTED + 1)]
    first = site_of(tmp_path, *named) / page_path("organizations", "name river board")
    second = first.with_suffix(".articles.2.html")
    assert [page.read_text(encoding="utf-8").count(">Rain<") for page in (first, second)] == [LISTED, 1]


def test_the_table_of_speakers_tells_the_latest_role(tmp_path: Path) -> None:
    def in_role(article_id: str, year: int, role: str | None) -> Article:
        speaker = replace(article().speakers[0], role=role)
        return replace(article(article_id), published=datetime.date(year, 1, 1), speakers=(speaker,))

    site = site_of(tmp_path, in_role("b-2", 2022, "chair"), in_role("a-1", 2021, "treasurer"), in_role("c", 2023, None))
    table = (site / "quoted.html").read_text(encoding="utf-8")
    assert "chair" in table
    assert "treasurer" not in table


def test_an_id_that_is_a_path_stays_inside_the_site(tmp_path: Path) -> None:
    site = site_of(tmp_path, article("../../../escaped"))
    assert len(list((site / "articles").rglob("*.html"))) == 1
    assert {file.name for file in tmp_path.iterdir()} == {"a.jsonl", "site"}


def test_the_same_release_gives_the_same_bytes(tmp_path: Path) -> None:
    first = everything(site_of(tmp_path, article("a-1"), article("b-2")))
    assert everything(site_of(tmp_path, article("a-1"), article("b-2"))) == first


@given(st.lists(st.text(min_size=1), unique=True, max_size=20))
def test_different_keys_have_different_harmless_names(keys: list[str]) -> None:
    names = [slug(key) for key in keys]
    assert len(set(names)) == len(keys)
    assert all(name.replace("-", "").isalnum() and name.isascii() for name in names)


@pytest.mark.parametrize(
    ("text", "found"), [("Café, café!", {"cafe"}), ("x" * 1_000_000, set()), ("五月 4", {"五月", "4"})]
)
def test_words_are_searched_without_accents_and_without_monsters(text: str, found: set[str]) -> None:
    assert terms(text) == found


def test_a_shard_has_a_name_for_any_script() -> None:
    assert shard_of("五月天") == "4e94-6708"
