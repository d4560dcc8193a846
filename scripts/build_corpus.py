"""Build the data set of this repository, `corpus/` → `dist/`, and show what `load_dataset` sees in it."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from ontherecord.__main__ import main

REPOSITORY = Path(__file__).resolve().parents[1]
DIST = REPOSITORY / "dist"

MEASURED = {
    "accuracy": ("How the annotations that `ontherecord` makes compare with gold that it had not seen", "Test"),
    "agreement": ("How far two annotators agree, before adjudication", "Agreement on"),
}
"""For each page of figures in `docs/` that the card shows a table of: what it is, and how its heading begins."""


def build() -> int:
    """Run the main job; returns its exit code."""
    corpus = REPOSITORY / "corpus"
    with tempfile.TemporaryDirectory() as name:
        card = Path(name) / "card.md"
        card.write_text(filled_card(), encoding="utf-8")
        # Read from beside the card.
        for beside in ("CITATION.cff", "CHANGELOG.md"):
            shutil.copy(REPOSITORY / beside, name)
        options = ["--gold", str(corpus / "gold"), "--card", str(card)]
        return main(["build", str(corpus / "raw"), "-o", str(DIST), *options])


def filled_card() -> str:
    """The template of the card with the tables that were measured in the place of its marks, `<!-- accuracy -->`."""
    card = (REPOSITORY / "DATASET_CARD.md").read_text(encoding="utf-8")
    for name, (what, heading) in MEASURED.items():
        page = (REPOSITORY / "docs" / f"{name}.md").read_text(encoding="utf-8")
        title, table = measured_table(page, heading)
        card = card.replace(f"<!-- {name} -->", f"{what} ({title}; `docs/{name}.md`):\n\n{table}".replace("$", "$$"))
    return card


def measured_table(page: str, heading: str) -> tuple[str, str]:
    """The heading that begins so, and the first table under it.

    Raises:
        ValueError: the page has none.
    """
    found = re.search(rf"^## ({re.escape(heading)}.*)\n\n((?:\|.*\n)+)", page, re.MULTILINE)
    if found is None:
        raise ValueError(f"no table under a heading that begins with {heading!r}")
    return found[1].lower(), found[2].strip()


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
