"""Label Studio: tasks as JSON, and the labelling configuration that fits them, made from the schema.

A mark is a region with values for it, a relation a relation; the parties are a text field of the whole task.
Source: https://labelstud.io/guide/task_format and https://labelstud.io/tags
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import msgspec

from ontherecord.files import atomic_file
from ontherecord.findings import IMPORT_UNREADABLE, Finding
from ontherecord.review.foreign_files import read_foreign
from ontherecord.review.sheet import FIELDS, RELATIONS, Mark, Relation, Sheet

TASKS, CONFIGURATION = "tasks.json", "labelling.xml"
MARKS, TEXT, PARTIES = "mark", "text", "parties"
MOST_BYTES = 200_000_000
"""Larger exports are refused: all tasks stand in one file, about 100 kB for each article."""


def labelling_configuration() -> str:
    """The labelling configuration: labels, values and relations of the schema."""
    lines = ["<View>", f'  <Labels name="{MARKS}" toName="{TEXT}">']
    lines += [f"    <Label value={quoteattr(label)}/>" for label in FIELDS]
    lines += ["  </Labels>", "  <Relations>"]
    lines += [f"    <Relation value={quoteattr(label)}/>" for label in RELATIONS]
    lines += ["  </Relations>", f'  <Text name="{TEXT}" value="$text"/>']
    for label, fields in FIELDS.items():
        for name, choices in fields.items():
            common = (
                f'name="{label}-{name}" toName="{TEXT}" perRegion="true" whenTagName="{MARKS}" whenLabelValue="{label}"'
            )
            if choices:
                lines.append(f'  <Choices {common} choice="single">')
                lines += [f"    <Choice value={quoteattr(choice)}/>" for choice in choices]
                lines.append("  </Choices>")
            else:
                lines.append(f'  <TextArea {common} editable="true" maxSubmissions="1" placeholder="{name}"/>')
    lines += [f'  <TextArea name="{PARTIES}" toName="{TEXT}" editable="true" placeholder="{PARTIES}"/>', "</View>", ""]
    return "\n".join(lines)


def write(sheets: Iterable[Sheet], folder: Path) -> None:
    """Write the tasks and the labelling configuration into a folder."""
    with atomic_file(folder / TASKS) as stream:
        tasks = (json.dumps(_task(sheet), ensure_ascii=False, indent=1) for sheet in sheets)
        for number, task in enumerate(tasks):
            stream.write(f"{',' if number else '['}\n{task}".encode("utf-8", "surrogatepass"))
        stream.write(b"\n]\n")
    with atomic_file(folder / CONFIGURATION) as stream:
        stream.write(labelling_configuration().encode())


def read(path: Path) -> Iterator[Sheet | Finding]:
    """The sheets of an export of Label Studio: JSON with relations (not JSON_MIN), a file or the exported folder."""
    file = path / TASKS if path.is_dir() else path
    try:
        tasks = msgspec.json.decode(read_foreign(file, MOST_BYTES), type=list[dict[str, Any]])
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError) as error:
        yield IMPORT_UNREADABLE.finding(f"no list of tasks: {error}", file=str(file))
        return
    for number, task in enumerate(tasks):
        pointer = f"/{number}"
        try:
            yield _sheet(task)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            yield IMPORT_UNREADABLE.finding(f"no task of ontherecord: {error!r}", file=str(file), pointer=pointer)


def _task(sheet: Sheet) -> dict[str, Any]:
    result: list[dict[str, Any]] = []
    for mark in sheet.marks:
        place = {"start": mark.start, "end": mark.end, "text": (sheet.text or "")[mark.start : mark.end]}
        common = {"id": mark.id, "to_name": TEXT}
        result.append({**common, "from_name": MARKS, "type": "labels", "value": {**place, "labels": [mark.label]}})
        for name, value in mark.values.items():
            kind, key = ("choices", "choices") if FIELDS[mark.label][name] else ("textarea", "text")
            field = {"start": mark.start, "end": mark.end, key: [value]}
            result.append({**common, "from_name": f"{mark.label}-{name}", "type": kind, "value": field})
    for relation in sheet.relations:
        ends = {"from_id": relation.source, "to_id": relation.target, "direction": "right"}
        result.append({"type": "relation", **ends, "labels": [relation.label]})
    parties = {"id": PARTIES, "from_name": PARTIES, "to_name": TEXT, "type": "textarea"}
    result.append({**parties, "value": {"text": list(sheet.parties)}})
    return {"data": {"article": sheet.article, "text": sheet.text}, "annotations": [{"result": result}]}


def _sheet(task: dict[str, Any]) -> Sheet:
    data = task["data"]
    article, text = data["article"], data["text"]
    if not isinstance(article, str) or not isinstance(text, str):
        raise TypeError("article and text are strings")
    live = [made for made in task["annotations"] if not made.get("was_cancelled")]
    if len(live) != 1:
        raise ValueError(f"{len(live)} annotations; leave one, or import the others by themselves")
    marks: list[Mark] = []
    values: dict[str, dict[str, str]] = {}
    relations: list[Relation] = []
    parties: tuple[str, ...] = ()
    for item in live[0]["result"]:
        if item["type"] == "relation":
            labels = item.get("labels") or [""]
            relations += [Relation(str(label), str(item["from_id"]), str(item["to_id"])) for label in labels]
        elif item["type"] == "labels":
            marks.append(_mark(item, text))
        elif item["from_name"] == PARTIES:
            parties = tuple(str(line) for entry in item["value"]["text"] for line in str(entry).split("\n"))
        else:
            written = item["value"][item["type"] if item["type"] == "choices" else "text"]
            name = str(item["from_name"]).partition("-")[2]
            given = (
                written
                if isinstance(written, str)
                else str(written[0])
                if len(written) == 1
                else ", ".join(map(str, written))
            )
            if given:
                values.setdefault(str(item["id"]), {})[name] = given
    whole = tuple(msgspec.structs.replace(mark, values=values.get(mark.id, {})) for mark in marks)
    return Sheet(article, text, whole, tuple(relations), parties)


def _mark(item: dict[str, Any], text: str) -> Mark:
    value = item["value"]
    start, end, labels, words = value["start"], value["end"], value["labels"], value.get("text")
    if type(start) is not int or type(end) is not int:
        raise TypeError("offsets are whole numbers")
    label = ", ".join(map(str, labels))
    if not isinstance(words, str):
        return Mark(str(item["id"]), label, start, end)
    # A browser may count UTF-16 units: they are taken where they, and not code points, mark the words that are told.
    units = text.encode("utf-16-le")
    if 0 <= start < end and text[start:end] != words and units[2 * start : 2 * end] == words.encode("utf-16-le"):
        start = len(units[: 2 * start].decode("utf-16-le"))
        end = start + len(words)
    return Mark(str(item["id"]), label, start, end, words=words)
