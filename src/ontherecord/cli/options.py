"""Arguments and options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ontherecord.remote import Place, place

Command = TypeVar("Command", bound=Callable[..., Any])

INPUT = click.Path(path_type=Path)
"""A path, or `-` for standard input; whether it can be opened is told by the reader, in one form for all."""


class _PlaceType(click.ParamType[Any]):
    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> Place:
        return place(value)


PLACE = _PlaceType()
"""A path, `-`, or an address such as `s3://bucket/news.jsonl`."""

sources_argument = click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=PLACE)

model_option = click.option(
    "--model", metavar="PACKAGE", help="Installed spaCy pipeline package; without it the small English one."
)
gazetteer_option = click.option(
    "--gazetteer",
    type=INPUT,
    metavar="FILE",
    help="Your own table of organizations (CSV), used before the shipped one.",
)
card_option = click.option(
    "--card",
    type=INPUT,
    metavar="FILE",
    help="Template of the data set card; without it a general one is used. A CITATION.cff and a CHANGELOG.md beside it "
    "go into the release, and the card tells what changed in the version.",
)
url_option = click.option("--url", metavar="URL", help="Address of the data set, where CITATION.cff tells none.")
workers_option = click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    help="Processes that annotate; without it as many as there are cores. The result is the same for each number.",
)
cluster_option = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Scheduler of a Dask cluster that annotates, such as tcp://10.0.0.1:8786; the result is the same.",
)
resume_option = click.option(
    "--resume",
    type=INPUT,
    metavar="FILE",
    help="Keep finished work in FILE, and take from it what an earlier run left there: the result is the same.",
)
tombstones_option = click.option(
    "--tombstones",
    type=INPUT,
    multiple=True,
    metavar="FILE",
    help="Withdrawn articles (JSON Lines), which are left out; a tombstones.jsonl in or above the input holds anyway.",
)
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Show every finding, infos too.")

log_json_option = click.option(
    "--log-json",
    is_flag=True,
    help="Tell progress, findings and summary as JSON lines on standard error (key `event`), not as text.",
)


def workers_or_cluster(workers: int | None, cluster: str | None) -> int:
    """How many processes annotate on this machine.

    Raises:
        click.UsageError: both are told, and only one can be.
    """
    from ontherecord.annotate.workers import available_cores

    if workers and cluster is not None:
        raise click.UsageError("--workers is for this machine and --cluster for others; give one of them")
    return workers or available_cores()


def output_option(default: str | None, what: str, kind: click.ParamType[Any] = INPUT) -> Callable[[Command], Command]:
    """The option `-o`; required where there is no default."""
    return click.option(
        "-o", "--output", "out", type=kind, default=default, required=default is None, show_default=True, help=what
    )


def metadata_options(command: Command) -> Command:
    """The options that tell of articles what neither their source sheet nor their front matter tells."""
    for option in reversed(
        (
            click.option("--published", metavar="DATE", help="Day of publication: YYYY-MM-DD, YYYY-MM or YYYY."),
            click.option("--publisher", metavar="NAME", help="Publisher."),
            click.option("--license", "license_", metavar="SPDX", help="Licence of the text, such as CC-BY-4.0."),
            click.option("--language", metavar="TAG", help="Language of the text, such as en."),
            click.option("--split", metavar="NAME", help="Split of the data set."),
        )
    ):
        command = option(command)
    return command


def reading_options(command: Command) -> Command:
    """The options that tell how raw articles are read."""
    for option in reversed(
        (
            click.option(
                "--format", "format_", metavar="NAME", help="Format of all sources; without it the content tells."
            ),
            click.option(
                "--map",
                "columns",
                metavar="FIELD=COLUMN,...",
                help="Columns of a table, such as text=body,published=date.",
            ),
        )
    ):
        command = option(command)
    return command
