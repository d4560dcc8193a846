"""What was left out of an input, counted by what it is."""

from collections import Counter
from collections.abc import Iterator

from ontherecord.findings import ITEMS_LEFT_OUT, MARKUP_DROPPED, Finding
from ontherecord.normalize.metadata import shorten


def left_out_finding(counts: Counter[str], file: str) -> Iterator[Finding]:
    """Items of an input that are no articles; nothing where there was none."""
    if counts:
        yield ITEMS_LEFT_OUT.finding(f"left out: {_listed(counts)}", file=file)


def dropped_finding(counts: Counter[str], title: str, file: str) -> Iterator[Finding]:
    """Parts of an article that are not its text; nothing where there was none."""
    if counts:
        yield MARKUP_DROPPED.finding(f"{shorten(title)}: {_listed(counts)}", file=file)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in sorted(counts.items()) if count)
