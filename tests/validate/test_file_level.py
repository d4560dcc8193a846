"""The file reader takes any bytes, and counts lines as an editor does."""

import gzip
import io
import json
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.findings import DAMAGED_GZIP, UNREADABLE_RECORD, Finding
from ontherecord.validate.file_level import read_file
from ontherecord.validate.items import JsonRecord

LINES = st.lists(
    st.one_of(
        st.binary(max_size=40).map(lambda line: line.replace(b"\n", b"")),
        st.sampled_from(
            [b"{}", b'{"a": 1}', b"", b" \r", b"[1]", b'{"a": NaN}', b'{"a": 1, "a": 2}', b'{"a": "\\ud83d"}']
        ),
    ),
    max_size=8,
)


def read(content: bytes, name: str = "articles.jsonl") -> list[JsonRecord | Finding]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return list(read_file(path))


@given(st.binary(max_size=200))
def test_random_bytes_give_items_of_their_own_lines(content: bytes) -> None:
    items = read(content)
    assert items
    assert all(item.line is None or 1 <= item.line <= content.count(b"\n") + 1 for item in items)


@given(LINES)
def test_each_line_is_a_record_or_has_a_finding_with_its_number(lines: list[bytes]) -> None:
    items = read(b"".join(line + b"\n" for line in lines))
    told = {item.line for item in items if isinstance(item, Finding)}
    passed = {item.line for item in items if isinstance(item, JsonRecord)}
    numbers = set(range(1, len(lines) + 1))
    assert (told - {None}) | passed == numbers
    for item in items:
        if isinstance(item, JsonRecord):
            assert json.loads(lines[item.line - 1].decode()) == item.value


@given(st.binary(max_size=200))
def test_random_bytes_named_gzip_are_read_or_told(content: bytes) -> None:
    assert all(isinstance(item, Finding) for item in read(content, "articles.jsonl.gz"))


@given(st.integers(min_value=0, max_value=200))
def test_a_cut_gzip_file_is_told_after_its_whole_lines(kept: int) -> None:
    whole = gzip.compress(b'{"a": 1}\n' * 50, mtime=0)
    *records, last = read(whole[: min(kept, len(whole) - 1)] or b"\x00", "articles.jsonl.gz")
    assert isinstance(last, Finding)
    assert last.code == str(DAMAGED_GZIP)
    assert last.line == len(records) + 1


@pytest.mark.parametrize(
    "line",
    [
        b'{"a": ' * 100_000,
        b'{"a": ' + b"9" * 5_000 + b"}",
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a": "' + b"\x00" + b'"}',
    ],
    ids=["unclosed", "many digits", "deeply nested", "control character"],
)
def test_hostile_lines_are_unreadable_records(line: bytes) -> None:
    (finding,) = read(line + b"\n")
    assert isinstance(finding, Finding)
    assert finding.code == str(UNREADABLE_RECORD)
    assert len(finding.message) < 200


def test_a_line_of_a_megabyte_is_read() -> None:
    (record,) = read(json.dumps({"text": "word " * 200_000}).encode() + b"\n")
    assert isinstance(record, JsonRecord)


def test_an_escaped_surrogate_pair_is_a_character() -> None:
    (record,) = read(rb'{"a": "\ud83d\ude00"}' + b"\n")
    assert isinstance(record, JsonRecord)
    assert record.value == {"a": "😀"}


def test_half_a_pair_is_found_at_any_depth_and_in_keys() -> None:
    items = read(rb'{"a": [{"b": "\ud83d"}, "\\ud83d"], "\ude00": 1}' + b"\n")
    assert [item.pointer for item in items if isinstance(item, Finding)] == ["/a/0/b", ""]


def test_a_number_too_large_for_a_float_is_not_finite() -> None:
    (finding,) = read(b'{"a": 1e999}\n')
    assert isinstance(finding, Finding)
    assert finding.code == "OTR105-not-finite-number"


def test_a_line_separator_inside_a_string_ends_no_line() -> None:
    (record,) = read('{"a": "one\u2028two\x85"}\n'.encode())
    assert isinstance(record, JsonRecord)
    assert record.line == 1


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"a": 1}\n')))
    assert list(read_file(Path("-"))) == [JsonRecord("-", 1, {"a": 1})]
