"""The Arrow types, the features and the field table follow from the schema."""

from pathlib import Path

import datasets
import pyarrow as pa
import pytest

from ontherecord.schema import arrow_schema, article_schema, field_table, fields, schema_at

REPOSITORY = Path(__file__).parents[1]


def test_the_arrow_schema_has_the_keys_of_the_record_in_their_order() -> None:
    assert arrow_schema().names == list(article_schema()["properties"])


def test_dates_are_days_in_arrow() -> None:
    assert arrow_schema().field("published").type == pa.date32()
    assert arrow_schema().field("dates").type.value_type.field("earliest").type == pa.date32()


def test_the_features_of_datasets_keep_every_arrow_type() -> None:
    features = datasets.Features.from_arrow_schema(arrow_schema())
    assert features.arrow_schema.remove_metadata() == arrow_schema()


def test_a_path_leads_to_its_schema() -> None:
    assert schema_at("speakers[].mentions[].form")["enum"] == ["name", "nominal", "pronoun"]


def test_an_unknown_path_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        schema_at("speakers[].shoe_size")


def test_the_field_table_has_a_row_for_every_field() -> None:
    table = field_table()
    assert all(f"| `{field.path}` |" in table for field in fields())


def test_every_field_has_a_description() -> None:
    assert all(field.description for field in fields())


def test_the_page_of_the_schema_is_up_to_date() -> None:
    assert field_table() in (REPOSITORY / "schema" / "README.md").read_text(encoding="utf-8")
