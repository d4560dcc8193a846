"""A folder of raw articles is validated as what it becomes."""

from pathlib import Path

import pytest

from ontherecord.errors import SourceError
from ontherecord.findings import Finding
from ontherecord.source_tree import is_source_tree, validate_with_sources
from ontherecord.validate import Options

ARTICLE = "Ferry to sail again\n\n12 March 2024\n\nThe ferry to Skarn will sail again on Friday, the trust said.\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "sources.jsonl").write_text('{"file": "ferry.txt", "license": "CC-BY-4.0"}\n', encoding="utf-8")
    return folder


def findings_of(*paths: Path) -> list[Finding]:
    return list(validate_with_sources(paths, Options()))


def test_the_records_of_raw_articles_are_checked(tree: Path) -> None:
    told = {(finding.code, finding.file) for finding in findings_of(tree)}
    assert told == {
        ("OTR502-no-evidence", str(tree / "ferry.txt")),
        ("OTR503-no-attribution", str(tree / "ferry.txt")),
    }


def test_what_reading_finds_is_told(tree: Path) -> None:
    (tree / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    codes = {finding.code for finding in findings_of(tree)}
    assert {"OTR003-binary-file", "OTR037-file-without-row", "OTR502-no-evidence"} <= codes


def test_raw_articles_and_records_are_one_corpus(tree: Path, tmp_path: Path) -> None:
    from ontherecord.jsonl import write_articles
    from ontherecord.normalize import Metadata, normalize
    from ontherecord.records import Article

    records = tmp_path / "records.jsonl"
    write_articles(records, [item for item in normalize([tree], Metadata()) if isinstance(item, Article)])
    codes = [finding.code for finding in findings_of(records, tree)]
    assert "OTR401-duplicate-article-id" in codes


def test_an_empty_folder_has_nothing_to_validate(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nothing to validate"):
        findings_of(tmp_path)


def test_a_folder_of_records_and_a_release_are_no_source_trees(tree: Path, tmp_path: Path) -> None:
    assert is_source_tree(tree)
    assert not is_source_tree(tree / "ferry.txt")
    assert not is_source_tree(tmp_path / "absent")
    (tree / "sources.jsonl").rename(tree / "articles.jsonl")
    assert not is_source_tree(tree)
    (tree / "articles.jsonl").unlink()
    (tree / "SHA256SUMS").write_bytes(b"")
    assert not is_source_tree(tree)
