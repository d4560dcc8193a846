"""The main job: normalize, annotate, validate and publish, with the stages meeting in article records on disk."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from ontherecord.errors import SourceError
from ontherecord.files import working_folder
from ontherecord.findings import Finding, Severity
from ontherecord.jsonl import read_articles, write_articles
from ontherecord.normalize import Metadata, normalize
from ontherecord.records import Article

Item = TypeVar("Item")


class Progress(Protocol):
    """Shows how far a stage is while its items pass through."""

    def __call__(self, items: Iterable[Item], stage: str, total: int | None) -> Iterable[Item]:
        """The same items, one by one."""
        ...


class BuildSummary(msgspec.Struct, frozen=True):
    """What a build made.

    Attributes:
        articles: how many articles were read.
        layers: how many quotations, speakers, organizations and dates were found.
        distribution: how many articles are published full, as standoff, or withheld.
        seconds: time of each stage.
        published: whether the release was written; it is not where an annotated record is invalid.
    """

    articles: int
    layers: dict[str, int]
    distribution: dict[str, int]
    seconds: dict[str, float]
    published: bool


def build(
    sources: Sequence[Path],
    out: Path,
    *,
    defaults: Metadata,
    model: str | None,
    card: Path | None,
    on_finding: Callable[[Finding], None],
    progress: Progress,
) -> BuildSummary:
    """Build the release `out` from raw sources; on any exception `out` stays as it was.

    Raises:
        SourceError: a source cannot be opened, or nothing in them is an article.
        UsageError: `out` is there and is no release.
        OutputError: the release cannot be written.
        MissingExtraError: spaCy, the model or `datasets` is not installed.
    """
    from ontherecord.annotate.pipeline import annotate
    from ontherecord.publish import check_target, publish
    from ontherecord.validate import validate

    check_target(out)
    counts: Counter[str] = Counter()
    seconds: dict[str, float] = {}

    with working_folder(out) as folder:
        normalized, annotated = folder / "normalized.jsonl", folder / "annotated.jsonl"

        started = time.perf_counter()
        raw = progress(normalize(sources, defaults), "normalize", None)
        articles = write_articles(normalized, _pass_articles(raw, on_finding))
        if not articles:
            raise SourceError(f"nothing to build: no article in {', '.join(map(str, sources))}")
        seconds["normalize"] = time.perf_counter() - started

        started = time.perf_counter()
        waiting = progress(read_articles(normalized), "annotate", articles)
        write_articles(annotated, _count(_pass_articles(annotate(waiting, model=model), on_finding), counts))
        seconds["annotate"] = time.perf_counter() - started

        started = time.perf_counter()
        invalid = 0
        for finding in validate([annotated]):
            on_finding(finding)
            invalid += finding.severity == Severity.ERROR
        seconds["validate"] = time.perf_counter() - started

        started = time.perf_counter()
        if not invalid:
            publish(annotated, out, card=card)
        seconds["publish"] = time.perf_counter() - started

    layers = {name: counts[name] for name in ("quotations", "speakers", "organizations", "dates")}
    distribution = {name: counts[name] for name in ("full", "standoff", "withheld")}
    return BuildSummary(articles, layers, distribution, seconds, published=not invalid)


def _pass_articles(items: Iterable[Article | Finding], on_finding: Callable[[Finding], None]) -> Iterator[Article]:
    for item in items:
        if isinstance(item, Finding):
            on_finding(item)
        else:
            yield item


def _count(articles: Iterable[Article], counts: Counter[str]) -> Iterator[Article]:
    for article in articles:
        counts[article.rights.distribution] += 1
        counts["quotations"] += len(article.quotations)
        counts["speakers"] += len(article.speakers)
        counts["organizations"] += len(article.organizations)
        counts["dates"] += len(article.dates)
        yield article
