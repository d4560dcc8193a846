"""The typed records mirror the schema, field for field."""

import datetime
import types
import typing
from typing import Any, Literal, get_args, get_origin

import jsonschema
import msgspec
import pytest

from ontherecord import records
from ontherecord.records import Article, Date, Layer, Quotation, Record, complete, layer_of, split_paragraphs
from ontherecord.schema import article_schema, resolve

STRUCTS = {
    "article": records.Article,
    "span": records.Span,
    "speaker_mention": records.SpeakerMention,
    "paragraph": records.Paragraph,
    "source": records.Source,
    "duplicates": records.Duplicates,
    "rights": records.Rights,
    "speaker": records.Speaker,
    "organization": records.Organization,
    "date": records.Date,
    "quotation": records.Quotation,
    "layer": records.Layer,
}

JSON_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", datetime.date: "date"}


def node_of(name: str) -> Any:
    return article_schema() if name == "article" else article_schema()["$defs"][name]


def describe_type(annotation: Any) -> tuple[str, bool]:
    """(type in the words of the schema, whether None is allowed) of a field of a record."""
    if get_origin(annotation) in (typing.Union, types.UnionType):
        (value,) = (option for option in get_args(annotation) if option is not type(None))
        return describe_type(value)[0], True
    if get_origin(annotation) is Literal:
        return "string", False
    if get_origin(annotation) is tuple:
        return "array", False
    if issubclass(annotation, Record):
        return "object", False
    return JSON_TYPES[annotation], False


def test_every_definition_of_the_schema_has_its_record() -> None:
    assert STRUCTS.keys() - {"article"} == article_schema()["$defs"].keys() - {"offset"}


@pytest.mark.parametrize("name", STRUCTS)
def test_a_record_has_the_keys_of_the_schema_in_its_order(name: str) -> None:
    assert STRUCTS[name].__struct_fields__ == tuple(node_of(name)["properties"])


@pytest.mark.parametrize("name", STRUCTS)
def test_the_schema_asks_for_every_key_and_no_other(name: str) -> None:
    node = node_of(name)
    assert node["required"] == list(node["properties"])
    assert node["additionalProperties"] is False


@pytest.mark.parametrize("name", STRUCTS)
def test_a_record_has_the_types_of_the_schema(name: str) -> None:
    hints = typing.get_type_hints(STRUCTS[name])
    for key, child in node_of(name)["properties"].items():
        node, nullable = resolve(child)
        wanted = "date" if node.get("format") == "date" else node["type"]
        assert describe_type(hints[key]) == (wanted, nullable), key


@pytest.mark.parametrize("name", STRUCTS)
def test_a_record_has_the_values_of_the_schema(name: str) -> None:
    hints = typing.get_type_hints(STRUCTS[name])
    for key, child in node_of(name)["properties"].items():
        node, _ = resolve(child)
        if "enum" in node:
            values = [value for value in node["enum"] if value is not None]
            literal = next((option for option in get_args(hints[key]) if get_origin(option) is Literal), hints[key])
            assert list(get_args(literal)) == values, key


def test_every_part_of_the_schema_is_described() -> None:
    def walk(node: Any) -> None:
        if isinstance(node, dict):
            for key, child in node.get("properties", {}).items():
                assert resolve(child)[0].get("description"), key
            for child in node.values():
                walk(child)

    walk(article_schema())


def test_the_schema_is_valid_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(article_schema())


def test_an_encoded_minimal_row_has_every_key_once_completed() -> None:
    article = complete(Article(id="a-1", text="One.\n\nTwo.", published=datetime.date(2024, 5, 2)))
    jsonschema.Draft202012Validator(article_schema()).validate(msgspec.json.decode(msgspec.json.encode(article)))
    assert (article.published_precision, article.published_basis) == ("day", "metadata")


def test_completing_numbers_the_rows_that_have_no_id() -> None:
    article = Article(
        id="a-1",
        text="On Monday he said no.",
        dates=(Date(start=3, end=9, text="Monday", type="DATE", value="XXXX-WXX-1"),),
        quotations=(Quotation(start=18, end=20, text="no", kind="indirect"),),
    )
    completed = complete(article)
    assert [date.id for date in completed.dates] == ["d1"]
    assert [quotation.id for quotation in completed.quotations] == ["q1"]


def test_completing_twice_changes_nothing() -> None:
    article = complete(Article(id="a-1", text="One.\n\nTwo."))
    assert complete(article) == article


def test_paragraphs_cover_the_text_but_for_the_blank_lines() -> None:
    text = "One.\n\nTwo three.\n\nFour."
    paragraphs = split_paragraphs(text)
    assert "\n\n".join(text[paragraph.start : paragraph.end] for paragraph in paragraphs) == text


def test_a_layer_is_found_by_its_name() -> None:
    layer = Layer(name="dates", tool="hand")
    assert layer_of(Article(id="a-1", layers=(layer,)), "dates") == layer
    assert layer_of(Article(id="a-1", layers=(layer,)), "speakers") is None


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Article(id="a-1").id = "a-2"  # type: ignore[misc]
