"""`ontherecord deduplicate`: copies of one story are found."""

from pathlib import Path

import click

from ontherecord.cli.console import Console
from ontherecord.cli.options import INPUT, output_option, verbose_option
from ontherecord.cli.progress import show_progress
from ontherecord.errors import SourceError
from ontherecord.jsonl import count_rows, read_articles_or_findings, write_articles


@click.command("deduplicate")
@click.argument("articles", metavar="ARTICLES.jsonl", type=INPUT)
@output_option("-", "File for the marked records (JSON Lines).")
@verbose_option
@click.pass_context
def deduplicate_command(context: click.Context, articles: Path, out: Path, verbose: bool) -> None:
    """Find copies of one story: syndicated, cut, edited or updated articles.

    No article is left out: copies share a cluster in their records, and one of them is marked as the canonical one.

    \b
    Example:
      ontherecord deduplicate articles.jsonl -o marked.jsonl
    """
    from ontherecord.deduplicate import deduplicate

    console = Console(verbose=verbose)
    rows = console.articles(read_articles_or_findings(articles))
    records = show_progress(rows, "deduplicate", count_rows(articles))
    if not write_articles(out, console.articles(deduplicate(records))):
        raise SourceError(f"nothing to deduplicate: no article in {articles}")
    context.exit(console.exit_code())
