"""The main job: normalize, deduplicate, annotate, validate, publish; the stages meet in article records on disk."""

import contextlib
import itertools
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from ontherecord.errors import SourceError
from ontherecord.files import working_folder
from ontherecord.findings import Finding, Severity
from ontherecord.gold import lay_gold, read_gold_files, read_standoff
from ontherecord.jsonl import read_articles, write_articles
from ontherecord.normalize import AS_CONTENT_TELLS, Metadata, ReadOptions, local_copies, normalize, trace_writer
from ontherecord.records import Article
from ontherecord.remote import Place
from ontherecord.tombstones import lists_around, read_tombstones

Item = TypeVar("Item")


class Progress(Protocol):
    """Shows how far a stage is while its items pass through."""

    def __call__(self, items: Iterable[Item], stage: str, total: int | None) -> Iterable[Item]:
        """The same items, one by one."""
        ...


class Stage(msgspec.Struct, frozen=True):
    """What a stage of a build did.

    Attributes:
        name: name of the stage.
        articles: how many articles came out of it.
        seconds: how long it took.
        peak_memory: MB that the largest process had in use at most, from the start of the program to the end of the
            stage; none where the platform does not tell.
        findings: how many findings it told, infos too.
    """

    name: str
    articles: int
    seconds: float
    peak_memory: float | None
    findings: int


class BuildSummary(msgspec.Struct, frozen=True):
    """What a build made.

    Attributes:
        articles: how many articles were read, and records taken from the folder of gold.
        gold: how many gold files and such records were given.
        layers: how many quotations, speakers, organizations and dates were found.
        distribution: how many articles are published full, as standoff, or withheld.
        stages: what each stage did, in their order.
        published: whether the release was written; it is not where gold or an annotated record has an error.
    """

    articles: int
    gold: int
    layers: dict[str, int]
    distribution: dict[str, int]
    stages: tuple[Stage, ...]
    published: bool


def build(
    sources: Sequence[Place],
    out: Path,
    *,
    defaults: Metadata,
    model: str | None,
    gazetteer: Path | None = None,
    workers: int = 1,
    cluster: str | None = None,
    resume: Path | None = None,
    card: Path | None,
    url: str | None = None,
    gold: Path | None = None,
    reading: ReadOptions = AS_CONTENT_TELLS,
    tombstones: Sequence[Path] = (),
    on_finding: Callable[[Finding], None],
    progress: Progress,
) -> BuildSummary:
    """Build the release `out` from raw sources; on any exception `out` stays as it was.

    Args:
        sources: files and folders of raw articles, here or in an object store.
        out: folder of the release.
        defaults: what holds for every article that does not tell otherwise.
        model: name of an installed spaCy pipeline package; without it the default one.
        gazetteer: table of organizations that the user knows.
        workers: processes that annotate.
        cluster: address of a Dask cluster that annotates instead, see `annotate`.
        resume: file that keeps finished annotation, see `annotate`.
        card: template of the data set card; without it a general one.
        url: address of the data set, where the citation beside the card tells none.
        gold: folder of gold files; their articles are published with these annotations. The records in its folder
            `standoff` are published as they are.
        reading: how the sources are read.
        tombstones: lists of withdrawn articles, which are left out; those in and above the sources hold too.
        on_finding: called with each finding as it comes.
        progress: shows how far a stage is.

    Raises:
        SourceError: a source or the gazetteer cannot be opened, or nothing in them is an article.
        UsageError: `out` is there and is no release.
        OutputError: the release cannot be written.
        WorkerError: one of several processes came to a sudden end.
        MissingExtraError: spaCy, the model or `datasets` is not installed.
    """
    from ontherecord.annotate.pipeline import annotate
    from ontherecord.deduplicate import deduplicate
    from ontherecord.publish import check_target, publish
    from ontherecord.validate import validate

    check_target(out)
    gold_files = read_gold_files([gold]) if gold else {}
    gold_paths = {str(file.path) for file in gold_files.values()}
    counts: Counter[str] = Counter()
    stages: list[Stage] = []

    def tell(finding: Finding) -> None:
        counts["findings"] += 1
        on_finding(finding)

    def tell_of_gold(finding: Finding) -> None:
        counts["gold errors"] += finding.severity is Severity.ERROR and finding.file in gold_paths
        tell(finding)

    with local_copies(sources) as copies, working_folder(out) as folder:
        lists = [*tombstones, *lists_around(copies.paths)]
        withdrawn = read_tombstones(lists)
        normalized, marked, annotated = (folder / f"{name}.jsonl" for name in ("normalized", "marked", "annotated"))
        provenance = folder / "provenance.jsonl"

        with _measured("normalize", stages, counts), trace_writer(provenance) as trace:
            read = itertools.chain(copies.findings, normalize(copies.paths, defaults, reading, trace))
            raw = withdrawn.keep_out(progress(map(copies.with_origin, read), "normalize", None))
            articles = write_articles(normalized, _pass_articles(lay_gold(raw, gold_files), tell_of_gold))
            counts["normalize"] = articles
        if not articles:
            raise SourceError(f"nothing to build: no article in {', '.join(map(str, sources))}")
        with _measured("deduplicate", stages, counts):
            waiting = progress(read_articles(normalized), "deduplicate", articles)
            counts["deduplicate"] = write_articles(marked, _pass_articles(deduplicate(waiting, folder=folder), tell))
        with _measured("annotate", stages, counts):
            waiting = progress(read_articles(marked), "annotate", articles)
            made = annotate(
                waiting,
                model=model,
                gazetteer=gazetteer,
                workers=workers,
                cluster=cluster,
                resume=resume,
                provenance=provenance,
            )
            by_hand = withdrawn.pass_by(read_standoff(gold) if gold else (), tell)
            total = write_articles(annotated, _count(itertools.chain(_pass_articles(made, tell), by_hand), counts))
            counts["annotate"] = counts["validate"] = counts["publish"] = total
        with _measured("validate", stages, counts):
            invalid = counts["gold errors"]
            for finding in validate([annotated]):
                tell(_at_article(finding))
                invalid += finding.severity is Severity.ERROR
        if not invalid:
            with _measured("publish", stages, counts):
                publish(annotated, out, card=card, url=url, tombstones=lists, on_finding=tell)

    layers = {name: counts[name] for name in ("quotations", "speakers", "organizations", "dates")}
    distribution = {name: counts[name] for name in ("full", "standoff", "withheld")}
    by_people = len(gold_files) + total - articles
    return BuildSummary(total, by_people, layers, distribution, tuple(stages), published=not invalid)


@contextlib.contextmanager
def _measured(name: str, stages: list[Stage], counts: Counter[str]) -> Iterator[None]:
    """Add the stage that ends here; its articles are counted under its name, its findings under `findings`."""
    started, earlier = time.perf_counter(), counts["findings"]
    yield
    seconds = time.perf_counter() - started
    stages.append(Stage(name, counts[name], seconds, peak_memory(), counts["findings"] - earlier))


def peak_memory() -> float | None:
    """MB that this process, or the largest of its ended children, had in use at most; none on Windows."""
    if sys.platform == "win32":
        return None
    import resource

    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    # macOS tells bytes, the others KiB.
    return peak * (1 if sys.platform == "darwin" else 1024) / 1e6


def _at_article(finding: Finding) -> Finding:
    """The finding without its place in a working file, which is gone when the build ends."""
    return msgspec.structs.replace(finding, file=None, line=None)


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
