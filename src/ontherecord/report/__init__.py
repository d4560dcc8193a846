"""Findings for people, for programs and for the services that show them: one module for each family of formats."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from ontherecord.findings import Finding
from ontherecord.report.github import render_github
from ontherecord.report.json_formats import render_json, render_jsonl
from ontherecord.report.junit import render_junit
from ontherecord.report.sarif import render_sarif
from ontherecord.report.text import render_text, summary_line

__all__ = [
    "RENDERERS",
    "render_github",
    "render_json",
    "render_jsonl",
    "render_junit",
    "render_sarif",
    "render_text",
    "summary_line",
]

RENDERERS: Mapping[str, Callable[[Iterable[Finding]], Iterator[str]]] = {
    "text": render_text,
    "json": render_json,
    "jsonl": render_jsonl,
    "github": render_github,
    "sarif": render_sarif,
    "junit": render_junit,
}
"""The reports by the name of their format; each yields lines without their line end."""
