"""`ontherecord retrain`: what the annotator counts is counted anew."""

from pathlib import Path

import click

from ontherecord.cli.options import INPUT, model_option


@click.command("retrain")
@click.argument("articles", metavar="ARTICLES|RELEASE", type=INPUT)
@click.option("--held-back", default="test", show_default=True, metavar="SPLIT", help="Split to measure the change on.")
@click.option("-o", "--output", "out", type=INPUT, metavar="FILE", help="Write the new table; without it, only tell.")
@model_option
def retrain_command(articles: Path, held_back: str, out: Path | None, model: str | None) -> None:
    """Refit the confidence of quotations to gold and reviewed layers.

    Tells for each layer how the error on the split that is held back changes; only then, and only with -o, the new
    table is written. Confidence is all that the annotator learns by counting: the other layers do not change.

    \b
    Example:
      ontherecord retrain dist/ -o src/ontherecord/annotate/confidence.json
    """
    from ontherecord.annotate.confidence import counts
    from ontherecord.jsonl import read_articles
    from ontherecord.records import LAYER_NAMES
    from ontherecord.release import read_release_articles
    from ontherecord.review.retraining import retrain, write_table

    reviewed = read_release_articles(articles) if articles.is_dir() else read_articles(articles)
    table, change = retrain(reviewed, counts(), held_back, model)
    click.echo(f"{change.fitted:,} quotations fitted, {change.held_back:,} held back ({held_back})\n")
    click.echo("| layer | Brier score before | after |\n| --- | ---: | ---: |")
    for layer in LAYER_NAMES:
        scores = (change.before, change.after) if layer == "quotations" else (None, None)
        shown = " | ".join("not fitted" if score is None else f"{score:.4f}" for score in scores)
        click.echo(f"| {layer} | {shown} |")
    if out is not None:
        write_table(out, table)
        click.echo(f"\nwritten: {out}")
