"""Every folder in `table_cases/` holds a table of articles, perhaps with options, and what is expected of it.

`rows.json` gives the rows of a Parquet file, in which `published` is a point in time.
"""

import json
from pathlib import Path

import pytest

from .outcomes import outcome
from .parquet_files import parquet

CASES = Path(__file__).parent / "table_cases"


def file_of(case: Path, folder: Path) -> Path:
    rows = case / "rows.json"
    if rows.exists():
        return parquet(rows, folder / "input.parquet")
    (file,) = case.glob("input.*")
    return file


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_table_becomes_the_expected_articles(case: Path, tmp_path: Path) -> None:
    options = case / "options.json"
    told = json.loads(options.read_text(encoding="utf-8")) if options.exists() else {}
    assert outcome(file_of(case, tmp_path), **told) == json.loads((case / "expected.json").read_text(encoding="utf-8"))
