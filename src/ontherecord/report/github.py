"""Findings as annotations on GitHub.

Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Iterable, Iterator

from ontherecord.findings import Finding, Severity
from ontherecord.report.escaping import encodable

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_github(findings: Iterable[Finding]) -> Iterator[str]:
    """One workflow command for each finding, which GitHub shows beside the line of the file."""
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
        yield encodable(f"::{COMMANDS[finding.severity]} {listed}::{data}")


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
