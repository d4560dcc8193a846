"""Run the benchmarks that a page names, and write the page with what they print: python -m benchmarks [--kept FOLDER]

The page is `page.md` here; a line `<!-- validation.py --records 10000 -->` in it stands for what that command prints,
and `<!-- machine -->` for the machine. With --kept, a folder keeps what each command has printed, and the next run
takes it from there: it goes on where one was broken off.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent
REPOSITORY = BENCHMARKS.parent
TEMPLATE = BENCHMARKS / "page.md"
PAGE = REPOSITORY / "docs" / "benchmarks.md"

MARK = re.compile(r"^<!-- (.+) -->$", re.MULTILINE)
MACHINE = "machine"


def main() -> None:
    """Write the page."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--to", type=Path, default=PAGE, help="the page to write")
    arguments.add_argument("--kept", type=Path, help="folder that keeps what the commands have printed")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        kept = options.kept or Path(name)
        kept.mkdir(parents=True, exist_ok=True)
        page = filled(TEMPLATE.read_text(encoding="utf-8"), kept)
    options.to.write_text(page, encoding="utf-8")


def filled(template: str, kept: Path) -> str:
    """The template with what its commands print."""
    return MARK.sub(lambda mark: machine() if mark[1] == MACHINE else printed(mark[1], kept), template)


def machine() -> str:
    """What the figures depend on beside the code."""
    cores = os.cpu_count()
    return f"{cores} cores ({platform.machine()}), Python {platform.python_version()}, spaCy {version('spacy')}."


def printed(command: str, kept: Path) -> str:
    """What a command prints, taken from the folder where it is there, and else put there."""
    file = kept / (re.sub(r"\W+", "-", command) + ".md")
    if not file.exists():
        print(f"python benchmarks/{command}", file=sys.stderr, flush=True)
        script, *arguments = command.split()
        run = subprocess.run(
            [sys.executable, str(BENCHMARKS / script), *arguments],
            check=True,
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            text=True,
        )
        file.write_text(run.stdout, encoding="utf-8")
    return file.read_text(encoding="utf-8").strip()


if __name__ == "__main__":
    main()
