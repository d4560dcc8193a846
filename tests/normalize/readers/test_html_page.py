import io
import tempfile
from pathlib import Path

import pytest

from ontherecord.findings import Finding
from ontherecord.normalize import Metadata, normalize
from ontherecord.normalize.raw_article import RawArticle
from ontherecord.normalize.raw_input import RawInput
from ontherecord.normalize.readers import html_page
from ontherecord.records import Article

PROSE = "The ferry to Skarn will sail again on Friday, the trust that owns her said in a letter to the island."
MORE = "“We have mended the ramp twice,” said the skipper, Vidar Aune, who has crossed the sound since 1994."


def raw(markup: str | bytes, suffix: str = ".html") -> RawInput:
    data = markup.encode() if isinstance(markup, str) else markup
    return RawInput(file="a.html", name="a.html", stem="a", suffix=suffix, stream=io.BytesIO(data), head=data[:65536])


def read(markup: str | bytes) -> tuple[RawArticle, list[Finding]]:
    items = list(html_page.read(raw(markup)))
    (article,) = (item for item in items if isinstance(item, RawArticle))
    return article, [item for item in items if isinstance(item, Finding)]


def body(inside: str, head: str = "") -> list[str]:
    page = f"<html><head>{head}</head><body><main><h1>Ferry</h1><div class=text>{inside}</div></main></body></html>"
    return [paragraph.text for paragraph in read(page)[0].paragraphs]


def normalized(inside: str) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.html"
        file.write_text(f"<html><body>{inside}</body></html>", encoding="utf-8")
        (article,) = (item for item in normalize([file], Metadata()) if isinstance(item, Article))
    assert article.text
    return [(part.role, article.text[part.start : part.end]) for part in article.paragraphs]


@pytest.mark.parametrize(
    ("markup", "is_page"),
    [
        (b"<!DOCTYPE html><p>x", True),
        (b"\xef\xbb\xbf \n<HTML>", True),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'>", True),
        (b"<!-- saved from a page --><html>", True),
        ("<html>".encode("utf-16"), True),
        (b"<p>Only a fragment", True),
        (b"<?xml version='1.0'?><nitf>", False),
        (b"<rss><channel>", False),
        (b"Text about <html> in a sentence", False),
        (b"", False),
    ],
)
def test_a_page_is_told_by_its_first_element(markup: bytes, is_page: bool) -> None:
    assert html_page.looks_like(raw(markup)) is is_page


@pytest.mark.parametrize(
    "furniture",
    [
        "<div class='newsletter-signup'><p>Five stories from the harbour in your inbox, each day at six.</p></div>",
        "<aside><p>The trust was founded in 1951 by nine islanders and a priest, and has lost money since.</p></aside>",
        "<div class='relatedArticles'><p>Older stories of the ferry and of those who waited for her.</p></div>",
        "<div id='disqus_thread'><p>About time too, my uncle waited for her for eleven days in a row.</p></div>",
        "<div class='author-bio'><p>Ida Moe writes on the islands and lives on a boat without an engine.</p></div>",
        "<p style='display: none'>This text is shown to nobody who has paid for the paper, as it seems.</p>",
        "<p><a href='/x'>The seven islands that have waited longest for a ferry, in pictures of the quays</a></p>",
        "<ul><li><a href='/x'>Ramp mended for the third time</a></li><li><a href='/y'>Sound freezes over</a></li></ul>",
        "<div class='card'><h4><a href='/x'>Ten ferries</a></h4><p>Our writer sailed on all of them at once.</p></div>",
        "<blockquote class='pull-quote'>We have mended the ramp twice</blockquote>",
    ],
)
def test_furniture_inside_the_article_is_left_out(furniture: str) -> None:
    assert body(f"<p>{PROSE}</p>{furniture}<p>{MORE}</p>") == [PROSE, MORE]


def test_a_pull_quotation_that_stands_nowhere_else_stays_however_often_it_is_printed() -> None:
    box = "<div class=pullquote><p>Nobody asked us about the ramp</p></div>"
    assert body(f"<p>{PROSE}</p>{box}<p>{MORE}</p>{box}<p>{PROSE}</p>").count("Nobody asked us about the ramp") == 2


