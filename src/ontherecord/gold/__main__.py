"""Entry of `python -m ontherecord.gold`; exit codes as of `ontherecord`."""

import sys

from ontherecord.__main__ import main
from ontherecord.cli.gold import gold_command

if __name__ == "__main__":
    sys.exit(main(command=gold_command, name="python -m ontherecord.gold"))
