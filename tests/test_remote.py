import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from ontherecord.errors import MissingExtraError, SourceError
from ontherecord.findings import Finding
from ontherecord.jsonl import encode_article, read_articles, read_articles_or_findings, write_articles
from ontherecord.records import Article
from ontherecord.remote import Url, place

ARTICLES = [Article(id="a1", text="Ann Lee spoke."), Article(id="a2", text="Ünn Lee spoke.")]


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    files = fsspec.filesystem("memory")
    yield files
    for path in files.find("/"):
        files.rm_file(path)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("news.jsonl", Path("news.jsonl")),
        ("-", Path("-")),
        ("/data/a:b.jsonl", Path("/data/a:b.jsonl")),
        (Path("news"), Path("news")),
        ("file:///data/a%20b.jsonl", Path("/data/a b.jsonl")),
        ("s3://news/a.jsonl", Url("s3://news/a.jsonl")),
        ("hf://datasets/me/news/a.jsonl", Url("hf://datasets/me/news/a.jsonl")),
        (Url("gs://news/a"), Url("gs://news/a")),
    ],
)
def test_a_text_with_a_protocol_is_an_address_and_any_other_a_path(text: str, meant: Path | Url) -> None:
    assert place(text) == meant


def test_articles_are_written_and_read_by_address(memory: fsspec.AbstractFileSystem) -> None:
    assert write_articles("memory://news/a.jsonl", ARTICLES) == len(ARTICLES)
    assert memory.cat("/news/a.jsonl") == b"".join(map(encode_article, ARTICLES))
    assert list(read_articles("memory://news/a.jsonl")) == ARTICLES


def test_a_finding_tells_address_and_line(memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe_file("/news/a.jsonl", b'{"id": "a1", "text": "x"}\n\nno record\n')
    _, finding = read_articles_or_findings(Url("memory://news/a.jsonl"))
    assert isinstance(finding, Finding)
    assert (finding.file, finding.line) == ("memory://news/a.jsonl", 3)


def test_a_run_that_fails_leaves_what_was_there(
    memory: fsspec.AbstractFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    memory.pipe_file("/news/a.jsonl", b"before")

    def failing() -> Iterator[Article]:
        yield from ARTICLES
        raise SourceError("no more")

    with pytest.raises(SourceError, match="no more"):
        write_articles("memory://news/a.jsonl", failing())
    assert memory.cat("/news/a.jsonl") == b"before"
    assert memory.find("/news") == ["/news/a.jsonl"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("memory://news/none.jsonl", r"cannot open memory://news/none\.jsonl: no such file"),
        ("nothing://news/a.jsonl", r"cannot open nothing://news/a\.jsonl: Protocol not known"),
    ],
)
def test_what_cannot_be_opened_is_told(address: str, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        list(read_articles(address))


@pytest.mark.parametrize("missing", ["fsspec", "s3fs"])
def test_a_missing_extra_is_told(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'ontherecord\[remote\]'"):
        list(read_articles("s3a://news/a.jsonl"))  # no other test has s3a:// loaded


def test_paths_on_this_machine_need_neither_fsspec_nor_dask(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    write_articles(source, ARTICLES)
    program = (
        "import sys; from ontherecord.__main__ import main; code = main(sys.argv[1:]); "
        "sys.exit(code or (3 if {'fsspec', 'distributed', 's3fs'} & set(sys.modules) else 0))"
    )
    command = ["annotate", str(source), "-o", str(tmp_path / "out.jsonl"), "--workers", "1"]
    assert subprocess.run([sys.executable, "-c", program, *command], check=False).returncode == 0
