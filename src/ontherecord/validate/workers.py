"""The levels that look at one line or record at a time, spread over processes; what comes out is in the same order."""

import collections
import itertools
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

import msgspec

from ontherecord.findings import Finding
from ontherecord.records import Article
from ontherecord.validate.items import ArticleRecord, Line

Level = Callable[[Iterable[Any]], Iterable[Any]]
"""Takes and gives items; a function of a module, since processes are told its name."""

CHUNK_SIZE = 500
"""Lines that a process is given at a time: some megabytes."""
WAITING = 2
"""Chunks for each process that are read ahead, so that none is idle; they bound the memory."""


def apply(levels: Iterable[Level], items: Iterable[Any]) -> Iterable[Any]:
    """What the levels make of the items, one level after the other."""
    for level in levels:
        items = level(items)
    return items


def in_processes(
    lines: Iterable[Line | Finding], levels: Sequence[Level], workers: int, chunk_size: int = CHUNK_SIZE
) -> Iterator[ArticleRecord | Finding]:
    """What the levels make of the lines, one level after the other, in the order of the lines.

    Articles do not travel between processes: one that passes is decoded again here, which is faster.
    """
    # Processes that start afresh share no lock or thread with this one.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        waiting: collections.deque[tuple[list[Line | Finding], Future[list[int | Finding]]]] = collections.deque()
        try:
            for chunk in _chunks(lines, chunk_size):
                waiting.append((chunk, pool.submit(_judge, chunk, levels)))
                if len(waiting) > WAITING * workers:
                    yield from _results(*waiting.popleft())
            while waiting:
                yield from _results(*waiting.popleft())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _chunks(lines: Iterable[Line | Finding], size: int) -> Iterator[list[Line | Finding]]:
    rest = iter(lines)
    while chunk := list(itertools.islice(rest, size)):
        yield chunk


def _judge(chunk: list[Line | Finding], levels: Sequence[Level]) -> list[int | Finding]:
    """Runs in a process: the findings, and for each article that passed the place of its line in the chunk."""
    places: dict[tuple[str, int | None], int] = {
        (line.file, line.number): place for place, line in enumerate(chunk) if isinstance(line, Line)
    }
    results: list[int | Finding] = []
    for item in apply(levels, chunk):
        if isinstance(item, Finding):
            results.append(item)
        elif isinstance(item, ArticleRecord):
            results.append(places[item.file, item.line])
    return results


def _results(chunk: list[Line | Finding], future: "Future[list[int | Finding]]") -> Iterator[ArticleRecord | Finding]:
    for result in future.result():
        if isinstance(result, Finding):
            yield result
            continue
        line = chunk[result]
        if isinstance(line, Line):
            yield ArticleRecord(line.file, line.number, msgspec.json.decode(line.content, type=Article))
