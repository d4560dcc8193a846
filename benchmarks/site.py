"""How long the pages of a corpus take to write, how much memory that needs, and how soon a browser answers.

python benchmarks/site.py 1000 10000

Needs Chromium: /usr/bin/chromium, or the one that CHROMIUM names.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

WRITE = "import pathlib, sys; from ontherecord.site import write_site; write_site(*map(pathlib.Path, sys.argv[1:]))"
SEARCH = """([word, scope]) => new Promise((done) => {
  const form = document.getElementById("search"), count = document.getElementById("count");
  form.elements.q.value = word;
  form.elements.in.value = scope;
  const start = performance.now();
  new MutationObserver((_, observer) => { observer.disconnect(); done(performance.now() - start); })
    .observe(count, { childList: true, characterData: true, subtree: true });
  form.requestSubmit();
})"""
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
REPEATED = 5


def main(sizes: list[int]) -> None:
    """Print a row for each number of articles."""
    from benchmarks.peak_memory import peak_memory
    from benchmarks.synthetic_records import synthetic_articles

    from ontherecord.jsonl import write_articles

    print("| articles | seconds | peak memory, MB | files | MB | first page, kB | search, ms | article, ms |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            annotated, site = Path(temporary) / "annotated.jsonl", Path(temporary) / "site"
            write_articles(annotated, synthetic_articles(size))
            start = time.perf_counter()
            memory = peak_memory([sys.executable, "-c", WRITE, str(annotated), str(site)])
            seconds = time.perf_counter() - start
            files = [path for path in site.rglob("*") if path.is_file()]
            whole = sum(path.stat().st_size for path in files) / 1e6
            first = sum(path.stat().st_size for path in (site / "index.html", *(site / "assets").iterdir())) / 1000
            search, article = _browsed(site)
        print(
            f"| {size:,} | {seconds:.1f} | {memory:,.0f} | {len(files):,} | {whole:,.0f} | {first:.0f} "
            f"| {search:.0f} | {article:.0f} |",
            flush=True,
        )


def _browsed(site: Path) -> tuple[float, float]:
    """Milliseconds from disk: the slowest first search for a frequent word, and the median article."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        searches = []
        for scope in ("articles", "quotations"):
            page.goto((site / "search.html").as_uri())
            searches.append(page.evaluate(SEARCH, ["the", scope]))
        articles = []
        for path in sorted(site.glob("articles/*/*.html"))[:REPEATED]:
            page.goto(path.as_uri())
            page.wait_for_function(f"{LOADED} > 0")
            articles.append(page.evaluate(LOADED))
        browser.close()
    return max(searches), statistics.median(articles)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1000, 10000])
