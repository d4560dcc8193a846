"""How far a stage is: a bar on a terminal, plain lines elsewhere, or events of a log."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import click

from ontherecord.findings import Finding
from ontherecord.report.json_formats import to_json

Item = TypeVar("Item")

EVENT_SECONDS = 5.0
"""Seconds between two events of the log."""
LINE_SECONDS = 30.0
"""Seconds after which a line is due."""
TENTH_SECONDS = 3.0
"""Seconds after which a line is due if a further tenth is done; a stage that takes less time tells none."""


def show_progress(items: Iterable[Item], stage: str, total: int | None) -> Iterable[Item]:
    """The same items, with a progress bar where standard error is a terminal, and else with lines there."""
    if not sys.stderr.isatty():
        return progress_lines(items, stage, total)
    from tqdm import tqdm

    return tqdm(items, desc=stage, total=total, unit=" articles", leave=False)


def progress_lines(
    items: Iterable[Item], stage: str, total: int | None, clock: Callable[[], float] = time.monotonic
) -> Iterator[Item]:
    """The same items; a line on standard error tells now and then how many articles have passed.

    Args:
        items: articles, and findings, which are not counted.
        stage: name of the stage.
        total: how many articles there are, where that is known.
        clock: tells seconds.
    """
    started = now = told = clock()
    count = tenth = counted = 0
    for item in items:
        yield item
        count += not isinstance(item, Finding)
        now = clock()
        reached = 10 * count // total if total else 0
        if now - told >= (TENTH_SECONDS if reached > tenth else LINE_SECONDS):
            click.echo(_line(stage, count, total, now - started), err=True)
            told, tenth, counted = now, reached, count
    if counted and count > counted:
        click.echo(_line(stage, count, total, now - started), err=True)


def progress_events(
    items: Iterable[Item], stage: str, total: int | None, clock: Callable[[], float] = time.monotonic
) -> Iterator[Item]:
    """The same items; every few seconds, and when there are no more, an event tells how many articles have passed."""
    started = told = clock()
    count = 0

    def tell(now: float) -> None:
        log_event("progress", stage=stage, articles=count, total=total, seconds=round(now - started, 3))

    for item in items:
        yield item
        count += not isinstance(item, Finding)
        if (now := clock()) - told >= EVENT_SECONDS:
            tell(now)
            told = now
    tell(clock())


def log_event(event: str, **fields: object) -> None:
    """Write one JSON object with the key `event` as a line on standard error."""
    click.echo(to_json({"event": event, **fields}), err=True)


def _line(stage: str, count: int, total: int | None, seconds: float) -> str:
    """Such as `annotate: 1,200 of 12,000 articles, 12.4 a second, 15 min left`."""
    done = f"{count:,}" if total is None else f"{count:,} of {total:,}"
    line = f"{stage}: {done} articles, {count / seconds:,.1f} a second"
    return line if not total or count >= total or not count else f"{line}, {_left((total - count) * seconds / count)}"


def _left(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s left"
    minutes = round(seconds / 60)
    return f"{minutes} min left" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min left"
