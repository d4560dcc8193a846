"""`ontherecord annotate`: records get their four layers."""

from pathlib import Path

import click

from ontherecord.cli.console import Console
from ontherecord.cli.options import (
    INPUT,
    PLACE,
    cluster_option,
    gazetteer_option,
    log_json_option,
    model_option,
    output_option,
    resume_option,
    verbose_option,
    workers_option,
    workers_or_cluster,
)
from ontherecord.errors import SourceError
from ontherecord.jsonl import count_rows, read_articles_or_findings, write_articles
from ontherecord.remote import Place


@click.command("annotate")
@click.argument("articles", metavar="ARTICLES.jsonl", type=PLACE)
@output_option("-", "File for the annotated records (JSON Lines).", PLACE)
@model_option
@gazetteer_option
@click.option(
    "--provenance",
    type=INPUT,
    metavar="FILE",
    help="File of `normalize --provenance`, whose links to an encyclopedia tell what ambiguous names mean.",
)
@workers_option
@cluster_option
@resume_option
@verbose_option
@log_json_option
@click.pass_context
def annotate_command(
    context: click.Context,
    articles: Place,
    out: Place,
    model: str | None,
    gazetteer: Path | None,
    provenance: Path | None,
    workers: int | None,
    cluster: str | None,
    resume: Path | None,
    verbose: bool,
    log_json: bool,
) -> None:
    """Annotate quotations, speakers, organizations and dates.

    The text is never changed, and a layer that a person has reviewed is kept word for word. Minimal rows (id,
    headline, text, published) are taken too. Both files may be in an object store.

    \b
    Examples:
      ontherecord annotate articles.jsonl -o annotated.jsonl --workers 2
      ontherecord annotate s3://news/articles.jsonl -o s3://news/annotated.jsonl --cluster tcp://10.0.0.1:8786
    """
    from ontherecord.annotate.pipeline import annotate

    processes = workers_or_cluster(workers, cluster)
    console = Console(verbose=verbose, log_json=log_json)
    with console.errors_logged():
        rows = console.articles(read_articles_or_findings(articles))
        records = console.progress(rows, "annotate", count_rows(articles))
        annotated = annotate(
            records,
            model=model,
            gazetteer=gazetteer,
            workers=processes,
            cluster=cluster,
            resume=resume,
            provenance=provenance,
        )
        count = write_articles(out, console.articles(annotated))
        if not count:
            raise SourceError(f"nothing to annotate: no article in {articles}")
    if log_json:
        console.log_summary(out=str(out), articles=count)
    context.exit(console.exit_code())
