"""`ontherecord validate`: the checks that maintainers and CI run."""

from pathlib import Path

import click

from ontherecord.cli.console import Console
from ontherecord.cli.options import INPUT


@click.command("validate")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=INPUT)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Form of the findings.",
)
@click.pass_context
def validate_command(context: click.Context, paths: tuple[Path, ...], format_: str) -> None:
    """Check annotated records or a finished release.

    Ends with exit code 1 where a finding is an error.

    \b
    Example:
      ontherecord validate annotated.jsonl --format github
    """
    from ontherecord.report import RENDERERS
    from ontherecord.validate import validate

    console = Console()
    for line in RENDERERS[format_](console.counted(validate(paths))):
        click.echo(line)
    for code, severity, count in console.finding_counts():
        click.echo(f"{count:>8,}  {severity:7}  {code}", err=True)
    context.exit(console.exit_code())
