"""`ontherecord adjudicate`: two annotations become gold."""

from pathlib import Path

import click

from ontherecord.cli.options import INPUT, output_option


@click.command("adjudicate")
@click.argument("first", metavar="A.jsonl", type=INPUT)
@click.argument("second", metavar="B.jsonl", type=INPUT)
@output_option(None, "Folder for gold files and drafts; it must be there.")
def adjudicate_command(first: Path, second: Path, out: Path) -> None:
    """Settle two annotations of the same articles into gold.

    An article on which both agree becomes a gold file. For any other one a draft is written that says what the first
    annotator says and names each disagreement in a comment; `ontherecord review edit` opens it, and makes gold of it
    when no such comment is left.

    \b
    Example:
      ontherecord adjudicate first.jsonl second.jsonl -o corpus/gold
    """
    from ontherecord.review.adjudication import adjudicate, read_pairs

    for pair in read_pairs(first, second):
        path, differing = adjudicate(pair, out)
        click.echo(f"{path}: {f'{differing} disagreements to settle' if differing else 'settled'}")
