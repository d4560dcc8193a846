"""Annotate a corpus: its batches are made here, in processes or on a cluster, or taken from finished work.

spaCy is imported where a batch is made, so that a run that finds all of them finished does without.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from ontherecord.annotate import finished_work
from ontherecord.annotate.cluster import on_cluster
from ontherecord.annotate.encyclopedia_links import with_encyclopedia_links
from ontherecord.annotate.kept_layers import keeps_organizations
from ontherecord.annotate.language_model import DEFAULT_MODEL
from ontherecord.annotate.names.gazetteer import read_gazetteer, register_for
from ontherecord.annotate.names.organization_register import Entry
from ontherecord.annotate.workers import in_batches, spread
from ontherecord.findings import Finding
from ontherecord.records import Article


def annotate(
    articles: Iterable[Article],
    *,
    model: str | None = None,
    gazetteer: Path | None = None,
    workers: int = 1,
    cluster: str | None = None,
    resume: Path | None = None,
    provenance: Path | None = None,
) -> Iterator[Article | Finding]:
    """The articles with all four layers, in their order; one without English text passes unchanged, with a finding.

    Args:
        articles: complete records or minimal rows (`id`, `headline`, `text`, `published`).
        model: name of an installed spaCy pipeline package; without it the default one.
        gazetteer: table of organizations that the user knows, see `read_gazetteer`; its faults are findings.
        workers: processes that share the work; the result is the same for each number of them. With more than one, the
            calling script needs the usual `if __name__ == "__main__":`.
        cluster: address of the scheduler of a Dask cluster, whose workers do the work instead; the same result.
        resume: file that keeps finished work, made where it is not there: a later run takes from it what has the same
            articles, rules, model and gazetteer, and gives the same result.
        provenance: file of `normalize --provenance`, whose links are evidence for what ambiguous names mean.

    Raises:
        MissingExtraError: spaCy or the model is not installed.
        WorkerError: one of several processes came to a sudden end, or the cluster was lost or is not like this machine.
        UsageError: no cluster answers at the address.
        OutputError: the file of finished work cannot be written to, or is something else.
        SourceError: the gazetteer cannot be opened or has not the columns of one, or the file of provenance is none.
    """
    own = list(read_gazetteer(gazetteer)) if gazetteer else []
    yield from (item for item in own if isinstance(item, Finding))
    entries = tuple(item for item in own if isinstance(item, Entry))
    work = functools.partial(_annotate_batch, model=model or DEFAULT_MODEL, entries=entries)
    configuration = functools.partial(finished_work.configuration, model or DEFAULT_MODEL, msgspec.json.encode(entries))
    if resume:
        finished_work.prepare(resume)
    if cluster is not None:
        annotated = on_cluster(in_batches(articles), work, cluster, configuration=configuration, resume=resume)
    elif resume:
        settings = configuration()
        keeping = functools.partial(finished_work.once, work=work, file=resume, configuration=settings)
        find = functools.partial(finished_work.find, file=resume, configuration=settings)
        annotated = spread(in_batches(articles), keeping, workers, find)
    else:
        annotated = spread(in_batches(articles), work, workers)
    if provenance:
        annotated = with_encyclopedia_links(annotated, provenance, register_for(entries), keeps_organizations)
    yield from annotated


def _annotate_batch(batch: Sequence[Article], *, model: str, entries: tuple[Entry, ...]) -> list[Article | Finding]:
    from ontherecord.annotate.documents import annotate_batch

    return annotate_batch(batch, model=model, entries=entries)
