"""The release described as a Data Package (https://datapackage.org/, version 2.0)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ontherecord.publish.about import About, license_address
from ontherecord.release_tables import ARTICLES, FLAT_TABLES, table_columns
from ontherecord.schema import Node, schema_at

DATA_PACKAGE_FILE = "datapackage.json"

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_MEDIA_TYPES = {".jsonl": "application/jsonl", ".parquet": "application/vnd.apache.parquet"}

JsonObject = dict[str, Any]


def write_data_package(folder: Path, about: About) -> None:
    """Write `datapackage.json`: a resource for each file of articles (JSON Lines) and of a flat table (Parquet)."""
    package = {
        "$schema": _PROFILE,
        "name": re.sub(r"[^a-z0-9]+", "-", about.name.lower()).strip("-") or "data-set",
        "title": about.name,
        "description": about.description,
        **({"version": about.version} if about.version else {}),
        **({"homepage": about.url} if about.url else {}),
        "licenses": [{"name": name, "path": license_address(name)} for name in about.licenses],
        **({"keywords": about.keywords} if about.keywords else {}),
        **({"contributors": _contributors(about)} if about.citation else {}),
        "resources": list(_resources(folder)),
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / DATA_PACKAGE_FILE).write_bytes(f"{text}\n".encode())


def _contributors(about: About) -> list[JsonObject]:
    authors = about.citation.authors if about.citation else ()
    return [{"title": author.name, "roles": ["author"]} for author in authors]


def _resources(folder: Path) -> Iterator[JsonObject]:
    for file in sorted((folder / "jsonl").glob("*.jsonl")):
        fields = [_field(name, path, _type(schema_at(path))) for name, path in table_columns(ARTICLES).items()]
        yield _resource(folder, file, ARTICLES, "an article with its annotations", fields)
    for table in FLAT_TABLES:
        for file in sorted((folder / "data" / table.name).glob("*.parquet")):
            # Parquet has types of its own, and frictionless reads it through pandas, in which a list is no list.
            fields = [_field(name, path, "any") for name, path in table.columns.items()]
            yield _resource(folder, file, table.name, table.description, fields)


def _resource(folder: Path, file: Path, table: str, row: str, fields: list[JsonObject]) -> JsonObject:
    return {
        "name": f"{table}-{file.stem}".replace("_", "-"),
        "type": "table",
        "description": f"Each row is {row}.",
        "path": file.relative_to(folder).as_posix(),
        "format": file.suffix.removeprefix("."),
        "mediatype": _MEDIA_TYPES[file.suffix],
        "encoding": "utf-8",
        # Without missing values, since an empty string is a value.
        "schema": {"fields": fields, "missingValues": []},
    }


def _field(name: str, path: str, kind: str) -> JsonObject:
    return {"name": name, "type": kind, "description": schema_at(path)["description"]}


def _type(node: Node) -> str:
    return "date" if node.get("format") == "date" else str(node["type"])
