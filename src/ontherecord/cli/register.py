"""`ontherecord register`: one row an entity over the whole corpus."""

from pathlib import Path

import click

from ontherecord.cli.console import Console
from ontherecord.cli.options import INPUT, output_option, verbose_option
from ontherecord.cli.progress import show_progress
from ontherecord.jsonl import read_articles_or_findings


@click.command("register")
@click.argument("articles", metavar="RELEASE_OR_JSONL", type=INPUT)
@output_option(None, "Folder for organizations and speakers as .csv, .parquet and .jsonl.")
@verbose_option
@click.pass_context
def register_command(context: click.Context, articles: Path, out: Path, verbose: bool) -> None:
    """List each organization and each speaker of a corpus once, with the articles that name them.

    Rows of two articles are merged only on evidence, such as a Wikidata id, or a full name with the same affiliation;
    the column `evidence` says on which.

    \b
    Example:
      ontherecord register release/ -o register/
    """
    from ontherecord.register import corpus_register, write_register
    from ontherecord.release import read_release_articles

    console = Console(verbose=verbose)
    rows = (
        read_release_articles(articles) if articles.is_dir() else console.articles(read_articles_or_findings(articles))
    )
    with corpus_register(show_progress(rows, "register", None)) as register:
        counts = write_register(register, out)
    for name, count in counts.items():
        click.echo(f"{name:16}{count:>8,}")
    context.exit(console.exit_code())
