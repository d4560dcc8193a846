"""A real scheduler and workers, each a process of its own on loopback."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import types
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ontherecord.__main__ import main
from ontherecord.annotate.cluster import on_cluster
from ontherecord.errors import MissingExtraError, SourceError, UsageError, WorkerError
from ontherecord.findings import NO_TEXT, Finding
from ontherecord.jsonl import write_articles
from ontherecord.records import Article

BATCHES = [[Article(id=f"a{number}")] for number in range(12)]
ARTICLES = 200
SECONDS = 300
ROOT = Path(__file__).parents[2]


class Cluster:
    """A scheduler and its workers; what is started here is ended here."""

    def __init__(self, folder: Path, allowed_failures: int) -> None:
        self._folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        environment = os.environ | {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(allowed_failures)}
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
        self.scheduler = self._start("dask_scheduler", options, environment)
        self.address = self._announced()

    def add_worker(self, threads: int = 1) -> None:
        self.workers.append(
            self._start(
                "dask_worker",
                [
                    *(self.address, "--no-nanny", "--no-dashboard", "--nthreads", str(threads)),
                    *("--local-directory", str(self._folder)),
                ],
                os.environ.copy(),
            )
        )

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, module: str, options: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.{module}", *options]
        with (self._folder / "log").open("ab") as log:
            # In the root of the repository they can import what the tests want to be done.
            return subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT, env=environment)

    def _announced(self) -> str:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline and self.scheduler.poll() is None:
            for line in (self._folder / "log").read_text().splitlines():
                if "Scheduler at:" in line:
                    return line.split()[-1]
            time.sleep(0.1)
        raise AssertionError((self._folder / "log").read_text())


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A cluster that gives a batch up when it has ended that many workers and one more."""
    cluster = Cluster(tmp_path_factory.mktemp("dask"), getattr(request, "param", 3))
    try:
        yield cluster
    finally:
        cluster.end()


def marked(batch: Sequence[Article]) -> list[Article | Finding]:
    return [NO_TEXT.finding("x", article=batch[0].id), *batch]


def refused(batch: Sequence[Article]) -> list[Article | Finding]:
    raise SourceError(f"no {batch[0].id}")


def killed(batch: Sequence[Article]) -> list[Article | Finding]:
    os.kill(os.getpid(), signal.SIGKILL)
    return list(batch)


def settings() -> str:
    return "the same"


def write_source(path: Path) -> None:
    text = '"Room {} stays open," said Ann Lee of Northgate College on 3 May 2024. She met the Harbour Trust on Monday.'
    write_articles(path, (Article(id=f"a{number}", text=text.format(number)) for number in range(ARTICLES)))


