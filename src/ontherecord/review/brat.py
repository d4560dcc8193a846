"""brat standoff: for each article a text, its annotations `.ann` and its parties, and one `annotation.conf`.

Offsets are code points. Values that are chosen from a list are attributes; ids and other values stand as JSON in a note
to the mark. A span over several lines is written as brat does, in one part for each line. A quotation that somebody
marked in parts with words between them is several quotations of one group, each with all relations of the mark.
Source: https://brat.nlplab.org/standoff.html and https://brat.nlplab.org/configuration.html
"""

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from ontherecord.files import atomic_file
from ontherecord.findings import IMPORT_UNREADABLE, Finding
from ontherecord.review.foreign_files import read_foreign
from ontherecord.review.sheet import FIELDS, RELATIONS, Mark, Relation, Sheet

CONFIGURATION, ANNOTATIONS, TEXT, PARTIES = "annotation.conf", ".ann", ".txt", ".parties"
NOTE = "AnnotatorNotes"

_LINE = re.compile(r"[^\r\n]+")
_MARK = re.compile(r"(T[0-9]+)\t(\S+) ([0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*)\t(.*)")
_ATTRIBUTE = re.compile(r"A[0-9]+\t(\S+) (T[0-9]+) (\S+)")
_RELATION = re.compile(r"R[0-9]+\t(\S*) Arg1:(\S*) Arg2:(\S*)\s*")
_NOTE = re.compile(rf"#[0-9]+\t{NOTE} (T[0-9]+)\t(.*)")


def annotation_configuration() -> str:
    """The file `annotation.conf`: labels, relations and values of the schema; underscores stand for hyphens."""
    lines = ["[entities]", *FIELDS, "", "[relations]"]
    lines += [
        f"{_word(label)}\tArg1:quotation, Arg2:{target}" for label, targets in RELATIONS.items() for target in targets
    ]
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]"]
    lines += [
        f"{label}_{name}\tArg:{label}, Value:{'|'.join(choices)}"
        for label, fields in FIELDS.items()
        for name, choices in fields.items()
        if choices
    ]
    return "\n".join([*lines, ""])


def write(sheets: Iterable[Sheet], folder: Path) -> None:
    """Write all sheets and the configuration into a folder."""
    for sheet in sheets:
        parts = {
            TEXT: sheet.text or "",
            ANNOTATIONS: _annotations(sheet),
            PARTIES: "".join(f"{line}\n" for line in sheet.parties),
        }
        for suffix, content in parts.items():
            with atomic_file(folder / f"{sheet.article}{suffix}") as stream:
                stream.write(content.encode())
    with atomic_file(folder / CONFIGURATION) as stream:
        stream.write(annotation_configuration().encode())


def read(path: Path) -> Iterator[Sheet | Finding]:
    """The sheets of a folder of brat, sorted by name."""
    for file in sorted(path.glob(f"*{ANNOTATIONS}")):
        try:
            text, content, parties = (
                read_foreign(file.with_name(file.stem + suffix)) for suffix in (TEXT, ANNOTATIONS, PARTIES)
            )
        except (OSError, ValueError) as error:
            yield IMPORT_UNREADABLE.finding(f"text, annotations and parties are needed: {error}", file=str(file))
            continue
        yield from _sheet(content, file, text, tuple(parties.splitlines()))


def _annotations(sheet: Sheet) -> str:
    names = {mark.id: f"T{number}" for number, mark in enumerate(sheet.marks, start=1)}
    lines, attributes, text = [], [], sheet.text or ""
    for mark in sheet.marks:
        name = names[mark.id]
        pieces = [
            (mark.start + line.start(), mark.start + line.end()) for line in _LINE.finditer(text[mark.start : mark.end])
        ]
        parts = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(text[start:end] for start, end in pieces)
        lines.append(f"{name}\t{mark.label} {parts}\t{words}")
        note = {"id": mark.id}
        for field, value in mark.values.items():
            if FIELDS[mark.label][field]:
                attributes.append(f"{mark.label}_{field} {name} {value}")
            else:
                note[field] = value
        lines.append(f"#{name[1:]}\t{NOTE} {name}\t{json.dumps(note, ensure_ascii=False)}")
    lines += [f"A{number}\t{attribute}" for number, attribute in enumerate(attributes, start=1)]
    lines += [
        f"R{number}\t{_word(relation.label)} Arg1:{names[relation.source]} Arg2:{names[relation.target]}"
        for number, relation in enumerate(sheet.relations, start=1)
    ]
    return "".join(f"{line}\n" for line in lines)


