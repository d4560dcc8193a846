"""What holds for every format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.findings import Finding
from ontherecord.report import RENDERERS

from .examples import FINDINGS


@pytest.mark.parametrize("name", RENDERERS)
@given(findings=st.lists(FINDINGS, max_size=3))
def test_every_report_is_lines_that_can_be_written(name: str, findings: list[Finding]) -> None:
    for line in RENDERERS[name](findings):
        assert "\n" not in line
        line.encode()


@pytest.mark.parametrize("name", ["text", "jsonl", "github"])
def test_a_report_without_findings_is_empty_where_its_format_allows(name: str) -> None:
    assert list(RENDERERS[name]([])) == []
