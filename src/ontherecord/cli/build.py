"""`ontherecord build`: the main job."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontherecord.cli.console import Console, show_progress
from ontherecord.cli.options import (
    INPUT,
    card_option,
    gazetteer_option,
    metadata_options,
    model_option,
    output_option,
    reading_options,
    sources_argument,
    tombstones_option,
    verbose_option,
    workers_option,
)

if TYPE_CHECKING:
    from ontherecord.build import BuildSummary


@click.command("build")
@sources_argument
@output_option(None, "Folder of the release; an older release there is replaced.")
@metadata_options
@reading_options
@model_option
@gazetteer_option
@workers_option
@card_option
@click.option(
    "--gold", type=INPUT, metavar="FOLDER", help="Annotations written by hand, which take the machine's place."
)
@tombstones_option
@verbose_option
@click.pass_context
def build_command(
    context: click.Context,
    sources: tuple[Path, ...],
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
    card: Path | None,
    gold: Path | None,
    tombstones: tuple[Path, ...],
    verbose: bool,
) -> None:
    """Make a data set from raw articles, from first to last.

    Normalizes, annotates, validates and publishes.
    A SOURCE is a file, a folder or - for standard input. What the articles' metadata do not tell (source sheet
    beside the files, front matter) the options tell.

    \b
    Example:
      ontherecord build news/ -o release/ --license CC-BY-4.0
    """
    from ontherecord.annotate.workers import available_cores
    from ontherecord.build import build
    from ontherecord.normalize import parse_metadata, parse_read_options

    console = Console(verbose=verbose)
    summary = build(
        sources,
        out,
        defaults=parse_metadata(
            published=published, publisher=publisher, license=license_, language=language, split=split
        ),
        model=model,
        gazetteer=gazetteer,
        workers=workers or available_cores(),
        card=card,
        gold=gold,
        reading=parse_read_options(format_, columns),
        tombstones=tombstones,
        on_finding=console.show,
        progress=show_progress,
    )
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
    for stage, seconds in summary.seconds.items():
        yield f"{stage:16}{seconds:>8,.1f}  s"
    if summary.published:
        parts = ", ".join(f"{count:,} {name}" for name, count in summary.distribution.items() if count)
        yield f"published       {out} ({parts})"
    else:
        yield f"not published: {out} is unchanged; mend the errors above and build again"
