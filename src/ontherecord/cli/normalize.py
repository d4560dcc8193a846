"""`ontherecord normalize`: raw articles become records."""

import contextlib
import itertools
from pathlib import Path

import click

from ontherecord.cli.console import Console
from ontherecord.cli.options import (
    PLACE,
    metadata_options,
    output_option,
    reading_options,
    sources_argument,
    tombstones_option,
    verbose_option,
)
from ontherecord.cli.progress import show_progress
from ontherecord.errors import SourceError
from ontherecord.jsonl import write_articles
from ontherecord.remote import Place


@click.command("normalize")
@sources_argument
@output_option("-", "File for the article records (JSON Lines).", PLACE)
@metadata_options
@reading_options
@click.option(
    "--provenance",
    "provenance_file",
    type=PLACE,
    metavar="FILE",
    help="File for what leads back to the raw articles: offsets and links (JSON Lines).",
)
@tombstones_option
@verbose_option
@click.pass_context
def normalize_command(
    context: click.Context,
    sources: tuple[Place, ...],
    out: Place,
    published: str | None,
    publisher: str | None,
    license_: str | None,
    language: str | None,
    split: str | None,
    format_: str | None,
    columns: str | None,
    provenance_file: Place | None,
    tombstones: tuple[Path, ...],
    verbose: bool,
) -> None:
    """Make clean article records from raw articles.

    Finds headline, kicker, byline, dateline and body, and settles date and rights. What is read and written may be in
    an object store.

    \b
    Example:
      ontherecord normalize news/ -o articles.jsonl --publisher "The Ambit" --published 2024-05-02
      ontherecord normalize s3://news/crawl/ -o s3://news/articles.jsonl
    """
    from ontherecord.normalize import local_copies, normalize, parse_metadata, parse_read_options, trace_writer
    from ontherecord.tombstones import lists_around, read_tombstones

    defaults = parse_metadata(
        published=published, publisher=publisher, license=license_, language=language, split=split
    )
    console = Console(verbose=verbose)
    options = parse_read_options(format_, columns)
    tracing = trace_writer(provenance_file) if provenance_file else contextlib.nullcontext()
    with local_copies(sources) as copies, tracing as trace:
        withdrawn = read_tombstones([*tombstones, *lists_around(copies.paths)])
        read = itertools.chain(copies.findings, normalize(copies.paths, defaults, options, trace))
        raw = show_progress(map(copies.with_origin, read), "normalize", None)
        if not write_articles(out, console.articles(withdrawn.keep_out(raw))):
            raise SourceError(f"nothing to normalize: no article in {', '.join(map(str, sources))}")
    context.exit(console.exit_code())
