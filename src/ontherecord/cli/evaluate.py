"""`ontherecord evaluate`: how good the annotation is."""

from pathlib import Path

import click

from ontherecord.cli.options import INPUT


@click.command("evaluate")
@click.argument("gold", metavar="GOLD", type=INPUT)
@click.argument("predicted", metavar="PREDICTED", type=INPUT)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="Form of the table.",
)
def evaluate_command(gold: Path, predicted: Path, format_: str) -> None:
    """Compare predicted annotations with gold ones.

    Prints precision, recall and F1 of every layer, and the recall of quotations by the phenomena that gold labels.
    The 95 % interval of F1 is a bootstrap over the articles: it tells how far F1 hangs on which articles were taken.
    GOLD and PREDICTED are .jsonl files, folders of them, or releases.

    \b
    Example:
      ontherecord evaluate gold.jsonl annotated.jsonl --format markdown
    """
    from ontherecord.evaluate import RENDERERS, evaluate

    click.echo(RENDERERS[format_](evaluate(gold, predicted)))
