"""The command line as a user meets it: commands run, and bad input gets one clear message and an exit code."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import datasets
import pytest

from ontherecord.__main__ import main
from ontherecord.cli import cli
from ontherecord.cli.console import MOST_SHOWN

HARBOUR = """Harbour ferry to sail again

12 March 2024

The ferry to Skarn will sail again on Friday, the Harbour Trust said on Tuesday.

“We have waited long enough,” said Ines Marlow, the trust’s chairwoman.
"""

LIBRARY = """Library stays open late

13 March 2024

Readers may stay until 10 p.m. from April, the librarian, Otto Brandt, told the council.
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "library.txt").write_text(LIBRARY, encoding="utf-8")
    rows = [
        {"file": "harbour.txt", "publisher": "The Skarn Post", "published": "2024-03-12", "license": "CC-BY-4.0"},
        {"file": "library.txt", "publisher": "The Skarn Post", "published": "2024-03-13"},
    ]
    (folder / "sources.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def rows_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_build_makes_a_data_set_and_a_summary(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    out = tmp_path / "release"
    assert main(["build", str(news), "-o", str(out)]) == 0
    summary = capsys.readouterr().out
    for word in ("articles", "quotations", "speakers", "organizations", "dates", "1 full, 1 standoff"):
        assert word in summary
    rows = datasets.load_dataset(str(out), split="train", cache_dir=str(tmp_path / "cache"))
    assert rows["id"] == ["harbour", "library"]
    assert rows["text"][1] is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "news", "release"]


def test_the_stages_one_by_one_give_the_release_of_build(news: Path, tmp_path: Path) -> None:
    steps = [
        ["normalize", str(news), "-o", str(tmp_path / "articles.jsonl")],
        ["annotate", str(tmp_path / "articles.jsonl"), "-o", str(tmp_path / "annotated.jsonl")],
        ["validate", str(tmp_path / "annotated.jsonl")],
        ["publish", str(tmp_path / "annotated.jsonl"), "-o", str(tmp_path / "one")],
        ["validate", str(tmp_path / "one")],
        ["build", str(news), "-o", str(tmp_path / "two")],
    ]
    assert [main(step) for step in steps] == [0] * len(steps)
    assert (tmp_path / "one" / "SHA256SUMS").read_bytes() == (tmp_path / "two" / "SHA256SUMS").read_bytes()


def test_evaluate_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a-1", "text": "On Monday.", "dates": []}) + "\n", encoding="utf-8")
    assert main(["evaluate", str(gold), str(gold), "--format", "json"]) == 0
    assert {figure["measure"] for figure in json.loads(capsys.readouterr().out)} >= {"dates value", "dates strict"}


def test_annotate_takes_minimal_rows_and_never_changes_the_text(tmp_path: Path) -> None:
    text = "The ferry “Runa”   sails on Friday,\n\nsaid the Harbour Trust."
    row = {"id": "a-1", "headline": "Ferry", "text": text, "published": "2024-03-12"}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert main(["annotate", str(tmp_path / "rows.jsonl"), "-o", str(tmp_path / "out.jsonl")]) == 0
    (annotated,) = rows_of(tmp_path / "out.jsonl")
    assert (annotated["id"], annotated["text"]) == ("a-1", text)
    assert [layer["name"] for layer in annotated["layers"]] == ["quotations", "speakers", "organizations", "dates"]  # type: ignore[attr-defined]


