"""Dumps of MediaWiki: which pages are articles, and that a broken page costs nothing but itself."""

import bz2
import io
import tracemalloc
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from ontherecord.normalize.readers.mediawiki_pages import split_dump

from .documents import Outcome

TEXT = "The ferry to Skarn will sail again on Friday."


def page(title: str, text: str = TEXT, ns: str = "<ns>0</ns>") -> str:
    return f"<page><title>{title}</title>{ns}<id>7</id><revision><text>{text}</text></revision></page>\n"


def dump(*pages: str, database: str = "skarnwiki") -> str:
    return (
        '<mediawiki xml:lang="en"><siteinfo><sitename>Skarn</sitename>'
        f"<dbname>{database}</dbname><base>https://skarn.example/wiki/Main_Page</base><namespaces>"
        f'<namespace key="1" case="first-letter">Talk</namespace></namespaces></siteinfo>{"".join(pages)}</mediawiki>'
    )


@pytest.mark.parametrize(
    ("text", "database", "codes"),
    [
        (TEXT + "{{publish}}", "enwikinews", []),
        ("{{Archived}}" + TEXT, "enwikinews", []),
        (TEXT, "enwikinews", ["not-published"]),
        (TEXT + "{{develop}}", "enwikinews", ["not-published"]),
        (TEXT + "{{Review}}", "skarnwiki", ["not-published"]),
        (TEXT + "{{draft}}{{publish}}", "skarnwiki", ["markup-dropped"]),
        (TEXT, "skarnwiki", []),
        ("#REDIRECT [[Ferry]]", "skarnwiki", ["items-left-out"]),
        ("{{publish}}", "enwikinews", ["no-body"]),
        ("", "skarnwiki", ["items-left-out"]),
    ],
)
def test_the_state_of_a_page_decides(text: str, database: str, codes: list[str], tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, "a.xml", dump(page("Ferry", text), database=database))
    assert outcome.codes == codes
    assert bool(outcome.articles) is (codes in ([], ["markup-dropped"]))


def test_an_old_dump_tells_namespaces_by_the_title_alone(tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, "a.xml", dump(page("Talk:Ferry", ns=""), page("Ferry", ns="")))
    assert (outcome.ids, outcome.messages) == (["Ferry"], ["left out: 1 pages of other namespaces"])


def test_the_address_is_that_of_the_site(tmp_path: Path) -> None:
    article = Outcome(tmp_path, "a.xml", dump(page("Ferry &amp; quay: a 50% é"))).article
    assert article.source.url == "https://skarn.example/wiki/Ferry_%26_quay:_a_50%25_%C3%A9"
    assert article.headline == "Ferry & quay: a 50% é"


def test_a_title_in_another_script_is_named_by_its_number(tmp_path: Path) -> None:
    assert Outcome(tmp_path, "a.xml", dump(page("Паром снова ходит"))).ids == ["skarnwiki-7"]


def test_the_last_revision_counts(tmp_path: Path) -> None:
    old = "<revision><text>Old words that were replaced.</text></revision>"
    outcome = Outcome(tmp_path, "a.xml", dump(page("Ferry").replace("<revision>", old + "<revision>", 1)))
    assert outcome.article.text == TEXT


def test_a_broken_page_costs_only_itself(tmp_path: Path) -> None:
    broken = [
        "<page><title>No end</title><revision><text>Words\n",
        page("Entity", "&undeclared;"),
        page("Deep", "<b>" * 5000),
        page("Null", "a\0b"),
        page("Large", "word " * 110_000),
        page("Open", "{{a|" * 1000),
        "<page><id>1</id></page>",
    ]
    outcome = Outcome(tmp_path, "a.xml", dump(page("First"), *broken, page("Last")))
    assert outcome.ids == ["First", "Last"]
    assert sorted(set(outcome.codes)) == ["document-too-large", "malformed-markup"]
    assert len(outcome.codes) == len(broken)


def test_a_dump_that_is_cut_off_gives_its_whole_pages(tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, "a.xml", dump(page("First"), page("Second"))[:-60])
    assert (outcome.ids, outcome.codes) == (["First"], ["malformed-markup"])


def test_a_dump_of_several_bzip2_streams_is_one_dump(tmp_path: Path) -> None:
    whole = dump(*(page(f"Ferry {number}") for number in range(50))).encode()
    streams = b"".join(bz2.compress(whole[start : start + 1000]) for start in range(0, len(whole), 1000))
    assert len(Outcome(tmp_path, "a.xml.bz2", streams).ids) == 50


def test_a_damaged_stream_costs_only_the_pages_in_it(tmp_path: Path) -> None:
    streams = [bz2.compress(dump()[: -len("</mediawiki>")].encode())]
    streams += [bz2.compress(page(f"Ferry {number}").encode()) for number in range(3)]
    streams[2] = streams[2][:30] + b"\xff" * 10 + streams[2][40:]
    outcome = Outcome(tmp_path, "a.xml.bz2", b"".join(streams))
    assert (outcome.ids, outcome.codes) == (["Ferry-0", "Ferry-2"], ["damaged-container"])


class Endless(io.RawIOBase):
    """A page that goes on and on, made while it is read."""

    def __init__(self, size: int) -> None:
        self._start = b"<mediawiki><page><title>Endless</title><revision><text>"
        self._left = size

    def read(self, size: int = -1) -> bytes:
        if self._start:
            start, self._start = self._start, b""
            return start
        size = min(size, self._left)
        self._left -= size
        return b"a" * size


def test_a_page_without_an_end_takes_bounded_memory() -> None:
    tracemalloc.start()
    try:
        header, *pages = split_dump(cast("BinaryIO", Endless(300_000_000)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert header == b"<mediawiki>"
    assert pages[0] is None
    assert peak < 120_000_000