def test_a_promotion_in_a_box_without_a_telling_name_is_left_out() -> None:
    box = "<div class=dl-sub>Enjoying this story? Subscribe to the Quay for $24 a year.</div>"
    found = normalized(f"<h1>Ferry</h1><div><p>{PROSE}</p>{box}<p>{MORE}</p></div>")
    assert found == [("body", PROSE), ("body", MORE)]


RELATED = '<div class="related-inline"><strong>RELATED:</strong> <a href="/x">Seven islands that wait</a></div>'
UNLABELLED = '<ul class="related"><li><a href="/x">Seven islands that wait</a></li></ul>'


@pytest.mark.parametrize("links", [RELATED, f"<div class=related><b>Related</b>{UNLABELLED}</div>", UNLABELLED])
def test_a_subhead_above_links_in_the_article_stays(links: str) -> None:
    earlier = f"<h2>A ramp</h2><p>{PROSE}</p>" if links is UNLABELLED else ""
    inside = f"<p>{PROSE}</p>{earlier}{links}<h2>A letter</h2>{links}<p>{MORE}</p>"
    assert body(inside)[-2:] == ["A letter", MORE]


@pytest.mark.parametrize("label", ["<h4>From the quays</h4>", "<p>From the quays</p>", "<p><b>From the quays</b></p>"])
def test_a_label_of_links_goes_with_them(label: str) -> None:
    inside = f"<p>{PROSE}</p><h2>A ramp</h2><p>{PROSE}</p>{label}{UNLABELLED}<p>{MORE}</p>{label}{UNLABELLED}"
    assert body(inside) == [PROSE, "A ramp", PROSE, MORE]


def test_a_table_or_a_quotation_that_ends_the_article_is_no_label() -> None:
    table = "<table><tr><td>Skarn</td><td>3</td></tr><tr><td>Lund</td><td>2</td></tr></table>"
    last = "<h2>The last word</h2><blockquote><p>Never again</p></blockquote>"
    inside = f"<p>{PROSE}</p><p>{MORE}</p><h2>Crossings</h2>{table}{last}{UNLABELLED}"
    assert body(inside)[2:] == ["Crossings", "Skarn | 3", "Lund | 2", "The last word", "Never again"]


@pytest.mark.parametrize(
    "names",
    ["paywall", "article-with-sidebar", "story subscriber-content", "newsletter", "post category-news tag-ferry"],
)
def test_what_holds_the_article_is_no_furniture_whatever_its_name(names: str) -> None:
    assert body(f"<div class='{names}'><p>{PROSE}</p><p>{MORE}</p></div>") == [PROSE, MORE]


def test_what_holds_a_paragraph_each_is_no_furniture_if_it_holds_most_of_them() -> None:
    paragraphs = [f"{PROSE} It was the letter of day {number}." for number in range(8)]
    inside = "".join(f"<div class='subscriber-only'><p>{text}</p></div>" for text in paragraphs)
    assert body(f"<p>{MORE}</p>{inside}") == [MORE, *paragraphs]


def test_comments_longer_than_the_article_are_not_taken_for_it() -> None:
    comments = "".join(
        f"<div class=comment><p>{MORE} I for one do not believe a word of it.</p></div>" for _ in range(9)
    )
    page = f"<body><h1>Ferry</h1><div class=text><p>{PROSE}</p><p>{MORE}</p></div><div id=comments>{comments}</div>"
    assert [paragraph.text for paragraph in read(page)[0].paragraphs] == [PROSE, MORE]


def test_an_article_in_several_boxes_of_one_sort_is_put_together() -> None:
    last = "It will cost nine crowns, as it did before the ramp fell off."
    boxes = [f"<p>{PROSE}</p><p>{MORE}</p>", "<div class=ad>Advertisement</div>", f"<p>{last}</p>"]
    page = "".join(f"<div class=row><div class=copy>{box}</div></div>" for box in boxes)
    assert [paragraph.text for paragraph in read(f"<body><h1>Ferry</h1>{page}")[0].paragraphs] == [PROSE, MORE, last]


def test_each_rule_that_left_something_out_is_told_once_with_a_count() -> None:
    _, findings = read(
        "<body><nav><a href=/>Home</a><br><br><a href=/n>News</a></nav>"
        f"<div><h1>Ferry</h1><p>{PROSE}</p><p>{MORE}</p></div>"
    )
    assert [finding.message for finding in findings] == [
        "navigation: 2 times, such as 'Home'",
        "headline: 1 times, such as 'Ferry'",
    ]


