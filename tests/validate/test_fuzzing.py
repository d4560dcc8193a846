"""Random damages: no crash, no wrong line number, and mending never makes anything worse."""

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.findings import Finding, Severity
from ontherecord.validate import validate
from ontherecord.validate.mending import mend

from .examples import Json, standoff_record, valid_record

JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["s1", "d1", "2031"]),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=5), children, max_size=3),
    max_leaves=5,
)


@st.composite
def damaged_records(draw: st.DrawFn) -> Json:
    """A record with up to three values changed, removed, moved, doubled or turned round."""
    record = draw(st.sampled_from([valid_record, standoff_record]))()
    for _ in range(draw(st.integers(1, 3))):
        parent, key = draw_place(draw, record)
        value = parent[key]
        if isinstance(value, list) and draw(st.booleans()):
            parent[key] = draw(st.sampled_from([value * 2, value[::-1], value[1:]]))
        elif type(value) is int and draw(st.booleans()):
            parent[key] = value + draw(st.integers(-3, 3))
        elif draw(st.booleans()):
            parent[key] = draw(JSON_VALUES)
        else:
            del parent[key]
    return record


def draw_place(draw: st.DrawFn, record: Json) -> tuple[Any, Any]:
    """An object or list inside a record, and a key or index of it."""
    parent: Any = record
    key: Any = draw(st.sampled_from(list(record)))
    while isinstance(parent[key], dict | list) and parent[key] and draw(st.integers(0, 4)):
        parent = parent[key]
        key = draw(st.sampled_from(list(parent) if isinstance(parent, dict) else range(len(parent))))
    return parent, key


def findings_of(path: Path) -> list[Finding]:
    return list(validate([path]))


def level_of(code: str) -> str:
    return code[3]


@settings(max_examples=80, deadline=None)
@given(damaged_records())
def test_any_damaged_record_is_judged_and_mending_makes_nothing_worse(record: Json) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_bytes(b"\n" + json.dumps(record).encode() + b"\n")
        before = findings_of(path)
        mend([path])
        after = findings_of(path)
        assert mend([path]) == []
    assert {finding.line for finding in before} <= {1, 2}
    # A record that passes a level after mending meets the checks of the next.
    reached = min((level_of(item.code) for item in before if item.severity is Severity.ERROR), default="9")
    new = {finding.code for finding in after} - {finding.code for finding in before}
    assert all(level_of(code) > reached for code in new)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_change_of_bytes_is_told_at_its_line_or_leaves_a_record(data: st.DataObject) -> None:
    whole = json.dumps(valid_record(), ensure_ascii=False).encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(start + 20, len(whole))))
    changed = whole[:start] + data.draw(st.binary(max_size=20)).replace(b"\n", b"") + whole[end:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_bytes(json.dumps(valid_record("first")).encode() + b"\n" + changed + b"\n")
        lines = {finding.line for finding in findings_of(path)}
    # A sound second line has the text of the first one.
    assert lines == {2}
