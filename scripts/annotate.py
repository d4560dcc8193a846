"""Records get their four layers: `python scripts/annotate.py articles.jsonl -o annotated.jsonl`."""

import sys

from ontherecord.__main__ import main

if __name__ == "__main__":
    sys.exit(main(["annotate", *sys.argv[1:]]))
