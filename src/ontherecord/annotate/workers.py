"""Batches of articles spread over processes; what comes out is in the order of the batches."""

import collections
import contextlib
import itertools
import multiprocessing
import os
import signal
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection

from ontherecord.annotate.language_model import BATCH_SIZE
from ontherecord.errors import WorkerError
from ontherecord.findings import Finding
from ontherecord.records import Article

Batch = Sequence[Article]
Result = list[Article | Finding]
Work = Callable[[Batch], Result]
"""What a process does with a batch; it is sent along, so it is a function of a module, or a `partial` of one."""
Find = Callable[[Batch], Result | None]
"""The result of a batch that is finished already."""

WAITING = 2
"""Batches for each process that are read ahead, so that none is idle; they bound the memory."""
WORTH_A_PROCESS = 4
"""Batches that take as long as a process takes to load the model."""

BATCH_CHARACTERS = 40_000
"""Characters of text in a batch: eight articles of usual length, so that long ones need no more memory."""
BATCH_ENDS = 16
"""One article in so many ends a batch, as its id tells: after one that is new or gone, the batches are soon those of
the run before, and `finished_work` knows them."""

INTERRUPTIONS = (signal.SIGINT, signal.SIGTERM)


def available_cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in their order, no more in a batch than `BATCH_SIZE` and `BATCH_CHARACTERS` allow.

    An article that is longer than that is a batch of its own; some end a batch, see `BATCH_ENDS`.
    """
    batch: list[Article] = []
    characters = 0
    for article in articles:
        length = len(article.text or "")
        if batch and (len(batch) == BATCH_SIZE or characters + length > BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(article)
        characters += length
        if zlib.crc32(article.id.encode()) % BATCH_ENDS == 0:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def nothing_finished(_: Batch) -> None:
    """No result: each batch is to be made."""


def spread(
    batches: Iterable[Batch], work: Work, workers: int, find: Find = nothing_finished
) -> Iterator[Article | Finding]:
    """The results of all batches; processes are started only where enough of them are not finished already.

    Raises:
        WorkerError: a process came to a sudden end.
    """
    rest = iter(batches)
    ahead = workers * WORTH_A_PROCESS
    while window := list(itertools.islice(rest, ahead)):
        results = [find(batch) for batch in window]
        needed = min(workers, -(-results.count(None) // WORTH_A_PROCESS))
        if needed > 1:
            # A full window tells nothing of how much comes after it.
            needed = workers if len(window) == ahead else needed
            yield from in_processes(itertools.chain(window, rest), work, needed, find)
            return
        for batch, result in zip(window, results, strict=True):
            yield from work(batch) if result is None else result


def in_processes(
    batches: Iterable[Batch], work: Work, workers: int, find: Find = nothing_finished
) -> Iterator[Article | Finding]:
    """The results of all batches, each that is not finished made in one of so many processes.

    Raises:
        WorkerError: a process came to a sudden end.
    """
    # Processes that start afresh share no lock or thread with this one.
    context = multiprocessing.get_context("spawn")
    told, needed = context.Pipe(duplex=False)
    with (
        told,
        needed,
        ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare, initargs=(told,)) as pool,
    ):
        others = set(multiprocessing.active_children())
        waiting: collections.deque[Future[Result] | Result] = collections.deque()
        try:
            for batch in batches:
                finished = find(batch)
                if finished is None:
                    with _interruption_held():
                        waiting.append(pool.submit(work, batch))
                else:
                    waiting.append(finished)
                if len(waiting) > WAITING * workers:
                    yield from _result(waiting.popleft())
            while waiting:
                yield from _result(waiting.popleft())
        except BrokenProcessPool as error:
            raise WorkerError(
                "a worker process came to a sudden end: it was killed, or there was not enough memory; "
                "run again, with fewer --workers if memory is short"
            ) from error
        finally:
            if waiting:
                needed.close()
                # One that still starts would tell of its lost parent.
                for process in set(multiprocessing.active_children()) - others:
                    process.kill()
            pool.shutdown(wait=False, cancel_futures=True)


def _result(made: Future[Result] | Result) -> Result:
    return made.result() if isinstance(made, Future) else made


@contextlib.contextmanager
def _interruption_held() -> Iterator[None]:
    """Put off an interruption while processes are started: half started, each would tell of its lost parent.

    The processes inherit that Ctrl-C is held back, so that it is for their parent alone.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    heard: list[int] = []
    # Another thread may take the signal in spite of the mask, and Python would still act on it in this one.
    handlers = {number: signal.signal(number, lambda number, _: heard.append(number)) for number in INTERRUPTIONS}
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        if heard:
            signal.raise_signal(heard[0])


def _prepare(told: Connection) -> None:
    """Runs in a process: an interruption is for its parent to tell, and it ends when the parent needs it no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_when_told, args=(told,), daemon=True).start()


def _end_when_told(told: Connection) -> None:
    """End the process when the other end of the pipe is closed, be it by the death of the parent."""
    told.poll(None)
    os._exit(1)
