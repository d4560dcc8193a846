"""Which findings are listed: of some codes only, and not too many of one."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from ontherecord.findings import FINDINGS_LEFT_OUT, Finding


def select(findings: Iterable[Finding], only: Collection[str], exclude: Collection[str]) -> Iterator[Finding]:
    """The findings of the codes in `only` (of all where it is empty) but for those in `exclude`."""
    return (finding for finding in findings if (not only or finding.code in only) and finding.code not in exclude)


def cut(findings: Iterable[Finding], most: int) -> Iterator[Finding]:
    """The first findings of each code, at most so many; then, for each code with more, how many were left out."""
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.code] += 1
        if counts[finding.code] <= most:
            yield finding
    for code, count in sorted(counts.items()):
        if count > most:
            yield FINDINGS_LEFT_OUT.finding(f"{count - most:,} more of {code}")
