"""`ontherecord agree`: how far two annotators agree."""

from pathlib import Path

import click

from ontherecord.cli.options import INPUT


@click.command("agree")
@click.argument("first", metavar="A.jsonl", type=INPUT)
@click.argument("second", metavar="B.jsonl", type=INPUT)
def agree_command(first: Path, second: Path) -> None:
    """Tell how far two annotators agree on the articles that both annotated, as Markdown.

    Prints F1 of spans, Krippendorff's alpha over tokens, the agreement on kinds, speakers, cues, sources, types and
    values of shared spans, and F1 of groups, date links and on-behalf-of links of shared quotations, with bootstrap
    intervals, and then every disagreement with the words around.

    \b
    Example:
      ontherecord agree first.jsonl second.jsonl
    """
    from ontherecord.evaluate.agreement import agreement, render_agreement
    from ontherecord.evaluate.disagreements import disagreements, render_disagreements
    from ontherecord.review.adjudication import read_pairs

    pairs = list(read_pairs(first, second))
    click.echo(f"## Agreement on {len(pairs)} articles\n")
    for line in render_agreement(agreement(pairs)):
        click.echo(line)
    click.echo("\n## Disagreements")
    for line in render_disagreements(item for one, other in pairs for item in disagreements(one, other)):
        click.echo(line)
