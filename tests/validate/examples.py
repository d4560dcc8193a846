"""A small valid record, made by hand, and how it is written."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ontherecord.records import text_sha256

Json = dict[str, Any]

TEXT = (
    "Ferry talks 🚢\n\n"
    "“We will not close the line,” Marta Ilves told reporters on Tuesday. “It feeds the whole island.”\n\n"
    "The Port Authority said it expects more passengers this year.\n\n"
    "A study found a slow decline since the 1990s, and Ilves called it “old news”."
)


def span(part: str, after: str = "") -> Json:
    """The first place of a part of the text, or the first one behind another part."""
    start = TEXT.index(part, TEXT.index(after) + len(after))
    return {"start": start, "end": start + len(part), "text": part}


def quotation(number: int, part: str, **values: Any) -> Json:
    defaults = {
        "kind": "direct",
        "group": None,
        "speaker_id": None,
        "organization_id": None,
        "phenomena": [],
        "cue": None,
        "source": None,
        "date_id": None,
        "confidence": 0.9,
        "rule": "marks",
    }
    return {"id": f"q{number}", **span(part), **defaults, **values}


def speaker(number: int, name: str, kind: str, mentions: list[Json], **values: Any) -> Json:
    defaults = {"role": None, "affiliation": None, "organization_id": None, "wikidata": None}
    forms = [{**mention, "form": "name"} for mention in mentions]
    return {"id": f"s{number}", "name": name, "kind": kind, **defaults, "mentions": forms, **values}


def date(number: int, part: str, value: str, earliest: str | None, latest: str | None, **values: Any) -> Json:
    days = {"earliest": earliest, "latest": latest}
    return {
        "id": f"d{number}",
        **span(part),
        "type": "DATE",
        "value": value,
        "mod": None,
        **days,
        "anchor": None,
        **values,
    }


def layer(name: str) -> Json:
    tool = {"tool": "hand", "tool_version": None, "model": None, "guideline_version": "2"}
    return {"name": name, **tool, "reviewed": False, "reviewed_on": None, "reviewers": []}


def valid_record(identifier: str = "ferry-talks") -> Json:
    """A new copy of the record; `published` is a Friday."""
    group = {"date_id": "d1", "group": "g1", "speaker_id": "s1"}
    paragraphs, start = [], 0
    for part in TEXT.split("\n\n"):
        paragraphs.append({"start": start, "end": start + len(part), "role": "body" if start else "subhead"})
        start += len(part) + 2
    return {
        "id": identifier,
        "schema_version": "1.0.0",
        "language": "en",
        "headline": "Island keeps its ferry",
        "kicker": None,
        "bylines": ["Oona Reck"],
        "dateline": None,
        "published": "2031-05-09",
        "published_precision": "day",
        "published_basis": "metadata",
        "text": TEXT,
        "text_sha256": text_sha256(TEXT),
        "paragraphs": paragraphs,
        "source": {
            "name": "The Harbour Post",
            "url": None,
            "archived_url": None,
            "retrieved": "2031-05-10",
            "file": "ferry-talks.txt",
            "raw_sha256": None,
            "media_type": "text/plain",
            "normalizer_version": "1",
        },
        "genre": "report",
        "origin": "original-fiction",
        "fact_sources": [],
        "split": None,
        "duplicates": {"cluster": None, "canonical": True},
        "rights": {
            "text_license": "CC-BY-4.0",
            "holder": None,
            "attribution": "The Harbour Post, CC BY 4.0",
            "evidence": "foot of the page",
            "distribution": "full",
        },
        "speakers": [
            speaker(1, "Marta Ilves", "person", [span("Marta Ilves"), span("Ilves", after="1990s")]),
            speaker(2, "Port Authority", "organization", [span("Port Authority")], organization_id="o1"),
            speaker(3, "a study", "document", []),
        ],
        "organizations": [
            {
                "id": "o1",
                "name": "Port Authority",
                "aliases": [],
                "kind": "government",
                "wikidata": None,
                "country": None,
                "mentions": [span("Port Authority")],
            }
        ],
        "dates": [
            date(1, "Tuesday", "2031-05-06", "2031-05-06", "2031-05-06", anchor="published"),
            date(2, "this year", "2031", "2031-01-01", "2031-12-31", anchor="published"),
            date(3, "the 1990s", "199", "1990-01-01", "1999-12-31"),
        ],
        "quotations": [
            quotation(1, "We will not close the line,", cue=span("told"), source=span("Marta Ilves"), **group),
            quotation(2, "It feeds the whole island.", cue=span("told"), source=span("Marta Ilves"), **group),
            quotation(
                3,
                "it expects more passengers this year",
                kind="indirect",
                speaker_id="s2",
                organization_id="o1",
                cue=span("said"),
                source=span("The Port Authority"),
            ),
            quotation(4, "a slow decline since the 1990s", kind="indirect", speaker_id="s3", cue=span("found")),
            quotation(5, "old news", speaker_id="s1", cue=span("called"), source=span("Ilves", after="1990s")),
        ],
        "layers": [layer("quotations"), layer("speakers"), layer("organizations"), layer("dates")],
    }


def standoff_record(identifier: str = "ferry-talks") -> Json:
    """The record as it is published without its text."""
    record = without_text(valid_record(identifier)) | {"headline": None}
    record["speakers"][2]["name"] = None
    return record


def without_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: None if key == "text" else without_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_text(item) for item in value]
    return value


def write_records(path: Path, records: Iterable[Json]) -> Path:
    path.write_bytes(b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records))
    return path
