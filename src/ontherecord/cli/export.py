"""`ontherecord export`: the publishable part of a corpus in the forms of other programs."""

from pathlib import Path

import click

from ontherecord.cli.console import Console
from ontherecord.cli.options import INPUT, output_option, tombstones_option, verbose_option

FORMAT_NAMES = ("csv", "tei", "conll", "docbin", "bio")


@click.command("export")
@click.argument("articles", metavar="ARTICLES|RELEASE", type=INPUT)
@click.option("--to", "format_", type=click.Choice(FORMAT_NAMES), required=True, help="Form to write.")
@output_option(None, "New folder for the files.")
@click.option("--bom", is_flag=True, help="csv: begin with a byte order mark, so that Excel reads UTF-8.")
@tombstones_option
@verbose_option
@click.pass_context
def export_command(
    context: click.Context,
    articles: Path,
    format_: str,
    out: Path,
    bom: bool,
    tombstones: tuple[Path, ...],
    verbose: bool,
) -> None:
    """Write annotated articles for other programs.

    csv for spreadsheets, tei for digital editions, conll, docbin (spaCy) and bio (load_dataset) for training. What a
    release leaves out is left out here too: withdrawn and withheld articles, and the text of standoff ones.

    \b
    Example:
      ontherecord export release/ --to csv --bom -o tables/
    """
    from ontherecord.export import export

    console = Console(verbose=verbose)
    done = export(articles, format_, out, byte_order_mark=bom, tombstones=tombstones, on_finding=console.show)
    click.echo(f"{done.articles:,} articles in {out}; withheld: {done.withheld:,}", err=True)
    context.exit(console.exit_code())
