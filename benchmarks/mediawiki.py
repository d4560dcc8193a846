#!/usr/bin/env python3
"""How fast a MediaWiki dump is normalized, and how much memory that takes: mediawiki.py [--pages N,N,...]

A dump of an invented wiki is made by rule, packed by bzip2, and goes through `ontherecord normalize` in a process of
its own, on one core; memory is the peak of that process (as Linux tells it).
"""

import argparse
import bz2
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic_dump import synthetic_dump


def main() -> None:
    """Print a table as Markdown."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", default="1000,10000,100000", help="numbers of pages")
    options = arguments.parse_args()
    print("| pages | dump, packed | articles | pages/s | peak memory |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for pages in (int(count) for count in options.pages.split(",")):
            print(row(Path(folder) / "pages.xml.bz2", Path(folder) / "articles.jsonl", pages), flush=True)


def row(dump: Path, articles: Path, pages: int) -> str:
    """The figures for a dump of so many pages."""
    with bz2.open(dump, "wt", encoding="utf-8") as file:
        file.writelines(synthetic_dump(pages))
    started = time.perf_counter()
    command = [sys.executable, "-m", "ontherecord", "normalize", str(dump), "-o", str(articles), "--license", "CC0-1.0"]
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        raise SystemExit(f"ontherecord normalize ended with status {os.waitstatus_to_exitcode(status)}")
    with articles.open("rb") as file:
        count = sum(1 for _ in file)
    size = dump.stat().st_size / 1e6
    return f"| {pages:,} | {size:.1f} MB | {count:,} | {pages / seconds:,.0f} | {usage.ru_maxrss / 1024:,.0f} MB |"


if __name__ == "__main__":
    main()
