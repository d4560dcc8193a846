"""The examples of the codes about gold files are real: the bad one is found, the good one is not."""

from pathlib import Path

import pytest

from ontherecord.explanations import explanations
from ontherecord.findings import Code, Severity, all_codes
from ontherecord.gold.folder import read_gold_file

CODES = [code for code in all_codes() if "OTR611" <= code.number <= "OTR623"]


@pytest.mark.parametrize("code", CODES, ids=str)
def test_the_examples_are_real(code: Code, tmp_path: Path) -> None:
    file = tmp_path / "ferry-talks.txt"
    file.write_text(explanations()[code.slug].bad, encoding="utf-8")
    assert str(code) in {finding.code for finding in read_gold_file(file).findings}
    file.write_text(explanations()[code.slug].good, encoding="utf-8")
    findings = read_gold_file(file).findings
    assert str(code) not in {finding.code for finding in findings}
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
