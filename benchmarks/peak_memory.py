"""The largest memory of a command, for the benchmarks that tell it."""

import os
import subprocess
from pathlib import Path


def peak_memory(command: list[str], folder: Path | None = None) -> float:
    """Run a command; returns the largest resident size of its processes in megabytes (Linux).

    Args:
        command: its words; what it writes on standard output is not shown.
        folder: where it runs, if not here.

    Raises:
        SystemExit: the command failed.
    """
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed with exit code {process.returncode}: {' '.join(command)}")
    return usage.ru_maxrss / 1024
