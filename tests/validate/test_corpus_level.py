"""The corpus: copies across splits, speakers of one name, an earlier release, and articles that were withdrawn."""

import json
import os
from pathlib import Path

import pytest

from ontherecord.errors import SourceError
from ontherecord.findings import Finding
from ontherecord.records import split_paragraphs, text_sha256
from ontherecord.validate import Options, validate

from .examples import Json, standoff_record, valid_record, write_records

STORY = " ".join(
    f"On day {number} of the strike, the crew met at pier {number} and voted to go on." for number in range(40)
)


def article(identifier: str, text: str, split: str | None, cluster: str | None = None) -> Json:
    """A record with this text, without annotations."""
    paragraphs = [{"start": part.start, "end": part.end, "role": "body"} for part in split_paragraphs(text)]
    return valid_record(identifier) | {
        "text": text,
        "text_sha256": text_sha256(text),
        "paragraphs": paragraphs,
        "speakers": [],
        "organizations": [],
        "dates": [],
        "quotations": [],
        "split": split,
        "duplicates": {"cluster": cluster, "canonical": True},
    }


def named(identifier: str, name: str, wikidata: str | None, kind: str = "person") -> Json:
    """A record of the same story in which the first speaker has this name and Wikidata id."""
    record = valid_record(identifier) | {"duplicates": {"cluster": "c1", "canonical": True}}
    record["speakers"][0].update(name=name, wikidata=wikidata, kind=kind)
    return record


def findings_of(folder: Path, records: list[Json], **options: object) -> list[Finding]:
    file = write_records(folder / "articles.jsonl", records)
    return list(validate([file], Options(**options)))  # type: ignore[arg-type]


def places(findings: list[Finding]) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.line) for finding in findings]


def tombstone(**fields: str | None) -> Json:
    return {"id": None, "text_sha256": None, "reason": "the source asked for it", **fields}


@pytest.mark.parametrize(("split", "told"), [("test", [("OTR403-split-leak", 2)]), ("train", [])])
def test_a_text_that_is_nearly_the_same_may_stand_in_one_split_only(
    split: str, told: list[tuple[str, int]], tmp_path: Path
) -> None:
    changed = STORY.replace("pier 7 ", "the old pier ")
    records = [article("strike-1", STORY, "train"), article("strike-2", changed, split)]
    assert places(findings_of(tmp_path, records)) == told


def test_known_copies_may_not_stand_in_two_splits_either(tmp_path: Path) -> None:
    records = [article("strike-1", STORY, "train", "c1"), article("strike-2", STORY, "test", "c1")]
    assert places(findings_of(tmp_path, records)) == [("OTR403-split-leak", 2)]


def test_standoff_copies_are_known_by_the_hash_of_their_text(tmp_path: Path) -> None:
    records = [standoff_record() | {"split": "train"}, standoff_record("copy") | {"split": "test"}]
    assert places(findings_of(tmp_path, records)) == [("OTR402-duplicate-text", 2), ("OTR403-split-leak", 2)]


def test_an_article_without_a_split_belongs_to_train(tmp_path: Path) -> None:
    records = [article("strike-1", STORY, None, "c1"), article("strike-2", STORY, "train", "c1")]
    assert findings_of(tmp_path, records) == []
    records[1]["split"] = "test"
    (finding,) = findings_of(tmp_path, records)
    assert "in split train" in finding.message


def test_a_copy_is_found_behind_boilerplate_that_many_articles_share(tmp_path: Path) -> None:
    terms = "You may not publish, broadcast, rewrite or pass on this material without the consent of the agency. "
    fillers = [
        article(f"filler-{n}", terms * 3 + " ".join(f"filler{n}x{word}" for word in range(60)), "train")
        for n in range(60)
    ]
    records = [
        *fillers,
        article("strike-1", terms * 3 + STORY, "train"),
        article("strike-2", terms * 3 + STORY[:-40], "test"),
    ]
    assert places(findings_of(tmp_path, records)) == [("OTR403-split-leak", 62)]


