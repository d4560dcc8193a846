"""Codes are stable, unique and explained."""

import re

from ontherecord.findings import UNREADABLE_RECORD, all_codes


def test_a_number_is_given_once() -> None:
    numbers = [code.number for code in all_codes()]
    assert len(numbers) == len(set(numbers))


def test_a_slug_is_given_once() -> None:
    slugs = [code.slug for code in all_codes()]
    assert len(slugs) == len(set(slugs))


def test_every_code_is_well_formed_and_explained() -> None:
    for code in all_codes():
        assert re.fullmatch(r"OTR[0-8][0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*", str(code))
        assert code.meaning.endswith(".")
        assert code.hint.endswith(".")


def test_a_finding_carries_code_severity_and_hint() -> None:
    finding = UNREADABLE_RECORD.finding("no JSON", file="a.jsonl", line=3)
    assert (finding.code, finding.severity, finding.hint) == (
        str(UNREADABLE_RECORD),
        UNREADABLE_RECORD.severity,
        UNREADABLE_RECORD.hint,
    )
