"""A user's own table of organizations."""

from pathlib import Path

import pytest

from ontherecord.__main__ import main
from ontherecord.annotate.documents import annotate_text
from ontherecord.annotate.names.gazetteer import COLUMNS, read_gazetteer, register_with
from ontherecord.annotate.names.organization_register import Entry, shipped_entries, shipped_register
from ontherecord.annotate.pipeline import annotate
from ontherecord.errors import SourceError
from ontherecord.findings import Finding
from ontherecord.records import Article

HEADER = ",".join(COLUMNS)


def table(folder: Path, *rows: str, header: str = HEADER, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def findings(path: Path) -> list[tuple[int | None, str]]:
    return [(item.line, item.message) for item in read_gazetteer(path) if isinstance(item, Finding)]


def entries(path: Path) -> list[Entry]:
    return [item for item in read_gazetteer(path) if isinstance(item, Entry)]


def test_row_is_an_entry(tmp_path: Path) -> None:
    path = table(tmp_path, "Harlow Trust,The Trust|HT,ngo,NO,HT,Q42,own notes")
    assert entries(path) == [Entry("Harlow Trust", ("The Trust", "HT"), "ngo", "NO", ("HT",), "Q42", "own notes")]


def test_columns_stand_in_any_order_and_all_but_two_may_be_missing(tmp_path: Path) -> None:
    path = table(tmp_path, "ngo\tHarlow, Reyes Trust", "", header="kind\tname", name="own.tsv")
    assert entries(path) == [Entry("Harlow, Reyes Trust", (), "ngo", None, (), None, None)]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",,ngo,,,,", "has no name"),
        ("Harlow,,charity,,,,", "the kind 'charity'"),
        ("Harlow,,ngo,Norway,,,", "the country 'Norway'"),
        ("Harlow,,ngo,,,42,", "the Wikidata id '42'"),
        ("Harlow,,ngo,,HT,,", "the ambiguous form 'HT'"),
        ("Harlow,,ngo,,,,,,", "more cells"),
        ('"Harlow"x,,ngo,,,,', "expected after"),
        ("Last,,ngo,,,,", None),
    ],
)
def test_malformed_row_is_told_with_its_line_and_the_rest_used(tmp_path: Path, row: str, message: str | None) -> None:
    path = table(tmp_path, "First,,ngo,,,,", row, "Third,,ngo,,,,")
    assert [name for name in ("First", "Third") if name in {entry.name for entry in entries(path)}] == [
        "First",
        "Third",
    ]
    told = findings(path)
    assert len(told) == (message is not None)
    assert all(line == 3 and message and message in text for line, text in told)


def test_name_given_twice_and_unknown_column_are_told(tmp_path: Path) -> None:
    path = table(tmp_path, "A,ngo,x", "A,party,x", header="name,kind,alias")
    assert [line for line, _ in findings(path)] == [1, 3]
    assert [entry.kind for entry in entries(path)] == ["ngo"]


def test_row_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"name,kind\nSocit\xe9,ngo\nTrust,ngo\n")
    assert findings(path) == [(2, "the row is not UTF-8")]
    assert [entry.name for entry in entries(path)] == ["Trust"]


def test_no_table_of_organizations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no column kind"):
        list(read_gazetteer(table(tmp_path, "A", header="name")))
    with pytest.raises(SourceError, match="cannot open"):
        list(read_gazetteer(tmp_path / "none.csv"))


def test_own_entry_takes_its_forms_from_the_shipped_ones() -> None:
    own = Entry("Northern Trade Office", ("NATO",), "ngo", None, (), None, None)
    register = register_with([own], shipped_entries())
    assert register.entry_of("NATO") == own
    known = register.entry_of("North Atlantic Treaty Organization")
    assert known is not None
    assert "NATO" not in known.aliases
    assert register_with([], shipped_entries()) == shipped_register()


def test_annotation_knows_the_own_entries(tmp_path: Path) -> None:
    path = table(tmp_path, "Skarn Ferries,Blue Line,company,NO,,Q42,own notes", "Harlow,,charity,,,,")
    article = Article(id="a", text="Officials said the Blue Line will sail again on Friday.")
    finding, annotated = annotate([article], gazetteer=path)
    assert isinstance(finding, Finding)
    assert finding.line == 3
    assert isinstance(annotated, Article)
    assert [(found.name, found.kind, found.wikidata) for found in annotated.organizations] == [
        ("Blue Line", "company", "Q42")
    ]


def test_annotation_of_one_text_knows_the_own_entries_of_that_call_alone(tmp_path: Path) -> None:
    path = table(tmp_path, "Skarn Ferries,Blue Line,company,NO,,Q42,own notes")
    text = "Officials said the Blue Line will sail again on Friday."
    assert [(found.name, found.wikidata) for found in annotate_text(text, gazetteer=path).organizations] == [
        ("Blue Line", "Q42")
    ]
    assert "Q42" not in {found.wikidata for found in annotate_text(text).organizations}


def test_annotation_of_one_text_refuses_a_table_with_a_malformed_row(tmp_path: Path) -> None:
    path = table(tmp_path, "Skarn Ferries,,company,,,,", "Harlow,,charity,,,,")
    with pytest.raises(SourceError, match=r"own\.csv:3: the kind 'charity'"):
        annotate_text("Nobody came.", gazetteer=path)


def test_command_tells_the_row_and_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table(tmp_path, "Harlow,,charity,,,,")
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "a", "text": "Nobody came.", "headline": null, "published": null}\n', encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert main(["annotate", str(rows), "-o", str(out), "--gazetteer", str(path)]) == 1
    assert f"{path}:2" in capsys.readouterr().err
    assert out.exists()
