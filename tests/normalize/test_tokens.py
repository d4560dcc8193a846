import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.normalize.raw_article import Link, RawParagraph
from ontherecord.normalize.tokens import are_cut, join_tokens

CUT = "`` It will sail , '' said Ms Aune , the trust 's chair , on Friday ."
PRINTED = "“It will sail,” said Ms Aune, the trust's chair, on Friday."


def joined(*texts: str) -> list[str] | None:
    paragraphs = [RawParagraph(number, text) for number, text in enumerate(texts, start=1)]
    return [paragraph.text for paragraph in join_tokens(paragraphs)] if are_cut(paragraphs) else None


@pytest.mark.parametrize(
    ("cut", "printed"),
    [
        (CUT, PRINTED),
        ("`` I do n't know -LRB- yet -RRB- ; they 're late , '' he said , `` are n't they ? ''",
         "“I don't know (yet); they're late,” he said, “aren't they?”"),
        ("It cost $ 5.20 , or 10 % , of the boys ' money .", "It cost $5.20, or 10%, of the boys' money."),
        ("He called it ` a ferry ' , they say , and sailed .", "He called it ‘a ferry’, they say, and sailed."),
    ],
)  # fmt: skip
def test_a_text_that_is_cut_into_tokens_is_put_back(cut: str, printed: str) -> None:
    assert joined(CUT, cut) == [PRINTED, printed]


@pytest.mark.parametrize(
    "text",
    [
        "``It will sail,'' said Ms Aune, the trust's chair, on Friday.",
        "It will sail , said Ms Aune.",
        "She left, he stayed, they say, in France , where `` all '' is well.",
        "",
    ],
)
def test_a_text_as_it_is_printed_stays(text: str) -> None:
    assert joined(text, text) is None


def test_links_stay_on_their_words() -> None:
    start = CUT.index("the trust")
    (paragraph,) = join_tokens([RawParagraph(1, CUT, "body", (Link(start, start + 12, "Skarn Trust"),))])
    assert [paragraph.text[link.start : link.end] for link in paragraph.links] == ["the trust's"]


@given(st.lists(st.sampled_from("a , . ; 's n't `` '' ( ) $ 5 % ' ` -LRB- \\/ U.S. ...".split()), min_size=4))
def test_what_is_put_back_is_not_put_back_again(tokens: list[str]) -> None:
    once = joined(" ".join(tokens))
    assert once is None or joined(*once) is None
