"""`ontherecord publish`: annotated records become a data set that `load_dataset` opens."""

from pathlib import Path

import click

from ontherecord.cli.console import Console
from ontherecord.cli.options import INPUT, card_option, output_option, tombstones_option, url_option


@click.command("publish")
@click.argument("annotated", metavar="ANNOTATED.jsonl", type=INPUT)
@output_option(None, "Folder of the release; an older release there is replaced.")
@card_option
@url_option
@tombstones_option
def publish_command(
    annotated: Path, out: Path, card: Path | None, url: str | None, tombstones: tuple[Path, ...]
) -> None:
    """Publish annotated records as a data set.

    Writes Parquet, JSON Lines, flat tables, card, schema and checksums.

    \b
    Example:
      ontherecord publish annotated.jsonl -o release/
    """
    from ontherecord.publish import publish

    publish(annotated, out, card=card, url=url, tombstones=tombstones, on_finding=Console().show)
