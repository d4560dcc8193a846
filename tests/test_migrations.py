"""Records of every schema version can be read: each version keeps a tiny release in `schema_versions`.

A new version gets its own with `cat tests/schema_versions/1.0/jsonl/*.jsonl | ontherecord publish - -o` its folder; the
folder of an older version is never changed.
"""

from pathlib import Path

import datasets
import msgspec
import pytest
from jsonschema import Draft202012Validator

from ontherecord.errors import SourceError
from ontherecord.findings import Finding
from ontherecord.jsonl import encode_article, read_articles, read_articles_or_findings
from ontherecord.migrations import MIGRATIONS, RawRecord, migrated
from ontherecord.publish.checksums import CHECKSUM_FILE, release_files, write_checksums
from ontherecord.records import SCHEMA_VERSION
from ontherecord.release import read_release_articles, tables
from ontherecord.schema import article_schema
from ontherecord.validate.release_level import check_contents

RELEASES = Path(__file__).parent / "schema_versions"
VERSIONS = (*MIGRATIONS, SCHEMA_VERSION)


def test_the_record_and_the_schema_are_of_one_version() -> None:
    assert article_schema()["properties"]["schema_version"]["const"] == SCHEMA_VERSION


def test_every_schema_version_keeps_a_tiny_release_and_no_other_does() -> None:
    assert {path.name for path in RELEASES.iterdir()} == set(VERSIONS)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_release_of_the_version_is_read_as_articles_of_today(version: str, tmp_path: Path) -> None:
    release = RELEASES / version
    lines = [line for file in release.glob("jsonl/*.jsonl") for line in file.read_bytes().splitlines()]
    assert {msgspec.json.decode(line)["schema_version"] for line in lines} == {version}
    articles = list(read_release_articles(release))
    assert len(articles) == len(lines)
    check = Draft202012Validator(article_schema())
    for article in articles:
        check.validate(msgspec.json.decode(encode_article(article)))
    assert all(article.quotations and article.speakers and article.organizations for article in articles)
    assert all(len(table) for table in tables(release).values())
    loaded = datasets.load_dataset(str(release), cache_dir=str(tmp_path))
    assert sorted(row for split in loaded.values() for row in split["id"]) == sorted(article.id for article in articles)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_formats_of_the_release_still_agree(version: str) -> None:
    assert list(check_contents(RELEASES / version)) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_the_checksums_of_the_release_still_hold(version: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for file in release_files(RELEASES / version):
        target = copy / file.relative_to(RELEASES / version)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    (copy / CHECKSUM_FILE).unlink(missing_ok=True)
    write_checksums(copy)
    assert (copy / CHECKSUM_FILE).read_bytes() == (RELEASES / version / CHECKSUM_FILE).read_bytes()


def renamed(record: RawRecord) -> RawRecord:
    return {**{key: value for key, value in record.items() if key != "title"}, "headline": record["title"]} | {
        "schema_version": "0.9"
    }


def lowered(record: RawRecord) -> RawRecord:
    return {**record, "language": record["language"].lower(), "schema_version": "1.0"}


STEPS = {"0.8": renamed, "0.9": lowered, **MIGRATIONS}


def test_a_record_goes_through_all_steps_up_to_the_version_of_today() -> None:
    old = {"id": "a", "schema_version": "0.8", "title": "Rain", "language": "EN"}
    new = {"id": "a", "schema_version": SCHEMA_VERSION, "headline": "Rain", "language": "en"}
    assert migrated(old, STEPS) == new
    assert old["title"] == "Rain"


def test_an_older_record_in_a_file_is_an_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ontherecord.jsonl.migrated", lambda record: migrated(record, STEPS))
    path = tmp_path / "old.jsonl"
    path.write_text(
        '{"id": "a", "schema_version": "0.8", "title": "Rain", "language": "EN", "published": "2024-03-12"}\n'
        '{"id": "b", "schema_version": "0.7"}\n'
        '{"id": "c", "schema_version": "0.8"}\n'
        '{"id": "d", "schema_version": "0.9", "language": 5}\n',
        encoding="utf-8",
    )
    first, *others = read_articles_or_findings(path)
    assert not isinstance(first, Finding)
    assert (first.headline, first.schema_version, str(first.published)) == ("Rain", SCHEMA_VERSION, "2024-03-12")
    assert [isinstance(other, Finding) for other in others] == [True] * 3


@pytest.mark.parametrize("version", ["1.0.1", "1.1", "1.1.0", "2.0", "10.0"])
def test_a_newer_version_is_one_error_that_names_it_and_what_to_do(version: str, tmp_path: Path) -> None:
    path = tmp_path / "new.jsonl"
    path.write_text(
        '{"id": "a"}\n' + f'{{"id": "b", "schema_version": "{version}", "mood": 1}}\n' * 3, encoding="utf-8"
    )
    with pytest.raises(SourceError, match=rf"new\.jsonl:2: schema version {version} is newer .*upgrade"):
        list(read_articles(path))
    with pytest.raises(SourceError, match=f"schema version {version}"):
        list(read_articles_or_findings(path))


@pytest.mark.parametrize("version", ["banana", "1", "0.1", "1.0.0.0", 3, None, [], "9" * 5000 + ".0"])
def test_what_is_no_version_is_a_finding_of_its_line(version: object, tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_bytes(msgspec.json.encode({"id": "a", "schema_version": version}) + b'\n{"id": "b"}\n')
    first, second = read_articles_or_findings(path)
    assert isinstance(first, Finding)
    assert not isinstance(second, Finding)


@pytest.mark.parametrize("value", [b"[" * 100_000 + b"]" * 100_000, b"1" * 10_000, b'"\\ud800"'])
def test_a_hostile_line_is_a_finding(value: bytes, tmp_path: Path) -> None:
    path = tmp_path / "hostile.jsonl"
    path.write_bytes(b'{"id": "a", "schema_version": ' + value + b', "x": ' + value + b"}\n")
    (item,) = read_articles_or_findings(path)
    assert isinstance(item, Finding)
