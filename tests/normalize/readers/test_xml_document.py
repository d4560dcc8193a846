"""XML from anywhere is read within bounds, without entities and without fetching."""

from pathlib import Path

import pytest

from ontherecord.normalize.readers.xml_document import parse_xml, root_name, text_of

FILE = "input.xml"
LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "lol"}">' for i in range(10))


def codes(data: bytes) -> list[str]:
    root, findings = parse_xml(data, FILE)
    assert root is None
    return [finding.code.partition("-")[2] for finding in findings]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<nitf>", "nitf"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- <rss> -->\n<n:newsItem xmlns:n='x'>", "newsItem"),
        (b"<!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf>", "nitf"),
        (b"<!DOCTYPE nitf [<!ELEMENT a (b)> <!ENTITY x 'y'>]><nitf>", "nitf"),
        ("<?xml version='1.0' encoding='utf-16'?><rss>".encode("utf-16"), "rss"),
        (b"Title\n\n<p>", ""),
        (b"<!-- never closed <nitf>", ""),
        (b"{}", ""),
        (b"", ""),
    ],
)
def test_the_root_element_is_told_by_its_start(head: bytes, name: str) -> None:
    assert root_name(head) == name


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY x "y">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;',
    ],
)
def test_entities_are_neither_expanded_nor_fetched(declaration: str) -> None:
    document = f"<!DOCTYPE nitf [{declaration}]><nitf>&x;</nitf>" if "%" not in declaration else ""
    document = document or f"<!DOCTYPE nitf [{declaration}]><nitf/>"
    assert codes(document.encode()) == ["entities-declared"]
    assert codes(document.encode("utf-16")) == ["entities-declared"]


def test_entities_that_multiply_are_stopped() -> None:
    for document in ("<n>&a9;</n>", "<n a='&a9;'/>"):
        assert codes(f"<!DOCTYPE n [{LAUGHS}]>{document}".encode())[-1] in ("entities-declared", "malformed-markup")


def test_an_external_document_type_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "nitf.dtd").write_text('<!ENTITY mdash "fetched">')
    data = f'<!DOCTYPE nitf SYSTEM "{tmp_path.as_uri()}/nitf.dtd"><nitf>a &mdash; b</nitf>'.encode()
    root, findings = parse_xml(data, FILE)
    assert (text_of(root), findings) == ("a — b", [])


def test_a_name_that_nothing_declares_is_told() -> None:
    root, findings = parse_xml(b'<!DOCTYPE nitf SYSTEM "x.dtd"><nitf>a &unknown; b</nitf>', FILE)
    assert (text_of(root), [finding.code for finding in findings]) == (
        "a &unknown; b",
        ["OTR013-lost-characters"],
    )


def test_elements_in_one_another_have_an_end() -> None:
    assert codes(b"<a>" * 100_000) == ["malformed-markup"]


def test_characters_that_xml_does_not_allow_are_taken_out() -> None:
    root, findings = parse_xml(b"<a>one\0 two\x01 three</a>", FILE)
    assert (text_of(root), [finding.code for finding in findings]) == ("one two three", ["OTR012-text-repaired"])


def test_another_encoding_than_the_declared_one_is_found() -> None:
    root, findings = parse_xml("<?xml version='1.0' encoding='utf-8'?><a>café</a>".encode("cp1252"), FILE)
    assert (text_of(root), [finding.code for finding in findings]) == ("café", ["OTR011-encoding-guessed"])


def test_what_is_not_well_formed_is_told_with_its_line() -> None:
    root, (finding,) = parse_xml(b"<a>\n<b>\n</a>", FILE)
    assert (root, finding.line) == (None, 3)


def test_what_is_not_well_formed_is_read_as_far_as_can_be_where_that_is_wanted() -> None:
    root, (finding,) = parse_xml(b"<a><b>one</b><b>two & three</b>", FILE, recover=True)
    assert root is not None
    assert text_of(root[0]) == "one"
    assert finding.code == "OTR085-malformed-markup"
