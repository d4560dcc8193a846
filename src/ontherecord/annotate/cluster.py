"""Batches of articles spread over a Dask cluster; what comes out is in the order of the batches."""

import collections
import contextlib
import logging
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ontherecord.annotate import finished_work
from ontherecord.annotate.workers import Batch, Result, Work
from ontherecord.errors import MissingExtraError, UsageError, WorkerError
from ontherecord.findings import Finding
from ontherecord.records import Article

if TYPE_CHECKING:
    from distributed import Client, Future

RETRIES = 3
"""How often a batch is tried again elsewhere."""
WAITING = 3
"""Batches for each thread of the cluster that are on their way; they bound the memory of client and scheduler."""
PATIENCE = 30.0
"""Seconds in which the scheduler answers, and in which it has a worker."""
ADDRESS = re.compile(r"(?:(?:tcp|tls|wss?|ucxx?)://)?[^/]+:[0-9]+")

_ONE_AT_A_TIME = threading.Lock()
"""The pipeline is not made for threads, and a worker may have several."""


def on_cluster(
    batches: Iterable[Batch],
    work: Work,
    address: str,
    *,
    configuration: Callable[[], str],
    resume: Path | None = None,
) -> Iterator[Article | Finding]:
    """The results of all batches, each made by a worker of the cluster; a batch whose worker dies goes to another.

    Args:
        batches: what is to be done.
        work: what a worker does with a batch.
        address: of the scheduler, such as `tcp://10.0.0.1:8786`.
        configuration: tells all that a result depends on beside its batch; it must tell the same on each worker.
        resume: file of finished work on this machine, see `finished_work`.

    Raises:
        UsageError: no scheduler answers at the address.
        WorkerError: the cluster was lost, has no worker or another version, or a batch ended several workers.
        OutputError: the file of finished work cannot be written to.
        MissingExtraError: Dask is not installed, or spaCy or the model on a worker.
    """
    settings = configuration()
    waiting: collections.deque[tuple[Batch, Result | Future[Result]]] = collections.deque()
    with _connected(address) as client:

        def first_result() -> Result:
            batch, made = waiting.popleft()
            if isinstance(made, list):
                return made
            result = _result(made, client, address)
            if resume:
                finished_work.keep(batch, result, file=resume, configuration=settings)
            return result

        for batch in batches:
            kept = finished_work.find(batch, file=resume, configuration=settings) if resume else None
            if kept is None:
                task = client.submit(checked, batch, work, configuration, settings, pure=False, retries=RETRIES)
            waiting.append((batch, task if kept is None else kept))
            if len(waiting) > WAITING * _threads(client):
                yield from first_result()
        while waiting:
            yield from first_result()


def checked(batch: Batch, work: Work, configuration: Callable[[], str], settings: str) -> Result:
    """What a worker makes of a batch, if it would make the same as the machine that asks.

    Raises:
        WorkerError: it has another version of the package, of the model or of a library.
    """
    if configuration() != settings:
        raise WorkerError(
            "a worker of the cluster has another version of ontherecord, of the model or of a library than this "
            "machine; install the same requirements.lock on all and start the workers anew"
        )
    with _ONE_AT_A_TIME:
        return work(batch)


@contextlib.contextmanager
def _connected(address: str) -> "Iterator[Client]":
    """A client of a scheduler that has a worker; what is unfinished at the end of the block is given up."""
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtraError("Dask is not installed; run: pip install 'ontherecord[dask]'") from error
    # What it logs of a lost connection is told in one line below.
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        # Dask would wait for a minute or for ever.
        if not ADDRESS.fullmatch(address):
            raise ValueError("an address is like tcp://10.0.0.1:8786")
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"no Dask scheduler answers at {address}: {error}; start one with `dask scheduler`, or mend --cluster"
        ) from error
    with client:
        _await_a_worker(client, address)
        yield client


def _await_a_worker(client: "Client", address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise WorkerError(
            f"the Dask cluster at {address} has no worker; start some with: "
            f"dask worker {address} --nworkers auto --nthreads 1"
        ) from error


def _threads(client: "Client") -> int:
    threads: dict[str, int] = client.nthreads()
    return max(1, sum(threads.values()))


def _result(future: "Future[Result]", client: "Client", address: str) -> Result:
    from distributed import KilledWorker
    from distributed.client import FutureCancelledError
    from distributed.comm.core import CommClosedError

    try:
        while True:
            try:
                result: Result = future.result(timeout=PATIENCE)
                return result
            except TimeoutError:
                if future.status == "error":
                    raise
                # Without a worker it would wait for ever.
                _await_a_worker(client, address)
    except KilledWorker as error:
        raise WorkerError(
            "several workers of the cluster came to a sudden end over the same articles; look whether they have too "
            "little memory (--memory-limit), and run again"
        ) from error
    except (FutureCancelledError, CommClosedError, OSError) as error:
        raise WorkerError(
            f"the Dask cluster at {address} was lost; start it anew and run again, with --resume to lose nothing"
        ) from error
    except (ImportError, RuntimeError) as error:
        # The scheduler, which unpacks what it hands on, tells of a package that it lacks in a cause.
        lacking = error if isinstance(error, ImportError) else error.__cause__
        if not isinstance(lacking, ImportError):
            raise
        raise WorkerError(
            f"a machine of the cluster lacks a package: {lacking}; install 'ontherecord[annotate,dask]' on all, the "
            "scheduler's too"
        ) from error
