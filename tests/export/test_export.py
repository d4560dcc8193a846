"""Exports are read back by the library of their own form, and nothing that may not be given away is in any."""

import csv
import datetime
import json
from itertools import pairwise
from pathlib import Path

import datasets
import msgspec
import numpy as np
import pandas as pd
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from spacy.tokens import Doc, DocBin

from ontherecord.__main__ import main
from ontherecord.cli.export import FORMAT_NAMES
from ontherecord.errors import UsageError
from ontherecord.export import FORMATS, OF_WORDS_ALONE, export
from ontherecord.export.bio import tag_names
from ontherecord.export.csv_tables import neutralized, restored
from ontherecord.export.spans import LabelledSpan, bio_tags
from ontherecord.findings import Finding
from ontherecord.jsonl import write_articles
from ontherecord.publish import publish
from ontherecord.records import (
    Article,
    Date,
    Distribution,
    MentionForm,
    Organization,
    Quotation,
    Rights,
    Source,
    Span,
    Speaker,
    SpeakerMention,
    complete,
)
from ontherecord.release import tables

TEXT = """“We waited,” said Ines Marlow of the Harbour Trust on Tuesday. She said the ferry
would sail.

It sails in March 2024, she added. <b>&amp;</b>"""
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
TAGS = ("organizations", "speakers", "quotations")


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def mention(words: str, form: MentionForm) -> SpeakerMention:
    place = span(words)
    return SpeakerMention(place.start, place.end, place.text, form)


def article(identifier: str = "ferry", distribution: Distribution = "full", text: str = TEXT) -> Article:
    waited, ferry, tuesday, march = map(span, ("We waited,", "the ferry\nwould sail", "Tuesday", "March 2024"))
    return complete(
        Article(
            id=identifier,
            headline="Ferry <sails>",
            published=datetime.date(2024, 3, 13),
            text=text,
            source=Source(name="The Skarn Post"),
            rights=Rights(text_license="CC-BY-4.0", distribution=distribution),
            speakers=(
                Speaker(
                    "s1",
                    "Ines Marlow",
                    role="chair",
                    mentions=(mention("Ines Marlow", "name"), mention("She", "pronoun")),
                ),
            ),
            organizations=(Organization("o1", "Harbour Trust", kind="company", mentions=(span("Harbour Trust"),)),),
            dates=(
                Date(
                    start=tuesday.start,
                    end=tuesday.end,
                    text="Tuesday",
                    type="DATE",
                    value="2024-W11",
                    earliest=datetime.date(2024, 3, 11),
                    latest=datetime.date(2024, 3, 17),
                ),
                Date(start=march.start, end=march.end, text="March 2024", type="DATE", value="2024-03"),
            ),
            quotations=(
                Quotation(
                    start=waited.start,
                    end=waited.end,
                    text=waited.text,
                    kind="direct",
                    speaker_id="s1",
                    organization_id="o1",
                    phenomena=("inverted",),
                ),
                Quotation(start=ferry.start, end=ferry.end, text=ferry.text, kind="indirect", speaker_id="s1"),
            ),
        )
    )


def exported(
    format_: str, tmp_path: Path, *articles: Article, byte_order_mark: bool = False
) -> tuple[Path, list[Finding]]:
    findings: list[Finding] = []
    source = tmp_path / "articles.jsonl"
    write_articles(source, articles)
    export(source, format_, tmp_path / "out", byte_order_mark=byte_order_mark, on_finding=findings.append)
    return tmp_path / "out", findings


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def documents(path: Path) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))


