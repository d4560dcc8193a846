"""The Croissant description names files and columns that are there, and keeps to one level of nesting."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from ontherecord.publish import Release
from ontherecord.release_tables import TABLE_NAMES

from .examples import bare_article, filled_article, publish_articles


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
