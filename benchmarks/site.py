"""How long the pages of a corpus take to write, how much memory that needs, and how soon a browser answers.

python benchmarks/site.py 1000 10000

Two tables: the site as a whole, and searches, each on a page that has just been opened and once more on the same page;
medians of several.
Needs Chromium: /usr/bin/chromium, or the one that CHROMIUM names.
"""

import datetime
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from ontherecord.records import Article

WRITE = "import pathlib, sys; from ontherecord.site import write_site; write_site(*map(pathlib.Path, sys.argv[1:]))"
SEARCH = """(view) => new Promise((done) => {
  const form = document.getElementById("search"), count = document.getElementById("count");
  form.reset();
  count.textContent = "";
  for (const [name, value] of Object.entries(view)) form.elements[name].value = value;
  const start = performance.now();
  new MutationObserver((_, observer) => { observer.disconnect(); done(performance.now() - start); })
    .observe(count, { childList: true, characterData: true, subtree: true });
  form.requestSubmit();
})"""
SEARCHES = {
    "a frequent word": {"q": "the"},
    "two words": {"q": "the ferry"},
    "one day": {"from": "2031-05-06", "to": "2031-05-06"},
    "one year": {"from": "2030-01-01", "to": "2030-12-31"},
    "a frequent outlet": {"outlet": "The Harbour Post"},
    "a rare outlet": {"outlet": "Outlet 199"},
    "a frequent word, a rare outlet": {"q": "the", "outlet": "Outlet 199"},
    "a kind": {"kind": "indirect"},
    "a kind, a rare outlet, a year": {
        "kind": "indirect", "outlet": "Outlet 199", "from": "2030-01-01", "to": "2030-12-31",
    },
}  # fmt: skip
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
REPEATED = 15
SEARCHED = 5
DAYS = 3650
OUTLETS = 200


def main(sizes: list[int]) -> None:
    """Print a row for each number of articles, and then the searches."""
    from benchmarks.peak_memory import peak_memory

    from ontherecord.jsonl import write_articles

    print(
        "| articles | CPU seconds | peak memory, MB | files | MB | first page, kB | largest, kB | article (empty), ms |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    searches: dict[str, list[str]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            annotated, site = Path(temporary) / "annotated.jsonl", Path(temporary) / "site"
            write_articles(annotated, varied_articles(size))
            before = os.times()
            memory = peak_memory([sys.executable, "-c", WRITE, str(annotated), str(site)])
            after = os.times()
            seconds = after.children_user + after.children_system - before.children_user - before.children_system
            sizes_of = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
            whole = sum(sizes_of.values()) / 1e6
            first = sum(sizes_of[path] for path in (site / "index.html", *(site / "assets").iterdir())) / 1000
            largest = max(size for path, size in sizes_of.items() if path.suffix == ".html") / 1000
            article, empty, found = _browsed(site)
        print(
            f"| {size:,} | {seconds:.1f} | {memory:,.0f} | {len(sizes_of):,} | {whole:,.0f} | {first:.0f} "
            f"| {largest:.0f} | {article:.0f} ({empty:.0f}) |",
            flush=True,
        )
        for name, cells in found.items():
            searches.setdefault(name, []).extend(cells)
    print("\n| search, ms: first, again | " + " | ".join(f"{size:,} articles" for size in sizes) + " |")
    print("| --- | " + " | ".join("---:" for _ in sizes) + " |")
    for name, cells in searches.items():
        print(f"| {name} | " + " | ".join(cells) + " |")


def varied_articles(count: int) -> "Iterator[Article]":
    """Synthetic articles over ten years; one outlet has half of them, the others share the rest."""
    from benchmarks.synthetic_records import PUBLISHED, synthetic_articles
    from msgspec.structs import replace

    for number, article in enumerate(synthetic_articles(count)):
        chance = random.Random(number)
        published = PUBLISHED - datetime.timedelta(days=chance.randrange(DAYS))
        if chance.random() < 0.5:
            yield replace(article, published=published)
        else:
            source = replace(article.source, name=f"Outlet {chance.randrange(OUTLETS)}")
            yield replace(article, published=published, source=source)


def _browsed(site: Path) -> tuple[float, float, dict[str, list[str]]]:
    """From disk: median milliseconds to load an article, an empty page, and those of each search, first and again."""
    from playwright.sync_api import sync_playwright

    empty = site / "empty.html"
    empty.write_text("<!doctype html><title>empty</title>", encoding="utf-8")
    articles = sorted(site.glob("articles/*/*.html"))[:REPEATED]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        searches = {
            f"{name}, in {scope}": [_searched(browser, site, {**view, "in": scope})]
            for name, view in SEARCHES.items()
            for scope in ("articles", "quotations")
            if scope == "quotations" or "kind" not in view
        }
        article, blank = (_loaded(browser, pages) for pages in (articles, [empty] * REPEATED))
        browser.close()
    return article, blank, searches


def _loaded(browser: "Browser", pages: list[Path]) -> float:
    page = browser.new_page()
    loads: list[float] = []
    for path in pages:
        page.goto(path.as_uri())
        page.wait_for_function(f"{LOADED} > 0")
        loads.append(page.evaluate(LOADED))
    page.close()
    return statistics.median(loads)


def _searched(browser: "Browser", site: Path, view: dict[str, str]) -> str:
    taken = []
    for _ in range(SEARCHED):
        page = browser.new_page()
        page.goto((site / "search.html").as_uri())
        taken.append((page.evaluate(SEARCH, view), page.evaluate(SEARCH, view)))
        page.close()
    first, again = (statistics.median(times) for times in zip(*taken, strict=True))
    return f"{first:.0f}, {again:.0f}"


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1000, 10000])
