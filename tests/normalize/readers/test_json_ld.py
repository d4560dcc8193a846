import pytest

from ontherecord.normalize.readers.html_metadata import page_head
from ontherecord.normalize.readers.html_tree import parse_html
from ontherecord.normalize.readers.json_ld import article_nodes


def headlines(*scripts: str) -> list[object]:
    root = parse_html("".join(f'<script type="application/ld+json">{script}</script>' for script in scripts) + "<p>x")
    assert root is not None
    return [node.get("headline") for node in article_nodes(root)]


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Ferry"}',
        '[{"@type": "WebPage"}, {"@type": ["Article", "NewsArticle"], "headline": "Ferry"}]',
        '{"@graph": [{"@type": "http://schema.org/ReportageNewsArticle", "headline": "Ferry"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "headline": "Ferry"}}',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry"}\n//]]>',
        '<!-- {"@type": "NewsArticle", "headline": "Ferry"} -->',
        '{"@type": "NewsArticle", "headline": "Ferry",}',
        '{"@type": "NewsArticle", "headline": "Ferry"};',
        '{"@type": "WebSite"}{"@type": "NewsArticle", "headline": "Ferry"}',
        '{"@type": "NewsArticle", "description": "a\nb", "headline": "Ferry"}',
        '{"@type": "NewsArticle", "headline": "Ferry", "description": "she said "no" to it"}',
    ],
)
def test_an_article_is_found_however_it_is_written(script: str) -> None:
    assert headlines(script) == ["Ferry"]


@pytest.mark.parametrize(
    "script", ["", "null", '"NewsArticle"', "{", '{"@type": "Recipe", "headline": "Soup"}', '{"@type": {"a": 1}}']
)
def test_what_is_no_article_is_passed_over(script: str) -> None:
    assert headlines(script) == []


def test_articles_that_the_article_names_are_not_its_own() -> None:
    script = '{"@type": "NewsArticle", "headline": "Ferry", "hasPart": [{"@type": "NewsArticle", "headline": "Other"}]}'
    assert headlines(script) == ["Ferry"]


def told(head: str, body: str = "") -> dict[str, object]:
    root = parse_html(f"<html lang=en_GB><head>{head}</head><body>{body}<p>x</body></html>")
    assert root is not None
    metadata = page_head(root).metadata
    names = ("headline", "bylines", "publisher", "url", "language")
    return {name: getattr(metadata, name) for name in names if getattr(metadata, name)}


def test_json_ld_counts_before_meta_elements() -> None:
    head = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry &amp; ramp",
        "author": [{"@type": "Person", "name": "Ida Moe"}, "By Ole Rud and Pia Lie", {"name": "https://x.example/a"},
        {"@type": "Organization", "name": "Skarn Times"}], "publisher": {"name": "Skarn Times"},
        "mainEntityOfPage": {"@id": "https://skarn.example/ferry"}}</script>
        <meta property="og:title" content="Another"><meta name="author" content="Nobody">"""
    assert told(head) == {
        "headline": "Ferry & ramp",
        "bylines": ("Ida Moe", "Ole Rud", "Pia Lie"),
        "publisher": "Skarn Times",
        "url": "https://skarn.example/ferry",
        "language": "en-GB",
    }


def test_meta_elements_serve_without_json_ld_and_the_printed_headline_has_no_name_of_the_site() -> None:
    head = """<meta property="og:title" content="Ferry sails again | Skarn Times">
        <meta property="og:site_name" content="Skarn Times"><meta name="author" content="By Ida Moe, Staff Writer">
        <meta property="article:author" content="https://facebook.example/ida">
        <link rel="canonical" href="/ferry"><meta property="og:url" content="https://skarn.example/ferry">"""
    expected = {
        "headline": "Ferry sails again",
        "bylines": ("Ida Moe",),
        "publisher": "Skarn Times",
        "url": "https://skarn.example/ferry",
        "language": "en-GB",
    }
    assert told(head) == expected
    assert told(head, "<h1>Skarn Times</h1><h1>Ferry sails again</h1>") == expected


def test_a_headline_that_the_metadata_cut_short_is_the_printed_one() -> None:
    head = '<meta property="og:title" content="Ferry sails again after a winter of…">'
    printed = "Ferry sails again after a winter of letters"
    assert told(head, f"<h1>{printed}</h1>")["headline"] == printed


def test_accounts_and_dates_are_no_authors() -> None:
    for author in ("admin", "https://x.example", "ida@skarn.example", "2 May 2024"):
        assert "bylines" not in told(f'<meta name="author" content="{author}">')
