"""`ontherecord hydrate`: records without text get it back from the user's own copies."""

from pathlib import Path

import click

from ontherecord.cli.console import Console
from ontherecord.cli.options import INPUT, output_option, verbose_option
from ontherecord.cli.progress import show_progress
from ontherecord.jsonl import read_articles_or_findings, write_articles


@click.command("hydrate")
@click.argument("records", metavar="RELEASE_OR_JSONL", type=INPUT)
@click.option(
    "--text",
    "copies",
    metavar="FOLDER",
    type=INPUT,
    required=True,
    help="Your own copies of the articles, with their source sheet if you have it.",
)
@output_option("-", "File for the records (JSON Lines).")
@verbose_option
@click.pass_context
def hydrate_command(context: click.Context, records: Path, copies: Path, out: Path, verbose: bool) -> None:
    """Put the text back into records that were published without it.

    A copy must be the very file that a record was made of; the hash of its text proves that all offsets fit. Records
    without such a copy stay as they are, and are told.

    \b
    Example:
      ontherecord hydrate release/ --text copies/ -o articles.jsonl
    """
    from ontherecord.hydrate import hydrate
    from ontherecord.release import read_release_articles

    console = Console(verbose=verbose)
    rows = read_release_articles(records) if records.is_dir() else console.articles(read_articles_or_findings(records))
    write_articles(out, console.articles(hydrate(show_progress(rows, "hydrate", None), [copies])))
    context.exit(console.exit_code())
