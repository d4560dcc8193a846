"""`ontherecord site`: a release as pages to look at."""

from pathlib import Path

import click

from ontherecord.cli.options import INPUT, output_option


@click.command("site")
@click.argument("release", metavar="RELEASE", type=INPUT)
@output_option("site", "Folder of the pages; an older site there is replaced.")
@click.option("--title", metavar="TEXT", default="On the Record", show_default=True, help="Title of the pages.")
@click.option("--report-url", metavar="URL", help="Where a reader reports an error; the id is added as `title`.")
def site_command(release: Path, out: Path, title: str, report_url: str | None) -> None:
    """Write a release as a static site: articles, speakers, organizations, dates, search.

    Plain files that open from the disk or from any web server.

    \b
    Example:
      ontherecord site release/ -o site/
    """
    from ontherecord.site import write_site

    count = write_site(release, out, title=title, report_url=report_url)
    click.echo(f"{count:,} articles in {out / 'index.html'}", err=True)
