import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from ontherecord.annotate.finished_work import configuration, once, prepare
from ontherecord.annotate.language_model import DEFAULT_MODEL
from ontherecord.annotate.pipeline import annotate
from ontherecord.errors import OutputError
from ontherecord.findings import NO_TEXT, Finding
from ontherecord.jsonl import write_articles
from ontherecord.records import Article

BATCH = [Article(id="a1", text="Ann Lee spoke."), Article(id="a2", text="")]
RESULT: list[Article | Finding] = [BATCH[0], NO_TEXT.finding("nothing", article="a2"), BATCH[1]]
KILLS = 20
ARTICLES = 60


def made(batch: Sequence[Article]) -> list[Article | Finding]:
    return RESULT


def not_called(batch: Sequence[Article]) -> list[Article | Finding]:
    raise AssertionError("made again")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "finished"
    prepare(path)
    return path


def test_a_finished_batch_is_not_made_again(file: Path) -> None:
    assert once(BATCH, made, file=file, configuration="c") == RESULT
    assert once(BATCH, not_called, file=file, configuration="c") == RESULT


@pytest.mark.parametrize(
    ("batch", "settings"),
    [(BATCH, "other rules"), (BATCH[::-1], "c"), ([BATCH[0], Article(id="a2", text="x")], "c")],
    ids=["other rules", "another order", "another text"],
)
def test_what_differs_from_the_finished_batch_is_made(file: Path, batch: list[Article], settings: str) -> None:
    once(BATCH, made, file=file, configuration="c")
    with pytest.raises(AssertionError, match="made again"):
        once(batch, not_called, file=file, configuration=settings)


def test_the_configuration_tells_models_and_gazetteers_apart() -> None:
    assert configuration(DEFAULT_MODEL, b"") == configuration(DEFAULT_MODEL, b"")
    assert (
        len({configuration(DEFAULT_MODEL, b""), configuration("other", b""), configuration(DEFAULT_MODEL, b"x")}) == 3
    )


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a database, but long enough to be looked at as one\n" * 20)
    before = other.read_bytes()
    with pytest.raises(OutputError, match=r"notes\.txt.*choose another file"):
        list(annotate(BATCH, resume=other))
    assert other.read_bytes() == before


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot keep finished work in"):
        list(annotate(BATCH, resume=tmp_path / "missing" / "finished"))


def test_a_damaged_result_is_told(file: Path) -> None:
    once(BATCH, made, file=file, configuration="c")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE finished SET result = '[{'")
    with pytest.raises(OutputError, match="delete this one"):
        once(BATCH, made, file=file, configuration="c")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9 and no limit of a file's size")
def test_a_full_disk_is_told_and_the_next_run_ends_the_work(tmp_path: Path) -> None:
    source, plain, out, kept = (tmp_path / name for name in ("in.jsonl", "plain.jsonl", "out.jsonl", "kept"))
    _write_source(source)
    assert _run(source, plain).wait() == 0
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)); "
        "from ontherecord.__main__ import main; sys.exit(main())"
    )
    full = subprocess.run(
        [sys.executable, "-c", limited, *_arguments(source, out, "--resume", str(kept), "--workers", "1")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert full.returncode != 0
    assert "cannot keep finished work" in full.stderr
    assert "Traceback" not in full.stderr
    assert not out.exists()
    assert _run(source, out, "--resume", str(kept)).wait() == 0
    assert out.read_bytes() == plain.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9 and no limit of a file's size")
def test_a_run_killed_at_twenty_points_ends_with_the_bytes_of_an_undisturbed_one(tmp_path: Path) -> None:
    source, plain, out, kept = (tmp_path / name for name in ("in.jsonl", "plain.jsonl", "out.jsonl", "kept"))
    _write_source(source)
    started = time.monotonic()
    assert _run(source, plain).wait() == 0
    whole = time.monotonic() - started
    points = random.Random(20)
    for kill in range(KILLS):
        running = _run(source, out, "--resume", str(kept), "--workers", str(1 + kill % 2))
        try:
            running.wait(points.uniform(0.1, 1.0) * whole)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
        assert not out.exists() or out.read_bytes() == plain.read_bytes()
    assert _run(source, out, "--resume", str(kept)).wait() == 0
    assert out.read_bytes() == plain.read_bytes()
    with sqlite3.connect(kept) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_run_that_finds_all_finished_starts_no_process_and_loads_no_spacy(tmp_path: Path) -> None:
    source, first, second, kept = (tmp_path / name for name in ("in.jsonl", "first.jsonl", "second.jsonl", "kept"))
    _write_source(source)
    assert _run(source, first, "--resume", str(kept)).wait() == 0
    watched = (
        "import sys; from ontherecord.__main__ import main; code = main(); "
        "print({'spacy', 'multiprocessing.popen_spawn_posix'} & set(sys.modules)); sys.exit(code)"
    )
    arguments = _arguments(source, second, "--resume", str(kept), "--workers", "2")
    again = subprocess.run([sys.executable, "-c", watched, *arguments], check=False, capture_output=True, text=True)
    assert (again.returncode, again.stdout, again.stderr) == (0, "set()\n", "")
    assert second.read_bytes() == first.read_bytes()


def _write_source(path: Path) -> None:
    write_articles(
        path,
        (
            Article(id=f"a{number}", text=f'"Room {number} stays open," said Ann Lee of Northgate College on Monday.')
            for number in range(ARTICLES)
        ),
    )


def _arguments(source: Path, out: Path, *options: str) -> list[str]:
    return ["annotate", str(source), "-o", str(out), *options]


def _run(source: Path, out: Path, *options: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "ontherecord", *_arguments(source, out, *options)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
