"""The language of an article: told, or else detected without any network, and what follows from it."""

import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.annotate.pipeline import annotate
from ontherecord.findings import Finding
from ontherecord.normalize import normalize, parse_metadata
from ontherecord.normalize.language import _detector, detect_language, is_same_language
from ontherecord.normalize.language_names import canonical_tag, language_tag
from ontherecord.records import Article

ENGLISH = (
    "The ferry to Skarn will sail again on Friday, the Harbour Trust said on Tuesday. The crossing was closed in "
    "January, when a cracked shaft was found."
)
GERMAN = (
    "Die Fähre nach Skarn soll von Freitag an wieder fahren, teilte die Hafengesellschaft am Dienstag mit. Seit Januar "
    "war der Betrieb nach einem Bruch der Welle eingestellt."
)
FRENCH = (
    "Le ferry pour Skarn reprendra la mer vendredi, a annoncé mardi la société du port. La liaison était interrompue "
    "depuis janvier à cause d'un arbre fissuré."
)


def read(folder: Path, text: str, **told: str) -> tuple[Article, list[str]]:
    (folder / "a.txt").write_text(f"Ferry\n\n12 March 2024\n\n{text}\n", encoding="utf-8")
    items = list(normalize([folder / "a.txt"], parse_metadata(**told)))
    (article,) = (item for item in items if isinstance(item, Article))
    codes = [item.code.partition("-")[2] for item in items if isinstance(item, Finding)]
    return article, [code for code in codes if "language" in code]


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), ("Ferry sails.", None)]
)
def test_the_language_of_enough_text_is_detected(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    _detector.cache_clear()
    assert detect_language(GERMAN) == "de"


def test_a_language_that_nothing_tells_is_detected_and_told(tmp_path: Path) -> None:
    article, codes = read(tmp_path, GERMAN)
    assert (article.language, article.text, codes) == ("de", GERMAN, ["language-detected"])


def test_english_and_short_texts_need_no_finding(tmp_path: Path) -> None:
    assert [read(tmp_path, text)[0].language for text in (ENGLISH, "Die Fähre fährt.")] == ["en", "en"]
    assert [read(tmp_path, text)[1] for text in (ENGLISH, "Die Fähre fährt.")] == [[], []]


def test_a_language_that_is_told_stays_and_a_contradiction_is_a_warning(tmp_path: Path) -> None:
    article, codes = read(tmp_path, GERMAN, language="en-GB")
    assert (article.language, codes) == ("en-GB", ["language-contradicted"])
    assert read(tmp_path, GERMAN, language="de-AT")[1] == []


def test_another_language_is_kept_and_skipped_by_the_annotator(tmp_path: Path) -> None:
    article, _ = read(tmp_path, GERMAN)
    finding, kept = annotate([article])
    assert isinstance(finding, Finding)
    assert (finding.code, finding.article) == ("OTR602-not-english", "a")
    assert kept == article


@pytest.mark.parametrize(
    ("told", "tag"),
    [
        ("English", "en"),
        ("ENGLISH", "en"),
        ("German; English", "de"),
        ("eng", "en"),
        ("en_US", "en-US"),
        ("pt-BR", "pt-BR"),
        ("Norwegian (Bokmål)", "no"),
        ("Klingonish", None),
        ("", None),
    ],
)
def test_names_and_codes_become_tags(told: str, tag: str | None) -> None:
    assert language_tag(told) == tag


@pytest.mark.parametrize(
    ("told", "tag"),
    [("en", "en"), ("en-gb", "en-GB"), ("EN-GB", "en-GB"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419")],
)
def test_tags_are_written_in_their_usual_case(told: str, tag: str) -> None:
    assert canonical_tag(told) == tag


def test_languages_that_the_model_confuses_do_not_contradict_each_other() -> None:
    assert is_same_language("no", "nb-NO")
    assert is_same_language("sr", "hr")
    assert not is_same_language("de", "en")


@given(st.text(max_size=300))
def test_no_text_stops_the_detector(text: str) -> None:
    found = detect_language(text)
    assert found is None or language_tag(found) == found
