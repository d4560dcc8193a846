"""The fast path and the reference accept and refuse the same records; the reference alone tells what is wrong."""

import copy
import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.jsonl import encode_article
from ontherecord.records import Article
from ontherecord.validate.file_level import read_line
from ontherecord.validate.items import ArticleRecord, JsonRecord, has_error
from ontherecord.validate.schema_level import check_schema, follow_schema
from ontherecord.validate.strict_article import COUNTED_IDS, convert_strictly, decode_canonical, strict_type

from .examples import Json, standoff_record, valid_record
from .test_mutations import SCHEMA_DAMAGES

ODD_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(2**64), max_value=2**64),
    st.sampled_from([0, 1, -1, 0.0, 1.0, -0.0, 4.0, 0.5, 1e300, 2**53, 2**63 - 1, 2**63]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=6),
    st.sampled_from(
        "s1 s1\n s01 s999 s1000 d7 o2 published DATE direct body 1.0 Q1 Q1000 2031-05-09 2031-02-30 0000-01-01 "
        "2031-05-09T00:00:00 2031-5-9 20310509 2031-W19-5 2031-05-09\n -1 en EN en-GB US a-b-1 train 9 \x00 é 🚢 "
        "١٢٣٤-٠١-٠١".split(" ")
    ),
    st.just([]),
    st.just({}),
    st.lists(st.text(max_size=2), max_size=2),
    st.just({"start": 0, "end": 1, "text": "F"}),
)
"""Values near the border between right and wrong."""

