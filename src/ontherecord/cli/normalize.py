"""`ontherecord normalize`: raw articles become records."""

import contextlib
from pathlib import Path

import click

from ontherecord.cli.console import Console, show_progress
from ontherecord.cli.options import (
    INPUT,
    metadata_options,
    output_option,
    reading_options,
    sources_argument,
    tombstones_option,
    verbose_option,
)
from ontherecord.errors import SourceError
from ontherecord.jsonl import write_articles


@click.command("normalize")
@sources_argument
@output_option("-", "File for the article records (JSON Lines).")
@metadata_options
@reading_options
@click.option(
    "--provenance",
    "provenance_file",
    type=INPUT,
    metavar="FILE",
    help="File for what leads back to the raw articles: offsets and links (JSON Lines).",
)
@tombstones_option
@verbose_option
@click.pass_context
def normalize_command(
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
    provenance_file: Path | None,
    tombstones: tuple[Path, ...],
    verbose: bool,
) -> None:
    """Make clean article records from raw articles.

    Finds headline, kicker, byline, dateline and body, and settles date and rights.

    \b
    Example:
      ontherecord normalize news/ -o articles.jsonl --publisher "The Ambit" --published 2024-05-02
    """
    from ontherecord.normalize import normalize, parse_metadata, parse_read_options, trace_writer
    from ontherecord.tombstones import lists_around, read_tombstones

    defaults = parse_metadata(
        published=published, publisher=publisher, license=license_, language=language, split=split
    )
    console = Console(verbose=verbose)
    options = parse_read_options(format_, columns)
    withdrawn = read_tombstones([*tombstones, *lists_around(sources)])
    with trace_writer(provenance_file) if provenance_file else contextlib.nullcontext() as trace:
        raw = show_progress(normalize(sources, defaults, options, trace), "normalize", None)
        if not write_articles(out, console.articles(withdrawn.keep_out(raw))):
            raise SourceError(f"nothing to normalize: no article in {', '.join(map(str, sources))}")
    context.exit(console.exit_code())
