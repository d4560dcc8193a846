"""Findings as JSON, with every key of `Finding`."""

import json
from collections.abc import Iterable, Iterator

import msgspec

from ontherecord.findings import Finding
from ontherecord.report.escaping import encodable


def render_jsonl(findings: Iterable[Finding]) -> Iterator[str]:
    """One JSON object for each finding, for programs that read while the validator still works."""
    for finding in findings:
        yield to_json(msgspec.to_builtins(finding))


def render_json(findings: Iterable[Finding]) -> Iterator[str]:
    """One JSON array, one finding a line."""
    yield "["
    yield from list_items(render_jsonl(findings))
    yield "]"


def list_items(items: Iterable[str]) -> Iterator[str]:
    """The items of a JSON array, one a line, with a comma after each but the last."""
    waiting = None
    for item in items:
        if waiting is not None:
            yield f"  {waiting},"
        waiting = item
    if waiting is not None:
        yield f"  {waiting}"


def to_json(value: object) -> str:
    """A value as JSON on one line, readable and writable as UTF-8."""
    return encodable(json.dumps(value, ensure_ascii=False))
