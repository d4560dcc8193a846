"""ZIP and TAR archives: their members are read like files, and their names are names and never paths."""

import io
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from .packing import ARTICLE, TEXT, Members, Outcome, gzipped, tarred, zipped

MEMBERS: Members = (
    ("north/ferry.txt", ARTICLE),
    ("../../etc/passwd.txt", ARTICLE.replace(b"Skarn", b"Oban.")),
    ("C:\\news\\quay.txt", ARTICLE.replace(b"Skarn", b"Mull.")),
    ("README.md", b"What this is"),
    ("sources.csv", b"file,publisher\nferry.txt,Skarn Post\n"),
    ("north/.draft.txt", ARTICLE),
    ("packed.txt.gz", gzipped(ARTICLE.replace(b"Skarn", b"Iona."))),
)
ARCHIVES = {
    "articles.zip": zipped([*MEMBERS, ("__MACOSX/._ferry.txt", b"\0\1")]),
    "articles.tar": tarred([*MEMBERS, ("__MACOSX/._ferry.txt", b"\0\1")]),
    "articles.tar.gz": gzipped(tarred([*MEMBERS, ("__MACOSX/._ferry.txt", b"\0\1")])),
}
archives = pytest.mark.parametrize("name", ARCHIVES)


@archives
def test_members_are_read_in_order_and_what_is_no_article_is_counted(name: str, tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, name, ARCHIVES[name])
    assert outcome.ids == ["ferry", "passwd", "quay", "packed"]
    assert outcome.texts[0] == TEXT
    assert outcome.messages == ["left out: 2 hidden, 2 source sheet or README"]


def test_a_member_stands_behind_its_archive(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    outcome = Outcome(tmp_path, "outer.zip", zipped([("deep/inner.zip", zipped([("ferry.txt", ARTICLE)]))]))
    assert outcome.ids == ["ferry"]


def test_what_the_sheet_says_of_an_archive_holds_for_all_in_it(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("file,publisher,license\narticles.zip,Skarn Post,CC-BY-4.0\n")
    outcome = Outcome(tmp_path, "articles.zip", ARCHIVES["articles.zip"])
    assert {(article.source.name, article.rights.text_license) for article in outcome.articles} == {
        ("Skarn Post", "CC-BY-4.0")
    }


@archives
def test_an_archive_that_is_cut_off_gives_its_sound_members_only(name: str, tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, name, ARCHIVES[name][: len(ARCHIVES[name]) * 2 // 5])
    assert "damaged-container" in outcome.codes
    assert all(text is not None and text.endswith(TEXT[-20:]) for text in outcome.texts)


def test_a_damaged_member_leaves_the_others_alone(tmp_path: Path) -> None:
    data = bytearray(zipped([("bad.txt", ARTICLE), ("good.txt", ARTICLE)]))
    data[60:66] = b"\x55\xaa\x55\xaa\x55\xaa"
    outcome = Outcome(tmp_path, "articles.zip", bytes(data))
    assert (outcome.ids, outcome.codes, outcome.files) == (
        ["good"],
        ["damaged-container"],
        ["articles.zip!/bad.txt"],
    )


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped([("secret.txt", ARTICLE), ("ferry.txt", ARTICLE)]))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    outcome = Outcome(tmp_path, "articles.zip", bytes(data))
    assert (outcome.ids, outcome.codes, outcome.files) == (
        ["ferry"],
        ["encrypted-member"],
        ["articles.zip!/secret.txt"],
    )


def test_a_member_that_expands_beyond_reason_leaves_the_others_alone(tmp_path: Path) -> None:
    bomb = b"<mediawiki>" + b" " * 100_000_000
    outcome = Outcome(tmp_path, "articles.zip", zipped([("bomb.xml", bomb), ("ferry.txt", ARTICLE)]))
    assert (outcome.ids, outcome.codes) == (["ferry"], ["expands-too-far"])


def test_members_that_overlap_are_not_read(tmp_path: Path) -> None:
    data = bytearray(zipped([("ferry.txt", ARTICLE * 50), ("quay.txt", b"short")]))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 20 : second + 24] = struct.pack("<I", len(data))
    assert Outcome(tmp_path, "articles.zip", bytes(data)).codes == ["damaged-container"]


@pytest.mark.parametrize("name", ["nothing.zip", "nothing.tar"])
def test_an_archive_without_members_is_told(name: str, tmp_path: Path) -> None:
    data = zipped([]) if name.endswith(".zip") else tarred([])
    assert Outcome(tmp_path, name, data).codes == ["empty-file"]


def test_a_name_that_cannot_be_printed_is_made_printable(tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, "articles.tar", tarred([("a\x1b[31m\nferry\udcff.txt", ARTICLE)]))
    assert outcome.names == ["articles.tar"] or "\x1b" not in str(outcome.names)
    assert len(outcome.ids) == 1


def test_links_and_devices_of_an_archive_are_left_out(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    outcome = Outcome(tmp_path, "articles.tar", stream.getvalue())
    assert outcome.messages == ["left out: 1 links and devices"]


def test_headers_of_a_member_have_a_bound(tmp_path: Path) -> None:
    header = tarfile.TarInfo("attributes")
    header.type, header.size = tarfile.XHDTYPE, 3_000_000_000
    data = gzipped(header.tobuf(tarfile.USTAR_FORMAT) + b"a" * 20_000_000)
    assert Outcome(tmp_path, "articles.tar.gz", data).codes == ["damaged-container"]


def test_documents_of_office_programs_are_no_archives(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("chapter.xhtml", "<p>A book</p>")
    outcome = Outcome(tmp_path, "book.epub", stream.getvalue())
    assert (outcome.ids, len(outcome.codes)) == ([], 1)
