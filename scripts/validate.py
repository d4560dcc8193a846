"""Check records or a release: `python scripts/validate.py PATH...`."""

import sys

from ontherecord.__main__ import main

if __name__ == "__main__":
    sys.exit(main(["validate", *sys.argv[1:]]))
