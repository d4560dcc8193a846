"""Findings as text for people, as JSON for programs, and as annotations for GitHub."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from ontherecord.findings import Finding, Severity

GITHUB_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_text(findings: Iterable[Finding]) -> Iterator[str]:
    """Two lines for each finding: what is wrong and where, and, indented, how to mend it."""
    for finding in findings:
        place = f"{finding.file}:{finding.line}" if finding.file and finding.line else finding.file or finding.article
        words = (
            f"{place}:" if place else "",
            finding.severity,
            finding.code + ("" if finding.pointer else ":"),
            f"{finding.pointer}:" if finding.pointer else "",
            finding.message,
        )
        yield _printable(" ".join(word for word in words if word))
        yield _printable(f"    {finding.hint}")


def render_json(findings: Iterable[Finding]) -> Iterator[str]:
    """One JSON array, one finding a line, with every key of `Finding`."""
    line = "["
    for number, finding in enumerate(findings):
        yield line + ("," if number else "")
        line = "  " + _encodable(json.dumps(msgspec.to_builtins(finding), ensure_ascii=False))
    yield line
    yield "]"


def render_github(findings: Iterable[Finding]) -> Iterator[str]:
    """One workflow command for each finding, which GitHub shows beside the line of the file.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for finding in findings:
        properties = {
            "file": finding.file,
            "line": finding.line if finding.file else None,
            "title": finding.code,
        }
        listed = ",".join(
            f"{name}={_escape_property(str(value))}" for name, value in properties.items() if value is not None
        )
        place = finding.pointer or ("" if finding.file else finding.article)
        message = f"{place}: {finding.message}" if place else finding.message
        data = _escape_data(f"{message}\n{finding.hint}")
        yield _encodable(f"::{GITHUB_COMMANDS[finding.severity]} {listed}::{data}")


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


RENDERERS: Mapping[str, Callable[[Iterable[Finding]], Iterator[str]]] = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
}
"""The reports by the name of their format; each yields lines without their line end."""


def _counted(number: int, severity: Severity) -> str:
    plural = "" if number == 1 or severity is Severity.INFO else "s"
    return f"{number} {severity}{plural}"


def _printable(text: str) -> str:
    """The text on one line, without what would steer a terminal; file names and ids come from anywhere."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in text
    )


def _encodable(text: str) -> str:
    """The text with lone surrogates, as in undecodable file names, written as escapes (which JSON has too)."""
    return text.encode(errors="backslashreplace").decode()


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