def test_the_body_in_the_metadata_serves_where_the_page_has_none() -> None:
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{PROSE}"}}</script>'
    article, _ = read(f"<html><head>{script}</head><body><div id=app></div></body></html>")
    assert [paragraph.text for paragraph in article.paragraphs] == [PROSE]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        ("<meta charset='shift_jis'>", "shift_jis"),
        ('<meta charset="iso-8859-1">', "utf-8"),
        ('<meta charset="no-such-thing">', "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_the_declared_encoding_holds_unless_the_bytes_are_utf8(head: str, encoding: str) -> None:
    words = "東京の天気" if encoding == "shift_jis" else "Sète"
    article, findings = read(f"<html><head>{head}</head><body><p>{words} {PROSE}</p></body></html>".encode(encoding))
    assert article.paragraphs[0].text.startswith(words)
    assert "encoding-guessed" not in str(findings)


def test_mojibake_and_lost_characters_of_the_article_are_told() -> None:
    _, findings = read(f"<body><div><p>{PROSE} ZoÃ« did â€œnotâ€\x9d come.</p><p>{MORE} \ufffd</p></div>")
    assert {finding.code for finding in findings} >= {"OTR012-text-repaired", "OTR013-lost-characters"}


def published(head: str, printed: str = "", foot: str = "", address: str | None = None) -> tuple[str, str | None]:
    link = f'<link rel="canonical" href="{address}">' if address else ""
    printed_line, foot_line = f"<p class=date>{printed}</p>", f"<p>{foot}</p>"
    page = f"<head>{head}{link}</head><div><h1>Ferry</h1>{printed_line}<p>{PROSE}</p><p>{MORE}</p>{foot_line}</div>"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.html"
        file.write_text(page, encoding="utf-8")
        items = list(normalize([file], Metadata()))
    (article,) = (item for item in items if isinstance(item, Article))
    contradicted = [item.message for item in items if isinstance(item, Finding) and item.code.startswith("OTR023")]
    return f"{article.published} {article.published_basis}", contradicted[0] if contradicted else None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Reyes on Monday, November 18th, 2019 at 11:04 a.m.", ("Ana Reyes",)),
        ("By Ana Reyes and Wen Sun Monday, November 18, 2019, 04:05 pm PT", ("Ana Reyes", "Wen Sun")),
        ("By Ana Reyes | Updated 18 May 2024", ("Ana Reyes",)),
        ("By Ana May, 18 May 2024", ("Ana May",)),
    ],
)
def test_a_byline_ends_where_its_date_begins(line: str, names: tuple[str, ...]) -> None:
    article, _ = read(f"<body><div><h1>Ferry</h1><p>{line}</p><p>{PROSE}</p><p>{MORE}</p></div></body>")
    assert article.metadata.bylines == names
    assert [paragraph.text for paragraph in article.paragraphs] == [PROSE, MORE]


@pytest.mark.parametrize(
    "picture",
    [
        "<p>{prose}<br><br><img src=x><br>The quay in 1994<br><br>{more}</p>",
        "<p>{prose}</p><div><div class=frame><img src=x></div>The quay in 1994</div><p>{more}</p>",
        "<p>{prose}</p><img src=x><center><i>The quay in 1994</i></center><p>{more}</p>",
        "<p>{prose}</p><figure><img src=x><figcaption><span class=sr-only>Image caption</span>The quay in 1994"
        "</figcaption></figure><p>{more}</p>",
        "<p>{prose}</p><figure><div class=video-caption>Media playback is unsupported on your device</div>"
        "<figcaption>The quay in 1994</figcaption></figure><p>{more}</p>",
        "<p>{prose}</p><figure><span class=off-screen>Image copyright</span> EPA"
        "<figcaption>The quay in 1994</figcaption></figure><p>{more}</p>",
    ],
    ids=["break", "frame", "centre", "spoken-label", "player", "copyright"],
)
def test_the_caption_of_a_picture_is_one_without_what_the_page_says_about_it(picture: str) -> None:
    found = normalized(f"<h1>Ferry</h1><div>{picture.format(prose=PROSE, more=MORE)}</div>")
    assert found == [("body", PROSE), ("caption", "The quay in 1994"), ("body", MORE)]


