"""What `--fix` mends, what it leaves to a person, and that it never does harm."""

import json
import stat
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.errors import SourceError, UsageError
from ontherecord.records import text_sha256
from ontherecord.validate import validate
from ontherecord.validate.mending import mend, mend_line
from ontherecord.validate.record_mending import mend_record

from .examples import TEXT, Json, standoff_record, valid_record, write_records

DECOMPOSED = "Zoe\u0308 Nu\u0301n\u0303ez said: “We sail.”\r\n\r\nThe cafe\u0301 shut on 6\u00a0May."
COMPOSED = unicodedata.normalize("NFC", DECOMPOSED).replace("\r\n", "\n")


def mended(record: Json) -> Json:
    return mend_record(json.loads(json.dumps(record)))[0]


def notes(record: Json) -> list[tuple[str | None, str]]:
    return [(finding.pointer, finding.message) for finding in mend_record(json.loads(json.dumps(record)))[1]]


def decomposed_record() -> Json:
    """A sound record but for the form of its text."""

    def span(part: str) -> Json:
        start = DECOMPOSED.index(part)
        return {"start": start, "end": start + len(part), "text": part}

    record = valid_record("zoe")
    speaker = {
        **record["speakers"][0],
        "name": "Zoë Núñez",
        "mentions": [span("Zoe\u0308 Nu\u0301n\u0303ez") | {"form": "name"}],
    }
    quotation = {**record["quotations"][4], "id": "q1", **span("We sail."), "cue": span("said"), "source": None}
    break_at = DECOMPOSED.index("\r\n\r\n")
    return record | {
        "text": DECOMPOSED,
        "text_sha256": text_sha256(DECOMPOSED),
        "paragraphs": [
            {"start": 0, "end": break_at, "role": "body"},
            {"start": break_at + 4, "end": len(DECOMPOSED), "role": "body"},
        ],
        "speakers": [speaker],
        "organizations": [],
        "dates": [],
        "quotations": [quotation],
    }


def test_a_sound_record_is_left_alone() -> None:
    for record in (valid_record(), standoff_record()):
        assert mend_record(record) == (record, [])


def test_a_text_is_normalized_and_every_offset_moves_with_it(tmp_path: Path) -> None:
    file = write_records(tmp_path / "a.jsonl", [decomposed_record()])
    assert "OTR317-text-not-normalized" in {finding.code for finding in validate([file])}
    (finding,) = mend([file])
    assert (finding.code, finding.pointer, finding.line, finding.article) == ("OTR701-mended", "/text", 1, "zoe")
    assert list(validate([file])) == []
    record = json.loads(file.read_bytes())
    assert record["text"] == COMPOSED
    assert record["quotations"][0]["text"] == "We sail."


@given(
    st.lists(
        st.sampled_from(
            ["a", "e\u0301", "\u0301", "\r\n", "\r", "\n", "ü", "u\u0308", "“", "🚢", "가", "\u1100\u1161"]
        ),
        min_size=1,
    )
)
def test_normalizing_a_text_keeps_every_span_on_its_words(parts: list[str]) -> None:
    text = "x" + "".join(parts)
    record = valid_record() | {"text": text, "text_sha256": text_sha256(text)}
    date = record["dates"][0] | {"start": 0, "end": 1, "text": "x"}
    last = record["dates"][1] | {"start": len(text) - 1, "end": len(text), "text": text[-1]}
    record |= {"dates": [date, last], "speakers": [], "organizations": [], "quotations": [], "paragraphs": []}
    result = mended(record)
    for span in result["dates"]:
        assert result["text"][span["start"] : span["end"]] == span["text"]
    assert result["text_sha256"] == text_sha256(result["text"])
    moved = [span["text"] for span in result["dates"]]
    expected = [unicodedata.normalize("NFC", part).replace("\r", "\n") for part in ("x", text[-1])]
    assert moved == expected or result["text"] == text


def test_a_text_whose_spans_contradict_it_is_left_to_a_person() -> None:
    record = decomposed_record()
    record["quotations"][0]["text"] = "We sink."
    assert mended(record) == record


def test_an_offset_inside_a_composed_character_is_left_to_a_person() -> None:
    record = decomposed_record()
    record["speakers"][0]["mentions"][0].update(end=3, text="Zoe")
    assert mended(record) == record


def test_missing_keys_that_can_only_be_empty_are_added() -> None:
    record = valid_record()
    for key in ("kicker", "bylines", "source", "text_sha256"):
        del record[key]
    del record["quotations"][0]["group"]
    assert {where for where, _ in notes(record)} == {
        "/kicker",
        "/bylines",
        "/source",
        "/text_sha256",
        "/quotations/0/group",
    }
    result = mended(record)
    assert (result["kicker"], result["bylines"], result["source"]["url"]) == (None, [], None)
    assert result["text_sha256"] == text_sha256(TEXT)
    assert list(result) == list(valid_record())


