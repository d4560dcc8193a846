"""W3C Web Annotation: one JSON-LD file with a page of annotations for each article.

A mark is an annotation whose target is a stretch of the text (position and words), a relation one whose target is two
marks; the parties are an annotation of the whole text. Positions are code points, as the model says.
Source: https://www.w3.org/TR/annotation-model/
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import msgspec

from ontherecord.files import atomic_file
from ontherecord.findings import IMPORT_UNREADABLE, Finding
from ontherecord.review.foreign_files import read_foreign
from ontherecord.review.sheet import Mark, Relation, Sheet

SUFFIX = ".annotations.jsonld"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(sheets: Iterable[Sheet], folder: Path) -> None:
    """Write one file for each sheet into a folder."""
    for sheet in sheets:
        with atomic_file(folder / f"{sheet.article}{SUFFIX}") as stream:
            stream.write((json.dumps(_page(sheet), ensure_ascii=False, indent=1) + "\n").encode())


def read(path: Path) -> Iterator[Sheet | Finding]:
    """The sheets of one file, or of all files of a folder, sorted by name."""
    for file in sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]:
        try:
            yield _sheet(msgspec.json.decode(read_foreign(file), type=dict[str, Any]), file.name.removesuffix(SUFFIX))
        except (
            OSError,
            msgspec.MsgspecError,
            RecursionError,
            LookupError,
            TypeError,
            ValueError,
            AttributeError,
        ) as error:
            yield IMPORT_UNREADABLE.finding(f"no page of annotations: {error!r}", file=str(file))


def _page(sheet: Sheet) -> dict[str, Any]:
    source = f"urn:ontherecord:{quote(sheet.article)}"
    items: list[dict[str, Any]] = []
    for mark in sheet.marks:
        words = (sheet.text or "")[mark.start : mark.end]
        selector = [
            {"type": "TextPositionSelector", "start": mark.start, "end": mark.end},
            {"type": "TextQuoteSelector", "exact": words},
        ]
        body = [
            _body("tagging", mark.label),
            *(_body("describing", value, name) for name, value in mark.values.items()),
        ]
        items.append(_annotation(f"{source}#{quote(mark.id)}", body, {"source": source, "selector": selector}))
    for number, relation in enumerate(sheet.relations, start=1):
        target = [f"{source}#{quote(relation.source)}", f"{source}#{quote(relation.target)}"]
        items.append(
            {
                **_annotation(f"{source}#relation-{number}", [_body("tagging", relation.label)], target),
                "motivation": "linking",
            }
        )
    parties = [_body("describing", line) for line in sheet.parties]
    items.append({**_annotation(f"{source}#parties", parties, source), "motivation": "describing"})
    return {"@context": CONTEXT, "id": f"{source}:page", "type": "AnnotationPage", "items": items}


def _annotation(identifier: str, body: list[dict[str, str]], target: Any) -> dict[str, Any]:
    return {"id": identifier, "type": "Annotation", "motivation": "tagging", "body": body, "target": target}


def _body(purpose: str, value: str, name: str | None = None) -> dict[str, str]:
    named = {"name": name} if name else {}
    return {"type": "TextualBody", "purpose": purpose, **named, "value": value}


def _sheet(page: dict[str, Any], article: str) -> Sheet:
    marks, relations, parties = [], [], tuple[str, ...]()
    for item in page["items"]:
        target, body = item["target"], item["body"]
        labels = ", ".join(part["value"] for part in body if part["purpose"] == "tagging")
        if item["motivation"] == "linking":
            one, other = (unquote(str(end).partition("#")[2]) for end in target)
            relations.append(Relation(labels, one, other))
        elif item["motivation"] == "describing":
            parties = tuple(str(part["value"]) for part in body)
        else:
            chosen = {selector["type"]: selector for selector in target["selector"]}
            position, words = chosen["TextPositionSelector"], chosen.get("TextQuoteSelector", {}).get("exact")
            values = {str(part["name"]): str(part["value"]) for part in body if part["purpose"] == "describing"}
            raw = {"id": unquote(item["id"].partition("#")[2]), "label": labels, "values": values, "words": words}
            marks.append(msgspec.convert({**raw, "start": position["start"], "end": position["end"]}, Mark))
    return Sheet(article, None, tuple(marks), tuple(relations), parties)
