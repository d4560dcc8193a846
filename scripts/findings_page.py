"""Write `docs/findings.md`, the table of all finding codes, or check with `--check` that it is up to date."""

import sys
from pathlib import Path

from ontherecord.findings import Code, all_codes

PAGE = Path(__file__).resolve().parents[1] / "docs" / "findings.md"

HEAD = """# Findings

Everything noteworthy or wrong in the data is a finding with a stable code. `ontherecord explain OTR301` tells the long
story of a code, with a bad and a good example; number and slug both name it. Errors make a command end with exit code
1, warnings and infos do not. This page is generated: `make findings` writes it.

`ontherecord validate` goes through five levels, and a record that fails one is not given to the next: 1 file, 2 schema,
3 the record in itself, 4 the corpus, 5 rights and release. The first digit of a code from 1 to 5 is its level.

- `--level N` ends there; `--only` and `--exclude` choose codes; `--max-per-code N` shortens the list, not the count.
- `--baseline known.jsonl` leaves out what is known: an object a line with `code`, `reason` and any of `file`, `article`
  and `pointer`. What an entry leaves out matches everything; an entry that matches nothing is reported.
- `--against RELEASE` compares the split of each article with an earlier release, by its id or else its text. An article
  without a split belongs to `train`. `--tombstones FILE` lists withdrawn articles, as `tombstones.jsonl` of a release
  does: an object a line with `id`, `text_sha256` (one of them may be null) and `reason`.
- `--fix` mends in place what has one right form, in `.jsonl` files outside releases, and tells what it did.

Memory does not grow with the corpus: files are read line by line, Parquet by row groups, and what level 4 remembers of
each article (about 1 kB) is in a temporary file on disk, of which at most 32 MB are in memory.
"""

FAMILIES = {
    "0": "Reading and normalizing raw articles",
    "1": "Level 1: files",
    "2": "Level 2: the schema",
    "3": "Level 3: the record in itself",
    "4": "Level 4: the corpus",
    "5": "Level 5: rights and release",
    "6": "Annotation",
    "7": "The validator's own work",
    "8": "Putting text back, keeping out what was withdrawn, and exports",
}
"""Heading by the first digit of a code."""


def page() -> str:
    """The whole page as Markdown."""
    return HEAD + "".join(_section(digit, heading) for digit, heading in FAMILIES.items())


def _section(digit: str, heading: str) -> str:
    rows = "".join(_row(code) for code in all_codes() if code.number[3] == digit)
    return f"\n## {heading}\n\n| code | severity | meaning | what to do |\n| --- | --- | --- | --- |\n{rows}"


def _row(code: Code) -> str:
    return f"| `{code}` | {code.severity} | {code.meaning} | {code.hint} |\n"


def main() -> int:
    """Write or check the page; returns 1 where the check fails."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
        print(f"{PAGE.name} differs from the codes; run: make findings", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
