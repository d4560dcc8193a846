import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.normalize.text_repair import Decoded, Repaired, declared_codec, decode, repair


def test_utf8_with_and_without_mark() -> None:
    assert decode("Sète".encode()).text == "Sète"
    assert decode(b"\xef\xbb\xbf" + "Sète".encode()).text == "Sète"
    assert decode("Sète".encode("utf-16")).text == "Sète"


def test_windows_1252_and_a_mixture_are_told() -> None:
    windows = decode("the “mayor” of Sète – a cook".encode("cp1252"))
    assert (windows.text, windows.guessed) == ("the “mayor” of Sète – a cook", True)
    mixed = decode("the mayor of Sète ".encode() + b"\x93hid\x94 in his cellar")
    assert (mixed.text, mixed.encoding) == ("the mayor of Sète “hid” in his cellar", "utf-8 mixed with windows-1252")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Rząd zapowiedział w środę, że przyjmie ustawę o zwiększeniu wydatków na ochronę zdrowia.", "cp1250"),
        ("Совет города отложил решение о пароме до пятницы, сообщила газета.", "cp1251"),
        ("Ο δήμαρχος δήλωσε την Τετάρτη ότι το πλοίο θα σαλπάρει ξανά.", "cp1253"),
        ("市長は水曜日、渡し船を金曜日に再開すると発表した。", "shift_jis"),
        ("市长星期三宣布，渡船将于星期五恢复航行，居民表示欢迎。", "gb18030"),
        ("“We sold nothing in August” – said Zoë, who farms 2½ hectares at Sète…", "cp1252"),
    ],
)
def test_an_encoding_that_nothing_declares_is_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text, decode(text.encode(encoding)).encoding, guessed=True)


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("“Sète”".encode("cp1252"), "ISO-8859-1", "“Sète”"),
        ("“Sète”".encode(), "windows-1252", "“Sète”"),
        ("日本".encode("iso2022_jp"), "iso-2022-jp", "日本"),
        ("日本".encode("shift_jis"), "x-sjis", "日本"),
        (b"plain", "utf-16", "plain"),
        (b"a\x81b\x93", "latin1", "a\x81b“"),
        ("Sète, a town".encode("cp1252"), "utf-8", "Sète, a town"),
        ("Sète, a town".encode("cp1252"), "euc-jp", "Sète, a town"),
    ],
)
def test_a_declared_encoding_holds_where_the_bytes_can_be_in_it(data: bytes, declared: str, text: str) -> None:
    assert decode(data, declared).text == text


@pytest.mark.parametrize(
    "declared", [None, "", "zip", "hex", "rot13", "unicode_escape", "utf-7", "\0", "no-such-thing"]
)
def test_what_is_no_encoding_of_text_is_not_used(declared: str | None) -> None:
    assert declared_codec(declared) is None
    assert decode(b"a\\u0041+AGEA-", declared).text == "a\\u0041+AGEA-"


def test_invisible_characters_are_counted_and_a_soft_hyphen_at_a_line_end_joins_the_lines() -> None:
    assert repair("the coun\u00ad\ncil\u200b\u200bs").text == "the councils"
    assert repair("coun\u00adcil\u200bs").invisible == 2
    assert repair("councils\r\n").invisible == 0


def test_a_byte_order_mark_that_lies_is_refused() -> None:
    with pytest.raises(UnicodeDecodeError):
        decode(b"\xff\xfeabc")


def test_mojibake_is_mended_and_told() -> None:
    assert repair("â€œItâ€™s over,â€\x9d said ZoÃ«") == Repaired("“It’s over,” said Zoë", mojibake=True)


@pytest.mark.parametrize(
    "text",
    ["“It’s over,” said Zoë.", "``Stay,'' he said.", "\"Go,\" she said - or 'went'.", "AT&amp;T", "ﬁ ½ ＡＢ", "«Sète»"],
)
def test_clean_text_keeps_its_characters(text: str) -> None:
    repaired = repair(text)
    assert (repaired.text, repaired.mojibake) == (text, False)


def test_line_ends_spaces_and_invisible_characters_become_plain() -> None:
    assert repair("a\u00a0 b\r\nc\u00adoun\u200bcil\u2028\tend \ufeff").text == "a b\ncouncil\nend"


@given(st.text())
def test_repair_is_idempotent_and_gives_nfc_that_can_be_encoded(text: str) -> None:
    repaired = repair(text).text
    repaired.encode()
    assert unicodedata.is_normalized("NFC", repaired)
    assert repair(repaired).text == repaired


@given(st.binary())
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        repair(decode(data).text)
    except UnicodeDecodeError:
        assert data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))
