"""What the commands show: findings as they come, progress, and how it ended."""

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click
import msgspec

from ontherecord.cli.progress import log_event, progress_events, show_progress
from ontherecord.errors import OntherecordError
from ontherecord.findings import Finding, Severity
from ontherecord.records import Article
from ontherecord.report import render_text

Item = TypeVar("Item")


MOST_SHOWN = 20
"""Findings of one code that are shown; the others are counted."""

CANNOT_GO_ON = 2
INTERRUPTED = 130
"""Exit codes, see `ontherecord.__main__`."""
INTERRUPTED_MESSAGE = "interrupted: no result was written"


class Console:
    """Shows findings on standard error, as text or as a log of JSON lines, and counts them."""

    def __init__(self, *, verbose: bool = False, log_json: bool = False) -> None:
        self._verbose = verbose
        self._log_json = log_json
        self._counts: Counter[tuple[str, Severity]] = Counter()

    def show(self, finding: Finding) -> None:
        """Count a finding; show it unless it is an info that nobody asked for, or one of many of its code."""
        self._count(finding)
        shown = self._counts[finding.code, finding.severity]
        if not self._verbose and (finding.severity == Severity.INFO or shown > MOST_SHOWN):
            return
        if self._log_json:
            log_event("finding", **msgspec.to_builtins(finding))
            return
        for line in render_text([finding]):
            _write_beside_progress(line)
        if shown == MOST_SHOWN and not self._verbose:
            _write_beside_progress(f"    More {finding.code} are counted only; --verbose shows them all.")

    def counted(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The same findings, counted on their way."""
        for finding in findings:
            self._count(finding)
            yield finding

    def articles(self, items: Iterable[Article | Finding]) -> Iterator[Article]:
        """The articles among the items; the findings are shown."""
        for item in items:
            if isinstance(item, Finding):
                self.show(item)
            else:
                yield item

    def progress(self, items: Iterable[Item], stage: str, total: int | None) -> Iterable[Item]:
        """The same items; how far they are is logged or shown, see `ontherecord.cli.progress`."""
        return progress_events(items, stage, total) if self._log_json else show_progress(items, stage, total)

    @contextlib.contextmanager
    def errors_logged(self) -> Iterator[None]:
        """Make the error that ends a command an event of the log too; without a log it is raised as it is."""
        try:
            yield
        except (OntherecordError, KeyboardInterrupt) as error:
            if not self._log_json:
                raise
            interrupted = isinstance(error, KeyboardInterrupt)
            log_event("error", message=INTERRUPTED_MESSAGE if interrupted else str(error))
            raise click.exceptions.Exit(INTERRUPTED if interrupted else CANNOT_GO_ON) from error

    def log_summary(self, **fields: object) -> None:
        """Log how a command ended, with the number of findings of each code."""
        counts = [
            {"code": code, "severity": severity.value, "count": count}
            for code, severity, count in self.finding_counts()
        ]
        log_event("summary", **fields, findings=counts)

    def finding_counts(self) -> list[tuple[str, Severity, int]]:
        """Code, severity and how many, in order of the code."""
        return [(code, severity, count) for (code, severity), count in sorted(self._counts.items())]

    def exit_code(self) -> int:
        """1 where a finding of severity error was shown, else 0."""
        return int(any(severity == Severity.ERROR for _, severity, _ in self.finding_counts()))

    def _count(self, finding: Finding) -> None:
        self._counts[finding.code, finding.severity] += 1


def shows_color() -> bool:
    """Whether standard output is a terminal whose user has not forbidden colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _write_beside_progress(line: str) -> None:
    if sys.stderr.isatty():
        from tqdm import tqdm

        tqdm.write(line, file=sys.stderr)
    else:
        click.echo(line, err=True)
