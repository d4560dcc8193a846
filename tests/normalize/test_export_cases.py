"""Every folder in `export_cases/` holds an export of a news database, or a document, and the articles expected of it.

`document.txt` gives one paragraph a line; it is read as a Word document and as rich text, which must tell the same.
"""

import json
from pathlib import Path

import pytest

from .office_files import rich_text, word
from .outcomes import outcome

CASES = Path(__file__).parent / "export_cases"


def files_of(case: Path, folder: Path) -> list[Path]:
    document = case / "document.txt"
    if not document.exists():
        return sorted(case.glob("input.*"))
    paragraphs = document.read_text(encoding="utf-8").splitlines()
    files = [folder / "export.docx", folder / "export.rtf"]
    for file, data in zip(files, (word(paragraphs), rich_text(paragraphs)), strict=True):
        file.write_bytes(data)
    return files


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_an_export_becomes_the_expected_articles(case: Path, tmp_path: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    for file in files_of(case, tmp_path):
        assert outcome(file) == expected
