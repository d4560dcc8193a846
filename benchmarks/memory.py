"""How long each command takes, and how much memory its largest process needs, for more and more articles.

python benchmarks/memory.py 1000 10000 100000

Where a command would take more than ten minutes for a number of articles, its cell is empty.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))

COMMANDS = {
    "normalize": "normalize raw.jsonl -o {out}.jsonl",
    "deduplicate": "deduplicate sound.jsonl -o {out}.jsonl",
    "annotate": "annotate raw.jsonl -o {out}.jsonl --resume finished",
    "annotate, run again": "annotate raw.jsonl -o {out}.jsonl --resume finished",
    "build": "build raw.jsonl -o {out} --license CC-BY-4.0",
    "validate": "validate sound.jsonl",
    "publish": "publish named.jsonl -o {out}",
    "evaluate": "evaluate sound.jsonl named.jsonl",
    "site": "site named.jsonl -o {out}",
    "register": "register named.jsonl -o {out}",
    "export --to csv": "export named.jsonl --to csv -o {out}",
    "export --to tei": "export named.jsonl --to tei -o {out}",
    "export --to conll": "export named.jsonl --to conll -o {out}",
    "export --to docbin": "export named.jsonl --to docbin -o {out}",
    "export --to bio": "export named.jsonl --to bio -o {out}",
}
"""What is measured: `sound` are sound records, `named` the same with names that no other article has."""
MOST = {"annotate": 10_000, "annotate, run again": 10_000, "build": 10_000}
"""Most articles for those that parse text."""


def main(sizes: list[int], commands: list[str]) -> None:
    """Print a row for each command."""
    cells: dict[str, list[str]] = {command: [] for command in commands}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_articles(folder, size)
            for command in commands:
                cells[command].append(cell(command, folder) if size <= MOST.get(command, size) else "")
                print(f"{size:,} {command}: {cells[command][-1]}", file=sys.stderr, flush=True)
    print("| seconds, peak MB | " + " | ".join(f"{size:,} articles" for size in sizes) + " |")
    print("| --- | " + " | ".join("---:" for _ in sizes) + " |")
    for command, found in cells.items():
        print(f"| {command} | " + " | ".join(found) + " |")


def write_articles(folder: Path, size: int) -> None:
    """The inputs of all commands: raw rows, sound records, and those with names of their own."""
    from benchmarks.release import named_articles
    from benchmarks.synthetic_records import synthetic_articles

    from ontherecord import jsonl

    jsonl.write_articles(folder / "sound.jsonl", synthetic_articles(size))
    jsonl.write_articles(folder / "named.jsonl", named_articles(size))
    with (folder / "raw.jsonl").open("wb") as stream:
        for article in synthetic_articles(size):
            row = {"id": article.id, "headline": article.headline, "text": article.text, "published": article.published}
            stream.write(msgspec.json.encode(row) + b"\n")


def cell(command: str, folder: Path) -> str:
    """Seconds and peak memory of a command."""
    from benchmarks.peak_memory import peak_memory

    with tempfile.TemporaryDirectory(dir=folder) as name:
        arguments = COMMANDS[command].format(out=f"{name}/out").split()
        started = time.perf_counter()
        peak = peak_memory([sys.executable, "-m", "ontherecord", *arguments], folder)
        return f"{time.perf_counter() - started:,.1f}, {peak:,.0f}"


if __name__ == "__main__":
    os.environ["HF_HUB_OFFLINE"] = "1"
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()]
    named = [argument for argument in sys.argv[1:] if not argument.isdecimal()]
    main(numbers or [1_000, 10_000], named or list(COMMANDS))
