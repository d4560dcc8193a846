"""A JSON pointer leads to the stretch of the line that it names."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.report.excerpt import CONTEXT, LONGEST_VALUE, excerpt, locate

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


def places(value: Any, pointer: str = "") -> list[tuple[str, Any]]:
    """Every value inside a value, with its pointer."""
    found = [(pointer, value)]
    if isinstance(value, list):
        for index, child in enumerate(value):
            found += places(child, f"{pointer}/{index}")
    if isinstance(value, dict):
        for key, child in value.items():
            found += places(child, pointer + "/" + key.replace("~", "~0").replace("/", "~1"))
    return found


@given(VALUES, st.booleans(), st.sampled_from([(", ", ": "), (",", ":"), (" ,\t", " : ")]))
def test_every_place_is_found(value: Any, ascii_only: bool, separators: tuple[str, str]) -> None:
    line = json.dumps(value, ensure_ascii=ascii_only, separators=separators)
    for pointer, child in places(value):
        place = locate(line, pointer)
        assert place is not None
        assert json.loads(line[slice(*place)]) == child


@given(st.text(max_size=40), st.text(max_size=10))
def test_no_line_and_no_pointer_is_too_odd(line: str, pointer: str) -> None:
    shown = excerpt(line, pointer)
    assert shown is None or set(shown[1]) <= {" ", "^"}


@pytest.mark.parametrize("line", ["", "{", '{"a": [', '{"a"', "[" * 100_000])
def test_a_line_that_ends_too_early_has_no_excerpt(line: str) -> None:
    assert excerpt(line, "/a/0") is None


def test_a_missing_key_is_shown_by_the_object_that_lacks_it() -> None:
    stretch, carets = excerpt('{"source": {"name": null}}', "/source/url") or ("", "")
    assert stretch[carets.index("^") :] == '{"name": null}}'
    assert carets.count("^") == 1


def test_a_long_line_and_a_long_value_are_cut_short() -> None:
    line = json.dumps({"before": "x" * 1000, "text": "y" * 1000, "after": "z" * 1000})
    stretch, carets = excerpt(line, "/text") or ("", "")
    assert stretch.startswith("…")
    assert stretch.endswith("…")
    assert carets.count("^") == LONGEST_VALUE
    assert len(stretch) == CONTEXT + LONGEST_VALUE + CONTEXT + 2
