import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.__main__ import main
from ontherecord.normalize import Metadata, Provenance, normalize
from ontherecord.normalize.provenance import aligned_runs
from ontherecord.normalize.raw_article import RawParagraph
from ontherecord.normalize.text_repair import decode, repair
from ontherecord.records import Article, split_paragraphs

PIECES = [
    "The ferry ",
    "sails\n",
    "  ",
    "\u00ad",
    "\u200b",
    "again.",
    "\r\n\r\n",
    "“Sète” ",
    "â€œSèteâ€\x9d ",
    "e\u0301 ",
    "\u00a0",
    "x",
]


def traced(path: Path) -> tuple[Article, Provenance]:
    rows: list[Provenance] = []
    (article,) = (item for item in normalize([path], Metadata(), trace=rows.append) if isinstance(item, Article))
    (row,) = rows
    return article, row


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1))
def test_each_run_is_the_same_in_both_texts_and_runs_are_in_order(pieces: list[str]) -> None:
    raw = "".join(pieces)
    lines = repair(raw).text.split("\n")
    paragraphs = [RawParagraph(number, line) for number, line in enumerate(lines, start=1) if line]
    text = "\n\n".join(paragraph.text for paragraph in paragraphs)
    runs = aligned_runs(paragraphs, [part.start for part in split_paragraphs(text)] if text else [], raw)
    assert all(text[run.start :][: run.length] == raw[run.raw_start :][: run.length] for run in runs)
    assert [run.start for run in runs] == sorted(run.start for run in runs)
    assert [run.raw_start for run in runs] == sorted(run.raw_start for run in runs)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["The ferry", " sails", "\n", "  ", " 🛳", "\u00ad", "é"]), min_size=1))
def test_nothing_but_blanks_and_invisible_characters_lies_between_runs_of_text_that_needs_no_mending(
    pieces: list[str],
) -> None:
    raw = "".join(pieces)
    paragraphs = [RawParagraph(n, line) for n, line in enumerate(repair(raw).text.split("\n"), start=1) if line]
    text = "\n\n".join(paragraph.text for paragraph in paragraphs)
    runs = aligned_runs(paragraphs, [part.start for part in split_paragraphs(text)] if text else [], raw)
    covered = {offset for run in runs for offset in range(run.start, run.start + run.length)}
    assert all(text[offset].isspace() for offset in set(range(len(text))) - covered)


def test_runs_of_an_article_lead_past_head_and_dateline_into_the_decoded_file(tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_bytes(
        "Ferry sails again\r\nBy Ida Moe\r\n3 May 2024\r\n\r\nSKARN, Norway (AP) — The ferry sails. "
        "It is\u00ad late.\r\n\r\nAdvertisement\r\n\r\n“Sète” is a caf\u00e9, she said.\r\n".encode("cp1252")
    )
    article, row = traced(file)
    raw = decode(file.read_bytes()).text
    assert article.text == "The ferry sails. It is late.\n\n“Sète” is a café, she said."
    assert row.runs is not None
    assert [raw[run.raw_start :][: run.length] for run in row.runs] == [
        "The ferry sails. It is",
        "late.",
        "“Sète” is a café, she said.",
    ]


def test_a_hyphen_at_a_line_end_lies_between_two_runs(tmp_path: Path) -> None:
    file = tmp_path / "wrapped.txt"
    file.write_text(
        "A headline\n\nThe last furnace of the glass works was let go cold on Monday, the govern-\n"
        "ment of the town said in a letter to the staff, and it gave the price of the\n"
        "gas as the only reason for a step that it had long tried hard to put off to\nanother year.\n"
    )
    article, row = traced(file)
    assert article.text is not None
    assert row.runs is not None
    assert "the government of the town" in article.text
    assert sum(run.length for run in row.runs) >= len(article.text) - 3


def test_other_formats_have_no_runs_but_links(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    link = '<a href="https://en.wikipedia.org/wiki/Skarn">Skarn</a>'
    file.write_text(f"<html><body><p>The ferry to {link} sails again on Friday, she said to us.</p></body></html>")
    article, row = traced(file)
    assert article.text is not None
    assert row.runs is None
    assert [(article.text[link.start : link.end], link.title) for link in row.links] == [("Skarn", "Skarn")]


def test_the_command_writes_a_row_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ferry sails\n\nIt sails again on Friday, she said.\n")
    out, provenance = tmp_path / "out.jsonl", tmp_path / "provenance.jsonl"
    arguments = ["normalize", str(tmp_path / "a.txt"), "-o", str(out), "--provenance", str(provenance)]
    assert main(arguments) == 0
    (row,) = map(json.loads, provenance.read_text().splitlines())
    (article,) = map(json.loads, out.read_text().splitlines())
    assert (row["article_id"], row["file"]) == (article["id"], "a.txt")
    assert row["runs"] == [[0, 13, len(article["text"])]]


@pytest.mark.parametrize("size", [1, 50])
def test_a_text_without_likeness_has_no_run(size: int) -> None:
    assert aligned_runs([RawParagraph(1, "a" * size)], [0], "b" * 10_000) == ()
