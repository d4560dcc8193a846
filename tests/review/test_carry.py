"""Corrections outlast a changed text: carried where their words are, told where they are gone."""

import datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ontherecord.__main__ import main
from ontherecord.gold import article_alone, parse_gold, read_gold_files, write_gold
from ontherecord.gold.model import Gold
from ontherecord.jsonl import read_articles, write_articles
from ontherecord.records import Article, Layer, complete
from ontherecord.review.alignment import align
from ontherecord.review.carry import carry_gold, carry_layers

GOLD = """\
annotator: A
reviewed: 2026-01-30
s1 person | Ines Marlow
o1 government | Harbour Trust
---
“{q1 direct s1 on=d1|It came up fsat,}” {s1 source q1|Ines Marlow} of the {o1|Harbour Trust} {cue q1|said} on \
{d1 DATE 2024-03-11 anchor=published|Monday}.
"""
words = st.lists(st.sampled_from(["a", "b", "cat", "dog", "emu", "😀", ",", "\n\n"]), max_size=30).map(" ".join)


def gold_of(text: str) -> Gold:
    parsed, findings = parse_gold(text, "ferry.txt")
    assert parsed is not None
    assert not findings
    return parsed.gold


def carried(change: tuple[str, str]) -> tuple[str, list[str]]:
    gold = gold_of(GOLD)
    moved, findings = carry_gold(gold, gold.text.replace(*change), "ferry.txt")
    return write_gold(moved), [finding.code[:6] for finding in findings]


def test_words_before_a_tag_move_it() -> None:
    text, codes = carried(("“It", "Late 😀. “It"))
    assert codes == []
    assert text == GOLD.replace("“{q1", "Late 😀. “{q1")


def test_a_change_within_a_tag_is_told_and_carried() -> None:
    text, codes = carried(("fsat", "very fast"))
    assert codes == ["OTR632"]
    assert "{q1 direct s1 on=d1|It came up very fast,}" in text


def test_a_tag_whose_words_are_gone_becomes_a_comment_and_an_error() -> None:
    text, codes = carried(("Monday", "Tuesday"))
    assert codes == ["OTR631"]
    assert text.startswith("# not carried: {d1 DATE 2024-03-11 anchor=published|Monday}\n")
    assert "{d1" not in text.partition("---")[2]


@given(words, words)
def test_an_alignment_rises_and_joins_the_same_words(one: str, other: str) -> None:
    found = align(one, other)
    for start, end, target in zip(found.starts, found.ends, found.targets, strict=True):
        assert one[start:end] == other[target : target + end - start]
    assert list(found.starts) == sorted(set(found.starts))
    assert list(found.targets) == sorted(set(found.targets))


@given(words, words, words, st.data())
def test_a_span_is_carried_over_what_is_put_before_and_behind_it(
    before: str, text: str, behind: str, data: st.DataObject
) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert align(text, text).carry(start, end) == (start, end)
    moved = align(text, f"{before}|{text}|{behind}").carry(start, end)
    assert moved is None or (moved[0] < moved[1] and f"{before}|{text}|{behind}"[moved[0]] == text[start])


def test_text_of_one_word_is_aligned_at_once() -> None:
    found = align("a " * 50_000 + "b", "c " + "a " * 40_000 + "b")
    assert len(found.starts) == 80_002


def reviewed_record(*layers: str) -> Article:
    article = article_alone("ferry", gold_of(GOLD))
    kept = tuple(msgspec.structs.replace(layer, reviewed=layer.name in layers) for layer in article.layers)
    return msgspec.structs.replace(article, layers=kept)


def now(change: tuple[str, str]) -> Article:
    text = (reviewed_record().text or "").replace(*change)
    return complete(Article(id="ferry", text=text, published=datetime.date(2024, 3, 12)))


def test_reviewed_layers_are_carried_with_their_entries() -> None:
    record = reviewed_record("quotations", "speakers", "organizations", "dates")
    moved, findings = carry_layers(record, now(("of the", "for the old")))
    assert findings == []
    assert moved.layers == record.layers
    assert [mention.text for mention in moved.organizations[0].mentions] == ["Harbour Trust"]
    for span in (*moved.dates, *moved.quotations, moved.quotations[0].cue, moved.quotations[0].source):
        assert span is not None
        assert (moved.text or "")[span.start : span.end] == span.text
    assert msgspec.structs.replace(moved.dates[0], start=0, end=0) == msgspec.structs.replace(
        record.dates[0], start=0, end=0
    )


def test_layers_that_nobody_reviewed_are_not_carried() -> None:
    moved, _ = carry_layers(reviewed_record("dates"), now(("Late", "late")))
    assert [layer.name for layer in moved.layers] == ["dates"]
    assert (len(moved.dates), moved.quotations, moved.organizations) == (1, (), ())


def test_nothing_refers_to_a_date_that_is_gone() -> None:
    moved, findings = carry_layers(reviewed_record("quotations", "dates"), now(("Monday", "Tuesday")))
    assert [finding.code[:6] for finding in findings] == ["OTR631", "OTR631"]
    assert (moved.dates, moved.quotations[0].date_id) == ((), None)


def write_changed(folder: Path, change: tuple[str, str]) -> Path:
    write_articles(folder / "articles.jsonl", [now(change)])
    return folder / "articles.jsonl"


def test_the_command_rewrites_gold_that_then_fits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gold").mkdir()
    file = tmp_path / "gold" / "ferry.txt"
    file.write_text(GOLD, encoding="utf-8")
    articles = write_changed(tmp_path, ("fsat", "fast"))
    assert main(["review", "carry", str(articles), "--gold", str(tmp_path / "gold")]) == 0
    assert capsys.readouterr().out == f"carried over: {file}\n"
    assert file.read_text(encoding="utf-8") == GOLD.replace("fsat", "fast")
    assert not read_gold_files([file])["ferry"].has_error


def test_the_command_lays_reviewed_layers_onto_records(tmp_path: Path) -> None:
    articles = write_changed(tmp_path, ("“It", "Late. “It"))
    record = reviewed_record("dates")
    write_articles(tmp_path / "old.jsonl", [record])
    out = tmp_path / "out.jsonl"
    assert main(["review", "carry", str(articles), "--reviewed", str(tmp_path / "old.jsonl"), "-o", str(out)]) == 0
    (moved,) = read_articles(out)
    assert moved.dates[0].start == record.dates[0].start + len("Late. ")


def test_a_reviewed_record_without_its_article_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = write_changed(tmp_path, ("a", "a"))
    write_articles(tmp_path / "old.jsonl", [msgspec.structs.replace(reviewed_record("dates"), id="gone")])
    arguments = ["review", "carry", str(articles), "--reviewed", str(tmp_path / "old.jsonl")]
    assert main([*arguments, "-o", str(tmp_path / "out.jsonl")]) == 1
    assert "OTR631" in capsys.readouterr().err


@pytest.mark.parametrize("reviewed", [("dates",), ("organizations",), ("quotations", "speakers")])
def test_annotate_keeps_a_reviewed_layer_word_for_word(reviewed: tuple[str, ...]) -> None:
    from ontherecord.annotate.pipeline import annotate

    record = reviewed_record(*reviewed)
    (again,) = annotate([record])
    assert isinstance(again, Article)
    entries: dict[str, Layer] = {layer.name: layer for layer in record.layers}
    for layer in again.layers:
        is_kept = layer == entries[layer.name]
        assert is_kept or layer.name not in reviewed
        if layer.name in reviewed:
            assert getattr(again, layer.name) == getattr(record, layer.name)
    assert {layer.name for layer in again.layers} == set(entries)
