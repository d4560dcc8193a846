"""The closing table of `ontherecord build`."""

import json
import sys
from pathlib import Path

import pytest

from ontherecord.__main__ import main
from ontherecord.build import Stage, peak_memory
from ontherecord.cli.build import stage_table

ARTICLE = "{0} to sail again\n\n12 March 2024\n\nThe {0} sails on Friday, said Ines Marlow.\n"
STAGES = ["normalize", "deduplicate", "annotate", "validate", "publish"]


def test_the_summary_of_a_build_tells_what_each_stage_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    (tmp_path / "raw").mkdir()
    for name in ("ferry", "tram"):
        (tmp_path / "raw" / f"{name}.txt").write_text(ARTICLE.format(name.title()), encoding="utf-8")
    undated = ARTICLE.format("Coach").replace("12 March 2024\n\n", "")
    (tmp_path / "raw" / "coach.txt").write_text(undated, encoding="utf-8")
    assert main(["build", str(tmp_path / "raw"), "-o", str(tmp_path / "out"), "--workers", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("stage "))
    table = [line.split() for line in lines[start + 1 : start + 1 + len(STAGES)]]
    assert [cells[0] for cells in table] == STAGES
    assert {cells[1] for cells in table} == {"3"}
    told = sum(int(line.split()[1]) for line in lines if line.startswith("finding "))
    assert told > 0
    assert sum(int(cells[5]) for cells in table) == told


def test_a_build_tells_the_address_of_the_data_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    (tmp_path / "ferry.txt").write_text(ARTICLE.format("Ferry"), encoding="utf-8")
    out, address = tmp_path / "out", "https://example.org/news"
    assert main(["build", str(tmp_path / "ferry.txt"), "-o", str(out), "--workers", "1", "--url", address]) == 0
    assert json.loads((out / "datapackage.json").read_bytes())["homepage"] == address


def test_the_table_has_a_rate_and_unknown_where_there_is_none() -> None:
    head, measured, unmeasured = stage_table(
        [Stage("annotate", 1_200, 150.0, 512.4, 7), Stage("publish", 0, 0.0, None, 0)]
    )
    assert head.split() == ["stage", "articles", "seconds", "articles/s", "peak", "MB", "findings"]
    assert measured.split() == ["annotate", "1,200", "150.0", "8.0", "512", "7"]
    assert unmeasured.split() == ["publish", "0", "0.0", "unknown", "unknown", "0"]
    assert len(head) == len(measured) == len(unmeasured)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no peak memory")
def test_the_peak_memory_is_in_megabytes() -> None:
    before = peak_memory()
    held = bytearray(b"x") * 300_000_000
    after = peak_memory()
    assert before is not None
    assert after is not None
    assert before <= after
    assert len(held) / 1e6 <= after < 1_000_000
