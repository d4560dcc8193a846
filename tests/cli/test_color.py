"""Colour is for terminals alone."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest


def validate_on_a_terminal(file: Path, **environment: str) -> str:
    """What `ontherecord validate` writes to a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ontherecord", "validate", str(file)]
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=plain | environment):
        os.close(theirs)
        with open(ours, "rb", buffering=0) as terminal:
            written = b""
            try:
                while part := terminal.read(4096):
                    written += part
            except OSError:
                # So Linux tells that the other side is closed.
                pass
    return written.decode()


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    file = tmp_path / "broken.jsonl"
    file.write_text('{"id": 7}\n')
    return file


def test_a_terminal_gets_colour_unless_its_user_forbids_it(broken: Path) -> None:
    assert "\x1b[1;31merror\x1b[0m" in validate_on_a_terminal(broken)
    assert "\x1b" not in validate_on_a_terminal(broken, NO_COLOR="1")


def test_a_pipe_gets_no_colour_and_carets_under_the_value(broken: Path) -> None:
    command = [sys.executable, "-m", "ontherecord", "validate", str(broken)]
    written = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "\x1b" not in written
    assert '    {"id": 7}\n' + "           ^\n" in written
