"""ninjs in all its shapes, and JSON that is none."""

import json
from pathlib import Path
from typing import Any

import pytest

from .documents import Outcome

SENTENCE = "The ferry to Skarn will sail again on Friday."


def item(uri: str = "urn:skarn:ferry-sails", **more: Any) -> dict[str, Any]:
    return {"uri": uri, "type": "text", "versioncreated": "2024-05-03T23:30:00-04:00", "body_text": SENTENCE, **more}


def test_the_day_is_counted_where_it_was_written(tmp_path: Path) -> None:
    assert str(Outcome(tmp_path, "a.json", json.dumps(item())).article.published) == "2024-05-03"


def test_an_item_alone_in_its_file_is_named_after_the_file(tmp_path: Path) -> None:
    assert Outcome(tmp_path, "harbour.json", json.dumps(item())).ids == ["harbour"]


@pytest.mark.parametrize("shape", [list, lambda items: {"items": items}], ids=["list", "items"])
def test_one_of_several_items_is_named_after_its_uri_or_headline(shape: Any, tmp_path: Path) -> None:
    items = [item(), item("urn:skarn:1", headline="Quay is wet"), item("https://skarn.example/news/tar-barrels?x=1")]
    assert Outcome(tmp_path, "a.json", json.dumps(shape(items))).ids == ["ferry-sails", "Quay-is-wet", "tar-barrels"]


def test_items_may_stand_one_a_line_and_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    lines = [json.dumps(item()), '{"uri": "cut', "", "[1]", json.dumps(item("urn:skarn:second-ferry"))]
    outcome = Outcome(tmp_path, "a.jsonl", "\n".join(lines))
    assert outcome.ids == ["ferry-sails", "second-ferry"]
    assert (outcome.codes, outcome.lines) == (["malformed-markup"] * 2, [2, 4])


def test_a_line_without_an_end_costs_only_itself(tmp_path: Path) -> None:
    endless = b'{"uri": "' + b"a" * 40_000_000
    lines = [json.dumps(item()).encode(), endless, json.dumps(item("urn:skarn:second-ferry")).encode()]
    outcome = Outcome(tmp_path, "a.jsonl", b"\n".join(lines))
    assert (outcome.ids, outcome.codes) == (["ferry-sails", "second-ferry"], ["document-too-large"])


def test_keys_in_camel_case_are_those_of_version_3(tmp_path: Path) -> None:
    news = {
        "uri": "urn:skarn:ferry",
        "versionCreated": "2024-05-03T10:00:00Z",
        "pubStatus": "usable",
        "copyrightHolder": "Skarn Post",
        "headlines": [{"value": "Ferry sails"}],
        "bodies": [{"contentType": "text/plain", "value": SENTENCE}],
    }
    article = Outcome(tmp_path, "a.json", json.dumps(news)).article
    assert (article.text, article.headline, article.rights.holder) == (SENTENCE, "Ferry sails", "Skarn Post")


def test_the_body_with_the_most_structure_is_taken(tmp_path: Path) -> None:
    nitf = "<nitf><body><body.content><hl2>At sea</hl2><p>From NITF.</p></body.content></body></nitf>"
    bodies = [
        {"contenttype": "text/plain", "value": "From plain text."},
        {"contenttype": "application/nitf+xml", "value": nitf},
    ]
    news = item(bodies=bodies)
    del news["body_text"]
    assert Outcome(tmp_path, "a.json", json.dumps(news)).paragraphs == [("subhead", "At sea"), ("body", "From NITF.")]


def test_an_empty_body_gives_way_to_the_next_one(tmp_path: Path) -> None:
    assert Outcome(tmp_path, "a.json", json.dumps(item(body_xhtml="<p> </p>"))).article.text == SENTENCE


def test_texts_in_a_package_are_articles_of_their_own(tmp_path: Path) -> None:
    news = item(associations={"box": item("urn:skarn:box-of-facts", body_text="It is an old ferry.")})
    assert Outcome(tmp_path, "a.json", json.dumps(news)).ids == ["ferry-sails", "box-of-facts"]


def test_deep_nesting_is_told(tmp_path: Path) -> None:
    text = '{"uri": "u", "versioncreated": "2024-05-03", "body_text":' + "[" * 200_000
    assert Outcome(tmp_path, "a.json", text).codes == ["malformed-markup"]


@pytest.mark.parametrize(
    "values", [{"headline": 7}, {"bodies": "no list"}, {"headlines": [None, 3, {"value": []}]}, {"associations": [[]]}]
)
def test_values_of_an_unexpected_type_are_passed_over(values: dict[str, Any], tmp_path: Path) -> None:
    assert Outcome(tmp_path, "a.json", json.dumps(item(**values))).article.text == SENTENCE


def test_other_json_is_left_to_other_readers(tmp_path: Path) -> None:
    rows = [{"title": "Ferry sails", "text": SENTENCE, "uri": "x"}]
    assert Outcome(tmp_path, "a.json", json.dumps(rows)).article.source.media_type != "application/ninjs"
    assert "summary-only" not in Outcome(tmp_path, "b.json", json.dumps(rows)).codes
