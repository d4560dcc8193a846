"""`ontherecord retrain`: what the annotator has learned is learned anew."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontherecord.cli.options import INPUT, model_option
from ontherecord.errors import UsageError

if TYPE_CHECKING:
    from ontherecord.review.retraining import ModelName

NAMES: "tuple[ModelName, ...]" = ("weights", "confidence")


@click.command("retrain")
@click.argument("articles", metavar="ARTICLES|RELEASE", type=INPUT)
@click.option("--only", type=click.Choice(NAMES), help="Refit one of the two alone.")
@click.option(
    "--fit",
    "fit_to",
    multiple=True,
    default=("train",),
    show_default=True,
    metavar="SPLIT",
    help="Split to fit to; may be given several times.",
)
@click.option(
    "--held-back", default="validation", show_default=True, metavar="SPLIT", help="Split to measure the change on."
)
@click.option("-o", "--output", "out", type=INPUT, metavar="FOLDER", help="Write the files; without it, only tell.")
@model_option
def retrain_command(
    articles: Path,
    only: "ModelName | None",
    fit_to: tuple[str, ...],
    held_back: str,
    out: Path | None,
    model: str | None,
) -> None:
    """Refit what the annotator has learned to gold and reviewed layers.

    That is the weights of the evidence for speakers (weights.json), and the confidence of quotations (confidence.json).
    Everything else is rules. Tells how each layer changes on the split that is held back; only then, and only with -o,
    the files are written. Other splits are not looked at.

    \b
    Example:
      ontherecord retrain dist/ -o src/ontherecord/annotate
    """
    from ontherecord.annotate.confidence import counts
    from ontherecord.annotate.speakers.weights import shipped_weights
    from ontherecord.jsonl import read_articles
    from ontherecord.release import read_release_articles
    from ontherecord.review.retraining import Models, retrain, write_models

    if out is not None and not out.is_dir():
        raise UsageError(f"{out} is no folder")
    names = (only,) if only else NAMES
    reviewed = read_release_articles(articles) if articles.is_dir() else read_articles(articles)
    before = Models(shipped_weights(), counts())
    retrained = retrain(reviewed, before, names=names, fit_to=fit_to, held_back=held_back, model=model)
    click.echo(f"{retrained.fitted:,} articles fitted to, {retrained.held_back:,} held back ({held_back})\n")
    click.echo("| measure | before | after |\n| --- | ---: | ---: |")
    for change in retrained.changes:
        click.echo(f"| {change.measure} | {change.before} | {change.after} |")
    if out is not None:
        click.echo()
        for path in write_models(out, retrained.models, names):
            click.echo(f"written: {path}")
