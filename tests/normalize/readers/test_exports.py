"""Exports of news databases and the documents they come in, sound, damaged and hostile."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.findings import Finding
from ontherecord.normalize import Metadata, normalize, parse_read_options
from ontherecord.normalize.readers.export import copyright_holder, date_at_start, names_of
from ontherecord.normalize.readers.word_document import word_paragraphs
from ontherecord.records import Article

from .. import office_files
from ..office_files import rich_text, word, word_of_markup

FERRY = "The ferry to Skarn will sail again on Friday, the Harbour Trust said."
PIER = "The council voted to keep the pier, by five votes to four."
PAGE = ["Ferry to sail again", "12 March 2024", FERRY, "“We have waited long enough,” said Ines Marlow — and smiled."]


def read(path: Path, format_: str | None = None) -> tuple[list[Article], list[str]]:
    items = list(normalize([path], Metadata(), parse_read_options(format_, None)))
    findings = [item.code.partition("-")[2] for item in items if isinstance(item, Finding)]
    return [item for item in items if isinstance(item, Article)], findings


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(("name", "data"), [("a.docx", word(PAGE)), ("a.rtf", rich_text(PAGE)), ("a", rich_text(PAGE))])
def test_a_document_that_is_no_export_is_one_article(name: str, data: bytes, tmp_path: Path) -> None:
    (article,), findings = read(written(tmp_path, name, data))
    assert (article.headline, str(article.published)) == ("Ferry to sail again", "2024-03-12")
    assert article.text == "\n\n".join(PAGE[2:])
    assert "damaged-document" not in findings


def test_tables_of_a_word_document_are_read_cell_by_cell(tmp_path: Path) -> None:
    fields = [
        ("HD", ["Ferry to Sail Again"]),
        ("PD", ["12 March 2024"]),
        ("SN", ["The Orne Courier"]),
        ("LP", [FERRY]),
        ("TD", [PIER, "IN the end all was well."]),
        ("AN", ["Document ORNEC00020240312ek3c0001x"]),
    ]

    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    rows = "".join(
        f"<w:tr><w:tc>{paragraph(tag)}</w:tc><w:tc>{''.join(map(paragraph, values))}</w:tc></w:tr>"
        for tag, values in fields
    )
    (article,), _ = read(written(tmp_path, "a.docx", word_of_markup(f"<w:tbl>{rows}</w:tbl>")))
    assert (article.id, article.source.name) == ("ORNEC00020240312ek3c0001x", "The Orne Courier")
    assert article.text == "\n\n".join([FERRY, PIER, "IN the end all was well."])


def test_text_is_read_once_and_what_is_deleted_or_a_field_is_not() -> None:
    markup = (
        "<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
        "<w:r><w:instrText>HYPERLINK</w:instrText></w:r><w:r><w:tab/><w:t>text, he said.</w:t><w:br/></w:r>"
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice><w:r><w:t>Shown once.</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>Shown once.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    found = [paragraph.text for paragraph in word_paragraphs(word_of_markup(markup))]
    assert found == ["Kept text, he said.", "Shown once."]


def test_the_address_of_a_link_in_rich_text_is_no_text(tmp_path: Path) -> None:
    link = r'{\field{\*\fldinst{HYPERLINK "https://skarn.example/a"}}{\fldrslt{the quay}}}'
    data = rich_text(["One, he said.", "They met at LINK on Friday."]).replace(b"LINK", link.encode())
    (article,), _ = read(written(tmp_path, "a.rtf", data))
    assert article.text is not None
    assert article.text.endswith("They met at the quay on Friday.")


def test_entities_of_a_word_document_are_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = written(tmp_path, "secret.txt", "secret words")
    entities = (
        f'<!DOCTYPE w [<!ENTITY far SYSTEM "{secret.as_uri()}"><!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefg", "bcdefgh", strict=True))
        + "]>"
    )
    head, _, body = office_files.DOCUMENT.partition("?>")
    monkeypatch.setattr(office_files, "DOCUMENT", f"{head}?>{entities}{body}")
    text = f"<w:p><w:r><w:t>{FERRY} &far; &h; {PIER}</w:t></w:r></w:p>"
    articles, findings = read(written(tmp_path, "a.docx", word_of_markup(text)))
    assert "secret" not in "".join(one.text or "" for one in articles)
    assert articles or findings


def packed(*parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as member:
            for part in parts:
                member.write(part)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        word(PAGE)[:-200],
        packed(b"<w:document>", b"<w:p>" * 10_000),
        packed(b"no markup"),
        packed(b'<w:document xmlns:w="x"><w:p><w:t>', *[b"a" * 1_000_000] * 30),
        rb"{\rtf1 \u999999999999 \bin \pict\bin x}",
    ],
    ids=["cut off", "deep", "no markup", "long text", "numbers"],
)
def test_a_damaged_document_is_told(data: bytes, tmp_path: Path) -> None:
    articles, findings = read(written(tmp_path, "a", data))
    assert articles == []
    assert set(findings) & {"damaged-document", "empty-file", "no-body"}


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 " + b"{\\field{\\*\\fldinst{" * 60_000,
        b"{\\rtf1{\\fonttbl" + b"\\f1\\fcharset2" * 30_000 + b"}Text.}",
        b"{\\rtf1" + b"{" * 200_000,
        b"<html><body>" + b"<br" * 150_000,
        b"<p>" + b"(" * 400_000,
        b"\n" * 400_000 + b"x",
        word_of_markup("<w:p/>" * 60_000),
    ],
    ids=["fields", "fonts", "braces", "tags", "brackets", "line ends", "empty paragraphs"],
)
def test_no_document_takes_more_than_linear_time(data: bytes, tmp_path: Path) -> None:
    read(written(tmp_path, "a", data))


def test_ordinary_pages_and_texts_are_no_exports(tmp_path: Path) -> None:
    texts = (
        f"Body\n\nLength: it matters\n\n{FERRY}\n\n1 of 50 documents was lost, she said.\n",
        f"HD screens\n\nPD officers\n\n{FERRY}\n\nDocument A1 was read aloud: 523 words, no more.\n",
        f"Title: The ferry\n\nAuthor: Ana Reyes\n\nFull text: of the speech\n\n{FERRY}\n",
    )
    for number, text in enumerate(texts):
        (article,), _ = read(written(tmp_path, f"{number}.txt", text))
        assert FERRY in (article.text or "")
        assert article.source.media_type == "text/plain"


@pytest.mark.parametrize("format_", ["nexis", "factiva", "proquest"])
def test_a_document_that_is_read_as_an_export_and_is_none_is_told(format_: str, tmp_path: Path) -> None:
    assert read(written(tmp_path, "a.txt", f"{FERRY}\n\n{PIER}\n"), format_) == ([], ["part-without-article"])


@pytest.mark.parametrize(
    ("line", "holder"),
    [
        ("Copyright 2024 Skarn Media Ltd. All Rights Reserved", "Skarn Media Ltd"),
        ("(c) 2024, Orne Newspapers", "Orne Newspapers"),
        ("© 2019-2024 North Coast News Agency", "North Coast News Agency"),
        ("(Copyright (c) 2010 The Post 2000 Company)", "The Post 2000 Company"),
        ("Copyright Skarn Media Ltd Mar 12, 2024", "Skarn Media Ltd"),
        ("Copyright 2024", None),
        ("", None),
    ],
)
def test_the_holder_stands_in_the_copyright_line(line: str, holder: str | None) -> None:
    assert copyright_holder(line) == holder


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("March 12, 2024 Tuesday 10:36 EST", "March 12, 2024"),
        ("Tuesday 12 March 2024", "12 March 2024"),
        ("Mar 12, 2024", "Mar 12, 2024"),
        ("The Post of March 12, 2024", None),
        ("", None),
    ],
)
def test_a_line_of_an_export_opens_with_its_date(line: str, date: str | None) -> None:
    assert date_at_start(line) == date


def test_addresses_are_no_authors() -> None:
    assert names_of("By Ana Reyes; areyes@skarn.example and Tom Ford") == ["Ana Reyes", "Tom Ford"]


LINES = st.sampled_from(
    "Body|End of Document|Load-Date: May 3, 2024|Length: 5 words|Classification|1 of 2 DOCUMENTS|LENGTH: 5 words|HD|TD"
    "|AN|HD Ferry|Document ORNEC00020240312ek3c0001x|523 words|12 March 2024|Full text: It sails."
    "|Publication title: Post|Database: News|____________________________|Title: Ferry|English"
    "|Copyright 2024 Post|By Ana Reyes|"
    f"{FERRY}".split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES | st.text(max_size=15), max_size=12), st.sampled_from(["nexis", "factiva", "proquest"]))
def test_no_order_of_lines_stops_a_reader(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], format_: str
) -> None:
    path = written(tmp_path_factory.mktemp("any"), "a.txt", "\n\n".join(lines).encode("utf-8", "replace"))
    articles, findings = read(path, format_)
    assert articles or findings
