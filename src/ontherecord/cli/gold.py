"""`python -m ontherecord.gold`: hand-written gold files are checked against their raw articles."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontherecord.cli.console import Console, shows_color
from ontherecord.cli.options import INPUT, verbose_option
from ontherecord.findings import Finding, Severity

if TYPE_CHECKING:
    from ontherecord.gold import GoldFile
    from ontherecord.records import Article


@click.command("gold")
@click.argument("paths", metavar="GOLD...", nargs=-1, required=True, type=INPUT)
@click.option(
    "--raw", type=INPUT, default="corpus/raw", show_default=True, metavar="FOLDER", help="Folder of the raw articles."
)
@verbose_option
@click.pass_context
def gold_command(context: click.Context, paths: tuple[Path, ...], raw: Path, verbose: bool) -> None:
    """Check gold files, in themselves and against their raw articles.

    GOLD is a folder of gold files, or one of them. Ends with exit code 1 where a finding is an error.

    \b
    Example:
      python -m ontherecord.gold corpus/gold --raw corpus/raw
    """
    from ontherecord.gold import read_gold_files
    from ontherecord.gold.summary import summary_lines
    from ontherecord.report import render_text

    files = read_gold_files(paths)
    console = Console()
    findings = console.counted(_findings(files, raw))
    shown = (finding for finding in findings if verbose or finding.severity is not Severity.INFO)
    for line in render_text(shown, color=shows_color()):
        click.echo(line)
    for code, severity, count in console.finding_counts():
        click.echo(f"{count:>8,}  {severity:7}  {code}", err=True)
    for line in summary_lines(file.parsed.gold for file in files.values() if file.parsed):
        click.echo(line)
    context.exit(console.exit_code())


def _findings(files: dict[str, "GoldFile"], raw: Path) -> Iterator[Finding]:
    """The findings about every gold file; those whose article is not there are named together at the end."""
    from ontherecord.findings import GOLD_UNCOMPARED, GOLD_WITHOUT_ARTICLE
    from ontherecord.gold import lay_gold
    from ontherecord.gold.record_checks import check_alone, check_record

    alone = {article_id: file for article_id, file in files.items() if not file.has_error}
    missing = []
    for item in lay_gold(_articles(raw), files):
        if isinstance(item, Finding):
            if item.code == str(GOLD_WITHOUT_ARTICLE):
                missing.append(item.article or "")
            else:
                yield item
        elif item.layers and (file := alone.pop(item.id, None)):
            yield from check_record(item, file)
    for file in alone.values():
        yield from check_alone(file)
    if missing:
        yield GOLD_UNCOMPARED.finding(f"{len(missing)} of {len(files)}: {', '.join(missing)}", file=str(raw))


def _articles(raw: Path) -> "Iterator[Article]":
    from ontherecord.normalize import Metadata, normalize

    if raw.is_dir():
        yield from (item for item in normalize([raw], Metadata()) if not isinstance(item, Finding))
