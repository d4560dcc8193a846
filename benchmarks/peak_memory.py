"""The largest memory of a command, for the benchmarks that tell it."""

import os
import subprocess


def peak_memory(command: list[str]) -> float:
    """Run a command; returns the largest resident size of its process in megabytes (Linux).

    Raises:
        SystemExit: the command failed.
    """
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed with exit code {process.returncode}: {' '.join(command)}")
    return usage.ru_maxrss / 1024
