"""The pages in Chromium, from the disk and from a server on loopback; run with `make test-browser`."""

import csv
import datetime
import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from ontherecord.jsonl import write_articles
from ontherecord.records import (
    Article,
    Date,
    Organization,
    Quotation,
    Rights,
    Source,
    Span,
    Speaker,
    SpeakerMention,
    complete,
)
from ontherecord.site import write_site
from ontherecord.site.slugs import page_path

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
AXE = Path(__file__).parents[2] / ".cache/axe/node_modules/axe-core/axe.min.js"
TEXT = "“Rain,” said Ada Brook of the River Board on Monday. “It will rain again,” said Ada Brook."
HOSTILE = "</script><script>window.attacked = true</script><img src=x onerror=window.attacked=true>\u202egnp.exe"
PHONE_WIDTH = 390
PAGES = {
    "overview": "index.html",
    "article": page_path("articles", "rain-1"),
    "hostile article": page_path("articles", "hostile"),
    "speaker": page_path("speakers", "person ada brook"),
    "organization": page_path("organizations", "name river board"),
    "who gets quoted": "quoted.html",
    "calendar by publication": "dates.html",
    "calendar by day spoken of": "dates/resolved.html",
    "year": "dates/published/2024.html",
    "day": "dates/resolved/2024/2024-05-07.html",
    "search": "search.html#q=rain&in=quotations",
}


def rain(number: int, outlet: str) -> Article:
    day = datetime.date(2024, 5, 5) + datetime.timedelta(days=number)
    mentions = tuple(SpeakerMention(start, start + 9, "Ada Brook") for start in (13, TEXT.rindex("Ada Brook")))
    return complete(
        Article(
            id=f"rain-{number}",
            headline=f"Rain {number}",
            published=day,
            text=TEXT,
            source=Source(name=outlet, url="https://example.org/rain"),
            rights=Rights("CC-BY-4.0", distribution="full"),
            speakers=(Speaker("s1", "Ada Brook", role="director", mentions=mentions),),
            organizations=(Organization("o1", "River Board", kind="government", mentions=(span("River Board"),)),),
            dates=(Date(id="d1", start=45, end=51, text=TEXT[45:51], type="DATE", value="2024-05-06", earliest=day),),
            quotations=(
                Quotation(
                    start=1, end=6, text="Rain,", kind="direct", speaker_id="s1", organization_id="o1", date_id="d1"
                ),
                said("It will rain again,"),
            ),
        )
    )


