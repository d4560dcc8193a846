"""The Croissant description names files and columns that are there, and keeps to one level of nesting."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mlcroissant
import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace

from ontherecord.jsonl import read_articles
from ontherecord.publish import Release
from ontherecord.publish.about import prose
from ontherecord.publish.card import DEFAULT_TEMPLATE
from ontherecord.records import Layer
from ontherecord.release_tables import TABLE_NAMES, table_rows

from .examples import CITATION, bare_article, filled_article, publish_articles

CARD = Path(__file__).parents[2] / "DATASET_CARD.md"


def croissant(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "croissant.json").read_bytes())  # type: ignore[no-any-return]


def leaves(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The fields that hold values: subfields where there are any."""
    for field in fields:
        yield from leaves(field["subField"]) if "subField" in field else [field]


def test_every_table_is_a_record_set_over_the_files_of_all_its_splits(release: Release) -> None:
    description = croissant(release.folder)
    assert [record_set["@id"] for record_set in description["recordSet"]] == list(TABLE_NAMES)
    for file_set in description["distribution"]:
        table = file_set["@id"].removesuffix("-files")
        files = sorted(file.name for file in release.folder.glob(file_set["includes"]))
        assert files == sorted(f"{split}.parquet" for split in release.rows[table])


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_every_column_is_declared_and_there(release: Release, table: str) -> None:
    (record_set,) = (item for item in croissant(release.folder)["recordSet"] if item["@id"] == table)
    sources = [field["source"] for field in leaves(record_set["field"])]
    assert all(source["fileSet"] == {"@id": f"{table}-files"} for source in sources)
    columns = {source["extract"]["column"] for source in sources if "column" in source["extract"]}
    assert columns == set(pq.ParquetFile(release.folder / "data" / table / "test.parquet").schema_arrow.names)


def test_ids_are_unique(release: Release) -> None:
    fields = [field for item in croissant(release.folder)["recordSet"] for field in leaves(item["field"])]
    assert len({field["@id"] for field in fields}) == len(fields)


def test_days_and_lists_are_typed(release: Release) -> None:
    (articles, *_) = croissant(release.folder)["recordSet"]
    fields = {field["name"]: field for field in articles["field"]}
    assert fields["published"]["dataType"] == "sc:Date"
    assert fields["bylines"]["repeated"] is True
    assert fields["quotations"]["repeated"] is True
    subfields = {field["name"]: field for field in fields["quotations"]["subField"]}
    assert subfields["start"]["source"]["transform"] == {"jsonPath": "$.start"}
    assert "cue" not in subfields


def test_name_version_and_licences_are_stated(release: Release, tmp_path: Path) -> None:
    description = croissant(publish_articles(tmp_path, [filled_article()], name="Ferry", version="1.2.0").folder)
    assert (description["name"], description["version"]) == ("Ferry", "1.2.0")
    assert description["license"] == ["https://spdx.org/licenses/CC-BY-4.0"]
    assert "version" not in croissant(release.folder)


def test_a_table_without_rows_is_not_described(tmp_path: Path) -> None:
    description = croissant(publish_articles(tmp_path, [bare_article()]).folder)
    assert [record_set["@id"] for record_set in description["recordSet"]] == ["articles"]


def test_the_card_answers_the_questions_of_responsible_ai(release: Release) -> None:
    description = croissant(release.folder)
    assert description["conformsTo"][1] == "http://mlcommons.org/croissant/RAI/1.0"
    assert description["rai:personalSensitiveInformation"].startswith("The articles name people")
    assert description["rai:dataBiases"].endswith("and so do these articles.")
    assert description["rai:dataUseCases"].startswith("Intended uses: Find out who said what")
    assert " Supported tasks: Quotation detection" in description["rai:dataUseCases"]
    assert description["rai:dataLimitations"].startswith("Out-of-scope uses: Do not take a quotation as proof")
    assert description["rai:dataCollection"].startswith("Data statement: Curation rationale: ")
    assert description["rai:annotatorDemographics"].startswith("the table of layers tells")
    statements = [value for key, value in description.items() if key.startswith("rai:")]
    assert len(statements) == 7
    assert not any("$" in statement for statement in statements)


def test_mlcroissant_knows_every_statement_of_the_card_of_this_repository(tmp_path: Path) -> None:
    folder = publish_articles(tmp_path, [filled_article()], card=CARD).folder
    stated = {key.removeprefix("rai:"): value for key, value in croissant(folder).items() if key.startswith("rai:")}
    read = mlcroissant.Dataset(folder / "croissant.json").metadata.to_json()
    assert {key.partition(":")[2]: value for key, value in read.items() if key.startswith("rai:")} == stated
    assert len(stated) == 8


def test_programs_that_nobody_checked_are_named(tmp_path: Path) -> None:
    layers = (Layer("dates", "ontherecord", "0.1.0", "en-small"), Layer("quotations", "hand", "1", reviewed=True))
    description = croissant(publish_articles(tmp_path, [replace(filled_article(), layers=layers)]).folder)
    assert description["rai:machineAnnotationTools"] == ["ontherecord 0.1.0 en-small"]


def test_prose_leaves_out_figures_lists_marks_and_what_leads_to_them() -> None:
    lists = "- **first**;\n- costs $$5.\n\nOrigin:\n\n$origins\n\n| a |\n\n"
    body = f"## Source data\nOne\n`line`.\n\n{lists}### Next\nNot this.\n"
    assert prose(body, "Source data") == "One line. first; costs $5."
    assert prose(body, "Next") == "Not this."
    assert prose(body, "Nothing") == ""


def test_mlcroissant_has_no_complaint(tmp_path: Path) -> None:
    card = tmp_path / "card.md"
    card.write_bytes(DEFAULT_TEMPLATE.read_bytes())
    (tmp_path / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    folder = publish_articles(tmp_path, [filled_article()], card=card).folder
    issues = mlcroissant.Dataset(folder / "croissant.json").metadata.ctx.issues
    assert (issues.errors, issues.warnings) == (set(), set())


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_mlcroissant_reads_back_every_row(release: Release, table: str) -> None:
    records = mlcroissant.Dataset(release.folder / "croissant.json").records(table)
    found = [read_value(record) for record in records]
    written = [
        {"release_split": split, **one_level(row)}
        for split in release.rows[table]
        for row in table_rows(table, read_articles(release.folder / "jsonl" / f"{split}.jsonl"))
    ]
    assert sorted(found, key=repr) == sorted(written, key=repr)


def read_value(value: Any) -> Any:
    """A value of mlcroissant, which names keys by their path and gives text as bytes and days as points in time."""
    if isinstance(value, dict):
        return {key.rpartition("/")[2]: read_value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [read_value(item) for item in value]
    if isinstance(value, bytes):
        return value.decode()
    return value.date() if isinstance(value, datetime.datetime) else value


def one_level(row: dict[str, Any]) -> dict[str, Any]:
    """The row without the lists and objects within its lists and objects."""

    def flat(item: Any) -> Any:
        if not isinstance(item, dict):
            return item
        return {
            key: value
            for key, value in item.items()
            if key not in {"cue", "source"} and not isinstance(value, dict | list | tuple)
        }

    return {
        key: [flat(item) for item in value] if isinstance(value, list | tuple) else flat(value)
        for key, value in row.items()
    }