def test_a_bold_line_under_a_picture_is_a_subhead() -> None:
    found = normalized(f"<h1>Ferry</h1><div><p>{PROSE}</p><div><img src=x><b>The quay</b></div><p>{MORE}</p></div>")
    assert found == [("body", PROSE), ("subhead", "The quay"), ("body", MORE)]


@pytest.mark.parametrize("name", ["pf_subheadline", "article-crosshead", "subTitle"])
def test_a_short_line_that_is_named_as_a_subhead_is_one(name: str) -> None:
    found = normalized(f"<h1>Ferry</h1><p>{PROSE}</p><div class={name}>The quay</div><p class={name}>{MORE}</p>")
    assert found == [("body", PROSE), ("subhead", "The quay"), ("body", MORE)]


LD = '<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{}"}}</script>'
META = '<meta property="article:published_time" content="{}">'


def test_the_day_is_that_of_the_best_source() -> None:
    address = "https://a.example/2024/05/03/ferry"
    assert published(LD.format("2024-05-02T23:30:00-04:00"), address=address) == ("2024-05-02 metadata", None)
    assert published(META.format("2024-05-03T09:00:00+02:00"), "3 May 2024") == ("2024-05-03 metadata", None)
    assert published("", "3 May 2024", address=address) == ("2024-05-03 inferred", None)
    assert published("", "Published: 3 May 2024, 10:30") == ("2024-05-03 dateline", None)
    assert published("", "", "Published: 3 May 2024") == ("2024-05-03 inferred", None)
    assert published("") == ("None unknown", None)


def test_greenwich_time_gives_way_to_the_day_that_the_house_prints() -> None:
    assert published(META.format("2024-05-03T02:10:00Z"), "May 2, 2024") == ("2024-05-02 metadata", None)


def test_days_that_cannot_be_the_same_are_told() -> None:
    day, contradicted = published(LD.format("2024-05-02"), "9 May 2024")
    assert (day, contradicted) == ("2024-05-02 metadata", "JSON-LD gives 2024-05-02, the page 2024-05-09")


@pytest.mark.parametrize("data", [b"", b" ", b"<!-- caf\xe9 -->"])
def test_a_page_without_an_element_is_a_finding(data: bytes) -> None:
    codes = [item.code for item in html_page.read(raw(data)) if isinstance(item, Finding)]
    assert codes[-1] == "OTR002-empty-file"


def test_a_page_with_more_tags_than_any_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_page, "MOST_TAGS", 100)
    (finding,) = html_page.read(raw("<p>x" * 200))
    assert isinstance(finding, Finding)
    assert finding.code == "OTR008-document-too-large"


def test_a_page_of_a_gigabyte_is_a_finding_and_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    with file.open("wb") as stream:
        stream.write(b"<html><p>")
        stream.truncate(2**30)
    (finding,) = normalize([file], Metadata())
    assert isinstance(finding, Finding)
    assert finding.code == "OTR008-document-too-large"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + PROSE,
        "<b><i>" * 5_000 + PROSE,
        f"<p>{PROSE}\0\0<p>\x01{MORE}",
        "<script>" + "<" * 100_000 + "</script>" + f"<p>{PROSE}",
        "<p " + "a=b " * 50_000 + f">{PROSE}",
        '<script type="application/ld+json">' + "[" * 200_000 + f"</script><p>{PROSE}",
        '<script type="application/ld+json">{"a":' + '"\\' * 50_000 + f"</script><p>{PROSE}",
        f"<p>{PROSE}" + "<" * 50_000,
        f"<p>{PROSE}" + "&#0;&#xD800;&#99999999;" * 1000,
        f"<table>{'<tr><td>' * 900}{PROSE}",
    ],
    ids=[
        "divs",
        "inline",
        "nul",
        "script",
        "attributes",
        "deep-json",
        "broken-json",
        "brackets",
        "references",
        "tables",
    ],
)
def test_hostile_markup_still_gives_its_text(markup: str) -> None:
    article, _ = read(markup)
    assert any(PROSE in paragraph.text for paragraph in article.paragraphs)
