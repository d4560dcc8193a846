"""Findings as SARIF 2.1.0, the format of code scanning services.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import urllib.parse
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from ontherecord.findings import Code, Finding, Severity, all_codes
from ontherecord.report.escaping import encodable
from ontherecord.report.json_formats import list_items, to_json
from ontherecord.version import VERSION

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_sarif(findings: Iterable[Finding]) -> Iterator[str]:
    """One log with one run: every code of the package is a rule, every finding a result, one a line."""
    yield f'{{"$schema": {to_json(SCHEMA)}, "version": "2.1.0", "runs": [{{'
    yield f'"tool": {{"driver": {{"name": "ontherecord", "version": {to_json(VERSION)}, "rules": ['
    yield from list_items(to_json(_rule(code)) for code in all_codes())
    yield ']}}, "columnKind": "unicodeCodePoints", "results": ['
    yield from list_items(to_json(_result(finding)) for finding in findings)
    yield "]}]}"


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": str(code),
        "shortDescription": {"text": code.meaning},
        "help": {"text": code.hint},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
    }


def _result(finding: Finding) -> dict[str, Any]:
    result = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message}\n{finding.hint}"},
    }
    location = _location(finding)
    return {**result, "locations": [location]} if location else result


def _location(finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if finding.file:
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(finding.file)}}
        if finding.line:
            location["physicalLocation"]["region"] = {"startLine": finding.line}
    place = f"{finding.article or ''}{finding.pointer or ''}"
    if place:
        location["logicalLocations"] = [{"fullyQualifiedName": place, "kind": "value"}]
    return location


def _uri(file: str) -> str:
    """The reference to a file; a relative one stays relative, so that a service finds the file in the repository."""
    return urllib.parse.quote(PurePath(encodable(file)).as_posix())
