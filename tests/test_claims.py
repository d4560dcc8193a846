"""What a killed process leaves beside its result is removed by the next; what a living one has is left alone."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontherecord.files import atomic_file, atomic_folder, working_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9, and no such locks")

WRITERS = {
    "file": "with atomic_file(out) as stream: stream.write(b'half'); stream.flush(); tell_and_wait()",
    "folder": "with atomic_folder(out) as folder: (folder / 'half').touch(); tell_and_wait()",
    "working folder": "with working_folder(out) as folder: (folder / 'half').touch(); tell_and_wait()",
}


@contextlib.contextmanager
def writing(writer: str, out: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that is in the middle of its result."""
    program = (
        "import pathlib, sys\n"
        "from ontherecord.files import atomic_file, atomic_folder, working_folder\n"
        "def tell_and_wait():\n"
        "    print('half', flush=True)\n"
        "    sys.stdin.read()\n"
        "out = pathlib.Path(sys.argv[1])\n"
    )
    arguments = [sys.executable, "-c", program + WRITERS[writer], str(out)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"half\n"
            yield process
        finally:
            process.kill()


def kill(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def write(writer: str, out: Path) -> None:
    if writer == "file":
        with atomic_file(out) as stream:
            stream.write(b"whole")
    elif writer == "folder":
        with atomic_folder(out) as folder:
            (folder / "whole").touch()
    else:
        with working_folder(out) as folder:
            (folder / "whole").touch()


@pytest.mark.parametrize("writer", WRITERS)
def test_what_a_killed_process_left_is_removed_by_the_next_one(writer: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with writing(writer, out) as first, writing(writer, out) as second:
        kill(first)
        kill(second)
    assert len(os.listdir(tmp_path)) == 2
    write(writer, out)
    assert os.listdir(tmp_path) == ([] if writer == "working folder" else ["out"])


@pytest.mark.parametrize("writer", ["file", "folder"])
def test_what_a_living_process_writes_is_left_alone_and_takes_its_place(writer: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with writing(writer, out) as living:
        write(writer, out)
        assert len(os.listdir(tmp_path)) == 2
        living.communicate()
        assert living.returncode == 0
    assert os.listdir(tmp_path) == ["out"]
    assert out.read_bytes() == b"half" if writer == "file" else os.listdir(out) == ["half"]


def test_the_rest_of_another_result_is_left_alone(tmp_path: Path) -> None:
    with writing("file", tmp_path / "out.gz") as other:
        kill(other)
    write("file", tmp_path / "out")
    assert sorted(os.listdir(tmp_path)) == [".out.gz.0.partial", "out"]


def test_the_file_behind_a_link_with_the_name_of_a_rest_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / ".out.0.partial").symlink_to(tmp_path / "mine")
    write("file", tmp_path / "out")
    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert (tmp_path / "out").read_bytes() == b"whole"


def test_an_older_folder_gets_its_place_again_after_a_kill_between_the_renames(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with writing("folder", out) as killed:
        kill(killed)
    (tmp_path / ".out.0.retired").mkdir()
    (tmp_path / ".out.0.retired" / "old").touch()
    with pytest.raises(KeyboardInterrupt), atomic_folder(out):
        raise KeyboardInterrupt
    assert os.listdir(out) == ["old"]
    assert os.listdir(tmp_path) == ["out"]


def test_an_older_folder_that_was_replaced_is_removed(tmp_path: Path) -> None:
    write("folder", tmp_path / "out")
    shutil.copytree(tmp_path / "out", tmp_path / ".out.0.retired")
    write("folder", tmp_path / "out")
    assert os.listdir(tmp_path) == ["out"]


def test_many_writers_of_one_file_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    parts = [bytes([65 + number]) * 100_000 for number in range(8)]

    def write_often(part: bytes) -> None:
        for _ in range(20):
            with atomic_file(tmp_path / "out") as stream:
                stream.write(part)

    threads = [threading.Thread(target=write_often, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tmp_path / "out").read_bytes() in parts
    assert os.listdir(tmp_path) == ["out"]


def test_without_locks_a_file_is_still_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError("no locks available")

    monkeypatch.setattr("fcntl.flock", refused)
    write("file", tmp_path / "out")
    write("folder", tmp_path / "folder")
    assert sorted(os.listdir(tmp_path)) == ["folder", "out"]
