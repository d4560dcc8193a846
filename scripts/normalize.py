"""Raw articles become records: `python scripts/normalize.py SOURCE... -o articles.jsonl`."""

import sys

from ontherecord.__main__ import main

if __name__ == "__main__":
    sys.exit(main(["normalize", *sys.argv[1:]]))
