"""Build the data set of this repository, `corpus/` → `dist/`, and show what `load_dataset` sees in it."""

import sys
from pathlib import Path

from ontherecord.__main__ import main

REPOSITORY = Path(__file__).resolve().parents[1]
DIST = REPOSITORY / "dist"


def build() -> int:
    """Run the main job; returns its exit code."""
    corpus = REPOSITORY / "corpus"
    options = ["--gold", str(corpus / "gold"), "--card", str(REPOSITORY / "DATASET_CARD.md")]
    return main(["build", str(corpus / "raw"), "-o", str(DIST), *options])


def show() -> None:
    """Load every config of the built data set and print its splits and columns."""
    from datasets import get_dataset_config_names, load_dataset
    from datasets.utils.logging import disable_progress_bar

    disable_progress_bar()
    for config in get_dataset_config_names(str(DIST)):
        print(f'\nload_dataset("dist", "{config}")')
        for split, rows in load_dataset(str(DIST), config).items():
            print(f"  {split:11} {rows.num_rows:>5} rows  {', '.join(rows.column_names)}")


if __name__ == "__main__":
    code = build()
    if code == 0:
        show()
    sys.exit(code)
