import functools
import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ontherecord.annotate.workers import WORTH_A_PROCESS, in_processes, spread
from ontherecord.errors import SourceError, WorkerError
from ontherecord.findings import NO_TEXT, Finding
from ontherecord.jsonl import write_articles
from ontherecord.records import Article

BATCHES = [[Article(id=f"a{number}")] for number in range(12)]


def marked(batch: Sequence[Article], process: int = 0) -> list[Article | Finding]:
    if process and os.getpid() == process:
        raise AssertionError("made in the process of the test")
    return [NO_TEXT.finding("x", article=batch[0].id), *batch]


def killed(batch: Sequence[Article]) -> list[Article | Finding]:
    if batch[0].id == "a7":
        os.kill(os.getpid(), signal.SIGKILL)
    return list(batch)


def refused(batch: Sequence[Article]) -> list[Article | Finding]:
    raise SourceError(f"no {batch[0].id}")


@pytest.mark.parametrize("workers", [2, 3])
def test_results_come_in_the_order_of_the_batches_from_other_processes(workers: int) -> None:
    expected = [item for batch in BATCHES for item in marked(batch)]
    assert list(in_processes(BATCHES, functools.partial(marked, process=os.getpid()), workers)) == expected


def test_a_killed_process_is_one_clear_error_and_leaves_no_output(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    articles = (item for item in in_processes(BATCHES, killed, 2) if isinstance(item, Article))
    with pytest.raises(WorkerError, match="sudden end"):
        write_articles(out, articles)
    assert list(tmp_path.iterdir()) == []


def test_an_error_in_a_process_is_raised_as_it_is() -> None:
    with pytest.raises(SourceError, match="no a0"):
        list(in_processes(BATCHES, refused, 2))


def test_no_process_is_started_for_a_few_batches() -> None:
    with pytest.raises(AssertionError, match="process of the test"):
        list(spread(BATCHES[:WORTH_A_PROCESS], functools.partial(marked, process=os.getpid()), 8))


def test_batches_are_read_no_further_ahead_than_the_processes_need() -> None:
    read = []

    def reading() -> Iterator[list[Article]]:
        for batch in BATCHES:
            read.append(batch)
            yield batch

    results = in_processes(reading(), marked, 2)
    next(results)
    assert len(read) < len(BATCHES)
    results.close()  # type: ignore[attr-defined]
