"""Files are either whole or not there."""

import os
from pathlib import Path

import pytest

from ontherecord.errors import OutputError
from ontherecord.files import atomic_file, atomic_folder, working_folder


def test_a_file_appears_when_the_block_ends_well(tmp_path: Path) -> None:
    with atomic_file(tmp_path / "a.txt") as stream:
        stream.write(b"one")
        assert not (tmp_path / "a.txt").exists()
    assert (tmp_path / "a.txt").read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.txt"]


def test_an_interrupted_file_leaves_the_old_one_and_no_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), atomic_file(tmp_path / "a.txt") as stream:
        stream.write(b"half")
        raise KeyboardInterrupt
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.txt"]


def test_a_new_file_has_ordinary_permissions(tmp_path: Path) -> None:
    with atomic_file(tmp_path / "a.txt") as stream:
        stream.write(b"one")
    (tmp_path / "b.txt").write_bytes(b"two")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


def test_a_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "old").touch()
    with atomic_folder(out) as folder:
        (folder / "new").touch()
        assert (out / "old").exists()
    assert os.listdir(out) == ["new"]
    assert os.listdir(tmp_path) == ["out"]


def test_an_interrupted_folder_leaves_the_old_one_and_no_rest(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "old").touch()
    with pytest.raises(KeyboardInterrupt), atomic_folder(out) as folder:
        (folder / "new").touch()
        raise KeyboardInterrupt
    assert os.listdir(out) == ["old"]
    assert os.listdir(tmp_path) == ["out"]


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with atomic_file(pipe) as stream:
        stream.write(b"one")
    assert os.read(reader, 10) == b"one"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with atomic_file(tmp_path / "link") as stream:
        stream.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


@pytest.mark.parametrize("opener", [atomic_file, atomic_folder, working_folder])
def test_a_place_that_cannot_be_written_to_is_named(opener: object, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="out"), opener(tmp_path / "file" / "out"):  # type: ignore[operator]
        pass


def test_a_working_folder_is_gone_when_the_block_ends(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), working_folder(tmp_path / "out") as folder:
        (folder / "part").touch()
        raise KeyboardInterrupt
    assert os.listdir(tmp_path) == []
