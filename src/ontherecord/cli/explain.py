"""`ontherecord explain`: the long story of a finding code."""

import click

from ontherecord.findings import find_code


@click.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """Tell what a finding code means.

    Says why it matters, shows a bad and a good example, and how to mend it. CODE is a number, a slug, or both.

    \b
    Example:
      ontherecord explain OTR301
    """
    from ontherecord.explanations import explain

    click.echo(explain(find_code(code)))
