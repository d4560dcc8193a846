"""A finished release: its card, Parquet files, JSON Lines and compressed copies tell the same."""

import shutil
from pathlib import Path

import pytest

from ontherecord.publish import publish
from ontherecord.validate import Options, validate

from .examples import Json, valid_record, write_records
from .release_damages import RELEASE_DAMAGES, Damage, write_checksums


def second_record() -> Json:
    """Another article with the same text, marked as its copy, in which no list is filled."""
    record = valid_record("ferry-copy")
    empty: Json = {name: [] for name in ("speakers", "organizations", "dates", "quotations")}
    return record | empty | {"headline": None, "duplicates": {"cluster": "c1", "canonical": False}}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    first = valid_record() | {"duplicates": {"cluster": "c1", "canonical": True}}
    publish(write_records(folder / "annotated.jsonl", [first, second_record()]), folder / "release")
    return folder / "release"


@pytest.fixture
def release(published: Path, tmp_path: Path) -> Path:
    return shutil.copytree(published, tmp_path / "release")


def test_a_release_as_it_is_published_has_no_finding(release: Path) -> None:
    assert list(validate([release])) == []


@pytest.mark.parametrize(
    ("code", "file", "pointer", "damage"),
    RELEASE_DAMAGES,
    ids=[f"{row[0]} {row[2] or row[1]}" for row in RELEASE_DAMAGES],
)
def test_a_damage_of_a_release_is_caught(
    code: str, file: str, pointer: str | None, damage: Damage, release: Path
) -> None:
    damage(release)
    write_checksums(release)
    findings = list(validate([release]))
    assert (code, str(release / file), pointer) in [
        (finding.code, finding.file, finding.pointer) for finding in findings
    ]


def test_the_contents_of_a_release_are_compared_at_the_last_level_only(release: Path) -> None:
    RELEASE_DAMAGES[0][-1](release)
    write_checksums(release)
    assert list(validate([release], Options(level=4))) == []


def test_shards_of_a_split_are_one_after_the_other(release: Path) -> None:
    first, second = (release / "jsonl" / "train.jsonl").read_bytes().splitlines(keepends=True)
    for file in (release / "jsonl").iterdir():
        file.unlink()
    (release / "jsonl" / "train-00000-of-00002.jsonl").write_bytes(first)
    (release / "jsonl" / "train-00001-of-00002.jsonl").write_bytes(second)
    write_checksums(release)
    assert list(validate([release])) == []


def test_a_release_without_its_parquet_files_is_compared_with_its_card(release: Path) -> None:
    shutil.rmtree(release / "data")
    write_checksums(release)
    assert {finding.code for finding in validate([release])} == {"OTR521-card-figures-differ"}


def test_a_line_that_is_no_record_does_not_shift_the_comparison(release: Path) -> None:
    lines = release / "jsonl" / "train.jsonl"
    _, second = lines.read_bytes().splitlines(keepends=True)
    lines.write_bytes(b"[]\n" + second)
    (release / "jsonl" / "train.jsonl.gz").unlink()
    write_checksums(release)
    told = [(finding.code, Path(finding.file or "").name) for finding in validate([release])]
    assert told[0] == ("OTR101-unreadable-record", "train.jsonl")
    assert ("OTR523-parquet-differs", "train.jsonl") not in told
