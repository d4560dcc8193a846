"""`ontherecord remove`: take an article out of a source tree for good."""

import datetime
from pathlib import Path

import click

from ontherecord.cli.options import INPUT


@click.command("remove")
@click.argument("article_id", metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help="Why it is withdrawn; the reason is published.")
@click.option(
    "--from",
    "tree",
    type=INPUT,
    default="corpus",
    show_default=True,
    metavar="FOLDER",
    help="The source tree: a folder with raw/ and gold/, or a folder of raw articles.",
)
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Day of the removal, to be kept."
)
def remove_command(article_id: str, reason: str, tree: Path, day: datetime.datetime | None) -> None:
    """Take an article out of a source tree, for good.

    Its raw file, sheet row, gold and second annotation go, and a line in tombstones.jsonl keeps its id, its text and
    its raw file out of everything that is built, normalized or published from then on.

    \b
    Example:
      ontherecord remove ferry-talks --reason "the source asked for it" --from corpus/
    """
    from ontherecord.remove import remove

    removal = remove(article_id, reason=reason, tree=tree, withdrawn=day.date().isoformat() if day else None)
    for path in removal.files:
        click.echo(f"{'changed' if path.exists() else 'removed':10}{path}")
