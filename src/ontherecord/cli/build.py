"""`ontherecord build`: the main job."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from ontherecord.cli.console import Console
from ontherecord.cli.options import (
    INPUT,
    card_option,
    cluster_option,
    gazetteer_option,
    log_json_option,
    metadata_options,
    model_option,
    output_option,
    reading_options,
    resume_option,
    sources_argument,
    tombstones_option,
    url_option,
    verbose_option,
    workers_option,
    workers_or_cluster,
)
from ontherecord.remote import Place

if TYPE_CHECKING:
    from ontherecord.build import BuildSummary, Stage


@click.command("build")
@sources_argument
@output_option(None, "Folder of the release; an older release there is replaced.")
@metadata_options
@reading_options
@model_option
@gazetteer_option
@workers_option
@cluster_option
@resume_option
@card_option
@url_option
@click.option(
    "--gold", type=INPUT, metavar="FOLDER", help="Annotations written by hand, which take the machine's place."
)
@tombstones_option
@verbose_option
@log_json_option
@click.pass_context
def build_command(
    context: click.Context,
    sources: tuple[Place, ...],
    out: Path,
    published: str | None,
    publisher: str | None,
    license_: str | None,
    language: str | None,
    split: str | None,
    format_: str | None,
    columns: str | None,
    model: str | None,
    gazetteer: Path | None,
    workers: int | None,
    cluster: str | None,
    resume: Path | None,
    card: Path | None,
    url: str | None,
    gold: Path | None,
    tombstones: tuple[Path, ...],
    verbose: bool,
    log_json: bool,
) -> None:
    """Make a data set from raw articles, from first to last.

    Normalizes, annotates, validates and publishes.
    A SOURCE is a file, a folder, - for standard input, or an address in an object store (s3://news/crawl/). What the
    articles' metadata do not tell (source sheet beside the files, front matter) the options tell.

    \b
    Example:
      ontherecord build news/ -o release/ --license CC-BY-4.0
    """
    from ontherecord.build import build
    from ontherecord.normalize import parse_metadata, parse_read_options

    processes = workers_or_cluster(workers, cluster)
    console = Console(verbose=verbose, log_json=log_json)
    with console.errors_logged():
        summary = build(
            sources,
            out,
            defaults=parse_metadata(
                published=published, publisher=publisher, license=license_, language=language, split=split
            ),
            model=model,
            gazetteer=gazetteer,
            workers=processes,
            cluster=cluster,
            resume=resume,
            card=card,
            url=url,
            gold=gold,
            reading=parse_read_options(format_, columns),
            tombstones=tombstones,
            on_finding=console.show,
            progress=console.progress,
        )
    if log_json:
        console.log_summary(out=str(out), **msgspec.to_builtins(summary))
    else:
        for line in _lines(summary, console, out):
            click.echo(line)
    context.exit(console.exit_code())


def _lines(summary: "BuildSummary", console: Console, out: Path) -> Iterator[str]:
    yield f"{'articles':16}{summary.articles:>8,}"
    if summary.gold:
        yield f"{'gold':16}{summary.gold:>8,}"
    for layer, count in summary.layers.items():
        yield f"{layer:16}{count:>8,}"
    for code, severity, count in console.finding_counts():
        yield f"{'finding':16}{count:>8,}  {severity:7}  {code}"
    yield from stage_table(summary.stages)
    if summary.published:
        parts = ", ".join(f"{count:,} {name}" for name, count in summary.distribution.items() if count)
        yield f"published       {out} ({parts})"
    else:
        yield f"not published: {out} is unchanged; mend the errors above and build again"


def stage_table(stages: "Iterable[Stage]") -> Iterator[str]:
    """The stages as lines of a table, with a head."""
    yield f"{'stage':16}{'articles':>8}{'seconds':>10}{'articles/s':>12}{'peak MB':>10}{'findings':>10}"
    for stage in stages:
        rate = f"{stage.articles / stage.seconds:,.1f}" if stage.seconds else "unknown"
        memory = "unknown" if stage.peak_memory is None else f"{stage.peak_memory:,.0f}"
        figures = f"{stage.articles:>8,}{stage.seconds:>10,.1f}{rate:>12}{memory:>10}{stage.findings:>10,}"
        yield f"{stage.name:16}{figures}"
