"""The command line; each command is one module here and calls one stage of the package."""

import click

from ontherecord.cli.annotate import annotate_command
from ontherecord.cli.build import build_command
from ontherecord.cli.deduplicate import deduplicate_command
from ontherecord.cli.evaluate import evaluate_command
from ontherecord.cli.explain import explain_command
from ontherecord.cli.hydrate import hydrate_command
from ontherecord.cli.normalize import normalize_command
from ontherecord.cli.publish import publish_command
from ontherecord.cli.validate import validate_command
from ontherecord.version import VERSION


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="ontherecord")
def cli() -> None:
    """Turn raw news into an annotated corpus: who said what, for whom, and when.

    \b
    Example:
      ontherecord build news/ -o release/
    """


for _command in (
    build_command,
    normalize_command,
    deduplicate_command,
    annotate_command,
    validate_command,
    publish_command,
    hydrate_command,
    evaluate_command,
    explain_command,
):
    cli.add_command(_command)
