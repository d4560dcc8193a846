"""Findings as text for people."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ontherecord.findings import Finding, Severity
from ontherecord.report.escaping import printable
from ontherecord.report.excerpt import SourceLines, excerpt

INDENT = "    "
COLORS = {Severity.ERROR: "\033[1;31m", Severity.WARNING: "\033[1;33m", Severity.INFO: "\033[1;36m"}
RESET = "\033[0m"


def render_text(findings: Iterable[Finding], *, color: bool = False) -> Iterator[str]:
    """What is wrong and where; the stretch of the line, where it can be read; and how to mend it, indented."""
    source = SourceLines()
    for finding in findings:
        paint = COLORS[finding.severity] if color else ""
        reset = RESET if color else ""
        yield _heading(finding, paint, reset)
        if shown := _excerpt(finding, source):
            stretch, carets = shown
            yield INDENT + stretch
            yield f"{INDENT}{paint}{carets}{reset}"
        yield INDENT + printable(finding.hint)


def summary_line(findings: Iterable[Finding]) -> str:
    """How many findings of each severity and code there are, in one line."""
    counts = Counter((finding.severity, finding.code) for finding in findings)
    if not counts:
        return "no findings"
    parts = []
    for severity in Severity:
        codes = {code: count for (of, code), count in sorted(counts.items()) if of is severity}
        if codes:
            listed = ", ".join(f"{code} {count}" for code, count in codes.items())
            parts.append(f"{_counted(sum(codes.values()), severity)} ({listed})")
    return "; ".join(parts)


def _heading(finding: Finding, paint: str, reset: str) -> str:
    place = f"{finding.file}:{finding.line}" if finding.file and finding.line else finding.file or finding.article
    words = (
        f"{place}:" if place else "",
        finding.severity,
        finding.code + ("" if finding.pointer else ":"),
        f"{finding.pointer}:" if finding.pointer else "",
        finding.message,
    )
    shown = [printable(word) for word in words]
    shown[1] = f"{paint}{shown[1]}{reset}"
    return " ".join(word for word in shown if word)


def _excerpt(finding: Finding, source: SourceLines) -> tuple[str, str] | None:
    if not (finding.file and finding.line and finding.pointer):
        return None
    line = source.read(finding.file, finding.line)
    return excerpt(line, finding.pointer) if line is not None else None


def _counted(number: int, severity: Severity) -> str:
    plural = "" if number == 1 or severity is Severity.INFO else "s"
    return f"{number} {severity}{plural}"
