#!/usr/bin/env python3
"""How well article bodies are found in pages: html_pages.py [FOLDER] [--raw FOLDER --gold FOLDER]

FOLDER is in the file format of the public article-extraction benchmark of scrapinghub: `ground-truth.json` gives the
`articleBody` of each page `html/NAME.html.gz`. With --raw and --gold, HTML files are compared with the bodies of the
gold files of the same names.

Scores are those of that benchmark: precision and recall over the 4-grams of words of a page, with their counts,
averaged over the pages; F1 of the two averages. Captions are no part of its bodies, so the first row leaves them out;
the second has them. Speed is in pages a second of processor time, everything included. Other extractors run where
they are installed.
"""

import argparse
import gzip
import importlib
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from ontherecord.gold import read_gold_files
from ontherecord.normalize import Metadata, normalize
from ontherecord.records import Article

WORD = re.compile(r"\w+")
WORDS_OF_SHINGLE = 4
REFERENCE = "trafilatura, favor_precision"
"""Whose speed is the one of the ratios."""


class Page(msgspec.Struct, frozen=True):
    """A page and its true body."""

    name: str
    html: bytes
    body: str


class Score(msgspec.Struct, frozen=True):
    """How an extractor did on all pages."""

    precision: float
    recall: float
    pages_per_second: float

    @property
    def f1(self) -> float:
        """Harmonic mean of the two averages."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def main() -> None:
    """Print a table for each set of pages as Markdown."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, help="pages and truths of the public benchmark")
    arguments.add_argument("--raw", type=Path, help="folder with HTML files")
    arguments.add_argument("--gold", type=Path, help="folder with gold files of the same names")
    options = arguments.parse_args()
    if options.folder:
        print_table(f"{options.folder.name}", public_pages(options.folder))
    if options.raw and options.gold:
        print_table(f"{options.raw.name}", own_pages(options.raw, options.gold))


def public_pages(folder: Path) -> list[Page]:
    """The pages of a folder in the format of the public benchmark."""
    truths = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        Page(name, gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), truth["articleBody"])
        for name, truth in sorted(truths.items())
    ]


def own_pages(raw: Path, gold: Path) -> list[Page]:
    """The HTML files that have a gold file."""
    bodies = read_gold_files([gold])
    return [
        Page(file.stem, file.read_bytes(), bodies[file.stem].parsed.gold.text)
        for file in sorted(raw.rglob("*.html"))
        if file.stem in bodies
    ]


def print_table(title: str, pages: Sequence[Page]) -> None:
    """One row an extractor."""
    print(f"{title}: {len(pages)} pages\n\n| | F1 | precision | recall | pages/CPU s | ratio |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    scores = {name: score_of(extract, pages) for name, extract in extractors().items()}
    for name, score in scores.items():
        ratio = score.pages_per_second / scores[REFERENCE].pages_per_second
        print(
            f"| {name} | {score.f1:.4f} | {score.precision:.4f} | {score.recall:.4f} | {score.pages_per_second:.1f} "
            f"| {ratio:.2f} |"
        )
    print()


def extractors() -> Mapping[str, Callable[[bytes], str]]:
    """The extractors that are installed, by name."""
    found: dict[str, Callable[[bytes], str]] = {
        "ontherecord": by_ontherecord,
        "ontherecord, captions too": lambda html: by_ontherecord(html, has_captions=True),
        REFERENCE: by_trafilatura,
    }
    others = {"readability": ("readability-lxml", by_readability), "newspaper": ("newspaper4k", by_newspaper)}
    return found | {name: extract for module, (name, extract) in others.items() if is_installed(module)}


def is_installed(module: str) -> bool:
    """Whether a module can be imported, with all that it needs itself."""
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def by_ontherecord(html: bytes, *, has_captions: bool = False) -> str:
    """The text of the normalized article."""
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        file.write(html)
        file.flush()
        articles = (item for item in normalize([Path(file.name)], Metadata()) if isinstance(item, Article))
        article = next(articles, None)
    if article is None or article.text is None:
        return ""
    wanted = (part for part in article.paragraphs if has_captions or part.role != "caption")
    return "\n".join(article.text[part.start : part.end] for part in wanted)


def by_trafilatura(html: bytes) -> str:
    """The text that trafilatura gives, in the setting that its authors recommend for clean text."""
    import trafilatura

    return trafilatura.extract(html.decode("utf-8", "replace"), favor_precision=True, include_comments=False) or ""


def by_readability(html: bytes) -> str:
    """The text in what readability keeps of the page."""
    import lxml.html
    from readability import Document

    return str(lxml.html.fromstring(Document(html.decode("utf-8", "replace")).summary()).text_content())


def by_newspaper(html: bytes) -> str:
    """The text that newspaper4k gives; none in a language for which it wants another package."""
    from newspaper import Article as NewspaperArticle

    article = NewspaperArticle("https://news.example/", fetch_images=False)
    article.download(input_html=html.decode("utf-8", "replace"))
    try:
        article.parse()
    except ImportError:
        return ""
    return str(article.text)


def score_of(extract: Callable[[bytes], str], pages: Sequence[Page]) -> Score:
    """Run an extractor over all pages."""
    extract(pages[0].html)
    started = time.process_time()
    texts = [extract(page.html) for page in pages]
    seconds = time.process_time() - started
    scores = [precision_and_recall(page.body, text) for page, text in zip(pages, texts, strict=True)]
    return Score(mean(precision for precision, _ in scores), mean(recall for _, recall in scores), len(pages) / seconds)


def precision_and_recall(truth: str, found: str) -> tuple[float, float]:
    """Shares of the shingles found that are true, and of the true ones that are found."""
    true, predicted = shingles(truth), shingles(found)
    hits = (true & predicted).total()
    if true == predicted:
        return 1.0, 1.0
    return hits / max(predicted.total(), 1), hits / max(true.total(), 1)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of words with their counts; a text too short for one is a run itself."""
    words = WORD.findall(text)
    last = max(1, len(words) - WORDS_OF_SHINGLE + 1)
    return Counter(tuple(words[start : start + WORDS_OF_SHINGLE]) for start in range(last))


def mean(numbers: Iterable[float]) -> float:
    """Arithmetic mean."""
    listed = list(numbers)
    return sum(listed) / len(listed)


if __name__ == "__main__":
    main()
