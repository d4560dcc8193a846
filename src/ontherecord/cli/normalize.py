"""`ontherecord normalize`: raw articles become records."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

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
from ontherecord.files import atomic_file
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
    from ontherecord.normalize import normalize, parse_metadata, parse_read_options
    from ontherecord.tombstones import lists_around, read_tombstones

    defaults = parse_metadata(
        published=published, publisher=publisher, license=license_, language=language, split=split
    )
    console = Console(verbose=verbose)
    options = parse_read_options(format_, columns)
    withdrawn = read_tombstones([*tombstones, *lists_around(sources)])
    with row_writer(provenance_file) as trace:
        raw = show_progress(normalize(sources, defaults, options, trace), "normalize", None)
        if not write_articles(out, console.articles(withdrawn.keep_out(raw))):
            raise SourceError(f"nothing to normalize: no article in {', '.join(map(str, sources))}")
    context.exit(console.exit_code())


@contextlib.contextmanager
def row_writer(path: Path | None) -> Iterator[Callable[[Any], None] | None]:
    """What writes rows to a file of JSON Lines, which is there only as a whole; None without a file.

    Raises:
        OutputError: the file cannot be written.
    """
    if path is None:
        yield None
        return
    with atomic_file(path) as stream:

        def write(row: Any) -> None:
            stream.write(msgspec.json.encode(row) + b"\n")

        yield write
