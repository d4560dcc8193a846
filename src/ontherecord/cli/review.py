"""`ontherecord review`: people correct the machine."""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontherecord.cli.console import Console
from ontherecord.cli.options import INPUT, output_option
from ontherecord.errors import UsageError

if TYPE_CHECKING:
    from ontherecord.records import Article


class _ArticleOrCommand(click.Group):
    """Takes a word that is no command as the article to edit."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        is_article = "--articles" in args and self.get_command(ctx, args[0]) is None
        return super().resolve_command(ctx, ["edit", *args] if is_article else args)


@click.group("review", cls=_ArticleOrCommand)
def review_command() -> None:
    """Correct annotations by hand or in an annotation tool, and keep the corrections.

    `review ARTICLE --articles FILE` is short for `review edit`.

    \b
    Example:
      ontherecord review next annotated.jsonl --uncertain
      ontherecord review ferry-talks --articles annotated.jsonl --reviewer A --reviewed-on 2026-01-30
    """


@review_command.command("carry")
@click.argument("articles", metavar="ARTICLES.jsonl", type=INPUT)
@click.option("--gold", type=INPUT, metavar="PATH", help="Gold files, or a folder of them; they are rewritten.")
@click.option("--reviewed", type=INPUT, metavar="FILE", help="Former records (JSON Lines) with reviewed layers.")
@output_option("-", "With --reviewed: file for the records (JSON Lines).")
@click.pass_context
def carry_command(context: click.Context, articles: Path, gold: Path | None, reviewed: Path | None, out: Path) -> None:
    """Carry corrections over to a text that changed under them.

    ARTICLES are the normalized articles as they are now. Either the gold files of those whose text changed are
    rewritten, or the reviewed layers of former records are laid onto them. What cannot be carried is an error with its
    words, and stays in a gold file as a comment.

    \b
    Example:
      ontherecord normalize corpus/raw -o articles.jsonl
      ontherecord review carry articles.jsonl --gold corpus/gold
    """
    from ontherecord.jsonl import write_articles
    from ontherecord.review.carry_files import carry_gold_files, carry_records

    if (gold is None) == (reviewed is None):
        raise UsageError("give either --gold or --reviewed")
    console = Console()
    if gold is not None:
        for item in carry_gold_files(articles, gold):
            if isinstance(item, Path):
                click.echo(f"carried over: {item}")
            else:
                console.show(item)
    elif reviewed is not None:
        write_articles(out, console.articles(carry_records(articles, reviewed)))
    context.exit(console.exit_code())


FORMAT_NAMES = ("labelstudio", "brat", "cas-json", "cas-xmi", "webanno")
format_option = click.option(
    "--format", "format_", type=click.Choice(FORMAT_NAMES), required=True, help="Form of the annotation tool."
)


@review_command.command("export")
@click.argument("articles", metavar="ARTICLES.jsonl", type=INPUT)
@format_option
@output_option(None, "New folder for the files.")
def export_command(articles: Path, format_: str, out: Path) -> None:
    """Write annotated articles for an annotation tool, with its configuration.

    \b
    Example:
      ontherecord review export annotated.jsonl --format labelstudio -o tasks/
    """
    from ontherecord.review.formats import export_articles

    click.echo(f"{export_articles(articles, format_, out):,} articles in {out}", err=True)


@review_command.command("import")
@click.argument("path", metavar="PATH", type=INPUT)
@format_option
@click.option(
    "--articles", type=INPUT, required=True, metavar="ARTICLES.jsonl", help="The articles that were exported."
)
@output_option("-", "File for the corrected records (JSON Lines).")
@click.option("--reviewer", metavar="ID", required=True, help="Who reviewed them; stands in the layers.")
@click.option(
    "--reviewed-on", type=click.DateTime(["%Y-%m-%d"]), required=True, metavar="DATE", help="Day of the review."
)
@click.option("--partial", is_flag=True, help="Take the good part of what has errors.")
@click.option("--gold", type=INPUT, metavar="FOLDER", help="Write a gold file there for each article that came back.")
@click.pass_context
def import_command(
    context: click.Context,
    path: Path,
    format_: str,
    articles: Path,
    out: Path,
    reviewer: str,
    reviewed_on: datetime.datetime,
    partial: bool,
    gold: Path | None,
) -> None:
    """Read corrections back from an annotation tool.

    Everything is checked. An article with an error stays as it was, or with --partial takes what is right. The layers
    of what was taken count as reviewed, so that `annotate` keeps them. With --gold they become gold files too, which
    `build --gold` lays onto the articles from then on.

    \b
    Example:
      ontherecord review import export.json --format labelstudio --articles annotated.jsonl -o corrected.jsonl
          --reviewer A --reviewed-on 2026-01-30
    """
    from ontherecord.jsonl import write_articles
    from ontherecord.review.formats import import_articles
    from ontherecord.review.gold_files import with_gold_files
    from ontherecord.review.read_back import Review, is_by

    if not reviewer.strip():
        raise UsageError("--reviewer is empty")
    review = Review(reviewer, reviewed_on.date())
    console = Console()
    came_back = 0

    def counted(records: "Iterable[Article]") -> "Iterator[Article]":
        nonlocal came_back
        for article in records:
            came_back += is_by(article, review)
            yield article

    imported = import_articles(path, format_, articles, partial=partial, review=review)
    if gold is not None:
        imported = with_gold_files(imported, gold, review)
    count = write_articles(out, counted(console.articles(imported)))
    click.echo(f"{came_back:,} of {count:,} articles came back; the others are as they were", err=True)
    context.exit(console.exit_code())


@review_command.command("edit")
@click.argument("identifier", metavar="ARTICLE")
@click.option("--articles", type=INPUT, required=True, metavar="ARTICLES.jsonl", help="Annotated articles.")
@click.option("--gold", type=INPUT, default="corpus/gold", show_default=True, metavar="FOLDER", help="Gold files.")
@click.option("--reviewer", metavar="ID", help="Who edits; stands in a new gold file.")
@click.option(
    "--reviewed-on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Day; stands in a new gold file."
)
@click.pass_context
def edit_command(
    context: click.Context,
    identifier: str,
    articles: Path,
    gold: Path,
    reviewer: str | None,
    reviewed_on: datetime.datetime | None,
) -> None:
    """Edit the annotations of an article as text, in $EDITOR.

    ARTICLE is its id. Opens its draft, or its gold file, or what the annotator found, in the gold format; then comments
    at the top name the least certain quotations, and go when the text is saved. To save is to approve: leave the editor
    without saving, and nothing is written. Errors are told by line; with one, the text is kept as a draft, which is
    opened the next time.

    \b
    Example:
      ontherecord review edit ferry-talks --articles annotated.jsonl --reviewer A --reviewed-on 2026-01-30
    """
    from ontherecord.review.editing import edit_gold, find_article

    def edit(text: str) -> str | None:
        return click.edit(text, extension=".txt")

    day = reviewed_on.date() if reviewed_on else None
    edited = edit_gold(find_article(articles, identifier), gold, edit, reviewer=reviewer, day=day)
    if edited is None:
        click.echo("nothing was saved in the editor: nothing is changed")
        return
    console = Console()
    for finding in edited.findings:
        console.show(finding)
    click.echo(f"{'gold' if edited.is_gold else 'draft'}: {edited.path}")
    context.exit(console.exit_code())


@review_command.command("next")
@click.argument("articles", metavar="ARTICLES.jsonl", type=INPUT)
@click.option("--uncertain", is_flag=True, help="The least certain first; without it in the order of the file.")
@click.option("-n", "--number", type=click.IntRange(1), default=1, show_default=True, help="How many articles.")
def next_command(articles: Path, uncertain: bool, number: int) -> None:
    """Name the articles to review next: id, quotations expected to be wrong, and the least certain of them.

    \b
    Example:
      ontherecord review next annotated.jsonl --uncertain -n 5
    """
    from ontherecord.jsonl import read_articles
    from ontherecord.review.uncertainty import by_uncertainty, unreviewed

    waiting = (by_uncertainty if uncertain else unreviewed)(read_articles(articles))
    if not waiting:
        click.echo(f"the quotations of all articles in {articles} are reviewed", err=True)
    for item in waiting[:number]:
        click.echo(f"{item.article}\t{item.expected:.2f}\t{' '.join(item.least[:5])}")
