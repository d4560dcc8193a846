"""How much faster more processes annotate, and what a second run with `--resume` takes: workers.py FILE [--times N]

FILE holds article records, whose annotation is left aside; they are taken so many times over. Seconds are those of the
whole command, from start to end.
"""

import argparse
import filecmp
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from ontherecord.annotate.workers import available_cores
from ontherecord.jsonl import read_articles, write_articles
from ontherecord.records import Article


def main() -> None:
    """Print the table as Markdown."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="+", type=Path)
    arguments.add_argument("--times", type=int, default=2)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = write_articles(folder / "articles.jsonl", bare_articles(options.files, options.times))
        words = sum(len((article.text or "").split()) for article in read_articles(folder / "articles.jsonl"))
        runs = {
            "one process": ("--workers", "1"),
            f"{available_cores()} processes": ("--workers", str(available_cores())),
            f"{available_cores()} processes, --resume, first run": ("--resume", "finished"),
            "--resume, second run": ("--resume", "finished"),
        }
        print(f"{count:,} articles, {words:,} words, {available_cores()} cores\n")
        print("| | seconds | articles/s | ratio |\n| --- | ---: | ---: | ---: |")
        seconds = {run: seconds_of(folder, run, runs[run]) for run in runs}
        for run, taken in seconds.items():
            print(f"| {run} | {taken:.1f} | {count / taken:.1f} | {seconds['one process'] / taken:.2f} |")
        same = all(filecmp.cmp(folder / "one process", folder / run, shallow=False) for run in runs)
        print(f"\nThe results are {'the same bytes' if same else 'not the same bytes'}.")


def bare_articles(files: Sequence[Path], times: int) -> Iterator[Article]:
    """The articles without annotation, so many times, with ids that tell them apart."""
    for number in range(times):
        for article in (article for file in files for article in read_articles(file)):
            yield Article(
                id=f"{article.id}-{number}", text=article.text, headline=article.headline, published=article.published
            )


def seconds_of(folder: Path, run: str, options: Sequence[str]) -> float:
    """How long a run takes; its result is a file of its name."""
    command = [sys.executable, "-m", "ontherecord", "annotate", "articles.jsonl", "-o", run, *options]
    started = time.perf_counter()
    subprocess.run(command, check=True, cwd=folder, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
