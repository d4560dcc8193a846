#!/usr/bin/env python3
"""How fast the validator is, and how much memory it takes: validation.py [--records N] [--memory N,N,...]

Speed: levels 1 to 3 of the validator, reading included, against plain `jsonschema` over the same records, which are
parsed already; both in this process, on one core. Memory: the peak of one process that validates a file of N records,
for levels 1 to 3, and for all five (as Linux tells it).
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from jsonschema import Draft202012Validator

from ontherecord.jsonl import write_articles
from ontherecord.schema import article_schema
from ontherecord.validate import Options, validate
from synthetic_records import synthetic_articles

PLAIN_RECORDS = 500
"""Records for plain `jsonschema`, which is too slow for more."""
REPEATS = 3

PEAK_OF_ONE_RUN = """
import sys
from pathlib import Path
from ontherecord.validate import Options, validate
findings = sum(1 for _ in validate([Path(sys.argv[1])], Options(level=int(sys.argv[2]))))
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(findings, int(status["VmHWM"].split()[0]) // 1024)
"""


def main() -> None:
    """Print both tables as Markdown."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--records", type=int, default=10_000, help="records for the measurement of speed")
    arguments.add_argument("--memory", default="1000,10000,100000", help="numbers of records for that of memory")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print_speed(Path(folder) / "speed.jsonl", options.records)
        print()
        print_memory(Path(folder) / "memory.jsonl", [int(count) for count in options.memory.split(",")])


def print_speed(file: Path, count: int) -> None:
    """Records a second of each way, and how many times as many as plain `jsonschema`."""
    write_articles(file, synthetic_articles(count))
    lines = file.read_bytes().splitlines()
    print(f"{count:,} records of {file.stat().st_size / count:,.0f} bytes, one core\n")
    plain = Draft202012Validator(article_schema())
    parsed = [json.loads(line) for line in lines[:PLAIN_RECORDS]]
    plain_rate = rate(len(parsed), lambda: exhaust(error for value in parsed for error in plain.iter_errors(value)))
    print("| | records/s | ratio |\n| --- | --- | --- |")
    print(f"| plain jsonschema, schema only | {plain_rate:,.0f} | 1.0 |")
    write_articles(file, synthetic_articles(count))
    row("levels 1 to 3", rate(count, lambda: exhaust(validate([file], Options(level=3)))), plain_rate)
    row("all levels", rate(count, lambda: exhaust(validate([file]))), plain_rate)
    file.write_text("".join(json.dumps(json.loads(line)) + "\n" for line in lines))
    row("levels 1 to 3, other layout", rate(count, lambda: exhaust(validate([file], Options(level=3)))), plain_rate)


def row(name: str, records_per_second: float, plain_rate: float) -> None:
    """One line of the table of speeds."""
    print(f"| {name} | {records_per_second:,.0f} | {records_per_second / plain_rate:.1f} |")


def print_memory(file: Path, counts: Iterable[int]) -> None:
    """Peak memory in MB for each number of records."""
    print("| records | levels 1 to 3, MB | all levels, MB |\n| --- | --- | --- |")
    for count in counts:
        write_articles(file, synthetic_articles(count))
        peaks = [peak_memory(file, level) for level in (3, 5)]
        print(f"| {count:,} | {peaks[0]:,} | {peaks[1]:,} |")


def peak_memory(file: Path, level: int) -> int:
    """Peak resident memory in MB of a process of its own that finds nothing in a file."""
    command = [sys.executable, "-c", PEAK_OF_ONE_RUN, str(file), str(level)]
    findings, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    if findings != "0":
        raise SystemExit(f"{findings} findings in records that are sound")
    return int(peak)


def rate(count: int, run: Callable[[], None]) -> float:
    """Records a second of processor time, the best of some runs."""
    seconds = []
    for _ in range(REPEATS):
        started = time.process_time()
        run()
        seconds.append(time.process_time() - started)
    return count / min(seconds)


def exhaust(findings: Iterable[object]) -> None:
    """Run through findings; the records are sound, so there must be none."""
    for finding in findings:
        raise SystemExit(f"a finding in records that are sound: {finding}")


if __name__ == "__main__":
    main()
