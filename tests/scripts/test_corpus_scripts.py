"""The scripts about the corpus, run as a person runs them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"

RAW = """Ferry to sail again

12 March 2024

“We have waited long enough,” said Ines Marlow on Monday. She has a dog.
"""
GOLD = """\
annotator: A
s1 person | Ines Marlow
---
“{q1 direct s1 inverted|We have waited long enough,}” {cue q1|said} {s1 source q1|Ines Marlow} on \
{d1 DATE 2024-03-11 anchor=published|Monday}. She has a dog.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for folder in ("raw", "gold", "second"):
        (tmp_path / folder).mkdir()
    for name, split in (("ferry", "train"), ("tram", "test")):
        (tmp_path / "raw" / f"{name}.txt").write_text(RAW, encoding="utf-8")
        (tmp_path / "gold" / f"{name}.txt").write_text(GOLD, encoding="utf-8")
        with (tmp_path / "raw" / "sources.jsonl").open("a", encoding="utf-8") as sheet:
            sheet.write(json.dumps({"file": f"{name}.txt", "split": split}) + "\n")
    (tmp_path / "second" / "ferry.txt").write_text(GOLD.replace("2024-03-11", "2024-03-18"), encoding="utf-8")
    return tmp_path


def run(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPTS / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_annotator_is_evaluated_split_by_split(corpus: Path) -> None:
    result = run("evaluate_corpus.py", "--raw", corpus / "raw", "--gold", corpus / "gold", "--format", "markdown")
    assert result.returncode == 0, result.stderr
    headings = [line for line in result.stdout.splitlines() if line.startswith("#")]
    assert headings == ["### train: 1 articles"]
    assert "| quotations direct entity | 100.0 | 100.0 | 100.0 |" in result.stdout
    assert "| inverted | 100.0 | 100.0 | 1 |" in result.stdout


@pytest.mark.parametrize("split", ["test", "all"])
def test_the_test_split_is_shown_to_those_who_ask_for_it(corpus: Path, split: str) -> None:
    result = run("evaluate_corpus.py", "--raw", corpus / "raw", "--gold", corpus / "gold", "--split", split)
    assert result.returncode == 0, result.stderr
    assert result.stdout.lstrip().startswith(f"{split}: ")


def test_gold_with_an_error_is_left_out_and_told(corpus: Path) -> None:
    (corpus / "gold" / "tram.txt").write_text(GOLD.replace("dog", "cat"), encoding="utf-8")
    result = run("evaluate_corpus.py", "--raw", corpus / "raw", "--gold", corpus / "gold", "--split", "train")
    assert result.returncode == 1
    assert "train: 1 articles" in result.stdout
    assert "OTR624-gold-text-differs" in result.stderr


def test_agreement_is_a_table_and_a_list(corpus: Path) -> None:
    result = run("agreement.py", corpus / "gold", corpus / "second")
    assert result.returncode == 0, result.stderr
    assert "## Agreement on 1 articles" in result.stdout
    assert "| quotations speaker | 1.000 | 1.000 to 1.000 | 1 |" in result.stdout
    assert "| dates value | 0.000 | 0.000 to 0.000 | 1 |" in result.stdout
    assert "- dates, value: …" in result.stdout


def test_annotations_of_different_texts_are_refused(corpus: Path) -> None:
    (corpus / "second" / "ferry.txt").write_text(GOLD.replace("dog", "cat"), encoding="utf-8")
    result = run("agreement.py", corpus / "gold", corpus / "second")
    assert (result.returncode, result.stdout) == (2, "")
    assert "do not have the same text" in result.stderr
