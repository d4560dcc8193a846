"""Assign the articles of the corpus to splits, once: `split` in the source sheets of `corpus/raw/`.

`python scripts/assign_splits.py [--check]` gives a split to every row that has none and leaves the others alone, so
that an article never moves. Rows of one `world` go together, for they share names and facts. The worlds come in the
order of the hashes of their names, and each goes where its genres are most wanting; `--check` only tells what is
missing.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ontherecord.files import atomic_file

RAW = Path(__file__).resolve().parents[1] / "corpus" / "raw"
SHARES = {"train": 0.68, "validation": 0.17, "test": 0.15}

Row = dict[str, Any]


def main() -> int:
    """Write the sheets, or check them; returns 1 where a row has no split or a world is torn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("raw", nargs="?", type=Path, default=RAW)
    options = parser.parse_args()
    sheets = {path: read_sheet(path) for path in sorted(options.raw.rglob("sources.jsonl"))}
    worlds = by_world(sheets)
    torn = [world for world, rows in worlds.items() if len({row["split"] for row in rows if row.get("split")}) > 1]
    waiting = [world for world, rows in worlds.items() if not all(row.get("split") for row in rows)]
    for world in torn:
        print(f"{world}: its articles are in different splits", file=sys.stderr)
    if options.check:
        for world in waiting:
            print(f"{world}: has articles without a split; run scripts/assign_splits.py", file=sys.stderr)
        return int(bool(torn or waiting))
    assign(worlds, waiting)
    for path, rows in sheets.items():
        with atomic_file(path) as file:
            file.write("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode())
    return int(bool(torn))


def read_sheet(path: Path) -> list[Row]:
    """The rows of a source sheet."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def by_world(sheets: Mapping[Path, Iterable[Row]]) -> dict[str, list[Row]]:
    """The rows of each world; an article without one is a world of its own."""
    worlds: defaultdict[str, list[Row]] = defaultdict(list)
    for path, rows in sheets.items():
        for row in rows:
            worlds[row.get("world") or f"{path.parent.name}/{row['file']}"].append(row)
    return worlds


def assign(worlds: Mapping[str, list[Row]], waiting: Iterable[str]) -> None:
    """Give every waiting world the split in which its genres are most wanting."""
    placed = Counter((row["split"], row.get("genre")) for rows in worlds.values() for row in rows if row.get("split"))
    for world in sorted(waiting, key=lambda name: hashlib.sha256(name.encode()).digest()):
        rows = worlds[world]
        known = next((row["split"] for row in rows if row.get("split")), None)
        split = known or max(SHARES, key=lambda split: (_wanting(placed, rows, split), split))
        for row in rows:
            if not row.get("split"):
                row["split"] = split
                placed[split, row.get("genre")] += 1


def _wanting(placed: Counter[tuple[str, Any]], rows: Iterable[Row], split: str) -> float:
    """By how many articles a split falls short of its share, in all and in the genres of some rows."""
    genres = Counter(row.get("genre") for row in rows)
    total = sum(placed.values()) + genres.total()
    in_split = sum(count for (name, _), count in placed.items() if name == split)
    shortfall = SHARES[split] * total - in_split
    for genre, count in genres.items():
        of_genre = sum(number for (_, name), number in placed.items() if name == genre) + count
        shortfall += count / genres.total() * (SHARES[split] * of_genre - placed[split, genre])
    return shortfall / SHARES[split]


if __name__ == "__main__":
    sys.exit(main())