def hostile() -> Article:
    word = "monster" * 150_000
    speaker = Speaker("s1", "<b onmouseover=window.attacked=true>" + "w" * 400)
    return complete(
        Article(
            id="hostile",
            headline=HOSTILE + "l" * 400,
            text=f"{word} \u202e<script>window.attacked = true</script>",
            source=Source(name="o" * 300, url="javascript:window.attacked=true"),
            rights=Rights("CC-BY-4.0", distribution="full"),
            speakers=(speaker,),
            quotations=(Quotation(start=0, end=len(word), text=word, kind="indirect", speaker_id="s1"),),
        )
    )


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def said(words: str) -> Quotation:
    where = span(words)
    return Quotation(start=where.start, end=where.end, text=words, kind="direct", speaker_id="s1")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    articles = [*(rain(number, "The Ambit" if number < 4 else "The Ledger") for number in range(1, 6)), hostile()]
    write_articles(folder / "articles.jsonl", articles)
    write_site(folder / "articles.jsonl", folder / "pages", report_url="https://example.org/issues/new")
    return folder / "pages"


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session", params=["disk", "server"])
def address(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    if request.param == "disk":
        yield site.as_uri()
        return
    handler = functools.partial(QuietHandler, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    for needed in (CHROMIUM, AXE):
        if not needed.exists():
            pytest.fail(f"{needed} is missing; `make test-browser` says how to install it, CHROMIUM names another one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A new page; whatever its console says fails the test."""
    opened = browser.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    opened.close()
    assert said == []


def test_the_overview_leads_to_an_article(page: "Page", address: str) -> None:
    page.goto(f"{address}/index.html")
    assert page.locator(".figures dd").first.inner_text() == "6"
    page.get_by_role("link", name="Rain 1").click()
    page.get_by_role("heading", name="Rain 1").wait_for()


def test_search_filters_and_keeps_the_view_in_the_address(page: "Page", address: str) -> None:
    page.goto(f"{address}/search.html")
    page.fill("[name=q]", "RÁIN again")
    page.press("[name=q]", "Enter")
    page.get_by_text("5 found").wait_for()
    page.select_option("[name=outlet]", "The Ledger")
    page.get_by_text("2 found").wait_for()
    assert page.locator("#results a").all_inner_texts() == ["Rain 4", "Rain 5"]
    page.goto("about:blank")
    page.go_back()
    page.get_by_text("2 found").wait_for()
    page.fill("[name=from]", "2024-05-10")
    page.press("[name=from]", "Enter")
    page.get_by_text("1 found").wait_for()
    page.fill("[name=to]", "2024-05-09")
    page.press("[name=to]", "Enter")
    page.get_by_text("0 found").wait_for()


def test_a_filter_without_words_lists_all_that_pass(page: "Page", address: str) -> None:
    page.goto(f"{address}/search.html#outlet=The+Ledger")
    page.get_by_text("2 found").wait_for()
    assert page.locator("#results a").all_inner_texts() == ["Rain 4", "Rain 5"]
    page.select_option("[name=in]", "quotations")
    page.get_by_text("4 found").wait_for()
    page.select_option("[name=kind]", "indirect")
    page.get_by_text("0 found").wait_for()
    page.select_option("[name=outlet]", "")
    page.get_by_text("1 found").wait_for()
    page.select_option("[name=kind]", "")
    page.wait_for_function("document.getElementById('count').textContent === ''")
    assert page.locator("#results a").count() == 0


def test_a_long_answer_is_counted_whole_and_listed_in_part(page: "Page", tmp_path: Path) -> None:
    articles = [rain(number, "The Ambit" if number % 10 else "The Ledger") for number in range(1, 601)]
    write_articles(tmp_path / "articles.jsonl", articles)
    write_site(tmp_path / "articles.jsonl", tmp_path / "pages")
    page.goto(f"{(tmp_path / 'pages').as_uri()}/search.html#q=rain&outlet=The+Ambit")
    page.get_by_text("540 found, the first 25 shown", exact=True).wait_for()
    assert page.locator("#results a").count() == 25
    page.get_by_role("button", name="Show more").press("Enter")
    page.get_by_text("540 found, the first 50 shown", exact=True).wait_for()
    assert page.locator("#results a").count() == 50
    assert page.evaluate("document.activeElement.textContent") == page.locator("#results a").nth(25).inner_text()
    page.goto("about:blank")
    page.goto(f"{(tmp_path / 'pages').as_uri()}/search.html#outlet=The+Ledger&in=quotations")
    page.get_by_text("120 found, the first 25 shown", exact=True).wait_for()
    for shown in (50, 75, 100):
        page.get_by_role("button", name="Show more").click()
        page.get_by_text(f"120 found, the first {shown} shown", exact=True).wait_for()
    page.get_by_role("button", name="Show more").click()
    page.get_by_text("120 found", exact=True).wait_for()
    assert page.locator("#results a").count() == 120
    assert page.get_by_role("button", name="Show more").count() == 0


def test_a_quotation_that_was_found_leads_to_its_words(page: "Page", address: str) -> None:
    page.goto(f"{address}/search.html#q=again&in=quotations")
    page.locator("#results a").first.click()
    assert page.locator(":target + .quotations").inner_text() == "It will rain again,"
    assert page.url.endswith(f"{page_path('articles', 'rain-1')}#q2")


def test_a_layer_is_switched_off_and_on(page: "Page", address: str) -> None:
    page.goto(f"{address}/{page_path('articles', 'rain-1')}")
    words = page.locator("p .speakers").first
    before = words.evaluate("node => getComputedStyle(node).textDecorationLine")
    page.uncheck("[data-layer=speakers]")
    assert (before, words.evaluate("node => getComputedStyle(node).textDecorationLine")) == ("underline", "none")
    page.check("[data-layer=speakers]")
    assert words.evaluate("node => getComputedStyle(node).textDecorationLine") == "underline"


def test_keyboard_focus_in_the_list_lights_up_the_words(page: "Page", address: str) -> None:
    page.goto(f"{address}/{page_path('articles', 'rain-1')}")
    page.locator(".side .go").first.focus()
    assert page.locator(".story .lit").all_inner_texts() == ["Rain,", "Ada Brook", "River Board", "Monday", "Ada Brook"]
    page.locator(".name").focus()
    assert page.locator(".story .lit").count() == 0


def test_the_csv_holds_the_rows_of_the_view(page: "Page", address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/quoted.html")
    page.fill("#filter", "brook")
    with page.expect_download() as download:
        page.click("#csv")
    download.value.save_as(tmp_path / "quoted.csv")
    with (tmp_path / "quoted.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.DictReader(file)) == [
            {
                "Speaker": "Ada Brook",
                "Kind": "person",
                "Latest role": "director",
                "Latest for": "River Board",
                "Quotations": "10",
                "Articles": "5",
            }
        ]


def test_a_click_on_a_head_sorts_and_the_csv_and_the_address_keep_the_order(
    page: "Page", address: str, tmp_path: Path
) -> None:
    page.goto(f"{address}/quoted.html")
    names = page.locator("#quoted tbody td:first-child")
    assert page.locator("th[aria-sort=descending]").inner_text() == "Quotations"
    served = names.all_inner_texts()
    page.get_by_role("button", name="Speaker").click()
    assert page.locator("th[aria-sort=ascending]").inner_text() == "Speaker"
    assert names.all_inner_texts() == sorted(served, key=str.casefold)
    page.get_by_role("button", name="Speaker").press("Enter")
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    assert names.all_inner_texts() == sorted(served, key=str.casefold, reverse=True)
    page.get_by_role("button", name="Articles").click()
    page.get_by_role("button", name="Articles").click()
    assert page.locator("#quoted tbody td:last-child").all_inner_texts() == ["1", "5"]
    with page.expect_download() as download:
        page.click("#csv")
    download.value.save_as(tmp_path / "quoted.csv")
    with (tmp_path / "quoted.csv").open(newline="", encoding="utf-8") as file:
        assert [row["Articles"] for row in csv.DictReader(file)] == ["1", "5"]
    page.goto("about:blank")
    page.go_back()
    assert page.locator("th[aria-sort=ascending]").inner_text() == "Articles"
    assert page.locator("#quoted tbody td:last-child").all_inner_texts() == ["1", "5"]


def test_the_keyboard_leads_from_a_month_to_an_article(page: "Page", address: str) -> None:
    page.goto(f"{address}/dates.html")
    page.get_by_role("link", name="May 5").press("Enter")
    page.locator(":target.month").wait_for()
    page.get_by_role("link", name="6 May 2024: 1").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "7 May 2024: 1"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "7 May 2024: 1"
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Rain 2").click()
    page.get_by_role("heading", name="Rain 2").wait_for()


def test_the_calendar_switches_to_the_days_that_the_texts_speak_of(page: "Page", address: str) -> None:
    page.goto(f"{address}/dates/published/2024/2024-05-07.html")
    page.get_by_role("link", name="By day spoken of").click()
    page.get_by_role("heading", name="Tuesday, 7 May 2024").wait_for()
    page.get_by_role("link", name="Monday", exact=True).click()
    assert page.locator(":target").inner_text() == "Monday"


def test_the_calendar_reads_without_a_script(browser: "Browser", site: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((site / "dates.html").as_uri())
    page.get_by_role("link", name="May 5").click()
    page.get_by_role("link", name="6 May 2024: 1").click()
    page.get_by_role("link", name="Rain 1").click()
    page.get_by_role("heading", name="Rain 1").wait_for()
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_or_overflows_on_a_phone(page: "Page", address: str, name: str) -> None:
    page.set_viewport_size({"width": PHONE_WIDTH, "height": 844})
    page.goto(f"{address}/{PAGES[name]}")
    assert page.evaluate("window.attacked") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH
    assert "\u202e" not in page.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: "Page", site: Path, scheme: Literal["light", "dark"], name: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site.as_uri()}/{PAGES[name]}")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({preload: false})")["violations"]  # It would fetch style sheets, which no page may
    assert [(item["id"], [node["html"][:200] for node in item["nodes"][:3]]) for item in found] == []
