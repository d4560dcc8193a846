"""The article schema, the single source of truth, and the Arrow types that follow from it."""

import functools
import importlib.resources
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_FILE = "article.schema.json"

Node = Mapping[str, Any]
"""A JSON Schema object."""


class Field(msgspec.Struct, frozen=True):
    """One row of the field table: path (`speakers[].name`), type in words, whether null is allowed, meaning."""

    path: str
    type: str
    nullable: bool
    description: str


@functools.cache
def article_schema() -> Node:
    """The JSON Schema (2020-12) of an article record."""
    shipped = importlib.resources.files("ontherecord") / SCHEMA_FILE
    if shipped.is_file():
        return json.loads(shipped.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
    checkout = Path(__file__).parents[2] / "schema" / SCHEMA_FILE
    return json.loads(checkout.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def resolve(node: Node) -> tuple[Node, bool]:
    """Follow `$ref` and the union with null; returns the schema of the value and whether null is allowed."""
    if "anyOf" in node:
        (value,) = (option for option in node["anyOf"] if option.get("type") != "null")
        resolved, _ = resolve(value)
        return {**resolved, "description": node["description"]}, True
    if "$ref" in node:
        definition = article_schema()["$defs"][node["$ref"].removeprefix("#/$defs/")]
        resolved, nullable = resolve(definition)
        return {**resolved, **{key: value for key, value in node.items() if key != "$ref"}}, nullable
    if isinstance(node["type"], list):
        (name,) = (name for name in node["type"] if name != "null")
        return {**node, "type": name}, True
    return node, False


def schema_at(path: str) -> Node:
    """The schema at a path such as `speakers[].mentions[].form`.

    Raises:
        KeyError: the schema has no such path.
    """
    node: Node = article_schema()
    for step in path.split("."):
        node, _ = resolve(node["properties"][step.removesuffix("[]")])
        if step.endswith("[]"):
            node, _ = resolve(node["items"])
    return node


def arrow_type(node: Node) -> "pa.DataType":
    """The Arrow type of a schema: exact, the same in Parquet and in `datasets.Features`."""
    import pyarrow as pa

    value, _ = resolve(node)
    match value["type"]:
        case "object":
            return pa.struct([pa.field(name, arrow_type(child)) for name, child in value["properties"].items()])
        case "array":
            return pa.list_(arrow_type(value["items"]))
        case "string":
            return pa.date32() if value.get("format") == "date" else pa.string()
        case "integer":
            return pa.int64()
        case "number":
            return pa.float64()
        case "boolean":
            return pa.bool_()
        case other:
            raise ValueError(f"the schema has a type without an Arrow type: {other}")


def arrow_schema() -> "pa.Schema":
    """The Arrow schema of a table of articles."""
    import pyarrow as pa

    return pa.schema(list(arrow_type(article_schema())))


def fields(node: Node | None = None, prefix: str = "") -> Iterator[Field]:
    """Every field of the record in the order of the schema, parents before children."""
    value, _ = resolve(article_schema() if node is None else node)
    for name, child in value["properties"].items():
        resolved, nullable = resolve(child)
        path = prefix + name
        if resolved["type"] == "array":
            items, _ = resolve(resolved["items"])
            yield Field(f"{path}[]", f"list of {_type_name(items)}", nullable, resolved["description"])
            if items["type"] == "object":
                yield from fields(items, f"{path}[].")
        else:
            yield Field(path, _type_name(resolved), nullable, resolved["description"])
            if resolved["type"] == "object":
                yield from fields(resolved, f"{path}.")


def field_table() -> str:
    """The field table of `schema/README.md` as Markdown."""
    rows = ["| field | type | null | meaning |", "| --- | --- | --- | --- |"]
    for field in fields():
        values = schema_at(field.path).get("enum")
        listed = " One of " + ", ".join(f"`{value}`" for value in values if value is not None) + "." if values else ""
        null = "yes" if field.nullable else "no"
        rows.append(f"| `{field.path}` | {field.type} | {null} | {field.description}{listed} |")
    return "\n".join(rows) + "\n"


def _type_name(node: Node) -> str:
    return "date" if node.get("format") == "date" else str(node["type"])
