"""The baseline: findings that are known and excused, each with its reason.

One JSON object a line. `code` and `reason` are required; `file`, `article` and `pointer` narrow an entry down, and what
it leaves out matches everything. Line numbers and messages are no part of it, so that it outlives other changes.

    {"code": "OTR404", "article": "harbour-vote", "reason": "two persons of this name, see the source sheet"}
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from ontherecord.errors import UsageError
from ontherecord.findings import KNOWN_FINDINGS, STALE_KNOWN_FINDING, Finding, find_code
from ontherecord.jsonl import read_lines


class KnownFinding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of the baseline; None matches everything.

    Attributes:
        code: number, slug or both.
        reason: why it is excused.
        file: path, or the end of it.
        article: id.
        pointer: JSON pointer.
    """

    code: str
    reason: str
    file: str | None = None
    article: str | None = None
    pointer: str | None = None

    def matches(self, finding: Finding) -> bool:
        """Whether the entry excuses a finding of its code."""
        return (
            (self.file is None or f"/{finding.file}".endswith(f"/{self.file}"))
            and self.article in (None, finding.article)
            and self.pointer in (None, finding.pointer)
        )


class Baseline(msgspec.Struct, frozen=True):
    """A baseline file and its entries with their line numbers."""

    path: Path
    entries: tuple[tuple[int, KnownFinding], ...]


def read_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        SourceError: the file cannot be opened.
        UsageError: a line is no entry, has an unknown code, or no reason.
    """
    decoder = msgspec.json.Decoder(KnownFinding)
    entries = []
    for number, line in read_lines(path):
        try:
            entry = decoder.decode(line)
            code = str(find_code(entry.code))
        except (msgspec.MsgspecError, UnicodeDecodeError, UsageError) as error:
            raise UsageError(f"{path}:{number}: no entry of a baseline: {error}") from error
        if not entry.reason.strip():
            raise UsageError(f"{path}:{number}: the entry has no reason; say why the finding is excused")
        entries.append((number, msgspec.structs.replace(entry, code=code)))
    return Baseline(path, tuple(entries))


def without_known(findings: Iterable[Finding], baseline: Baseline, level: int) -> Iterator[Finding]:
    """The findings that the baseline does not excuse; then how many it does, and its entries that match none.

    Args:
        findings: what validation found.
        baseline: what is excused.
        level: the last level of the validation; entries of higher ones were not put to the test.
    """
    by_code: dict[str, list[tuple[int, KnownFinding]]] = defaultdict(list)
    for number, entry in baseline.entries:
        by_code[entry.code].append((number, entry))
    used: set[int] = set()
    known = 0
    for finding in findings:
        matching = [number for number, entry in by_code.get(finding.code, ()) if entry.matches(finding)]
        if matching:
            used.update(matching)
            known += 1
        else:
            yield finding
    if known:
        yield KNOWN_FINDINGS.finding(f"{known:,} findings are known", file=str(baseline.path))
    yield from _stale(baseline, used, level)


def _stale(baseline: Baseline, used: Collection[int], level: int) -> Iterator[Finding]:
    for number, entry in baseline.entries:
        if number not in used and _level_of(entry.code) <= level:
            yield STALE_KNOWN_FINDING.finding(
                f"no finding of {entry.code} matches the entry", file=str(baseline.path), line=number
            )


def _level_of(code: str) -> int:
    """The level that makes the findings of a code: the first digit of its number."""
    return int(code.removeprefix("OTR")[0])
