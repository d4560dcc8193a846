"""The command line; each command is one module here and calls one stage of the package."""

import click

from ontherecord.cli.adjudicate import adjudicate_command
from ontherecord.cli.agree import agree_command
from ontherecord.cli.annotate import annotate_command
from ontherecord.cli.build import build_command
from ontherecord.cli.deduplicate import deduplicate_command
from ontherecord.cli.diff import diff_command
from ontherecord.cli.evaluate import evaluate_command
from ontherecord.cli.explain import explain_command
from ontherecord.cli.export import export_command
from ontherecord.cli.hydrate import hydrate_command
from ontherecord.cli.normalize import normalize_command
from ontherecord.cli.publish import publish_command
from ontherecord.cli.push import push_command
from ontherecord.cli.register import register_command
from ontherecord.cli.remove import remove_command
from ontherecord.cli.retrain import retrain_command
from ontherecord.cli.review import review_command
from ontherecord.cli.show import show_command
from ontherecord.cli.site import site_command
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
    push_command,
    export_command,
    hydrate_command,
    remove_command,
    diff_command,
    register_command,
    evaluate_command,
    review_command,
    agree_command,
    adjudicate_command,
    retrain_command,
    show_command,
    site_command,
    explain_command,
):
    cli.add_command(_command)
