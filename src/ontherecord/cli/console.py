"""What the commands show: findings as they come, progress on a terminal, and how it ended."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

from ontherecord.findings import Finding, Severity
from ontherecord.records import Article
from ontherecord.report import render_text

Item = TypeVar("Item")


MOST_SHOWN = 20
"""Findings of one code that are shown; the others are counted."""


class Console:
    """Shows findings on standard error and counts them."""

    def __init__(self, *, verbose: bool = False) -> None:
        self._verbose = verbose
        self._counts: Counter[tuple[str, Severity]] = Counter()

    def show(self, finding: Finding) -> None:
        """Count a finding; show it unless it is an info that nobody asked for, or one of many of its code."""
        self._count(finding)
        shown = self._counts[finding.code, finding.severity]
        if self._verbose or (finding.severity != Severity.INFO and shown <= MOST_SHOWN):
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


def show_progress(items: Iterable[Item], stage: str, total: int | None) -> Iterable[Item]:
    """The same items, with a progress bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        return items
    from tqdm import tqdm

    return tqdm(items, desc=stage, total=total, unit=" articles", leave=False)


def _write_beside_progress(line: str) -> None:
    if sys.stderr.isatty():
        from tqdm import tqdm

        tqdm.write(line, file=sys.stderr)
    else:
        click.echo(line, err=True)
