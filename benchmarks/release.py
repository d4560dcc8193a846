"""How long publishing takes and how much memory it needs, and how long a cold `load_dataset` from a Hub takes.

python benchmarks/release.py 1000 10000 100000
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

PUBLISH = "import pathlib, sys; from ontherecord.publish import publish; publish(*map(pathlib.Path, sys.argv[1:]))"
LOAD = """
import sys, time
import datasets
import pyarrow.parquet, pandas, fsspec, huggingface_hub, dill, multiprocess
datasets.disable_progress_bars()
start = time.perf_counter()
datasets.load_dataset(sys.argv[1])
print(f"{time.perf_counter() - start:.2f}")
"""


def main(sizes: list[int]) -> None:
    """Print a row for each number of articles."""
    from benchmarks.peak_memory import peak_memory
    from benchmarks.synthetic_records import synthetic_articles
    from tests.publish.hub import Hub, serve

    from ontherecord.jsonl import write_articles

    print("| articles | publishing, s | articles/s | peak memory, MB | cold load_dataset, s |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            annotated, release = folder / "annotated.jsonl", folder / "release"
            write_articles(annotated, synthetic_articles(size))
            start = time.perf_counter()
            memory = peak_memory([sys.executable, "-c", PUBLISH, str(annotated), str(release)])
            seconds = time.perf_counter() - start
            files = {
                path.relative_to(release).as_posix(): path.read_bytes() for path in release.rglob("*") if path.is_file()
            }
            with serve(Hub("org/news", files)) as hub:
                loading = subprocess.run(
                    [sys.executable, "-c", LOAD, "org/news"],
                    check=True,
                    capture_output=True,
                    text=True,
                    env={**os.environ, "HF_ENDPOINT": hub.address, "HF_HOME": str(folder / "home")},
                ).stdout.strip()
        print(f"| {size:,} | {seconds:.1f} | {size / seconds:,.0f} | {memory:,.0f} | {loading} |", flush=True)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1_000, 10_000])
