"""What a path may be, how the levels keep records apart, and what is known of the corpus as a whole."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from ontherecord.errors import SourceError
from ontherecord.validate import validate

from .examples import span, valid_record, without_text, write_records


def codes(*paths: Path) -> list[str]:
    return [finding.code for finding in validate(paths)]


def test_a_path_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        codes(tmp_path / "absent.jsonl")


def test_a_wrong_path_is_told_before_any_file_is_read(tmp_path: Path) -> None:
    good = write_records(tmp_path / "a.jsonl", [valid_record()])
    with pytest.raises(SourceError):
        next(validate([good, tmp_path / "absent.jsonl"]))


def test_a_folder_without_articles_has_nothing_to_validate(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nothing to validate"):
        codes(tmp_path)


def test_ids_are_unique_over_all_files_of_a_folder(tmp_path: Path) -> None:
    write_records(tmp_path / "a.jsonl", [valid_record()])
    (tmp_path / "deep").mkdir()
    write_records(tmp_path / "deep" / "b.jsonl", [valid_record("other"), valid_record()])
    assert codes(tmp_path) == ["OTR402-duplicate-text", "OTR401-duplicate-article-id", "OTR402-duplicate-text"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    file = write_records(tmp_path / "a.jsonl", [valid_record()])
    assert codes(file, file, tmp_path) == []


def test_a_compressed_copy_beside_its_file_is_not_read_again(tmp_path: Path) -> None:
    file = write_records(tmp_path / "a.jsonl", [valid_record()])
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(file.read_bytes()))
    assert codes(tmp_path) == []
    assert codes(tmp_path / "a.jsonl.gz") == []


def test_a_release_is_its_json_lines_and_its_checksums(tmp_path: Path) -> None:
    (tmp_path / "jsonl").mkdir()
    file = write_records(tmp_path / "jsonl" / "train.jsonl", [valid_record()])
    (tmp_path / "tombstones.jsonl").write_bytes(b"")
    listed = "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(tmp_path)}\n"
        for path in (file, tmp_path / "tombstones.jsonl")
    )
    (tmp_path / "SHA256SUMS").write_text(listed)
    (tmp_path / ".gitattributes").write_bytes(b"")
    assert codes(tmp_path) == []
    write_records(file, [valid_record() | {"kicker": ""}])
    assert codes(tmp_path) == ["OTR121-checksum-differs", "OTR205-malformed-value"]


@pytest.mark.parametrize("name", ["../a.jsonl", "/a.jsonl", "jsonl/../../a.jsonl"])
def test_a_list_of_checksums_cannot_point_outside_its_release(name: str, tmp_path: Path) -> None:
    (tmp_path / "jsonl").mkdir()
    write_records(tmp_path / "jsonl" / "train.jsonl", [valid_record()])
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  {name}\n")
    assert codes(tmp_path) == ["OTR124-malformed-checksum", "OTR123-unlisted-file"]


@pytest.mark.parametrize("name", ["x" * 10_000, "a\0b"])
def test_a_listed_name_that_no_file_can_have_is_missing(name: str, tmp_path: Path) -> None:
    (tmp_path / "jsonl").mkdir()
    write_records(tmp_path / "jsonl" / "train.jsonl", [valid_record()])
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  {name}\n")
    assert codes(tmp_path)[0] == "OTR122-listed-file-missing"


def test_a_record_that_fails_a_level_is_not_given_to_the_next(tmp_path: Path) -> None:
    malformed = valid_record() | {"kicker": "", "text_sha256": "0" * 64}
    contradictory = valid_record() | {"text_sha256": "0" * 64}
    file = write_records(tmp_path / "a.jsonl", [valid_record(), malformed, contradictory])
    assert [(finding.line, finding.code) for finding in validate([file])] == [
        (2, "OTR205-malformed-value"),
        (3, "OTR316-text-hash-differs"),
    ]


def test_a_record_with_a_warning_goes_on(tmp_path: Path) -> None:
    early = valid_record() | {"published": "2031-05-05"}
    file = write_records(tmp_path / "a.jsonl", [early, valid_record()])
    assert "OTR401-duplicate-article-id" in codes(file)


def test_every_item_of_a_broken_list_is_told_apart(tmp_path: Path) -> None:
    record = valid_record() | {"bylines": ["", "Oona Reck", 3]}
    file = write_records(tmp_path / "a.jsonl", [record])
    assert [finding.pointer for finding in validate([file])] == ["/bylines/0", "/bylines/2"]


def test_a_long_value_is_cut_short_in_messages(tmp_path: Path) -> None:
    file = write_records(tmp_path / "a.jsonl", [valid_record() | {"published": "x" * 1_000_000}])
    (finding,) = validate([file])
    assert len(finding.message) < 200


@pytest.mark.parametrize("value", [None, [], {}, 1, "text", True])
def test_any_value_at_any_key_is_judged(value: object, tmp_path: Path) -> None:
    for key in valid_record():
        write_records(tmp_path / f"{key}.jsonl", [valid_record(key) | {key: value}])
    assert all(finding.message for finding in validate([tmp_path]))


def test_every_mention_inside_a_longer_one_overlaps_it(tmp_path: Path) -> None:
    record = valid_record()
    record["organizations"][0]["mentions"] += [span("Port"), span("Authority")]
    pointers = [finding.pointer for finding in validate([write_records(tmp_path / "a.jsonl", [record])])]
    assert pointers == ["/organizations/0/mentions/1", "/organizations/0/mentions/2"]


def test_a_row_whose_text_alone_was_removed_has_words_left(tmp_path: Path) -> None:
    record = without_text(valid_record())
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n")
    pointers = [finding.pointer for finding in validate([tmp_path])]
    assert pointers == ["/headline", "/speakers/2/name"]