def annotating(source: Path, out: Path, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "ontherecord", "annotate", str(source), "-o", str(out), *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


@pytest.mark.cluster
def test_a_worker_killed_in_mid_job_changes_no_byte_of_the_result(tmp_path: Path, cluster: Cluster) -> None:
    source, plain, out, kept = (tmp_path / name for name in ("in.jsonl", "plain.jsonl", "out.jsonl", "kept"))
    write_source(source)
    assert main(["annotate", str(source), "-o", str(plain), "--workers", "1"]) == 0
    cluster.add_worker()
    cluster.add_worker()
    running = annotating(source, out, "--cluster", cluster.address, "--resume", str(kept))
    deadline = time.monotonic() + SECONDS
    while finished(kept) < 4 and time.monotonic() < deadline:
        time.sleep(0.02)
    cluster.workers[0].send_signal(signal.SIGKILL)
    cluster.workers[0].wait()
    assert running.poll() is None, "the job was over before the worker was killed"
    assert not out.exists()
    _, errors = running.communicate(timeout=SECONDS)
    told = [line for line in errors.splitlines() if not line.startswith("annotate: ")]
    assert (running.returncode, told) == (0, [])
    assert out.read_bytes() == plain.read_bytes()
    batches = finished(kept)
    again = tmp_path / "again.jsonl"
    assert main(["annotate", str(source), "-o", str(again), "--cluster", cluster.address, "--resume", str(kept)]) == 0
    assert again.read_bytes() == plain.read_bytes()
    assert finished(kept) == batches
    # What a cluster finished is finished for this machine too.
    assert main(["annotate", str(source), "-o", str(again), "--workers", "1", "--resume", str(kept)]) == 0
    assert again.read_bytes() == plain.read_bytes()
    assert finished(kept) == batches


def finished(kept: Path) -> int:
    """How many batches a file of finished work has."""
    try:
        with sqlite3.connect(f"file:{kept}?mode=ro", uri=True) as database:
            (count,) = database.execute("SELECT count(*) FROM finished").fetchone()
            return int(count)
    except sqlite3.OperationalError:
        return 0


@pytest.mark.cluster
def test_a_worker_with_several_threads_gives_the_same_bytes(tmp_path: Path, cluster: Cluster) -> None:
    source, plain, out = (tmp_path / name for name in ("in.jsonl", "plain.jsonl", "out.jsonl"))
    write_source(source)
    assert main(["annotate", str(source), "-o", str(plain), "--workers", "1"]) == 0
    cluster.add_worker(threads=4)
    assert main(["annotate", str(source), "-o", str(out), "--cluster", cluster.address]) == 0
    assert out.read_bytes() == plain.read_bytes()


@pytest.mark.cluster
def test_results_come_in_order_and_errors_as_they_are_and_no_more_is_read_than_is_needed(cluster: Cluster) -> None:
    cluster.add_worker()
    cluster.add_worker()
    expected = [item for batch in BATCHES for item in marked(batch)]
    assert list(on_cluster(BATCHES, marked, cluster.address, configuration=settings)) == expected
    with pytest.raises(SourceError, match="no a0"):
        list(on_cluster(BATCHES, refused, cluster.address, configuration=settings))
    read = []

    def reading() -> Iterator[list[Article]]:
        for batch in BATCHES:
            read.append(batch)
            yield batch

    results = on_cluster(reading(), marked, cluster.address, configuration=settings)
    next(results)
    assert len(read) < len(BATCHES)
    results.close()  # type: ignore[attr-defined]


@pytest.mark.cluster
def test_a_worker_of_another_version_is_refused(cluster: Cluster) -> None:
    cluster.add_worker()
    with pytest.raises(WorkerError, match="another version"):
        list(on_cluster(BATCHES, marked, cluster.address, configuration=lambda: str(os.getpid())))


@pytest.mark.cluster
def test_a_package_that_the_cluster_lacks_is_told(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = types.ModuleType("only_on_this_machine")
    exec("def settings():\n    return ''", lacking.__dict__)
    monkeypatch.setitem(sys.modules, "only_on_this_machine", lacking)
    cluster.add_worker()
    with pytest.raises(WorkerError, match=r"lacks a package: No module named 'only_on_this_machine'; install"):
        list(on_cluster(BATCHES, marked, cluster.address, configuration=lacking.settings))


@pytest.mark.cluster
@pytest.mark.parametrize("cluster", [0], indirect=True)
def test_articles_that_end_their_workers_are_one_clear_error_and_no_output(tmp_path: Path, cluster: Cluster) -> None:
    cluster.add_worker()
    out = tmp_path / "out.jsonl"
    items = on_cluster(BATCHES[:1], killed, cluster.address, configuration=settings)
    with pytest.raises(WorkerError, match=r"sudden end.*memory"):
        write_articles(out, (item for item in items if isinstance(item, Article)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.cluster
def test_a_cluster_without_workers_and_one_that_is_gone_are_told(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ontherecord.annotate.cluster.PATIENCE", 1.0)
    source = tmp_path / "in.jsonl"
    write_source(source)
    command = ["annotate", str(source), "-o", str(tmp_path / "out.jsonl"), "--cluster"]
    assert main([*command, cluster.address]) == 2
    cluster.end()
    assert main([*command, cluster.address]) == 2
    without, gone = capfd.readouterr().err.splitlines()
    assert f"{cluster.address} has no worker; start some with: dask worker" in without
    assert f"no Dask scheduler answers at {cluster.address}" in gone
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.cluster
def test_a_scheduler_that_dies_in_mid_job_is_told(tmp_path: Path, cluster: Cluster) -> None:
    source, out, kept = (tmp_path / name for name in ("in.jsonl", "out.jsonl", "kept"))
    write_source(source)
    cluster.add_worker()
    running = annotating(source, out, "--cluster", cluster.address, "--resume", str(kept))
    deadline = time.monotonic() + SECONDS
    while finished(kept) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    cluster.end()
    _, errors = running.communicate(timeout=SECONDS)
    assert running.returncode == 2
    assert errors == (
        f"error: the Dask cluster at {cluster.address} was lost; start it anew and run again, with --resume to lose "
        "nothing\n"
    )
    assert not out.exists()


@pytest.mark.cluster
@pytest.mark.parametrize("address", ["", "here", "tcp://127.0.0.1", "tcp://:8786", "foo://here:8786"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(UsageError, match=r"tcp://10\.0\.0\.1:8786.*mend --cluster"):
        list(on_cluster(BATCHES, marked, address, configuration=settings))


def test_a_missing_dask_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'ontherecord\[dask\]'"):
        list(on_cluster(BATCHES, marked, "tcp://127.0.0.1:1", configuration=settings))


@pytest.mark.parametrize("command", [["annotate", "x.jsonl"], ["build", "x", "-o", "y"]])
def test_workers_here_and_a_cluster_are_not_asked_for_at_once(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--workers", "2", "--cluster", "tcp://127.0.0.1:1"]) == 2
    assert "give one of them" in capsys.readouterr().err
