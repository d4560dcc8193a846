"""Annotated records become a data set: `python scripts/publish.py annotated.jsonl -o release`."""

import sys

from ontherecord.__main__ import main

if __name__ == "__main__":
    sys.exit(main(["publish", *sys.argv[1:]]))