def _sheet(content: str, file: Path, text: str, parties: tuple[str, ...]) -> Iterator[Sheet | Finding]:
    marks: dict[str, list[Mark]] = {}
    values: dict[str, dict[str, str]] = {}
    ids: dict[str, str] = {}
    relations = []
    for number, line in enumerate(content.split("\n"), start=1):
        if match := _MARK.fullmatch(line.rstrip("\r")):
            marks.setdefault(match[1], []).extend(_parts(match[1], match[2], match[3], match[4], text))
        elif match := _ATTRIBUTE.fullmatch(line.rstrip()):
            values.setdefault(match[2], {})[match[1].partition("_")[2]] = match[3]
        elif match := _RELATION.fullmatch(line):
            relations.append((match[1].replace("_", "-"), match[2], match[3]))
        elif match := _NOTE.fullmatch(line.rstrip("\r")):
            try:
                note = msgspec.json.decode(match[2], type=dict[str, str])
            except (msgspec.MsgspecError, RecursionError, UnicodeError):
                message = "a note to a mark is a JSON object of strings"
                yield IMPORT_UNREADABLE.finding(message, file=str(file), line=number, article=file.stem)
                continue
            ids[match[1]] = note.pop("id", match[1])
            values.setdefault(match[1], {}).update(note)
        elif line.strip():
            yield IMPORT_UNREADABLE.finding(
                f"no line of brat: {line[:60]!r}", file=str(file), line=number, article=file.stem
            )
    ids_of = {name: [ids.get(part.id, part.id) for part in parts] for name, parts in marks.items()}
    groups = _new_groups(marks, values)
    whole = tuple(
        msgspec.structs.replace(part, id=identifier, values=groups.get(name, {}) | values.get(name, {}))
        for name, parts in marks.items()
        for part, identifier in zip(parts, ids_of[name], strict=True)
    )
    joined = tuple(
        Relation(label, source, ids_of.get(other, [other])[0])
        for label, one, other in relations
        for source in ids_of.get(one, [one])
    )
    yield Sheet(file.stem, text, whole, joined, parties)


def _parts(name: str, label: str, places: str, words: str, text: str) -> Iterator[Mark]:
    """The marks that a line makes: a quotation in parts with words between them makes several, all else one.

    Where the words that the line claims, or what lies between the parts, do not fit, one mark with those words is made,
    which stand nowhere.
    """
    pieces = [tuple(int(number) for number in place.split(" ")) for place in places.split(";")]
    is_ascending = all(left[1] <= right[0] for left, right in itertools.pairwise(pieces))
    whole = [pieces[0]]
    for start, end in pieces[1:]:
        if text[whole[-1][1] : start].strip("\r\n"):
            whole.append((start, end))
        else:
            whole[-1] = (whole[-1][0], end)
    fits = is_ascending and " ".join(text[start:end] for start, end in pieces) == words
    if not fits or (len(whole) > 1 and label != "quotation"):
        yield Mark(name, label, pieces[0][0], pieces[-1][1], words=f"{words} ")
        return
    for number, (start, end) in enumerate(whole, start=1):
        yield Mark(name if number == 1 else f"{name}.{number}", label, start, end)


def _new_groups(
    marks: Mapping[str, Sequence[Mark]], values: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """A group for each mark in several parts, with a name that no mark has."""
    taken = {fields["group"] for fields in values.values() if "group" in fields}
    free = (name for number in itertools.count(1) if (name := f"g{number}") not in taken)
    return {name: {"group": next(free)} for name, parts in marks.items() if len(parts) > 1}


def _word(label: str) -> str:
    return label.replace("-", "_")
