"""`ontherecord validate`: the checks that maintainers and CI run."""

import functools
import itertools
from collections.abc import Iterable
from pathlib import Path

import click

from ontherecord.cli.console import Console, shows_color
from ontherecord.cli.options import INPUT
from ontherecord.findings import Finding, find_code
from ontherecord.report import RENDERERS, render_text


def _parse_codes(_context: click.Context, _parameter: click.Parameter, value: str | None) -> frozenset[str]:
    """The codes of a list with commas, in full."""
    return frozenset(str(find_code(name)) for name in value.split(",")) if value else frozenset()


@click.command("validate")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=INPUT)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(RENDERERS)),
    default="text",
    show_default=True,
    help="Form of the findings.",
)
@click.option(
    "--level",
    type=click.IntRange(1, 5),
    default=5,
    show_default=True,
    help="Last level: 1 file, 2 schema, 3 record, 4 corpus, 5 rights and release.",
)
@click.option("--only", metavar="CODE,...", callback=_parse_codes, help="Findings of these codes alone.")
@click.option("--exclude", metavar="CODE,...", callback=_parse_codes, help="No findings of these codes.")
@click.option("--max-per-code", metavar="N", type=click.IntRange(min=0), help="List no more findings of one code.")
@click.option("--baseline", type=INPUT, metavar="FILE", help="Known findings, each with its reason (JSON Lines).")
@click.option("--against", type=INPUT, metavar="RELEASE", help="Earlier release, whose articles keep their splits.")
@click.option(
    "--tombstones", type=INPUT, multiple=True, metavar="FILE", help="Articles that were withdrawn (JSON Lines)."
)
@click.option("--workers", metavar="N", type=click.IntRange(min=1), default=1, help="Processes for levels 1 to 3.")
@click.option("--fix", is_flag=True, help="First mend in place what is safe to mend in .jsonl files.")
@click.pass_context
def validate_command(
    context: click.Context,
    paths: tuple[Path, ...],
    format_: str,
    level: int,
    only: frozenset[str],
    exclude: frozenset[str],
    max_per_code: int | None,
    baseline: Path | None,
    against: Path | None,
    tombstones: tuple[Path, ...],
    workers: int,
    fix: bool,
) -> None:
    """Check annotated records, a finished release, or raw articles with their source sheet.

    A PATH is a .jsonl file (also .gz, .zst), a folder, or - for standard input; all of them are one corpus. Ends with
    exit code 1 where a finding is an error, listed or not. `ontherecord explain CODE` tells all about a code.

    \b
    Example:
      ontherecord validate annotated.jsonl --format github
      ontherecord validate release/ --against release-1.0/ --baseline known.jsonl
    """
    from ontherecord.source_tree import validate_with_sources
    from ontherecord.validate import Options
    from ontherecord.validate.baseline import read_baseline, without_known
    from ontherecord.validate.mending import mend
    from ontherecord.validate.selection import cut, select

    excused = read_baseline(baseline) if baseline else None
    mended = mend(paths) if fix else []
    options = Options(level=level, earlier=against, tombstones=tombstones, workers=workers)
    findings: Iterable[Finding] = itertools.chain(mended, validate_with_sources(paths, options))
    if excused:
        findings = without_known(findings, excused, level)
    console = Console()
    findings = console.counted(select(findings, only, exclude))
    if max_per_code is not None:
        findings = cut(findings, max_per_code)
    render = functools.partial(render_text, color=shows_color()) if format_ == "text" else RENDERERS[format_]
    for line in render(findings):
        click.echo(line)
    for code, severity, count in console.finding_counts():
        click.echo(f"{count:>8,}  {severity:7}  {code}", err=True)
    context.exit(console.exit_code())
