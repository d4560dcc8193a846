"""The corpus of this repository as gold and as the annotator has it, for the scripts that compare the two."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ontherecord.annotate.pipeline import annotate
from ontherecord.findings import Finding
from ontherecord.gold import lay_gold, read_gold_files
from ontherecord.jsonl import read_articles, write_articles
from ontherecord.normalize import Metadata, normalize
from ontherecord.records import Article
from ontherecord.release_tables import DEFAULT_SPLIT

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
EVERYTHING = "all"


def gold_and_predicted(
    gold: Path, raw: Path, folder: Path, problems: list[Finding], model: str | None = None
) -> tuple[list[Article], Path]:
    """The articles that have gold, and a file of the same articles annotated without it.

    Args:
        gold: folder of gold files.
        raw: folder of raw articles.
        folder: where files may be written.
        problems: takes every finding on the way.
        model: installed spaCy pipeline package.
    """
    plain, predicted = folder / "plain.jsonl", folder / "predicted.jsonl"
    files = read_gold_files([gold])
    write_articles(plain, articles_of(normalize([raw], Metadata()), problems))
    laid = articles_of(lay_gold(read_articles(plain), files), problems)
    annotated_by_hand = [article for article in laid if article.id in files and article.layers]
    wanted = {article.id for article in annotated_by_hand}
    bare = (article for article in read_articles(plain) if article.id in wanted)
    write_articles(predicted, articles_of(annotate(bare, model=model), problems))
    return annotated_by_hand, predicted


def articles_by_split(articles: Iterable[Article]) -> dict[str, list[Article]]:
    """The articles of each split in the order of their names, and last, as `all`, all of them."""
    chosen = list(articles)
    splits = sorted({_split(article) for article in chosen})
    return {name: [article for article in chosen if _split(article) == name] for name in splits} | {EVERYTHING: chosen}


def _split(article: Article) -> str:
    return article.split or DEFAULT_SPLIT


def articles_of(items: Iterable[Article | Finding], problems: list[Finding]) -> Iterator[Article]:
    """The articles; the findings go to `problems`."""
    for item in items:
        if isinstance(item, Finding):
            problems.append(item)
        else:
            yield item
