"""The fast path of levels 1 and 2: a type that only a sound record fits, made from the schema.

It only ever tells that nothing is wrong. Whatever it refuses goes the careful way, parser and `jsonschema`, which
words the findings and may still accept it.
"""

import datetime
import functools
import re
import types
import typing
from typing import Annotated, Any, Literal

import msgspec

from ontherecord.records import Article, Record
from ontherecord.schema import Node, article_schema, resolve

INTEGER_LIMIT = 2**63
"""Integers are columns of 64 bits in Parquet."""

COUNTER = "[1-9][0-9]*"
COUNTED_IDS = ("published", *(f"{prefix}{number}" for prefix in "sodqg" for number in range(1, 1000)))
"""Ids that are known by heart: looking one up takes a tenth of the time of a regular expression."""

CONSTRAINTS = {"minLength": "min_length", "maxLength": "max_length", "minimum": "ge", "maximum": "le"}
"""Keywords of the schema and their names in `msgspec.Meta`."""

KEYWORDS = CONSTRAINTS.keys() | frozenset(
    "$schema $id $defs title description type properties required additionalProperties".split()
    + "items enum const pattern format".split()
)
"""Keywords that the strict types follow."""


def decode_canonical(line: bytes) -> Article | None:
    """The article of a line that is, byte for byte, what a sound article is written as; else None.

    Repeated keys, escaped surrogates, a byte order mark or `4.0` for 4 are not what an article is written as.
    """
    try:
        article = _decoder().decode(line)
        written = msgspec.json.encode(article)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return article if line == written + b"\n" or line == written else None


def convert_strictly(value: Node) -> Article | None:
    """The article of a parsed object, or None where the object does not follow the schema, or perhaps not."""
    try:
        return msgspec.convert(value, _strict_article())
    except (msgspec.MsgspecError, ValueError):
        return None


def anchored_at_end(pattern: str) -> str:
    """A pattern of the schema (ECMA-262) for Python, where `$` also matches before a last line feed."""
    return re.sub(r"\$$", r"\\Z", pattern)


@functools.cache
def _decoder() -> "msgspec.json.Decoder[Article]":
    return msgspec.json.Decoder(_strict_article())


@functools.cache
def _strict_article() -> type[Article]:
    strict: type[Article] = _strict_record(article_schema(), Article)
    return strict


def _strict_record(node: Node, base: type[Record]) -> Any:
    """A kind of the record class whose fields are all required and as narrow as the schema has them."""
    hints = typing.get_type_hints(base)
    fields = [(name, strict_type(child, hints[name])) for name, child in node["properties"].items()]
    # No record can refer back to itself, so the garbage collector need not look at any.
    return msgspec.defstruct(base.__name__, fields, bases=(base,), frozen=True, forbid_unknown_fields=True, gc=False)


def strict_type(node: Node, hint: Any) -> Any:
    """The type of a value; the hint of the record leads to the classes of nested records.

    Raises:
        NotImplementedError: the schema has a keyword that the type would not follow.
    """
    value, nullable = resolve(node)
    if nullable:
        (hint,) = (option for option in typing.get_args(hint) if option is not types.NoneType)
        return _value_type(value, hint) | None
    return _value_type(value, hint)


def _value_type(node: Node, hint: Any) -> Any:
    if ignored := node.keys() - KEYWORDS:
        raise NotImplementedError(f"the fast path does not follow the schema in {', '.join(sorted(ignored))}")
    match node["type"]:
        case "object":
            return _strict_record(node, hint)
        case "array":
            return tuple[strict_type(node["items"], typing.get_args(hint)[0]), ...]  # type: ignore[misc]
        case "string":
            return _string_type(node)
        case "integer":
            return _constrained(int, {"maximum": INTEGER_LIMIT - 1, **node})
        case "number":
            return _constrained(float, node)
        case _:
            return bool


def _string_type(node: Node) -> Any:
    match node:
        case {"enum": values}:
            return Literal[tuple(value for value in values if value is not None)]
        case {"const": value}:
            return Literal[value]
        case {"format": "date"}:
            return datetime.date
        case {"pattern": pattern} if COUNTER in pattern and (ids := _counted_ids(pattern)):
            return Literal[ids]
        case _:
            return _constrained(str, node)


def _counted_ids(pattern: str) -> tuple[str, ...]:
    return tuple(identifier for identifier in COUNTED_IDS if re.search(pattern, identifier))


def _constrained(scalar: type, node: Node) -> Any:
    limits = {limit: node[keyword] for keyword, limit in CONSTRAINTS.items() if keyword in node}
    if "pattern" in node:
        limits["pattern"] = anchored_at_end(node["pattern"])
    return Annotated[scalar, msgspec.Meta(**limits)] if limits else scalar
