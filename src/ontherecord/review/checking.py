"""What comes back from an annotation tool is checked like anything from a stranger; what is wrong becomes a finding."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from ontherecord.findings import (
    BROKEN_RELATION,
    IMPORT_OF_OTHER_TEXT,
    IMPORTED_TWICE,
    IMPOSSIBLE_SPAN,
    UNDECLARED_LABEL,
    Code,
    Finding,
)
from ontherecord.gold.header import Header, read_header
from ontherecord.review.sheet import FIELDS, LIST_SEPARATOR, PHENOMENA, RELATIONS, Mark, Relation, Sheet
from ontherecord.timex import is_value

LONGEST_SHOWN = 60
"""Code points of a foreign value that a message shows."""

_REFERENCES = {
    "group": re.compile(r"g[1-9][0-9]*"),
    "speaker_id": re.compile(r"s[1-9][0-9]*"),
    "organization_id": re.compile(r"o[1-9][0-9]*"),
    "anchor": re.compile(r"published|d[1-9][0-9]*"),
}
_NEEDED = {"quotation": ("kind",), "speaker": ("form", "party"), "organization": ("party",), "date": ("type", "value")}


class Checked(msgspec.Struct, frozen=True):
    """The part of a sheet in which nothing is wrong.

    Attributes:
        marks: id → mark.
        targets: label of a relation and id of the quotation at which it begins → the mark at which it ends.
        header: the parties.
        findings: what is wrong.
    """

    marks: dict[str, Mark]
    targets: dict[tuple[str, str], Mark]
    header: Header
    findings: tuple[Finding, ...]


def check_sheet(sheet: Sheet, former: Sheet, file: str) -> Checked:
    """The good part of a sheet that came back; in the place of what is wrong stands what was shown before.

    Args:
        sheet: what came back.
        former: what was shown.
        file: path of the file that it came in, for findings.
    """
    findings: list[Finding] = []

    def tell(code: Code, message: str) -> None:
        findings.append(code.finding(message, file=file, article=former.article))

    if sheet.text is not None and sheet.text != former.text:
        tell(IMPORT_OF_OTHER_TEXT, "the text is not that of the article")
        sheet = former
    header, unreadable = read_header(sheet.parties, file)
    findings += [msgspec.structs.replace(finding, line=None, article=former.article) for finding in unreadable]
    shown = {mark.id: mark for mark in former.marks}
    marks: dict[str, Mark] = {}
    for mark in sheet.marks:
        problem = (IMPORTED_TWICE, "stands twice") if mark.id in marks else _wrong_mark(mark, shown, former, header)
        if problem:
            tell(problem[0], f"{_shown(mark.id)}: {problem[1]}")
        good = shown.get(mark.id) if problem else mark
        if good:
            marks.setdefault(mark.id, good)
    targets: dict[tuple[str, str], Mark] = {}
    doubtful = set()
    for relation in sheet.relations:
        key = relation.label, relation.source
        wrong = _wrong_relation(relation, marks) or ((IMPORTED_TWICE, "stands twice") if key in targets else None)
        if wrong:
            ends = f"{_shown(relation.label)} from {_shown(relation.source)} to {_shown(relation.target)}"
            tell(wrong[0], f"{ends}: {wrong[1]}")
            doubtful.add(relation.source)
        else:
            targets[key] = marks[relation.target]
    for relation in former.relations:
        if relation.source in doubtful and not _wrong_relation(relation, marks):
            targets.setdefault((relation.label, relation.source), marks[relation.target])
    return Checked(marks, targets, header, tuple(findings))


def _wrong_mark(mark: Mark, shown: dict[str, Mark], former: Sheet, header: Header) -> tuple[Code, str] | None:
    if not 0 <= mark.start < mark.end <= len(former.text or ""):
        return IMPOSSIBLE_SPAN, f"from {mark.start} to {mark.end} there are no words"
    if mark.words is not None and mark.words != (former.text or "")[mark.start : mark.end]:
        return IMPOSSIBLE_SPAN, f"from {mark.start} to {mark.end} stand other words than {_shown(mark.words)}"
    if mark.label not in FIELDS:
        return UNDECLARED_LABEL, f"{_shown(mark.label)} is none of {', '.join(FIELDS)}"
    before = shown[mark.id].values if mark.id in shown else {}
    wrong = next(_wrong_values(mark, before), None)
    return (UNDECLARED_LABEL, wrong) if wrong else _wrong_party(mark, header)


def _wrong_values(mark: Mark, before: dict[str, str]) -> Iterator[str]:
    """What is wrong with the values of a mark; those that were shown before are right."""
    for name, value in mark.values.items():
        if name not in FIELDS[mark.label]:
            yield f"{mark.label} has no {_shown(name)}"
        elif value != before.get(name) and not _is_declared(mark.label, name, value):
            yield f"{_shown(value)} is no {name} of {mark.label}"
    for name in _NEEDED.get(mark.label, ()):
        if name not in mark.values:
            yield f"{mark.label} without {name}"


def _wrong_party(mark: Mark, header: Header) -> tuple[Code, str] | None:
    speakers, organizations = ({party.id for party in some} for some in (header.speakers, header.organizations))
    parties = {"speaker": speakers, "organization": organizations}.get(mark.label, speakers | organizations)
    for name in ("party", "speaker_id", "organization_id"):
        if name in mark.values and mark.values[name] not in parties:
            return BROKEN_RELATION, f"{_shown(mark.values[name])} is none of the {mark.label} parties"
    return None


def _is_declared(label: str, name: str, value: str) -> bool:
    if choices := FIELDS[label][name]:
        return value in choices
    if name == "labels":
        return all(word in PHENOMENA for word in value.split(LIST_SEPARATOR))
    if name == "value":
        return is_value(value)
    return name not in _REFERENCES or _REFERENCES[name].fullmatch(value) is not None


def _wrong_relation(relation: Relation, marks: dict[str, Mark]) -> tuple[Code, str] | None:
    if relation.label not in RELATIONS:
        return BROKEN_RELATION, f"the label is none of {', '.join(RELATIONS)}"
    source, target = marks.get(relation.source), marks.get(relation.target)
    if source is None or target is None:
        return BROKEN_RELATION, "one end is not there"
    if source.label != "quotation" or target.label not in RELATIONS[relation.label]:
        return BROKEN_RELATION, f"it cannot join {source.label} and {target.label}"
    return None


def _shown(value: str) -> str:
    return repr(value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…")


def unique_ids(ids: Sequence[str], letter: str) -> list[str]:
    """The ids that are of a record; for every other one the next that is free."""
    is_own = re.compile(rf"{letter}[1-9][0-9]*")
    taken = {identifier for identifier in ids if is_own.fullmatch(identifier)}
    free = (name for number in range(1, 2 * len(ids) + 2) if (name := f"{letter}{number}") not in taken)
    return [identifier if identifier in taken else next(free) for identifier in ids]