def test_what_the_metadata_do_not_tell_the_options_tell(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "articles.jsonl"
    assert main(["normalize", str(news), "-o", str(out), "--license", "CC0-1.0", "--split", "test"]) == 0
    licenses = [row["rights"]["text_license"] for row in rows_of(out)]  # type: ignore[index]
    assert licenses == ["CC-BY-4.0", "CC0-1.0"]
    assert {row["split"] for row in rows_of(out)} == {"test"}


def test_every_command_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for name in (None, *cli.commands):
        assert main([*([name] if name else []), "--help"]) == 0
        assert re.search(r"Examples?:\n +ontherecord ", capsys.readouterr().out)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from ontherecord.__main__ import main; main(['--help']);"
        "print(sorted({'spacy', 'pandas', 'pyarrow', 'datasets', 'numpy', 'jsonschema', 'ftfy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("command", ["build", "normalize"])
def test_a_missing_source_is_named(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, str(tmp_path / "nowhere.txt"), "-o", str(tmp_path / "out")]) == 2
    assert "nowhere.txt" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("blank.txt", b" \n\n"), ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00")],
)
def test_a_file_without_an_article_is_an_error_and_nothing_is_written(
    name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["build", str(tmp_path / name), "-o", str(tmp_path / "out")]) == 2
    assert name in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_unreadable_file_among_others_is_an_error_and_the_others_go_on(news: Path, tmp_path: Path) -> None:
    (news / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    assert main(["normalize", str(news), "-o", str(tmp_path / "articles.jsonl")]) == 1
    assert [row["id"] for row in rows_of(tmp_path / "articles.jsonl")] == ["harbour", "library"]


def test_a_latin_1_file_is_read_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Café reopens\n\nThe café in Sant Eral reopened on Monday, its owner, Zoë Núñez, said.\n"
    (tmp_path / "cafe.txt").write_bytes(text.encode("latin-1"))
    out = tmp_path / "articles.jsonl"
    assert main(["normalize", str(tmp_path / "cafe.txt"), "-o", str(out), "--published", "2024-03-12", "-v"]) == 0
    assert "Zoë Núñez" in str(rows_of(out)[0]["text"])
    assert "info" in capsys.readouterr().err


def test_an_article_without_a_date_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ferry.txt").write_text("Ferry sails\n\nThe ferry sailed, the Harbour Trust said.\n", encoding="utf-8")
    out = tmp_path / "articles.jsonl"
    assert main(["normalize", str(tmp_path / "ferry.txt"), "-o", str(out)]) == 0
    (row,) = rows_of(out)
    assert (row["published"], row["published_basis"]) == (None, "unknown")
    assert "warning" in capsys.readouterr().err


def test_a_broken_sheet_is_an_error_with_its_line_and_its_good_rows_count(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (news / "sources.jsonl").open("a", encoding="utf-8") as sheet:
        sheet.write('{"file": "library.txt", \n')
    out = tmp_path / "articles.jsonl"
    assert main(["normalize", str(news), "-o", str(out)]) == 1
    assert "sources.jsonl:3" in capsys.readouterr().err
    assert {row["source"]["name"] for row in rows_of(out)} == {"The Skarn Post"}  # type: ignore[index]


@pytest.mark.parametrize("command", ["build", "normalize"])
def test_an_output_that_cannot_be_written_is_named(
    command: str, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main([command, str(news), "-o", str(tmp_path / "file" / "out")]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_a_folder_that_is_no_release_is_not_replaced(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").touch()
    assert main(["build", str(news), "-o", str(tmp_path / "thesis")]) == 2
    assert "no release" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter.txt"]


def test_a_missing_model_gives_the_way_to_install_one(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(news), "-o", str(tmp_path / "out"), "--model", "xx_no_such_model"]) == 2
    error = capsys.readouterr().err
    assert "xx_no_such_model" in error
    assert "install" in error
    assert not (tmp_path / "out").exists()


def test_an_unknown_option_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--no-such-option"]) == 2
    assert "--no-such-option" in capsys.readouterr().err


def test_an_invalid_record_makes_validate_end_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "a-1"}\n', encoding="utf-8")
    assert main(["validate", str(tmp_path / "bad.jsonl"), "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error ")


# A shell starts background jobs with SIGINT ignored, and whatever they start inherits that.
HEARS_INTERRUPTS = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from ontherecord.__main__ import main
raise SystemExit(main())
"""


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_leaves_nothing_behind(stop: signal.Signals, tmp_path: Path) -> None:
    news, out = tmp_path / "news", tmp_path / "results" / "out"
    news.mkdir()
    for number in range(300):
        (news / f"harbour-{number}.txt").write_text(HARBOUR, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", HEARS_INTERRUPTS, "build", str(news), "-o", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None and not any((tmp_path / "results").glob(".out*/.annotated*")):
        time.sleep(0.01)
    process.send_signal(stop)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert error.endswith("interrupted: no result was written\n")
    assert os.listdir(out.parent) == []


def test_many_findings_of_one_code_are_counted_not_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(MOST_SHOWN + 5):
        (tmp_path / f"ferry-{number}.txt").write_text(
            f"Ferry {number}\n\nThe ferry sailed, it said.\n", encoding="utf-8"
        )
    assert main(["normalize", str(tmp_path), "-o", os.devnull]) == 0
    error = capsys.readouterr().err
    assert error.count("no-publication-day:") == MOST_SHOWN
    assert "are counted only" in error
