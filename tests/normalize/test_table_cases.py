"""Every folder in `table_cases/` holds a table of articles, perhaps with options, and what is expected of it."""

import json
from pathlib import Path

import pytest

from .outcomes import outcome

CASES = Path(__file__).parent / "table_cases"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_table_becomes_the_expected_articles(case: Path) -> None:
    (file,) = case.glob("input.*")
    options = case / "options.json"
    told = json.loads(options.read_text(encoding="utf-8")) if options.exists() else {}
    assert outcome(file, **told) == json.loads((case / "expected.json").read_text(encoding="utf-8"))
