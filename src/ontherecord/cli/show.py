"""`ontherecord show`: one article on the terminal."""

from pathlib import Path

import click

from ontherecord.cli.console import shows_color
from ontherecord.cli.options import INPUT


@click.command("show")
@click.argument("article_id", metavar="ARTICLE")
@click.argument("path", metavar="FILE|RELEASE", type=INPUT, default=Path("dist"))
def show_command(article_id: str, path: Path) -> None:
    """Print an article with its four layers, from a JSONL file or a release (without one: dist/).

    \b
    Example:
      ontherecord show bus-lane-vote release/
    """
    from ontherecord.show import find_article, terminal_lines

    for line in terminal_lines(find_article(article_id, path), color=shows_color()):
        click.echo(line)
