"""What is published of an article follows from its distribution, and a standoff row holds none of its text."""

import msgspec
import pytest
from msgspec.structs import replace

from ontherecord.publish.projection import publishable
from ontherecord.records import Article, Rights, Speaker

from .examples import filled_article


def standoff(article: Article) -> Article:
    published = publishable(replace(article, rights=Rights(distribution="standoff")))
    assert published is not None
    return published


def texts(value: object) -> list[object]:
    """Everything that stands under a key `text`, at any depth."""
    if isinstance(value, dict):
        return [item for key, item in value.items() if key == "text"] + texts(list(value.values()))
    return [text for item in value for text in texts(item)] if isinstance(value, list) else []


def test_a_full_article_is_published_as_it_is() -> None:
    assert publishable(filled_article()) == filled_article()


def test_a_withheld_article_is_not_published() -> None:
    assert publishable(replace(filled_article(), rights=Rights(distribution="withheld"))) is None


def test_a_standoff_row_has_no_text_at_any_depth() -> None:
    plain = msgspec.json.decode(msgspec.json.encode(standoff(filled_article())))
    assert len(texts(plain)) == 10
    assert set(texts(plain)) == {None}
    assert plain["headline"] is None
    assert plain["kicker"] is None


def test_a_standoff_row_contains_no_sentence_of_the_article() -> None:
    line = msgspec.json.encode(standoff(filled_article())).decode()
    for words in ("engine", "ferry to Ostrey", "deckhand", "told reporters", "Ferry stays"):
        assert words not in line


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("person", "Ora Quill"),
        ("organization", "Ora Quill"),
        ("group", "Ora Quill"),
        ("document", None),
        ("unnamed", None),
    ],
)
def test_a_standoff_row_keeps_names_but_not_descriptions(kind: str, name: str | None) -> None:
    article = Article(id="a", speakers=(msgspec.convert({"id": "s1", "name": "Ora Quill", "kind": kind}, Speaker),))
    assert standoff(article).speakers[0].name == name


def test_a_standoff_row_keeps_offsets_ids_values_and_hashes() -> None:
    whole, bare = filled_article(), standoff(filled_article())
    assert bare.text_sha256 == whole.text_sha256
    assert bare.source == whole.source
    assert bare.paragraphs == whole.paragraphs
    assert bare.published == whole.published
    assert [item.name for item in bare.organizations] == ["Harbour Trust"]
    assert [item.aliases for item in bare.organizations] == [("Trust",)]
    assert [item.value for item in bare.dates] == ["2024-05-09", "2024-05-06"]
    assert [(item.id, item.start, item.end, item.speaker_id) for item in bare.quotations] == [
        (item.id, item.start, item.end, item.speaker_id) for item in whole.quotations
    ]
    assert (bare.speakers[0].name, bare.speakers[0].role) == ("Ines Marlow", "director")


def test_a_null_struct_stays_null() -> None:
    assert standoff(filled_article()).quotations[0].cue is None
    assert standoff(filled_article()).quotations[1].cue is not None