def words_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def sentences(path: Path) -> list[list[list[str]]]:
    """What a plain reader of CoNLL makes of a file: rows by sentence, without the lines that begin a document."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [[line.split(" ") for line in block.split("\n")] for block in blocks if not block.startswith("-DOCSTART-")]


def test_the_command_offers_every_form() -> None:
    assert set(FORMAT_NAMES) == set(FORMATS)


@pytest.mark.parametrize("format_", FORMAT_NAMES)
def test_no_words_of_a_standoff_or_withheld_or_withdrawn_article_come_out(format_: str, tmp_path: Path) -> None:
    distributions: dict[str, Distribution] = {"standoff": "standoff", "withheld": "withheld", "withdrawn": "full"}
    secret = [
        complete(
            Article(
                id=name,
                headline=f"Headline{name}",
                text=f"“Secret{name} words,” said Ann.",
                rights=Rights(distribution=distribution),
                quotations=(Quotation(start=1, end=20, text=f"Secret{name} words,", kind="direct", speaker_id="s1"),),
                speakers=(Speaker("s1", "Ann"), Speaker("s2", f"the Secret{name} report", "document")),
            )
        )
        for name, distribution in distributions.items()
    ]
    source = tmp_path / "articles.jsonl"
    write_articles(source, [article(), *secret])
    (tmp_path / "tombstones.jsonl").write_text('{"id": "withdrawn", "reason": "asked for"}\n', encoding="utf-8")
    findings: list[Finding] = []
    done = export(source, format_, tmp_path / "out", on_finding=findings.append)
    assert (done.articles, done.withheld) == (2, 1)
    assert "OTR811-withdrawn-left-out" in codes(findings)
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    words = "".join(readable(path) for path in files)
    assert "waited" in words
    assert "Secret" not in words
    assert "Headline" not in words
    if format_ != "csv":
        assert "OTR821-article-not-exported" in codes(findings)


def readable(path: Path) -> str:
    """All that a file holds, unpacked."""
    match path.suffix:
        case ".parquet":
            return pd.read_parquet(path).to_json() or ""
        case ".spacy":
            return repr([(doc.text, doc.user_data, doc.to_json()) for doc in documents(path)])
        case _:
            return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("format_", FORMAT_NAMES)
def test_a_release_gives_the_same_bytes_as_its_articles_and_again(format_: str, tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    write_articles(source, [article("one"), article("two")])
    publish(source, tmp_path / "release")
    for name, articles in (("a", source), ("b", tmp_path / "release"), ("c", source)):
        export(articles, format_, tmp_path / name)
    a, b, c = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in "abc"
    )
    assert a
    assert a == b == c


def test_csv_has_every_value_of_the_flat_tables(tmp_path: Path) -> None:
    rows = [article("one"), article("two", "standoff")]
    out, _ = exported("csv", tmp_path, *rows)
    publish(tmp_path / "articles.jsonl", tmp_path / "release")
    for name, table in tables(tmp_path / "release").items():
        read = pd.read_csv(out / f"{name}.csv", dtype=str, keep_default_na=False)
        assert list(read.columns) == list(table.columns)
        assert len(read) == len(table)
        for column in table.columns:
            assert [restored(cell) for cell in read[column]] == [as_cell(value) for value in table[column]]


def as_cell(value: object) -> str:
    if isinstance(value, np.ndarray):
        return json.dumps(value.tolist(), ensure_ascii=False, separators=(",", ":")) if len(value) else ""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return ""
    return value.date().isoformat() if isinstance(value, datetime.datetime) else str(value)


def test_csv_runs_nothing_in_a_spreadsheet(tmp_path: Path) -> None:
    out, _ = exported("csv", tmp_path, with_formulas(article()))
    with (out / "quotations.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[0]["text"] == "'=HYPERLINK(1)\r\nx"
    assert rows[0]["headline"] == "'@SUM(1)"
    assert pd.read_csv(out / "quotations.csv")["text"].tolist() == ["'=HYPERLINK(1)\r\nx"]


def with_formulas(record: Article) -> Article:
    quotation = msgspec.structs.replace(record.quotations[0], text="=HYPERLINK(1)\r\nx")
    return msgspec.structs.replace(record, headline="@SUM(1)", quotations=(quotation,))


@given(st.text(st.sampled_from("'=+-@\t\r\nab"), max_size=6))
def test_a_neutralized_cell_begins_harmlessly_and_can_be_restored(cell: str) -> None:
    assert not neutralized(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert restored(neutralized(cell)) == cell


def test_csv_for_excel_begins_with_a_byte_order_mark_and_others_do_not(tmp_path: Path) -> None:
    out, _ = exported("csv", tmp_path, article(), byte_order_mark=True)
    assert (out / "dates.csv").read_bytes().startswith(b"\xef\xbb\xbfsplit,")
    assert main(["export", str(tmp_path / "articles.jsonl"), "--to", "tei", "--bom", "-o", str(tmp_path / "x")]) == 2


def test_tei_has_text_speakers_organizations_and_dates(tmp_path: Path) -> None:
    out, findings = exported("tei", tmp_path, article())
    assert findings == []
    root = etree.parse(out / "train.xml").getroot()
    paragraphs = root.findall(".//t:body/t:p", TEI)
    assert "\n\n".join(words_of(paragraph) for paragraph in paragraphs) == TEXT
    (person,) = root.findall(".//t:person", TEI)
    (organization,) = root.findall(".//t:org", TEI)
    key = "{http://www.w3.org/XML/1998/namespace}id"
    direct, indirect = root.findall(".//t:said", TEI)
    assert direct.text == "We waited,"
    assert (direct.get("who"), direct.get("direct")) == (f"#{person.get(key)}", "true")
    assert direct.get("corresp") == f"#{organization.get(key)}"
    assert indirect.get("direct") == "false"
    assert [element.text for element in root.findall(".//t:body//t:persName", TEI)] == ["Ines Marlow"]
    assert [element.get("ref") for element in root.findall(".//t:body//t:orgName", TEI)] == [
        f"#{organization.get(key)}"
    ]
    week, month = root.findall(".//t:body//t:date", TEI)
    assert (week.get("when"), week.get("notBefore"), week.get("notAfter")) == (None, "2024-03-11", "2024-03-17")
    assert month.get("when") == "2024-03"
    names = [element.get(key) for element in root.iter() if element.get(key)]
    assert len(names) == len(set(names))


def test_tei_cuts_a_quotation_that_crosses_another_and_runs_over_a_paragraph(tmp_path: Path) -> None:
    text = "one two three\n\nfour five"
    quotations = (
        Quotation(start=0, end=7, text="one two", kind="direct"),
        Quotation(start=4, end=19, text="two three\n\nfour", kind="indirect"),
    )
    record = complete(Article(id="a", text=text, quotations=quotations, rights=Rights(distribution="full")))
    out, findings = exported("tei", tmp_path, record)
    root = etree.parse(out / "train.xml").getroot()
    assert [words_of(element) for element in root.findall(".//t:p", TEI)[-2:]] == [
        "one two three",
        "four five",
    ]
    pieces = root.findall(".//t:said[@ana='#indirect']", TEI)
    assert [element.text for element in pieces] == ["two", " three", "four"]
    key = "{http://www.w3.org/XML/1998/namespace}id"
    assert [element.get("prev") for element in pieces[1:]] == [f"#{element.get(key)}" for element in pieces[:-1]]
    assert findings == []


def test_tei_replaces_what_xml_cannot_hold_and_tells_it(tmp_path: Path) -> None:
    record = article(text=TEXT.replace("ferry", "ferr\x07").replace("sails", "\ufffe\x00ils"))
    out, findings = exported("tei", tmp_path, record)
    assert codes(findings) == ["OTR823-character-replaced"]
    words = words_of(etree.parse(out / "train.xml").getroot().findall(".//t:body", TEI)[0])
    assert "ferr\ufffd" in words
    assert "\ufffd\ufffdils" in words


def test_tei_of_annotations_in_very_many_others_can_be_read_and_tells_what_it_leaves_out(tmp_path: Path) -> None:
    text = "x" * 2000
    quotations = tuple(Quotation(start=number, end=2000 - number, text="", kind="direct") for number in range(400))
    record = complete(Article(id="a", text=text, quotations=quotations, rights=Rights(distribution="full")))
    out, findings = exported("tei", tmp_path, record)
    root = etree.parse(out / "train.xml").getroot()
    assert words_of(root.findall(".//t:body", TEI)[0]) == text
    assert len(root.findall(".//t:said", TEI)) + len(findings) == 400
    assert set(codes(findings)) == {"OTR822-annotation-not-exported"}


def test_conll_has_a_token_a_line_and_three_columns_of_tags(tmp_path: Path) -> None:
    out, findings = exported("conll", tmp_path, article())
    first, second = sentences(out / "train.conll")
    assert {len(row) for row in first + second} == {4}
    assert findings == []
    tagged = {column: [row for row in first + second if row[column] != "O"] for column in (1, 2, 3)}
    assert [(row[0], row[1]) for row in tagged[1]] == [("Harbour", "B-ORG"), ("Trust", "I-ORG")]
    assert [(row[0], row[2]) for row in tagged[2]] == [("Ines", "B-SPEAKER"), ("Marlow", "I-SPEAKER")]
    assert [row[0] for row in tagged[3]] == ["We", "waited", ",", "the", "ferry", "would", "sail"]
    assert [row[3][0] for row in tagged[3]] == list("BIIBIII")
    assert second[-1][0].endswith(">")


def test_conll_cannot_be_broken_by_an_id_or_a_word(tmp_path: Path) -> None:
    text = "-DOCSTART- x\x85y\u2028z\x1f# \tend"
    record = complete(Article(id="a b\nc", text=text, rights=Rights(distribution="full")))
    out, _ = exported("conll", tmp_path, record)
    content = (out / "train.conll").read_text(encoding="utf-8")
    assert content.startswith("-DOCSTART- a%20b%0Ac O O\n\n")
    (rows,) = sentences(out / "train.conll")
    assert {len(row) for row in rows} == {4}
    assert rows[0][0] == "\\-DOCSTART-"


def test_an_annotation_without_room_in_a_column_is_told(tmp_path: Path) -> None:
    inner = Organization("o2", "Trust", mentions=(span("Trust"),))
    record = article()
    out, findings = exported(
        "conll", tmp_path, msgspec.structs.replace(record, organizations=(*record.organizations, inner))
    )
    assert codes(findings) == ["OTR822-annotation-not-exported"]
    assert "'o2'" in findings[0].message
    assert [row[1] for row in sentences(out / "train.conll")[0] if row[1] != "O"] == ["B-ORG", "I-ORG"]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=12))
def test_tags_are_iob2_and_every_span_is_there_or_left_out(places: list[tuple[int, int]]) -> None:
    tokens = [(start, start + 2) for start in range(0, 30, 3)]
    spans = sorted(
        (LabelledSpan("dates", start, start + length, "X", "") for start, length in places),
        key=lambda item: (item.start, -item.end),
    )
    tags, left_out = bio_tags(tokens, [(item, "X") for item in spans])
    assert len(tags) == len(tokens)
    assert not any(tag == "I-X" and former == "O" for former, tag in pairwise(["O", *tags]))
    assert tags.count("B-X") + len(left_out) == len(spans)


def test_docbin_has_the_text_and_a_span_group_for_each_layer(tmp_path: Path) -> None:
    out, findings = exported("docbin", tmp_path, article())
    (doc,) = documents(out / "train-00000.spacy")
    assert findings == []
    assert doc.text == TEXT
    assert doc.user_data["id"] == "ferry"
    assert [(found.text, found.label_, found.id_) for found in doc.spans["quotations"]] == [
        ("We waited,", "direct", "q1"),
        ("the ferry\nwould sail", "indirect", "q2"),
    ]
    assert [(found.text, found.label_) for found in doc.spans["speakers"]] == [
        ("Ines Marlow", "name"),
        ("She", "pronoun"),
    ]
    assert [(found.text, found.label_) for found in doc.spans["organizations"]] == [("Harbour Trust", "company")]
    assert [found.text for found in doc.spans["dates"]] == ["Tuesday", "March 2024"]


def test_bio_opens_with_load_dataset_and_its_class_labels(tmp_path: Path) -> None:
    held_out = msgspec.structs.replace(article("two"), split="test")
    out, _ = exported("bio", tmp_path, article("one"), held_out, article("three", "standoff"))
    loaded = datasets.load_dataset(str(out), cache_dir=str(tmp_path / "cache"))
    assert {name: split.num_rows for name, split in loaded.items()} == {"train": 2, "test": 2}
    train = loaded["train"]
    for layer in TAGS:
        assert train.features[layer].feature.names == tag_names(layer)  # type: ignore[arg-type]
    row = train[0]
    for token, start in zip(row["tokens"], row["starts"], strict=True):
        assert TEXT[start:].startswith(token)
    names = train.features["organizations"].feature
    tagged = [
        (token, names.int2str(tag)) for token, tag in zip(row["tokens"], row["organizations"], strict=True) if tag
    ]
    assert tagged == [("Harbour", "B-ORG"), ("Trust", "I-ORG")]
    streamed = datasets.load_dataset(str(out), split="train", streaming=True)
    assert [found["tokens"] for found in streamed] == train["tokens"]


def test_nothing_is_replaced_and_nothing_is_left_of_an_export_that_fails(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    write_articles(source, [article("kept", "withheld")])
    assert main(["export", str(source), "--to", "csv", "-o", str(tmp_path / "out")]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["articles.jsonl"]
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    write_articles(source, [article()])
    assert main(["export", str(source), "--to", "csv", "-o", str(tmp_path / "out")]) == 2
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("format_", sorted(OF_WORDS_ALONE))
def test_a_form_of_words_alone_refuses_articles_without_words(format_: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no article of"):
        exported(format_, tmp_path, article("closed", "standoff"))


def test_the_command_exports_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "articles.jsonl"
    write_articles(source, [article()])
    assert main(["export", str(source), "--to", "csv", "-o", str(tmp_path / "out")]) == 0
    assert "1 articles in" in capsys.readouterr().err
