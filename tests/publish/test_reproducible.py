"""A release follows from its articles alone: not from where, when and how they were published."""

import functools
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import ontherecord.publish
from ontherecord.jsonl import write_articles
from ontherecord.publish import Release
from ontherecord.publish.card import DEFAULT_TEMPLATE
from ontherecord.publish.parquet import write_parquet

from .examples import CITATION, example_articles, publish_articles

SETTINGS: dict[str, dict[str, Any]] = {
    "no compression": {"compression": "none"},
    "no dictionaries": {"use_dictionary": False},
    "another format version": {"version": "1.0"},
}


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_the_content_hash_does_not_depend_on_how_parquet_is_written(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any]
) -> None:
    writer = pq.ParquetWriter
    monkeypatch.setattr(pq, "ParquetWriter", lambda *places, **usual: writer(*places, **(usual | settings)))
    _check(release, publish_articles(tmp_path, example_articles()))


def test_the_content_hash_does_not_depend_on_row_groups_and_shards(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ontherecord.publish.parquet.ROW_GROUP_ROWS", 1)
    monkeypatch.setattr(ontherecord.publish, "write_parquet", functools.partial(write_parquet, shard_bytes=1))
    other = publish_articles(tmp_path, example_articles())
    assert "data/articles/train-00001-of-00002.parquet" in other.files
    _check(release, other)


def test_the_content_hash_does_not_depend_on_card_and_name(release: Release, tmp_path: Path) -> None:
    card = tmp_path / "card.md"
    card.write_text("# $name\n", encoding="utf-8")
    assert publish_articles(tmp_path, example_articles(), card=card).content_sha256 == release.content_sha256


def test_the_content_hash_depends_on_the_articles(release: Release, tmp_path: Path) -> None:
    assert publish_articles(tmp_path, example_articles()[:-1]).content_sha256 != release.content_sha256


def test_another_folder_hash_seed_locale_and_time_zone_give_the_same_bytes(tmp_path: Path) -> None:
    usual = _published(tmp_path / "usual", {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"})
    other = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}
    assert {"README.md", "CHANGELOG.md", "CITATION.cff", "data/articles/test.parquet"} < set(usual)
    assert _published(tmp_path / "a deep" / "földer", other) == usual


def _published(place: Path, environment: dict[str, str]) -> dict[str, bytes]:
    place.mkdir(parents=True)
    write_articles(place / "articles.jsonl", example_articles())
    (place / "card.md").write_bytes(DEFAULT_TEMPLATE.read_bytes())
    (place / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    (place / "CHANGELOG.md").write_text("# Changes\n\n## 2.1.0\n\n- Größer.\n", encoding="utf-8")
    command = [sys.executable, "-m", "ontherecord", "publish", "articles.jsonl", "-o", "release", "--card", "card.md"]
    subprocess.run(command, check=True, cwd=place, env=os.environ | environment, capture_output=True)
    return _contents(place / "release")


def _check(release: Release, other: Release) -> None:
    """The same articles in other Parquet files."""
    one, two = _contents(release.folder), _contents(other.folder)
    assert other.content_sha256 == release.content_sha256
    assert all(two[path] == one[path] for path in one if path.startswith("jsonl/"))
    assert any(two.get(path) != one[path] for path in one if path.startswith("data/articles/"))


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
