"""Each case folder has a valid and an invalid file (or release); every code of the stage has a case.

`earlier.jsonl` in a case folder is the earlier release with which both are compared.
"""

import json
import shutil
from pathlib import Path

import pytest

from ontherecord.findings import UNREADABLE_FILE, Finding, all_codes
from ontherecord.records import Article
from ontherecord.validate import Options, validate
from ontherecord.validate.file_level import read_file
from ontherecord.validate.items import ArticleRecord
from ontherecord.validate.record_level import CHECKS, Check
from ontherecord.validate.rights_level import RELEASE_CHECKS, RIGHTS_CHECKS
from ontherecord.validate.schema_level import follow_schema

from .release_damages import RELEASE_DAMAGES

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


def findings_of(case: Path, name: str) -> list[Finding]:
    earlier = case / "earlier.jsonl"
    return list(validate([file_of(case, name)], Options(earlier=earlier if earlier.exists() else None)))


def file_of(case: Path, name: str) -> Path:
    (file,) = case.glob(f"{name}*")
    return file


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_valid_case_has_no_finding(case: Path) -> None:
    assert findings_of(case, "valid") == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_invalid_case_has_the_expected_finding_and_no_other(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    findings = findings_of(case, "invalid")
    assert (expected["code"], expected["pointer"], expected["line"]) in [
        (finding.code, finding.pointer, finding.line) for finding in findings
    ]
    assert {finding.code for finding in findings} == {expected["code"]}


def test_every_code_of_the_stage_has_a_case() -> None:
    codes = {code.slug for code in all_codes() if "OTR100" <= code.number < "OTR600"}
    damaged = {code.partition("-")[2] for code, *_ in RELEASE_DAMAGES}
    assert {case.name for case in CASES} | damaged == codes


def invalid_articles() -> list[Article]:
    files = [file for case in CASES for name in ("invalid.jsonl", "invalid/jsonl/*.jsonl") for file in case.glob(name)]
    items = follow_schema(item for file in files for item in read_file(file))
    return [item.article for item in items if isinstance(item, ArticleRecord)]


@pytest.mark.parametrize("check", CHECKS + RIGHTS_CHECKS + RELEASE_CHECKS, ids=lambda check: check.__name__)
def test_every_check_has_an_invalid_case(check: Check) -> None:
    assert any(list(check(article)) for article in invalid_articles())


def test_a_file_among_others_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    shutil.copy(file_of(CASES[0], "valid"), tmp_path)
    (tmp_path / "lost.jsonl").symlink_to(tmp_path / "nowhere.jsonl")
    (finding,) = validate([tmp_path])
    assert (finding.code, finding.file) == (str(UNREADABLE_FILE), str(tmp_path / "lost.jsonl"))
