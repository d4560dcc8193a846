"""An S3 server on loopback."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from fsspec import AbstractFileSystem

from ontherecord.__main__ import main
from ontherecord.errors import OutputError
from ontherecord.jsonl import write_articles
from ontherecord.records import Article

pytestmark = pytest.mark.cluster

TEXT = '"Room {} stays open," said Ann Lee of Northgate College on 3 May 2024.'


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    import s3fs

    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tester")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    s3fs.S3FileSystem.clear_instance_cache()
    yield monkeypatch
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def bucket(environment: pytest.MonkeyPatch) -> Iterator[AbstractFileSystem]:
    """What sees the bucket `news` of a server, and all that is in it."""
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    environment.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    # All servers of a process share what is stored.
    urllib.request.urlopen(urllib.request.Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()
    try:
        files = s3fs.S3FileSystem()
        files.mkdir("news")
        yield files
    finally:
        server.stop()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    write_articles(path, (Article(id=f"a{number}", text=TEXT.format(number)) for number in range(20)))
    return path


def test_a_file_of_a_bucket_is_annotated_to_the_bytes_of_a_local_one(
    bucket: AbstractFileSystem, source: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.jsonl"
    assert main(["annotate", str(source), "-o", str(plain), "--workers", "1"]) == 0
    bucket.put_file(str(source), "news/in.jsonl")
    assert main(["annotate", "s3://news/in.jsonl", "-o", "s3://news/out/annotated.jsonl", "--workers", "1"]) == 0
    bucket.invalidate_cache()
    assert bucket.cat("news/out/annotated.jsonl") == plain.read_bytes()
    assert bucket.find("news") == ["news/in.jsonl", "news/out/annotated.jsonl"]


def test_raw_articles_of_a_bucket_are_normalized_and_built(bucket: AbstractFileSystem, tmp_path: Path) -> None:
    bucket.pipe_file("news/crawl/a.txt", b"Road opens\n\nThe road is open, Ann Lee said on Monday.\n")
    bucket.pipe_file("news/crawl/sources.jsonl", b'{"file": "a.txt", "license": "CC-BY-4.0", "publisher": "Ambit"}\n')
    told = ["--published", "2024-05-02", "--language", "en"]
    out = ["-o", "s3://news/articles.jsonl", "--provenance", "s3://news/provenance.jsonl"]
    assert main(["normalize", "s3://news/crawl/", *out, *told]) == 0
    bucket.invalidate_cache()
    article = json.loads(bucket.cat("news/articles.jsonl"))
    assert (article["id"], article["source"]["name"], article["source"]["file"]) == ("a", "Ambit", "a.txt")
    assert bucket.isfile("news/provenance.jsonl")
    assert main(["build", "s3://news/crawl", "-o", str(tmp_path / "release"), *told, "--workers", "1"]) == 0
    assert json.loads((tmp_path / "release" / "jsonl" / "train.jsonl").read_bytes().splitlines()[-1])["id"] == "a"


def test_a_run_that_fails_leaves_no_object(bucket: AbstractFileSystem, source: Path) -> None:
    with source.open("ab") as lines:
        lines.write(b'{"id": "new", "schema_version": "99.0", "text": "x"}\n')
    assert main(["annotate", str(source), "-o", "s3://news/annotated.jsonl", "--workers", "1"]) == 2
    bucket.invalidate_cache()
    assert bucket.find("news") == []


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_a_wrong_bucket_is_told_before_any_work(
    bucket: AbstractFileSystem, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["annotate", "s3://other/in.jsonl"]) == 2
    assert one_line(capsys) == (
        "error: cannot open s3://other/in.jsonl: no such file, folder or bucket; mend the address, or make the bucket"
    )
    assert main(["normalize", "s3://other/crawl"]) == 2
    assert one_line(capsys).startswith("error: cannot open s3://other/crawl: no such file, folder or bucket; ")
    assert main(["annotate", "not-read.jsonl", "-o", "s3://other/out.jsonl"]) == 2
    assert one_line(capsys) == (
        "error: cannot write s3://other/out.jsonl: no such file, folder or bucket; mend the address, or make the bucket"
    )


def test_missing_credentials_are_told(
    bucket: AbstractFileSystem, source: Path, environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bucket.clear_instance_cache()
    environment.delenv("AWS_ACCESS_KEY_ID")
    environment.delenv("AWS_SECRET_ACCESS_KEY")
    assert main(["annotate", "s3://news/in.jsonl"]) == 2
    line = one_line(capsys)
    assert line.startswith("error: cannot open s3://news/in.jsonl: no credentials were found; set AWS_ACCESS_KEY_ID")
    assert main(["annotate", str(source), "-o", "s3://news/out.jsonl"]) == 2
    assert one_line(capsys).startswith("error: cannot write s3://news/out.jsonl: no credentials were found; ")


def test_a_server_that_does_not_answer_is_told(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    assert main(["annotate", "s3://news/in.jsonl"]) == 2
    line = one_line(capsys)
    assert line.startswith("error: cannot open s3://news/in.jsonl: the server cannot be reached (")
    assert line.endswith("; mend the network, or AWS_ENDPOINT_URL")


def test_a_result_that_cannot_be_put_is_kept_and_told(
    bucket: AbstractFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def written() -> Iterator[Article]:
        yield from (Article(id=f"a{number}") for number in range(3))
        bucket.rmdir("news")

    with pytest.raises(OutputError, match=r"cannot write s3://news/out\.jsonl \(the whole result is in .*\.upload\)"):
        write_articles("s3://news/out.jsonl", written())
    (kept,) = tmp_path.glob("*.upload")
    assert len(kept.read_bytes().splitlines()) == 3
