import functools
import itertools
import os
import signal
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.annotate.language_model import BATCH_SIZE
from ontherecord.annotate.workers import BATCH_CHARACTERS, BATCH_ENDS, WORTH_A_PROCESS, in_batches, in_processes, spread
from ontherecord.errors import SourceError, WorkerError
from ontherecord.findings import NO_TEXT, Finding
from ontherecord.jsonl import write_articles
from ontherecord.records import Article

BATCHES = [[Article(id=f"a{number}")] for number in range(12)]


def characters(batch: Sequence[Article]) -> int:
    return sum(len(article.text or "") for article in batch)


LENGTHS = st.sampled_from(
    [0, 1, 3_000, BATCH_CHARACTERS // 2, BATCH_CHARACTERS - 1, BATCH_CHARACTERS, BATCH_CHARACTERS + 1]
)


@given(st.lists(st.none() | LENGTHS, max_size=40))
def test_batches_keep_every_article_in_order_and_only_a_lone_one_is_over_the_cap(lengths: list[int | None]) -> None:
    articles = [
        Article(id=f"a{number}", text=None if length is None else "x" * length) for number, length in enumerate(lengths)
    ]
    batches = list(in_batches(articles))
    assert [article for batch in batches for article in batch] == articles
    assert all(1 <= len(batch) <= BATCH_SIZE for batch in batches)
    assert all(len(batch) == 1 or characters(batch) <= BATCH_CHARACTERS for batch in batches)
    for batch, following in itertools.pairwise(batches):
        full = len(batch) == BATCH_SIZE or characters([*batch, following[0]]) > BATCH_CHARACTERS
        assert full or zlib.crc32(batch[-1].id.encode()) % BATCH_ENDS == 0


def test_an_article_that_is_new_changes_few_batches() -> None:
    before = [Article(id=f"a{number}") for number in range(400)]
    after = [*before[:50], Article(id="new"), *before[50:]]
    known = list(in_batches(before))
    assert sum(batch not in known for batch in in_batches(after)) < 8


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


def even_ones(batch: Sequence[Article]) -> list[Article | Finding] | None:
    """Batches that are finished: every other one."""
    return ["finished", *batch] if int(batch[0].id[1:]) % 2 == 0 else None  # type: ignore[list-item]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_finished_batches_are_not_made_and_stand_in_their_order(workers: int) -> None:
    expected = [item for batch in BATCHES for item in even_ones(batch) or marked(batch)]
    assert list(spread(BATCHES, marked, workers, even_ones)) == expected
    assert list(in_processes(BATCHES, marked, workers, even_ones)) == expected


def test_where_all_batches_are_finished_none_is_made() -> None:
    assert list(spread(BATCHES, refused, 2, list)) == [batch[0] for batch in BATCHES]


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
