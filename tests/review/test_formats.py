"""Annotation tools: nothing is lost on the way there and back, and nothing is believed that comes back."""

import datetime
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from ontherecord.__main__ import main
from ontherecord.errors import SourceError
from ontherecord.findings import Finding
from ontherecord.gold import compile_gold, parse_gold
from ontherecord.jsonl import read_articles, write_articles
from ontherecord.records import LAYER_NAMES, Article, Quotation
from ontherecord.review import foreign_files, label_studio
from ontherecord.review.formats import FORMATS, export_articles, import_articles
from ontherecord.review.label_studio import labelling_configuration
from ontherecord.review.read_back import Review

from .examples import articles, harbour

every_format = pytest.mark.parametrize("format_", FORMATS)


def exported(article: Article, format_: str, folder: Path) -> Path:
    write_articles(folder / "articles.jsonl", [article])
    export_articles(folder / "articles.jsonl", format_, folder / "out")
    return folder / "out"


def imported(folder: Path, format_: str, **options: Any) -> tuple[Article, list[str]]:
    items = list(import_articles(folder / "out", format_, folder / "articles.jsonl", **options))
    (article,) = (item for item in items if isinstance(item, Article))
    return article, [item.code[:6] for item in items if isinstance(item, Finding)]


@every_format
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles())
def test_an_article_comes_back_as_it_went(format_: str, article: Article) -> None:
    with tempfile.TemporaryDirectory() as name:
        exported(article, format_, Path(name))
        assert imported(Path(name), format_) == (article, [])


@every_format
def test_groups_shared_cues_links_and_values_come_back(format_: str, tmp_path: Path) -> None:
    exported(harbour(), format_, tmp_path)
    assert imported(tmp_path, format_) == (harbour(), [])


@every_format
def test_a_review_locks_all_layers(format_: str, tmp_path: Path) -> None:
    exported(msgspec.structs.replace(harbour(), layers=()), format_, tmp_path)
    article, _ = imported(tmp_path, format_, review=Review("B", datetime.date(2026, 2, 1)))
    assert [layer.name for layer in article.layers if layer.reviewed] == list(LAYER_NAMES)
    assert {(layer.reviewers, layer.reviewed_on) for layer in article.layers} == {(("B",), datetime.date(2026, 2, 1))}


@every_format
def test_what_is_no_export_is_a_finding(format_: str, tmp_path: Path) -> None:
    write_articles(tmp_path / "articles.jsonl", [harbour()])
    (tmp_path / "out").write_bytes(b'{"a": "\xff')
    if format_ == "brat":
        with pytest.raises(SourceError, match="brat"):
            imported(tmp_path, format_)
    else:
        assert imported(tmp_path, format_) == (harbour(), ["OTR633"])


@every_format
def test_an_empty_folder_is_no_import_without_changes(format_: str, tmp_path: Path) -> None:
    write_articles(tmp_path / "articles.jsonl", [harbour()])
    (tmp_path / "out").mkdir()
    if format_ == "labelstudio":
        assert imported(tmp_path, format_) == (harbour(), ["OTR633"])
    else:
        with pytest.raises(SourceError, match=format_):
            imported(tmp_path, format_)


