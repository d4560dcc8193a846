"""UIMA CAS through dkpro-cassis: for each article one CAS as JSON, or as XMI beside its type system.

A label is a type of annotation, a relation a feature structure with both ends. UIMA counts UTF-16 units; cassis turns
them into code points and back.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontherecord.errors import MissingExtraError
from ontherecord.files import atomic_file
from ontherecord.findings import IMPORT_UNREADABLE, Finding
from ontherecord.review.foreign_files import plain_xml, read_foreign
from ontherecord.review.sheet import FIELDS, Mark, Relation, Sheet

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

JSON_SUFFIX, XMI_SUFFIX, TYPES = ".cas.json", ".xmi", "TypeSystem.xml"
NAMESPACE = "ontherecord"
RELATION, PARTY = f"{NAMESPACE}.Relation", f"{NAMESPACE}.Party"
IDENTIFIER = "identifier"
"""Feature of a mark with its id; `id` would be that of the feature structure."""
FEATURES = {"type": "temporalType"}
"""Values whose name a feature structure uses itself → the feature that has them."""


def write_json(sheets: Iterable[Sheet], folder: Path) -> None:
    """Write one CAS as JSON for each sheet."""
    for sheet in sheets:
        with atomic_file(folder / f"{sheet.article}{JSON_SUFFIX}") as stream:
            stream.write(str(_cas(sheet).to_json(pretty_print=True)).encode())


def write_xmi(sheets: Iterable[Sheet], folder: Path) -> None:
    """Write one CAS as XMI for each sheet, and the type system."""
    for sheet in sheets:
        with atomic_file(folder / f"{sheet.article}{XMI_SUFFIX}") as stream:
            stream.write(str(_cas(sheet).to_xmi(pretty_print=True)).encode())
    with atomic_file(folder / TYPES) as stream:
        stream.write(str(_type_system().to_xml()).encode())


def read_json(path: Path) -> Iterator[Sheet | Finding]:
    """The sheets of one file, or of all files of a folder, sorted by name."""
    cassis = _cassis()
    for file in _files(path, JSON_SUFFIX):
        yield _read(file, JSON_SUFFIX, cassis.load_cas_from_json)


def read_xmi(path: Path) -> Iterator[Sheet | Finding]:
    """The sheets of one file, or of all files of a folder, sorted by name; types are those of the schema."""
    types = _type_system()
    for file in _files(path, XMI_SUFFIX):
        yield _read(file, XMI_SUFFIX, lambda text: _cassis().load_cas_from_xmi(plain_xml(text), typesystem=types))


def _files(path: Path, suffix: str) -> list[Path]:
    return sorted(path.glob(f"*{suffix}")) if path.is_dir() else [path]


def _read(file: Path, suffix: str, load: Any) -> Sheet | Finding:
    try:
        return _sheet(load(read_foreign(file)), file.name.removesuffix(suffix))
    except Exception as error:  # cassis raises whatever its parsers do
        return IMPORT_UNREADABLE.finding(f"no CAS of ontherecord: {error!r}"[:300], file=str(file))


def _cassis() -> Any:
    try:
        import cassis
    except ImportError as error:
        raise MissingExtraError("UIMA CAS needs dkpro-cassis; run: pip install 'ontherecord[review]'") from error
    return cassis


def _type_system() -> "TypeSystem":
    types: TypeSystem = _cassis().TypeSystem()
    for label, fields in FIELDS.items():
        made = types.create_type(f"{NAMESPACE}.{label.title()}", supertypeName="uima.tcas.Annotation")
        for name in (IDENTIFIER, *fields):
            types.create_feature(made, FEATURES.get(name, name), "uima.cas.String")
    relation = types.create_type(RELATION, supertypeName="uima.tcas.Annotation")
    types.create_feature(relation, "label", "uima.cas.String")
    for end in ("Governor", "Dependent"):
        types.create_feature(relation, end, "uima.tcas.Annotation")
    party = types.create_type(PARTY, supertypeName="uima.tcas.Annotation")
    types.create_feature(party, "line", "uima.cas.String")
    types.create_feature(party, "number", "uima.cas.Integer")
    return types


def _cas(sheet: Sheet) -> "Cas":
    from cassis import Cas

    types = _type_system()
    cas = Cas(types, sofa_string=sheet.text, sofa_mime="text/plain")
    made: dict[str, Any] = {}
    others = []
    for mark in sheet.marks:
        features = {IDENTIFIER: mark.id} | {FEATURES.get(name, name): value for name, value in mark.values.items()}
        made[mark.id] = types.get_type(f"{NAMESPACE}.{mark.label.title()}")(begin=mark.start, end=mark.end, **features)
    for relation in sheet.relations:
        one, other = made[relation.source], made[relation.target]
        place = {"begin": other.begin, "end": other.end}
        others.append(types.get_type(RELATION)(**place, label=relation.label, Governor=one, Dependent=other))
    for number, line in enumerate(sheet.parties):
        others.append(types.get_type(PARTY)(begin=0, end=0, line=line, number=number))
    cas.add_all([*made.values(), *others])
    return cas


def _sheet(cas: "Cas", article: str) -> Sheet:
    marks, relations, lines = [], [], []
    names: dict[int, str] = {}
    found = list(cas.select_all_annotations())
    for item in found:
        label = str(item.type.name).removeprefix(f"{NAMESPACE}.").lower()
        if item.type.name in (RELATION, PARTY) or not item.type.name.startswith(f"{NAMESPACE}."):
            continue
        fields = FIELDS.get(label, {})
        written = {name: getattr(item, FEATURES.get(name, name), None) for name in fields}
        values = {name: value for name, value in written.items() if isinstance(value, str) and value}
        names[id(item)] = getattr(item, IDENTIFIER, None) or f"new{len(names)}"
        marks.append(Mark(names[id(item)], label, int(item.begin), int(item.end), values))
    for item in found:
        if item.type.name == RELATION:
            one, other = (names.get(id(end), "") for end in (item.Governor, item.Dependent))
            relations.append(Relation(item.label or "", one, other))
        elif item.type.name == PARTY:
            lines.append((item.number or 0, item.line or ""))
    parties = tuple(line for _, line in sorted(lines))
    return Sheet(article, cas.sofa_string, tuple(marks), tuple(relations), parties)
