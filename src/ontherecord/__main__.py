"""Entry of the command `ontherecord`: runs it, and tells in one line why it could not go on.

Exit codes: 0 all well; 1 findings of severity error; 2 wrong usage, nothing to read or no place to write;
130 interrupted.
"""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

import click

from ontherecord.cli import cli
from ontherecord.cli.console import CANNOT_GO_ON, INTERRUPTED, INTERRUPTED_MESSAGE
from ontherecord.errors import OntherecordError


def main(arguments: Sequence[str] | None = None, *, command: click.Command = cli, name: str = "ontherecord") -> int:
    """Run the command line, or another command, and return its exit code."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return command.main(arguments, prog_name=name, standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except OntherecordError as error:
        click.echo(f"error: {error}", err=True)
        return CANNOT_GO_ON
    except (KeyboardInterrupt, click.Abort):
        click.echo(INTERRUPTED_MESSAGE, err=True)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
