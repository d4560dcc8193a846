"""How long publishing takes and how much memory it needs, and how long a cold `load_dataset` from a Hub takes.

python benchmarks/release.py 1000 10000 100000
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from ontherecord.records import Article

sys.path.insert(0, str(Path(__file__).parents[1]))

PUBLISH = "import pathlib, sys; from ontherecord.publish import publish; publish(*map(pathlib.Path, sys.argv[1:]))"
LOAD = """
import sys, time
import datasets
import pyarrow.parquet, pandas, fsspec.implementations.http, huggingface_hub, dill, multiprocess
datasets.disable_progress_bars()
start = time.perf_counter()
datasets.load_dataset(sys.argv[1])
print(f"{time.perf_counter() - start:.2f}")
"""


def main(sizes: list[int]) -> None:
    """Print a row for each number of articles."""
    from benchmarks.peak_memory import peak_memory
    from tests.publish.hub import Hub, serve

    from ontherecord.jsonl import write_articles

    print("| articles | publishing, s | articles/s | peak memory, MB | cold load_dataset, s |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            annotated, release = folder / "annotated.jsonl", folder / "release"
            write_articles(annotated, named_articles(size))
            start = time.perf_counter()
            memory = peak_memory([sys.executable, "-c", PUBLISH, str(annotated), str(release)])
            seconds = time.perf_counter() - start
            # Only what loading asks for, since the Hub of the tests holds its files in memory.
            asked = [release / "README.md", *release.glob("data/*/*")]
            files = {path.relative_to(release).as_posix(): path.read_bytes() for path in asked}
            with serve(Hub("org/news", files)) as hub:
                loading = subprocess.run(
                    [sys.executable, "-c", LOAD, "org/news"],
                    check=True,
                    capture_output=True,
                    text=True,
                    env={**os.environ, "HF_ENDPOINT": hub.address, "HF_HOME": str(folder / "home")},
                ).stdout.strip()
        print(f"| {size:,} | {seconds:.1f} | {size / seconds:,.0f} | {memory:,.0f} | {loading} |", flush=True)


def named_articles(count: int) -> "Iterator[Article]":
    """Synthetic articles, each with names that no other has, since the card ranks names."""
    from benchmarks.synthetic_records import synthetic_articles

    for number, article in enumerate(synthetic_articles(count)):
        yield replace(
            article,
            source=replace(article.source, name=f"{article.source.name} {number}"),
            speakers=tuple(replace(speaker, name=f"{speaker.name} {number}") for speaker in article.speakers),
            organizations=tuple(replace(firm, name=f"{firm.name} {number}") for firm in article.organizations),
        )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1_000, 10_000])
