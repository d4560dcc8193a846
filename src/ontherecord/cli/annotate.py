"""`ontherecord annotate`: records get their four layers."""

from pathlib import Path

import click

from ontherecord.cli.console import Console
from ontherecord.cli.options import (
    INPUT,
    gazetteer_option,
    log_json_option,
    model_option,
    output_option,
    resume_option,
    verbose_option,
    workers_option,
)
from ontherecord.errors import SourceError
from ontherecord.jsonl import read_articles_or_findings, write_articles


@click.command("annotate")
@click.argument("articles", metavar="ARTICLES.jsonl", type=INPUT)
@output_option("-", "File for the annotated records (JSON Lines).")
@model_option
@gazetteer_option
@click.option(
    "--provenance",
    type=INPUT,
    metavar="FILE",
    help="File of `normalize --provenance`, whose links to an encyclopedia tell what ambiguous names mean.",
)
@workers_option
@resume_option
@verbose_option
@log_json_option
@click.pass_context
def annotate_command(
    context: click.Context,
    articles: Path,
    out: Path,
    model: str | None,
    gazetteer: Path | None,
    provenance: Path | None,
    workers: int | None,
    resume: Path | None,
    verbose: bool,
    log_json: bool,
) -> None:
    """Annotate quotations, speakers, organizations and dates.

    The text is never changed, and a layer that a person has reviewed is kept word for word. Minimal rows (id,
    headline, text, published) are taken too.

    \b
    Example:
      ontherecord annotate articles.jsonl -o annotated.jsonl --workers 2
    """
    from ontherecord.annotate.pipeline import annotate
    from ontherecord.annotate.workers import available_cores

    console = Console(verbose=verbose, log_json=log_json)
    with console.errors_logged():
        records = console.progress(console.articles(read_articles_or_findings(articles)), "annotate", None)
        annotated = annotate(
            records,
            model=model,
            gazetteer=gazetteer,
            workers=workers or available_cores(),
            resume=resume,
            provenance=provenance,
        )
        count = write_articles(out, console.articles(annotated))
        if not count:
            raise SourceError(f"nothing to annotate: no article in {articles}")
    if log_json:
        console.log_summary(out=str(out), articles=count)
    context.exit(console.exit_code())
