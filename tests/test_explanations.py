"""Every code is explained, and the examples are real: the bad one is found, the good one is not."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ontherecord.__main__ import main
from ontherecord.explanations import Explanation, explain, explanations
from ontherecord.findings import Code, all_codes
from ontherecord.normalize import Metadata, normalize
from ontherecord.records import Article
from ontherecord.validate import Options, validate

CASES = Path(__file__).parent / "validate" / "cases"

LINE_CODES = [code for code in all_codes() if "OTR101" <= code.number < "OTR115"]
CASE_CODES = [code for code in all_codes() if code.number >= "OTR200" and (CASES / code.slug / "valid.jsonl").exists()]
SHEET_CODES = [
    code
    for code in all_codes()
    if "OTR031" <= code.number <= "OTR043" and code.slug not in ("two-sheets", "file-without-row")
]
TEXT_CODES = [
    code
    for code in all_codes()
    if code.slug
    in (
        "empty-file",
        "no-body",
        "text-repaired",
        "lost-characters",
        "boilerplate-dropped",
        "no-publication-day",
        "ambiguous-day",
    )
]


def example(code: Code) -> Explanation:
    return explanations()[code.slug]


def visible_bytes(text: str) -> bytes:
    """The bytes of an example, in which those that cannot be seen are written as escapes."""
    escapes = {r"\r": b"\r", r"\n": b"\n"}
    parts = re.split(r"(\\x[0-9a-f]{2}|\\r|\\n)", text)
    return b"".join(
        escapes.get(part) or (bytes.fromhex(part[2:]) if part.startswith(r"\x") else part.encode()) for part in parts
    )


def holds(part: Any, whole: Any) -> bool:
    """Whether all that an example shows stands in a record; a string with … is the beginning of a longer one."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and holds(value, whole[key]) for key, value in part.items())
    if isinstance(part, list):
        return isinstance(whole, list) and all(any(holds(item, other) for other in whole) for item in part)
    if isinstance(part, str) and part.endswith("…"):
        return isinstance(whole, str) and whole.startswith(part.removesuffix("…"))
    return type(part) is type(whole) and part == whole


def records(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def found(content: bytes, folder: Path) -> set[str]:
    (folder / "a.jsonl").write_bytes(content)
    return {finding.code for finding in validate([folder / "a.jsonl"], Options(level=1))}


def read(folder: Path, text: str, sheet: str | None = None) -> set[str]:
    """The codes of reading one article with a sheet."""
    (folder / "ferry.txt").write_text(text, encoding="utf-8")
    if sheet is not None:
        (folder / "sources.jsonl").write_text(sheet + "\n", encoding="utf-8")
    return {item.code for item in normalize([folder], Metadata()) if not isinstance(item, Article)}


def test_every_code_has_an_explanation_and_every_explanation_a_code() -> None:
    assert list(explanations()) == [code.slug for code in all_codes()]


@pytest.mark.parametrize("code", all_codes(), ids=str)
def test_an_explanation_is_whole(code: Code) -> None:
    explanation = example(code)
    assert explanation.why.endswith(".")
    assert explanation.bad != explanation.good
    for part in (str(code), code.meaning, code.hint, explanation.bad.splitlines()[0], explanation.good.splitlines()[0]):
        assert part in explain(code)


@pytest.mark.parametrize("code", LINE_CODES, ids=str)
def test_the_examples_of_a_line_are_real(code: Code, tmp_path: Path) -> None:
    end = b"" if r"\n" in example(code).bad else b"\n"
    assert str(code) in found(visible_bytes(example(code).bad) + end, tmp_path)
    end = b"" if r"\n" in example(code).good else b"\n"
    assert found(visible_bytes(example(code).good) + end, tmp_path) == set()


@pytest.mark.parametrize("code", CASE_CODES, ids=str)
def test_the_examples_of_a_record_are_taken_from_its_case(code: Code) -> None:
    for text, name in ((example(code).bad, "invalid"), (example(code).good, "valid")):
        whole = records(CASES / code.slug / f"{name}.jsonl")
        for line in text.splitlines():
            assert any(holds(json.loads(line), record) for record in whole), line


@pytest.mark.parametrize("code", SHEET_CODES, ids=str)
def test_the_examples_of_a_sheet_are_real(code: Code, tmp_path: Path) -> None:
    text = explanations()["no-body"].good
    assert str(code) in read(tmp_path, text, example(code).bad)
    assert read(tmp_path, text, example(code).good) == set()


@pytest.mark.parametrize("code", TEXT_CODES, ids=str)
def test_the_examples_of_a_raw_article_are_real(code: Code, tmp_path: Path) -> None:
    assert str(code) in read(tmp_path, visible_bytes(example(code).bad).decode())
    assert str(code) not in read(tmp_path, visible_bytes(example(code).good).decode())


@pytest.mark.parametrize("name", ["OTR301", "301", "dangling-speaker", "otr301-dangling-speaker"])
def test_explain_takes_number_slug_or_both(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", name]) == 0
    assert capsys.readouterr().out.startswith("OTR301-dangling-speaker (error)\n")


def test_explain_of_an_unknown_code_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "dangling-speakers"]) == 2
    assert "did you mean dangling-speaker?" in capsys.readouterr().err