ANY_JSON = st.recursive(
    ODD_VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def canonical(record: Any) -> bytes:
    return json.dumps(record, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def is_sound(content: bytes) -> bool:
    """What the reference says: the careful parser and plain `jsonschema`."""
    value, findings = read_line(content)
    return value is not None and not findings and not list(check_schema(value))


def containers(value: Any) -> list[Any]:
    """Every list and object inside a value."""
    found: list[Any] = [value] if isinstance(value, (dict, list)) and value else []
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        found += containers(child)
    return found


@st.composite
def mutated_records(draw: st.DrawFn) -> Json:
    """A sound record with up to three values put, taken away, added or moved."""
    record = copy.deepcopy(draw(st.sampled_from([valid_record(), standoff_record()])))
    for _ in range(draw(st.integers(min_value=0, max_value=3))):
        places = containers(record)
        target = places[draw(st.integers(min_value=0, max_value=len(places) - 1))]
        key = draw(st.sampled_from(sorted(target) if isinstance(target, dict) else range(len(target))))
        match draw(st.sampled_from(["put", "put", "put", "drop", "add", "move"])):
            case "put":
                target[key] = copy.deepcopy(draw(ODD_VALUES))
            case "drop":
                del target[key]
            case "add" if isinstance(target, dict):
                target[draw(st.text(max_size=4))] = copy.deepcopy(draw(ODD_VALUES))
            case "add":
                target.append(copy.deepcopy(draw(ODD_VALUES)))
            case _ if isinstance(target, dict):
                target[key] = target.pop(key)
            case _:
                target.reverse()
        if not record:
            break
    return record


@given(mutated_records())
def test_both_ways_judge_a_mutated_record_alike(record: Json) -> None:
    judged = not list(check_schema(record))
    (item,) = follow_schema([JsonRecord("a.jsonl", 1, record)]) if judged else (None,)
    assert judged == isinstance(item, ArticleRecord)
    # The fast way may leave a sound record to the reference, but takes no other.
    assert judged or convert_strictly(record) is None
    assert judged or decode_canonical(canonical(record)) is None


@given(mutated_records(), st.sampled_from([(", ", ": "), (",", ":")]), st.booleans())
def test_a_line_that_the_fast_path_takes_has_no_finding(
    record: Json, separators: tuple[str, str], ascii_only: bool
) -> None:
    line = json.dumps(record, separators=separators, ensure_ascii=ascii_only).encode() + b"\n"
    article = decode_canonical(line)
    assert article is None or is_sound(line)
    assert article is None or encode_article(article) == line


@given(ANY_JSON)
def test_no_other_json_is_an_article(value: Any) -> None:
    assert decode_canonical(canonical(value)) is None
    if isinstance(value, dict):
        assert convert_strictly(value) is None
        assert list(check_schema(value))


@given(st.binary(max_size=60))
def test_no_bytes_break_the_fast_path(content: bytes) -> None:
    assert decode_canonical(content) is None


@given(st.data())
def test_a_damaged_byte_is_never_taken_for_sound(data: st.DataObject) -> None:
    content = bytearray(canonical(valid_record()))
    for _ in range(data.draw(st.integers(min_value=1, max_value=2))):
        place = data.draw(st.integers(min_value=0, max_value=len(content) - 1))
        content[place] = data.draw(st.integers(min_value=0, max_value=255))
    assert decode_canonical(bytes(content)) is None or is_sound(bytes(content))


@pytest.mark.parametrize("record", [valid_record(), standoff_record()], ids=["whole", "standoff"])
def test_a_sound_record_goes_the_fast_way(record: Json) -> None:
    article = msgspec.convert(record, Article)
    for fast in (decode_canonical(canonical(record)), convert_strictly(record)):
        assert isinstance(fast, Article)
        assert encode_article(fast) == encode_article(article)


@pytest.mark.parametrize(("code", "where", "damage"), SCHEMA_DAMAGES)
def test_the_fast_path_takes_no_damaged_record(code: str, where: str, damage: Callable[[Json], object]) -> None:
    record = valid_record()
    damage(record)
    assert decode_canonical(canonical(record)) is None, (code, where)
    assert convert_strictly(record) is None, (code, where)


LINE = canonical(valid_record())
HIDDEN_DAMAGES = {
    "a key twice": LINE.replace(b'"kicker":null', b'"kicker":"a","kicker":null'),
    "a key twice inside": LINE.replace(b'"cluster":null', b'"cluster":null,"cluster":null'),
    "not a number": LINE.replace(b'"confidence":0.9', b'"confidence":NaN'),
    "infinite": LINE.replace(b'"confidence":0.9', b'"confidence":1e999'),
    "half a surrogate pair": LINE.replace(b'"kicker":null', rb'"kicker":"\ud83d"'),
    "half a pair as bytes": LINE.replace(b'"kicker":null', b'"kicker":"\xed\xa0\xbd"'),
    "not UTF-8": LINE.replace(b'"kicker":null', b'"kicker":"\xff"'),
    "byte order mark": b"\xef\xbb\xbf" + LINE,
    "carriage return": LINE[:-1] + b"\r\n",
    "integer as float": LINE.replace(b'"paragraphs":[{"start":0', b'"paragraphs":[{"start":0.0'),
    "minus nought": LINE.replace(b'"paragraphs":[{"start":0', b'"paragraphs":[{"start":-0'),
    "integer past 64 bits": LINE.replace(b'"paragraphs":[{"start":0', b'"paragraphs":[{"start":18446744073709551616'),
    "control character": LINE.replace(b'"kicker":null', b'"kicker":"\x01"'),
    "two values": LINE[:-1] + LINE,
    "cut short": LINE[: len(LINE) // 2],
    "in a list": b"[" + LINE[:-1] + b"]\n",
}


@pytest.mark.parametrize("name", HIDDEN_DAMAGES)
def test_what_fast_parsers_hide_takes_the_careful_path(name: str) -> None:
    assert HIDDEN_DAMAGES[name] != LINE
    assert decode_canonical(HIDDEN_DAMAGES[name]) is None


def test_ids_past_those_known_by_heart_are_left_to_the_reference() -> None:
    record = valid_record()
    for quotation in record["quotations"]:
        if quotation["speaker_id"] == "s1":
            quotation["speaker_id"] = "s1000"
    record["speakers"][0]["id"] = "s1000"
    assert "s1000" not in COUNTED_IDS
    assert decode_canonical(canonical(record)) is None
    (item,) = follow_schema([JsonRecord("a.jsonl", 1, record)])
    assert isinstance(item, ArticleRecord)


def test_a_keyword_that_the_fast_path_would_not_follow_is_refused() -> None:
    with pytest.raises(NotImplementedError, match="uniqueItems"):
        strict_type({"type": "array", "items": {"type": "string"}, "uniqueItems": True}, tuple[str, ...])


def test_a_sound_line_in_another_layout_has_no_finding() -> None:
    line = json.dumps(dict(sorted(valid_record().items()))).encode() + b"\n"
    assert decode_canonical(line) is None
    value, findings = read_line(line)
    assert not has_error(findings)
    assert convert_strictly(value or {}) is not None