def test_speakers_of_one_name_and_kind_have_one_wikidata_id(tmp_path: Path) -> None:
    records = [
        named("a-1", "Marta Ilves", "Q100"),
        named("a-2", "Marta Ilves", None),
        named("a-3", "Marta Ilves", "Q101", kind="group"),
        named("a-4", "Oona Reck", "Q102"),
        named("a-5", "Marta Ilves", "Q103"),
    ]
    (finding,) = findings_of(tmp_path, records)
    assert (finding.code, finding.line, finding.pointer) == ("OTR404-contradictory-wikidata", 5, "/speakers/0/wikidata")
    assert "Q100" in finding.message


def test_two_speakers_of_one_article_can_contradict_each_other(tmp_path: Path) -> None:
    record = named("a-1", "Marta Ilves", "Q100")
    record["speakers"][1].update(name="Marta Ilves", wikidata="Q101", kind="person")
    assert [finding.pointer for finding in findings_of(tmp_path, [record])] == ["/speakers/1/wikidata"]


def test_articles_keep_the_split_of_the_earlier_release(tmp_path: Path) -> None:
    earlier = write_records(tmp_path / "earlier.jsonl", [valid_record(), article("gone", STORY, "test")])
    assert findings_of(tmp_path, [valid_record() | {"split": "train"}], earlier=earlier) == []
    moved = findings_of(tmp_path, [valid_record() | {"split": "test"}], earlier=earlier)
    assert places(moved) == [("OTR405-split-changed", 1)]
    renamed = findings_of(tmp_path, [valid_record("new-name") | {"split": "validation"}], earlier=earlier)
    assert places(renamed) == [("OTR405-split-changed", 1)]


def test_an_earlier_release_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "earlier.jsonl").write_bytes(b"{}\n")
    with pytest.raises(SourceError, match="earlier release"):
        findings_of(tmp_path, [valid_record()], earlier=tmp_path / "earlier.jsonl")
    with pytest.raises(SourceError, match="no such file"):
        findings_of(tmp_path, [valid_record()], earlier=tmp_path / "absent")


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"id": "ferry-talks"}, "/id"),
        ({"text_sha256": valid_record()["text_sha256"]}, "/text_sha256"),
        ({"id": "other", "text_sha256": valid_record()["text_sha256"]}, "/text_sha256"),
    ],
)
def test_a_withdrawn_article_may_not_come_back(fields: dict[str, str], pointer: str, tmp_path: Path) -> None:
    stones = write_records(tmp_path / "withdrawn.json", [tombstone(**fields)])
    for record in (valid_record(), standoff_record()):
        (finding,) = findings_of(tmp_path, [record], tombstones=(stones,))
        assert (finding.code, finding.pointer) == ("OTR406-tombstone-returned", pointer)
        assert "the source asked for it" in finding.message


def test_an_article_withdrawn_from_the_earlier_release_may_not_come_back(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    write_records(earlier / "articles.jsonl", [valid_record("other")])
    write_records(earlier / "tombstones.jsonl", [tombstone(id="ferry-talks")])
    assert places(findings_of(tmp_path, [valid_record()], earlier=earlier)) == [("OTR406-tombstone-returned", 1)]


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b'{"id": "a", "text_sha256": null}',
        json.dumps(tombstone()).encode(),
        json.dumps(tombstone(id="a", reason=" ")).encode(),
        b"\xff",
    ],
)
def test_a_tombstone_tells_what_was_withdrawn_and_why(line: bytes, tmp_path: Path) -> None:
    (tmp_path / "stones").write_bytes(b"\n" + line + b"\n")
    (finding,) = findings_of(tmp_path, [valid_record()], tombstones=(tmp_path / "stones",))
    assert (finding.code, finding.line) == ("OTR407-malformed-tombstone", 2)


def test_a_file_whose_name_is_not_utf8_can_hold_copies(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jsonl"))
    write_records(path, [valid_record(), valid_record()])
    assert [finding.line for finding in validate([path])] == [2, 2]
