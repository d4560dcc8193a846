"""The release described in Croissant, which is schema.org in JSON-LD (https://docs.mlcommons.org/croissant/)."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ontherecord.publish.about import About, license_address
from ontherecord.publish.figures import Figures
from ontherecord.publish.parquet import ParquetFile
from ontherecord.release_tables import table_columns
from ontherecord.schema import Node, resolve, schema_at

CROISSANT_FILE = "croissant.json"

# Prescribed by the specification, version 1.1.
_CONTEXT = Path(__file__).with_name("croissant_context.json")
_CONFORMS_TO = ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]

_DATA_TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean"}

JsonObject = dict[str, Any]


def write_croissant(folder: Path, about: About, figures: Figures, files: Sequence[ParquetFile]) -> None:
    """Write `croissant.json`: one record set for each table, read from the table's Parquet files.

    What is nested deeper than one level is left out, since readers of Croissant keep one; the flat tables hold it.
    """
    tables = list(dict.fromkeys(file.table for file in files))
    description = {
        "@context": json.loads(_CONTEXT.read_text(encoding="utf-8")),
        "@type": "sc:Dataset",
        "conformsTo": _CONFORMS_TO,
        "name": about.name,
        "description": about.description,
        "keywords": about.keywords,
        "inLanguage": about.languages,
        "license": [license_address(license_) for license_ in about.licenses],
        **({"version": about.version} if about.version else {}),
        **({"temporalCoverage": f"{figures.first_day}/{figures.last_day}"} if figures.first_day else {}),
        **({"datePublished": about.released} if about.released else {}),
        **({"url": about.url} if about.url else {}),
        **_citation(about),
        **about.statements,
        **({"rai:machineAnnotationTools": about.tools} if about.tools else {}),
        "distribution": [_file_set(table) for table in tables],
        "recordSet": [_record_set(table) for table in tables],
    }
    text = json.dumps(description, ensure_ascii=False, indent=2)
    (folder / CROISSANT_FILE).write_bytes(f"{text}\n".encode())


def _citation(about: About) -> JsonObject:
    """What only a citation file tells."""
    citation = about.citation
    if citation is None:
        return {}
    creators = [
        {"@type": "sc:Person" if author.person else "sc:Organization", "name": author.name}
        for author in citation.authors
    ]
    return {
        "creator": creators,
        "citeAs": citation.text(),
    }


def _file_set(table: str) -> JsonObject:
    return {
        "@type": "cr:FileSet",
        "@id": f"{table}-files",
        "name": f"{table}-files",
        "description": f"The table {table}, one file or several for each split.",
        "encodingFormat": "application/x-parquet",
        "includes": f"data/{table}/*.parquet",
    }


def _record_set(table: str) -> JsonObject:
    file_set = {"fileSet": {"@id": f"{table}-files"}}
    # Not named `split`, which is a field of the article.
    split = {
        "@type": "cr:Field",
        "@id": f"{table}/release_split",
        "name": "release_split",
        "description": "Split of the release that the row is in.",
        "dataType": "sc:Text",
        "source": {
            **file_set,
            "extract": {"fileProperty": "filename"},
            "transform": {"regex": r"^([a-z0-9_]+).*\.parquet$"},
        },
    }
    columns = (
        _field(f"{table}/{column}", schema_at(path), {**file_set, "extract": {"column": column}})
        for column, path in table_columns(table).items()
    )
    return {"@type": "cr:RecordSet", "@id": table, "name": table, "field": [split, *columns]}


def _field(identifier: str, node: Node, source: JsonObject) -> JsonObject:
    """A column: a value, a list of values, or an object or list of objects with their values as subfields."""
    field = {
        "@type": "cr:Field",
        "@id": identifier,
        "name": identifier.rpartition("/")[2],
        "description": node["description"],
    }
    if node["type"] == "array":
        items, _ = resolve(node["items"])
        return {**field, "repeated": True, **_content(identifier, items, source)}
    return {**field, **_content(identifier, node, source)}


def _content(identifier: str, node: Node, source: JsonObject) -> JsonObject:
    if node["type"] != "object":
        return {"dataType": "sc:Date" if node.get("format") == "date" else _DATA_TYPES[node["type"]], "source": source}
    properties = ((name, resolve(child)[0]) for name, child in node["properties"].items())
    return {
        "subField": [
            _field(f"{identifier}/{name}", child, {**source, "transform": {"jsonPath": f"$.{name}"}})
            for name, child in properties
            if child["type"] not in ("array", "object")
        ]
    }
