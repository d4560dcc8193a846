from collections.abc import Iterator
from pathlib import Path

import fsspec
import msgspec
import pytest

from ontherecord.errors import SourceError
from ontherecord.findings import Finding, Severity
from ontherecord.normalize import Metadata, local_copies, normalize
from ontherecord.records import Article
from ontherecord.remote import Place, Url
from ontherecord.tombstones import lists_around

FILES = {
    "a.txt": "Road opens\n\nThe road is open, Ann Lee said.\n",
    "deep/a.txt": "Road closes\n\nThe road is closed, Ann Lee said.\n",
    "README.md": "Not an article.\n",
    "sources.jsonl": '{"file": "a.txt", "publisher": "The Ambit", "license": "CC-BY-4.0", "published": "2024-05-02"}\n'
    '{"file": "deep/a.txt", "publisher": "The Ambit", "published": "2024-05-03"}\n',
}


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    files = fsspec.filesystem("memory")
    for name, text in FILES.items():
        files.pipe_file(f"/news/crawl/{name}", text.encode())
    yield files
    for path in files.find("/"):
        files.rm_file(path)


def normalized(*sources: Place) -> list[Article | Finding]:
    with local_copies(sources) as copies:
        items = [*copies.findings, *normalize(copies.paths, Metadata())]
        return [copies.with_origin(item) for item in items]


def test_a_remote_folder_gives_the_records_of_the_same_folder_here(
    tmp_path: Path, memory: fsspec.AbstractFileSystem
) -> None:
    for name, text in FILES.items():
        (tmp_path / "crawl" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "crawl" / name).write_text(text)
    here = [msgspec.json.encode(item) for item in normalized(tmp_path / "crawl")]
    there = [msgspec.json.encode(item) for item in normalized(Url("memory://news/crawl"))]
    assert len(here) >= 2
    assert there == [line.replace(str(tmp_path / "crawl").encode(), b"memory://news/crawl") for line in here]


def test_local_sources_are_taken_as_they_are(tmp_path: Path) -> None:
    with local_copies([tmp_path, Path("-")]) as copies:
        assert copies.paths == [tmp_path, Path("-")]


def test_a_source_given_twice_is_read_once_and_copies_are_gone_at_the_end(memory: fsspec.AbstractFileSystem) -> None:
    sources = [Url("memory://news/crawl/a.txt"), Url("memory://news/crawl/")]
    assert sum(isinstance(item, Article) for item in normalized(*sources)) == 2
    with local_copies(sources) as copies:
        assert all(path.exists() for path in copies.paths)
    assert not any(path.exists() for path in copies.paths)


def test_no_name_leads_out_of_the_folder_of_the_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "copies").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "copies"))
    files = fsspec.filesystem("memory")
    files.store["/hostile/../../../../out.txt"] = files.store["/hostile/good.txt"] = _memory_file(b"Road\n\nOpen.\n")
    try:
        items = normalized(Url("memory://hostile"))
    finally:
        files.store.clear()
    told = [item.file for item in items if isinstance(item, Finding) and item.severity == Severity.ERROR]
    assert told == ["memory://hostile/../../../../out.txt"]
    assert sum(isinstance(item, Article) for item in items) == 1
    assert [path.name for path in tmp_path.rglob("*")] == ["copies"]


def _memory_file(data: bytes) -> object:
    from fsspec.implementations.memory import MemoryFile

    return MemoryFile(None, "", data)


def test_a_list_of_withdrawn_articles_above_a_remote_source_holds(memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe_file("/news/tombstones.jsonl", b'{"id": "a", "reason": "x"}\n')
    with local_copies([Url("memory://news/crawl/deep")]) as copies:
        (found,) = lists_around(copies.paths)
        assert found.read_bytes() == b'{"id": "a", "reason": "x"}\n'


def test_a_remote_source_that_is_not_there_is_told(memory: fsspec.AbstractFileSystem) -> None:
    with pytest.raises(SourceError, match="cannot open memory://news/none: no such file"):
        normalized(Url("memory://news/none"))