@every_format
def test_a_file_that_is_too_large_is_a_finding(format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exported(harbour(), format_, tmp_path)
    monkeypatch.setattr(label_studio, "MOST_BYTES", 99)
    monkeypatch.setattr(foreign_files, "MOST_BYTES", 99)
    items = list(import_articles(tmp_path / "out", format_, tmp_path / "articles.jsonl"))
    (finding,) = (item for item in items if isinstance(item, Finding))
    assert (finding.code[:6], items[-1]) == ("OTR633", harbour())
    assert "more than 99 bytes" in finding.message


@pytest.mark.parametrize(
    ("format_", "name"), [("labelstudio", "tasks.json"), ("webanno", "harbour.annotations.jsonld")]
)
def test_json_that_is_nested_without_end_is_a_finding(format_: str, name: str, tmp_path: Path) -> None:
    file = exported(harbour(), format_, tmp_path) / name
    file.write_text("[" * 100_000 if format_ == "labelstudio" else '{"a":' * 100_000, encoding="utf-8")
    assert imported(tmp_path, format_) == (harbour(), ["OTR633"])


Change = Callable[[list[dict[str, Any]]], object]


def changed(folder: Path, change: Change, **options: Any) -> tuple[Article, list[str]]:
    """The article after a change of the result of Label Studio."""
    file = exported(harbour(), "labelstudio", folder) / "tasks.json"
    tasks = json.loads(file.read_text(encoding="utf-8"))
    change(tasks[0]["annotations"][0]["result"])
    file.write_text(json.dumps(tasks), encoding="utf-8")
    return imported(folder, "labelstudio", **options)


def item(result: list[dict[str, Any]], identifier: str, name: str = "mark") -> dict[str, Any]:
    return next(part for part in result if part.get("id") == identifier and part["from_name"] == name)


WRONG: dict[str, tuple[str, Change]] = {
    "an end behind the text": ("OTR635", lambda result: item(result, "q1")["value"].update(end=9999)),
    "a start below nothing": ("OTR635", lambda result: item(result, "q1")["value"].update(start=-1)),
    "no words": ("OTR635", lambda result: item(result, "q1")["value"].update(end=item(result, "q1")["value"]["start"])),
    "other words": ("OTR635", lambda result: item(result, "q1")["value"].update(start=1)),
    "an undeclared label": ("OTR636", lambda result: item(result, "q1")["value"].update(labels=["utterance"])),
    "an undeclared kind": (
        "OTR636",
        lambda result: item(result, "q1", "quotation-kind")["value"].update(choices=["x"]),
    ),
    "no TIMEX3 value": ("OTR636", lambda result: item(result, "d1", "date-value")["value"].update(text=["2024-02-31"])),
    "an unknown party": ("OTR637", lambda result: item(result, "s1.1", "speaker-party")["value"].update(text=["s9"])),
    "a relation without a label": ("OTR637", lambda result: relation(result).update(labels=[])),
    "a relation to nothing": ("OTR637", lambda result: relation(result).update(to_id="gone")),
    "a relation to what it cannot join": ("OTR637", lambda result: relation(result).update(to_id="d1")),
    "a mark twice": ("OTR638", lambda result: result.append(item(result, "q1"))),
    "a relation twice": ("OTR638", lambda result: result.append(relation(result))),
}


def relation(result: list[dict[str, Any]]) -> dict[str, Any]:
    return next(part for part in result if part["type"] == "relation" and part["labels"] == ["speaker"])


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_and_changes_nothing(name: str, tmp_path: Path) -> None:
    code, change = WRONG[name]
    assert changed(tmp_path, change) == (harbour(), [code])


@pytest.mark.parametrize("name", WRONG)
def test_with_partial_the_good_part_is_taken(name: str, tmp_path: Path) -> None:
    code, change = WRONG[name]

    def change_both(result: list[dict[str, Any]]) -> None:
        item(result, "q4", "quotation-kind")["value"]["choices"] = ["mixed"]
        change(result)

    article, codes = changed(tmp_path, change_both, partial=True)
    *others, last = harbour().quotations
    assert codes == [code]
    assert article.quotations == (*others, msgspec.structs.replace(last, kind="mixed", confidence=None, rule=None))


def test_a_change_in_a_tool_changes_nothing_else(tmp_path: Path) -> None:
    article, codes = changed(
        tmp_path, lambda result: item(result, "d1", "date-value")["value"].update(text=["2024-03-10"])
    )
    (first, second) = harbour().dates
    day = datetime.date(2024, 3, 10)
    first = msgspec.structs.replace(first, value="2024-03-10", earliest=day, latest=day)
    assert (article, codes) == (msgspec.structs.replace(harbour(), dates=(first, second)), [])


def test_a_new_mark_gets_an_id_of_the_article_and_its_place(tmp_path: Path) -> None:
    def draw(result: list[dict[str, Any]]) -> None:
        place = {"start": 0, "end": 1}
        common = {"id": "aB3xK", "to_name": "text"}
        result.append({**common, "from_name": "mark", "type": "labels", "value": {**place, "labels": ["quotation"]}})
        kind = {**common, "from_name": "quotation-kind", "type": "choices", "value": {**place, "choices": ["mixed"]}}
        result.append(kind)

    article, codes = changed(tmp_path, draw)
    new = Quotation(id="q5", start=0, end=1, text="😀", kind="mixed")
    assert (article.quotations, codes) == ((new, *harbour().quotations), [])


def test_a_mark_that_was_removed_is_gone(tmp_path: Path) -> None:
    def remove(result: list[dict[str, Any]]) -> None:
        gone = [part for part in result if "q4" in (part.get("id"), part.get("from_id"))]
        for part in gone:
            result.remove(part)

    article, codes = changed(tmp_path, remove)
    assert (article, codes) == (msgspec.structs.replace(harbour(), quotations=harbour().quotations[:-1]), [])


def test_another_text_and_another_article_are_told(tmp_path: Path) -> None:
    exported(harbour(), "labelstudio", tmp_path)
    other = msgspec.structs.replace(harbour(), text=(harbour().text or "").replace("fast", "slow"))
    write_articles(tmp_path / "articles.jsonl", [other])
    assert imported(tmp_path, "labelstudio") == (other, ["OTR634"])
    write_articles(tmp_path / "articles.jsonl", [msgspec.structs.replace(other, id="other")])
    assert imported(tmp_path, "labelstudio")[1] == ["OTR634"]


def test_the_offsets_of_uima_are_utf_16(tmp_path: Path) -> None:
    out = exported(harbour(), "cas-json", tmp_path)
    structures = json.loads((out / "harbour.cas.json").read_text(encoding="utf-8"))["%FEATURE_STRUCTURES"]
    (first,) = (item for item in structures if item.get("identifier") == "q1")
    assert first["begin"] == harbour().quotations[0].start + 1


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "entities",
    ['<!ENTITY e SYSTEM "file:///etc/hostname">', f'<!ENTITY l0 "ha">{LAUGHS}<!ENTITY e "&l9;">'],
    ids=["a file elsewhere", "a billion laughs"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-7", "utf-16"])
def test_a_document_type_in_xmi_is_refused_in_any_encoding(entities: str, encoding: str, tmp_path: Path) -> None:
    file = exported(harbour(), "cas-xmi", tmp_path) / "harbour.xmi"
    _, _, rest = file.read_text(encoding="utf-8").partition("?>")
    hostile = f"<!DOCTYPE x [{entities}]>{rest}".replace("Ines Marlow", "&e;")
    declaration = f'<?xml version="1.0" encoding="{encoding.upper()}"?>'.encode(
        "utf-16" if encoding == "utf-16" else "ascii"
    )
    file.write_bytes(declaration + hostile.encode(encoding))
    assert imported(tmp_path, "cas-xmi") == (harbour(), ["OTR633"])


def with_place(folder: Path, ends: str, place: str) -> tuple[Article, list[str]]:
    """The harbour as brat gives it back, another label and place in the line of a mark that ends in some words."""
    file = exported(harbour(), "brat", folder) / "harbour.ann"
    lines = file.read_text(encoding="utf-8").splitlines()
    (number,) = (number for number, line in enumerate(lines) if line.endswith(f"\t{ends}"))
    lines[number] = f"{lines[number].split(chr(9))[0]}\t{place}"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return imported(folder, "brat")


def test_a_brat_quotation_in_two_parts_becomes_two_of_one_group_and_goes_on_as_such(tmp_path: Path) -> None:
    *_, third, last = harbour().quotations
    first, other = third.start, third.start + len("next year would")
    place = f"quotation {first} {first + 4};{other - 5} {third.end}\tnext would be worse"
    changed, codes = with_place(tmp_path, "next year would be worse", place)
    assert codes == []
    found = [item for item in changed.quotations if item.id not in {"q1", "q2"}]
    assert [(item.id, item.text, item.group) for item in found] == [
        ("q3", "next", "g2"),
        ("q5", "would be worse", "g2"),
        ("q4", "Run!", None),
    ]
    shared = {(item.speaker_id, item.cue, item.source, item.date_id, item.kind) for item in found[:2]}
    assert shared == {(third.speaker_id, third.cue, third.source, third.date_id, third.kind)}
    again = tmp_path / "again"
    again.mkdir()
    exported(changed, "brat", again)
    assert imported(again, "brat") == (changed, [])
    assert last == found[-1]


def test_a_brat_part_of_a_group_stays_in_it(tmp_path: Path) -> None:
    start = harbour().quotations[0].start
    place = f"quotation {start} {start + 2};{start + 8} {start + 16}\tIt up fast,"
    changed, codes = with_place(tmp_path, "It came up fast,", place)
    assert codes == []
    assert [item.text for item in changed.quotations if item.group == "g1"] == ["It", "up fast,", "And late."]


@pytest.mark.parametrize(
    "place",
    [
        "quotation {start} {next};{late} {end}\tother words",
        "quotation {late} {end};{start} {next}\tn! R",
        "quotation {start} {end};{next} {end}\tRun! un!",
        "date {start} {next};{late} {end}\tR n!",
        "quotation {start} {next};{late} 999\tR n!",
    ],
)
def test_brat_parts_that_no_quotation_has_are_refused(place: str, tmp_path: Path) -> None:
    start, end = harbour().quotations[3].start, harbour().quotations[3].end
    numbers = {"start": start, "next": start + 1, "late": start + 2, "end": end}
    assert with_place(tmp_path, "Run!", place.format(**numbers)) == (harbour(), ["OTR635"])


def test_the_labelling_configuration_is_xml_with_the_labels_of_the_schema() -> None:
    root = etree.fromstring(labelling_configuration().encode())
    assert next(label.get("value") for label in root.iter("Label")) == "quotation"
    assert [choice.get("value") for choice in root.iterfind("Choices[@name='quotation-kind']/Choice")] == [
        "direct",
        "indirect",
        "mixed",
    ]


def test_the_commands_go_there_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_articles(tmp_path / "a.jsonl", [harbour()])
    out, back = str(tmp_path / "tasks"), tmp_path / "b.jsonl"
    assert main(["review", "export", str(tmp_path / "a.jsonl"), "--format", "brat", "-o", out]) == 0
    command = ["review", "import", out, "--format", "brat", "--articles", str(tmp_path / "a.jsonl"), "-o", str(back)]
    assert main([*command, "--reviewer", "B", "--reviewed-on", "2026-01-30"]) == 0
    (article,) = read_articles(back)
    assert msgspec.structs.replace(article, layers=harbour().layers) == harbour()
    assert [layer.name for layer in article.layers if layer.reviewed and "B" in layer.reviewers] == list(LAYER_NAMES)
    assert {layer.reviewed_on for layer in article.layers} == {datetime.date(2026, 1, 30)}
    assert main(["review", "export", str(tmp_path / "a.jsonl"), "--format", "brat", "-o", out]) == 2
    assert "is there already" in capsys.readouterr().err


def import_into(folder: Path, gold: Path) -> int:
    command = [
        "review",
        "import",
        str(folder / "out"),
        "--format",
        "brat",
        "--articles",
        str(folder / "articles.jsonl"),
    ]
    out = ["-o", str(folder / "b.jsonl"), "--gold", str(gold)]
    return main([*command, *out, "--reviewer", "B", "--reviewed-on", "2026-01-30"])


def test_what_comes_back_becomes_gold_files_with_their_comments(tmp_path: Path) -> None:
    exported(harbour(), "brat", tmp_path)
    file = tmp_path / "harbour.txt"
    assert import_into(tmp_path, tmp_path) == 0
    first = file.read_text(encoding="utf-8")
    parsed, _ = parse_gold(first, "harbour.txt")
    assert parsed is not None
    assert [item.kind for item in compile_gold(parsed.gold, harbour()).quotations] == [
        item.kind for item in harbour().quotations
    ]
    file.write_text(f"# a word of mine\n{first}", encoding="utf-8")
    assert import_into(tmp_path, tmp_path) == 0
    assert file.read_text(encoding="utf-8") == f"# a word of mine\n{first}"


def test_a_gold_file_with_errors_and_marks_that_cross_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, *others = harbour().quotations
    crossing = msgspec.structs.replace(
        first, end=first.end + 9, text=(harbour().text or "")[first.start : first.end + 9]
    )
    exported(msgspec.structs.replace(harbour(), quotations=(crossing, second, *others)), "brat", tmp_path)
    assert import_into(tmp_path, tmp_path) == 1
    assert "OTR640-gold-not-written" in capsys.readouterr().err
    assert not (tmp_path / "harbour.txt").exists()
    (tmp_path / "harbour.txt").write_text("no gold", encoding="utf-8")
    assert import_into(tmp_path, tmp_path) == 1
    assert (tmp_path / "harbour.txt").read_text(encoding="utf-8") == "no gold"
    assert import_into(tmp_path, tmp_path / "nowhere") == 2


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        ([], "--reviewer"),
        (["--reviewer", "B"], "--reviewed-on"),
        (["--reviewed-on", "2026-01-30"], "--reviewer"),
        (["--reviewer", " ", "--reviewed-on", "2026-01-30"], "--reviewer"),
    ],
)
def test_an_import_that_does_not_tell_who_decided_and_when_writes_nothing(
    options: list[str], missing: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, back = exported(harbour(), "brat", tmp_path), tmp_path / "b.jsonl"
    command = ["review", "import", str(out), "--format", "brat", "--articles", str(tmp_path / "articles.jsonl")]
    assert main([*command, "-o", str(back), *options]) == 2
    assert missing in capsys.readouterr().err
    assert not back.exists()


def test_offsets_of_label_studio_in_utf_16_units_are_understood_by_the_words(tmp_path: Path) -> None:
    def count_units(result: list[dict[str, Any]]) -> None:
        value = item(result, "q1")["value"]
        value.update(start=value["start"] + 1, end=value["end"] + 1)

    assert changed(tmp_path, count_units) == (harbour(), [])
