"""A release is whole or absent, the same for the same articles, and proves itself by its checksums."""

import gzip
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from ontherecord.errors import MissingExtraError, SourceError, UsageError
from ontherecord.jsonl import read_articles, write_articles
from ontherecord.publish import Release, publish
from ontherecord.publish.partition import SHARD_BYTES
from ontherecord.records import Rights
from ontherecord.schema import article_schema
from ontherecord.validate.checksums import check_checksums
from ontherecord.validate.release_level import check_contents

from .examples import bare_article, example_articles, filled_article, publish_articles

BUILD = """
import pathlib, sys
from ontherecord.publish import publish
publish(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_summary_counts_what_was_published(release: Release) -> None:
    assert release.articles == {"train": 2, "validation": 1, "test": 1}
    assert release.rows["quotations"] == {"train": 2, "test": 2}
    assert (release.standoff, release.withheld) == (1, 1)
    assert list(release.files) == sorted(contents(release.folder))


def test_two_builds_give_the_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    annotated = tmp_path / "annotated.jsonl"
    write_articles(annotated, example_articles())
    built = []
    for name, zone, seed in (("first", "Pacific/Kiritimati", "1"), ("second", "America/Los_Angeles", "2")):
        place = tmp_path / name
        place.mkdir()
        subprocess.run(
            [sys.executable, "-c", BUILD, str(annotated), f"out-{name}"],
            check=True,
            cwd=place,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
        )
        built.append(contents(place / f"out-{name}"))
    assert built[0] == built[1]


def test_the_checksums_cover_every_other_file(release: Release) -> None:
    lines = (release.folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    files = contents(release.folder)
    del files["SHA256SUMS"]
    assert lines == [f"{hashlib.sha256(files[path]).hexdigest()}  {path}" for path in sorted(files)]


def test_the_content_hash_is_that_of_the_json_lines(release: Release) -> None:
    lines = b"".join(path.read_bytes() for path in sorted((release.folder / "jsonl").glob("*.jsonl")))
    assert release.content_sha256 == hashlib.sha256(lines).hexdigest()


def test_the_compressed_lines_are_the_same_and_carry_no_time(release: Release) -> None:
    for path in (release.folder / "jsonl").glob("*.jsonl"):
        compressed = path.with_name(f"{path.name}.gz").read_bytes()
        assert gzip.decompress(compressed) == path.read_bytes()
        assert compressed[3:8] == b"\0" * 5


def test_the_schema_is_in_the_release(release: Release) -> None:
    assert json.loads((release.folder / "article.schema.json").read_bytes()) == article_schema()


def test_the_validator_accepts_every_file(release: Release) -> None:
    assert [*check_checksums(release.folder), *check_contents(release.folder)] == []


def test_a_release_holds_no_program(release: Release) -> None:
    assert not [path for path in release.files if path.endswith(".py")]


def test_a_published_release_is_published_again_with_the_same_content(release: Release, tmp_path: Path) -> None:
    again = publish(release.folder / "jsonl" / "test.jsonl", tmp_path / "out")
    assert list(read_articles(again.folder / "jsonl" / "test.jsonl")) == [filled_article()]


def test_a_changelog_is_copied(tmp_path: Path) -> None:
    changelog = tmp_path / "changes.md"
    changelog.write_bytes(b"# 1.0\r\n")
    release = publish_articles(tmp_path, [filled_article()], changelog=changelog)
    assert (release.folder / "CHANGELOG.md").read_bytes() == b"# 1.0\r\n"
    assert "CHANGELOG.md" in (release.folder / "SHA256SUMS").read_text(encoding="utf-8")


def test_a_missing_changelog_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot open"):
        publish_articles(tmp_path, [filled_article()], changelog=tmp_path / "none.md")
    assert not (tmp_path / "out").exists()


def test_a_large_split_is_cut_into_shards(tmp_path: Path) -> None:
    article = replace(bare_article(), text="x" * 1_000_000)
    release = publish_articles(tmp_path, [replace(article, id=f"a-{number}") for number in range(9)])
    shards = sorted((release.folder / "jsonl").glob("*.jsonl"))
    assert [path.name for path in shards] == ["train-00000-of-00002.jsonl", "train-00001-of-00002.jsonl"]
    assert max(path.stat().st_size for path in shards) <= SHARD_BYTES
    assert [article.id for path in shards for article in read_articles(path)] == [f"a-{number}" for number in range(9)]
    assert len(list((release.folder / "jsonl").iterdir())) == 4


def test_an_earlier_release_is_replaced_as_a_whole(tmp_path: Path) -> None:
    publish_articles(tmp_path, example_articles())
    publish_articles(tmp_path, [bare_article()])
    assert sorted(path.name for path in (tmp_path / "out" / "jsonl").iterdir()) == ["train.jsonl", "train.jsonl.gz"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["annotated.jsonl", "out"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert publish_articles(tmp_path, [bare_article()]).articles == {"train": 1}


@pytest.mark.parametrize("files", [["notes.txt"], ["README.md"], ["README.md", "SHA256SUMS"]])
def test_a_folder_that_is_no_release_is_refused(tmp_path: Path, files: list[str]) -> None:
    (tmp_path / "out").mkdir()
    for name in files:
        (tmp_path / "out" / name).write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="no release"):
        publish_articles(tmp_path, [bare_article()])
    assert set(contents(tmp_path / "out").values()) == {b"mine"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        publish_articles(tmp_path, [bare_article()])


def test_nothing_to_publish_is_refused(tmp_path: Path) -> None:
    withheld = replace(bare_article(), rights=Rights(distribution="withheld"))
    with pytest.raises(UsageError, match="articles withheld: 1"):
        publish_articles(tmp_path, [withheld])
    assert not (tmp_path / "out").exists()


def test_a_line_that_is_no_article_stops_the_release_and_keeps_the_earlier_one(tmp_path: Path) -> None:
    release = publish_articles(tmp_path, [bare_article()])
    before = contents(release.folder)
    annotated = tmp_path / "annotated.jsonl"
    annotated.write_bytes(msgspec.json.encode(bare_article()) + b'\n{"id": 1}\n')
    with pytest.raises(SourceError, match=r"annotated\.jsonl:2"):
        publish(annotated, release.folder)
    assert contents(release.folder) == before


def test_a_missing_library_is_named_with_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'ontherecord\[publish\]'"):
        publish_articles(tmp_path, [bare_article()])
