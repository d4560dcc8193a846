import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.normalize.text_repair import Repaired, decode, repair


def test_utf8_with_and_without_mark() -> None:
    assert decode("Sète".encode()).text == "Sète"
    assert decode(b"\xef\xbb\xbf" + "Sète".encode()).text == "Sète"
    assert decode("Sète".encode("utf-16")).text == "Sète"


def test_windows_1252_and_a_mixture_are_told() -> None:
    windows = decode("the “mayor” of Sète – a cook".encode("cp1252"))
    assert (windows.text, windows.guessed) == ("the “mayor” of Sète – a cook", True)
    mixed = decode("the mayor of Sète ".encode() + b"\x93hid\x94 in his cellar")
    assert (mixed.text, mixed.encoding) == ("the mayor of Sète “hid” in his cellar", "utf-8 mixed with windows-1252")


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
