"""`ontherecord diff`: what changed between two versions of a corpus."""

from pathlib import Path

import click

from ontherecord.cli.options import INPUT


@click.command("diff")
@click.argument("old", type=INPUT)
@click.argument("new", type=INPUT)
@click.option("--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--version", metavar="VERSION", help="Version of OLD, such as 1.2.0; the one that follows is proposed.")
def diff_command(old: Path, new: Path, format_: str, version: str | None) -> None:
    """Tell what changed between two releases or files of records.

    Articles added, changed (with the keys and layers) and removed, and the version that follows: major where an article
    is gone, in another split, has another text or lost a layer; minor where an article or a layer came; else patch.
    Markdown is an entry for a changelog.

    \b
    Example:
      ontherecord diff release-1.0.0/ release/ --version 1.0.0 --format markdown
    """
    from ontherecord.diff import RENDERERS, compare

    with compare(old, new) as comparison:
        for line in RENDERERS[format_](comparison, version):
            click.echo(line)