def test_nothing_is_added_beside_an_unknown_key_which_may_be_the_missing_one() -> None:
    record = valid_record()
    record["head_line"] = record.pop("headline")
    assert mended(record) == record


def test_a_missing_key_with_a_value_of_its_own_is_left_to_a_person() -> None:
    record = valid_record()
    del record["rights"], record["duplicates"], record["language"]
    assert mended(record) == record


def test_lists_and_keys_are_put_in_order() -> None:
    record = valid_record()
    record["dates"].reverse()
    record["speakers"][0]["mentions"].reverse()
    assert [where for where, _ in notes(record)] == ["/speakers", "/dates"]
    assert mended(record) == valid_record()
    backwards = dict(reversed(valid_record().items()))
    assert notes(backwards) == [("", "the keys were put into the order of the schema")]
    assert list(mended(backwards)) == list(valid_record())


@pytest.mark.parametrize("form", [f"{TEXT}\n", TEXT.replace("\n", "\r\n"), unicodedata.normalize("NFD", TEXT + "é")])
def test_a_hash_of_another_normalization_is_corrected(form: str) -> None:
    text = unicodedata.normalize("NFC", form).replace("\r\n", "\n").rstrip("\n")
    record = valid_record() | {"text": text, "text_sha256": text_sha256(form)}
    assert mended(record)["text_sha256"] == text_sha256(text)


def test_a_hash_of_another_text_is_left_to_a_person() -> None:
    record = valid_record() | {"text_sha256": text_sha256("another text")}
    assert mended(record) == record


def test_bytes_around_a_record_are_mended_and_the_record_stays_as_it_is_written() -> None:
    line = b'\xef\xbb\xbf{"b": 1,   "a": "\\u00e9"}\r\n'
    content, findings = mend_line(line)
    assert content == b'{"b": 1,   "a": "\\u00e9"}\n'
    assert [finding.message for finding in findings] == [
        "a byte order mark was removed",
        "a carriage return was removed",
    ]
    assert mend_line(b" \r\n")[0] == b""
    assert mend_line(b"[1]")[0] == b"[1]\n"
    assert mend_line(b"\xff\n") == (b"\xff\n", [])


@given(st.binary(max_size=80).map(lambda line: line.replace(b"\n", b"")))
def test_any_line_is_mended_once_and_for_all(line: bytes) -> None:
    content, _ = mend_line(line + b"\n")
    if content:
        assert mend_line(content)[1] == []


def put(key: str, value: Any) -> Callable[[Json], object]:
    return lambda record: record.update({key: value})


@pytest.mark.parametrize("value", [None, [], {}, 1, "text", True, [[]], [None], {"start": 1}])
def test_any_value_at_any_key_is_left_or_mended(value: object) -> None:
    for key in valid_record():
        mend_record(valid_record() | {key: value})


def test_a_file_with_nothing_to_mend_is_not_written(tmp_path: Path) -> None:
    file = write_records(tmp_path / "a.jsonl", [valid_record()])
    file.chmod(0o400)
    before = file.stat()
    assert mend([tmp_path]) == []
    assert file.stat().st_ino == before.st_ino


def test_a_mended_file_keeps_its_permissions_and_its_link(tmp_path: Path) -> None:
    file = tmp_path / "real.jsonl"
    file.write_bytes(b"\n")
    file.chmod(0o640)
    link = tmp_path / "link.jsonl"
    link.symlink_to(file)
    mend([link])
    assert link.is_symlink()
    assert file.read_bytes() == b""
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["-", "a.jsonl.gz", "a.txt"])
def test_only_plain_files_of_records_are_mended(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(b"\n")
    with pytest.raises(UsageError, match="cannot mend"):
        mend([Path(name)])


def test_a_release_is_not_edited(tmp_path: Path) -> None:
    (tmp_path / "jsonl").mkdir()
    file = write_records(tmp_path / "jsonl" / "train.jsonl", [valid_record()])
    (tmp_path / "SHA256SUMS").write_bytes(b"")
    for path in (tmp_path, file, tmp_path.parent):
        with pytest.raises(UsageError, match="publish anew"):
            mend([path])


def test_a_file_that_is_not_there_cannot_be_mended(tmp_path: Path) -> None:
    (tmp_path / "lost.jsonl").symlink_to(tmp_path / "nowhere.jsonl")
    for path in (tmp_path, tmp_path / "absent.jsonl"):
        with pytest.raises(SourceError):
            mend([path])
