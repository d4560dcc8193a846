"""Findings as JUnit XML, the format in which CI services show tests.

Source: https://github.com/testmoapp/junitxml, a description of what the services read; there is no standard.
"""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from ontherecord.findings import Finding, Severity
from ontherecord.report.escaping import printable

SUITE = "ontherecord validate"


def render_junit(findings: Iterable[Finding]) -> Iterator[str]:
    """One test case for each finding: an error fails, a warning or an info passes and is told as output.

    The numbers stand before the cases, so all findings are held in memory. Where nothing failed there is one more case,
    which passes: some services take a suite without any case for an accident.
    """
    cases = list(findings)
    failures = sum(finding.severity is Severity.ERROR for finding in cases)
    counts = f'tests="{len(cases) + (not failures)}" failures="{failures}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<testsuites {counts}>"
    yield f"  <testsuite name={quoteattr(SUITE)} {counts}>"
    if not failures:
        yield f'    <testcase classname={quoteattr(SUITE)} name="no error" />'
    for finding in cases:
        yield from _test_case(finding)
    yield "  </testsuite>"
    yield "</testsuites>"


def _test_case(finding: Finding) -> Iterator[str]:
    line = f"line {finding.line}" if finding.line else ""
    name = " ".join(part for part in (finding.code, line, finding.pointer) if part)
    place = finding.file or finding.article or SUITE
    yield f"    <testcase classname={_attribute(place)} name={_attribute(name)}>"
    if finding.severity is Severity.ERROR:
        yield (
            f"      <failure type={_attribute(finding.code)} message={_attribute(finding.message)}>"
            f"{_content(finding.hint)}</failure>"
        )
    else:
        output = f"{finding.severity}: {finding.message} {finding.hint}"
        yield f"      <system-out>{_content(output)}</system-out>"
    yield "    </testcase>"


def _attribute(text: str) -> str:
    return quoteattr(printable(text))


def _content(text: str) -> str:
    return escape(printable(text))
