"""Flat tables hold the values of the article, joined, with the types of the article schema."""

import datetime

import pyarrow as pa
import pytest
from msgspec.structs import replace

from ontherecord.records import LAYER_NAMES
from ontherecord.release_tables import FLAT_TABLES, TABLE_NAMES, FlatTable, table_rows, table_schema
from ontherecord.schema import arrow_schema

from .examples import filled_article


def test_there_is_one_flat_table_for_each_layer() -> None:
    assert {table.name for table in FLAT_TABLES} == set(LAYER_NAMES)


@pytest.mark.parametrize("table", FLAT_TABLES, ids=lambda table: table.name)
def test_every_column_leads_to_the_row_or_to_a_linked_list(table: FlatTable) -> None:
    reached = {path.partition("[].")[0] for path in table.columns.values() if "[]." in path}
    assert reached == {table.name, *table.links}


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_rows_have_the_columns_of_the_schema_in_order(name: str) -> None:
    rows = list(table_rows(name, [filled_article()]))
    assert rows
    assert all(list(row) == table_schema(name).names for row in rows)


def test_the_table_of_articles_has_the_schema_of_the_article() -> None:
    assert table_schema("articles") == arrow_schema()


def test_types_come_from_the_article_schema() -> None:
    schema = table_schema("quotations")
    assert schema.field("published").type == pa.date32()
    assert schema.field("cue_start").type == pa.int64()
    assert schema.field("confidence").type == pa.float64()
    assert schema.field("phenomena").type == pa.list_(pa.string())


def test_a_quotation_brings_its_speaker_organization_and_date() -> None:
    reported, quoted = table_rows("quotations", [filled_article()])
    assert quoted["article_id"] == "ferry-1"
    assert quoted["published"] == datetime.date(2024, 5, 6)
    assert quoted["source_name"] == "The Ambit"
    assert (quoted["speaker_name"], quoted["speaker_role"]) == ("Ines Marlow", "director")
    assert (quoted["organization_name"], quoted["organization_wikidata"]) == ("Harbour Trust", "Q2")
    assert (quoted["cue"], quoted["source"], quoted["said"]) == ("said", "Ines Marlow", "2024-05-06")
    assert (reported["speaker_name"], reported["speaker_kind"]) == ("a deckhand", "unnamed")
    assert [reported[column] for column in ("organization_name", "cue", "cue_start", "source", "said")] == [None] * 5


def test_a_link_that_leads_nowhere_gives_null() -> None:
    (row, *_) = table_rows("quotations", [replace(filled_article(), speakers=())])
    assert row["speaker_id"] == "s2"
    assert row["speaker_name"] is None
