"""Findings as JUnit XML."""

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from ontherecord.findings import DANGLING_SPEAKER, Finding, Severity
from ontherecord.report import render_junit

from .examples import BARE, DANGLING, FINDINGS, GUESSED


def suite_of(findings: list[Finding]) -> ET.Element:
    root = ET.fromstring("\n".join(render_junit(findings)))
    (suite,) = root
    assert root.tag == "testsuites"
    assert suite.tag == "testsuite"
    return suite


def test_junit_fails_for_an_error_and_passes_for_a_warning() -> None:
    suite = suite_of([DANGLING, BARE, GUESSED])
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    (failure,) = suite.iter("failure")
    assert (failure.get("type"), failure.get("message")) == (DANGLING.code, DANGLING.message)
    assert failure.text == DANGLING_SPEAKER.hint
    assert [case.get("name") for case in suite] == [
        "OTR301-dangling-speaker line 3 /quotations/0/speaker_id",
        "OTR111-carriage-return",
        "OTR011-encoding-guessed",
    ]


def test_junit_without_an_error_has_a_case_that_passes() -> None:
    suite = suite_of([])
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    assert [case.get("name") for case in suite] == ["no error"]


def test_junit_escapes_what_xml_forbids() -> None:
    (case,) = suite_of([DANGLING_SPEAKER.finding("a < b & \"c\" 'd' \x00\ufffe]]>", file="<&>.jsonl")])
    assert case.get("classname") == "<&>.jsonl"
    assert case[0].get("message") == "a < b & \"c\" 'd' \\x00\\ufffe]]>"


@given(st.lists(FINDINGS, max_size=4))
def test_junit_counts_what_it_lists(findings: list[Finding]) -> None:
    suite = suite_of(findings)
    assert suite.get("tests") == str(len(list(suite.iter("testcase"))))
    assert suite.get("failures") == str(len(list(suite.iter("failure"))))
    assert len(list(suite.iter("failure"))) == sum(finding.severity is Severity.ERROR for finding in findings)
