"""Wikitext: what each construct becomes, where the links stand, and what is too much."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.normalize.readers.wikitext import read_wikitext
from ontherecord.normalize.text_repair import repair


def paragraphs(markup: str) -> list[tuple[str | None, str]]:
    page = read_wikitext(markup)
    assert page is not None
    return [(paragraph.role, paragraph.text) for paragraph in page.paragraphs]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("One\ntwo.\n\nThree.", [("body", "One two."), ("body", "Three.")]),
        ("'''One''' ''two''", [("body", "One two")]),
        ("'''One two'''\n\nThree.", [("subhead", "One two"), ("body", "Three.")]),
        ("== One ==\nTwo.", [("subhead", "One"), ("body", "Two.")]),
        ("* One\n** Two\n# Three\nFour", [("list", "One"), ("list", "Two"), ("list", "Three"), ("body", "Four")]),
        ("One.<br/>Two<br>three.", [("body", "One."), ("body", "Two three.")]),
        ("One<ref>A note.</ref>, two<ref name=x />.", [("body", "One, two.")]),
        ("One<!-- not said --> two.", [("body", "One two.")]),
        ("One &mdash; two&nbsp;three.", [("body", "One — two three.")]),
        ("One\n{|\n| a || b\n|}\ntwo.", [("body", "One"), ("body", "two.")]),
        ("<blockquote>One.</blockquote>Two.", [("quote", "One."), ("body", "Two.")]),
        ("{{quote|One.|Ann Reed}}", [("quote", "One."), ("quote", "— Ann Reed")]),
        ("[http://a.example One] two [http://b.example] http://c.example", [("body", "One two http://c.example")]),
        ("One {{nowrap|two three}} {{unknown|four}}.", [("body", "One two three .")]),
        ("[[Category:Ferries]] One. [[de:Eins]]", [("body", "One.")]),
        ("[[:Category:Ferries|One]] two.", [("body", "One two.")]),
        ("[[File:A.jpg|thumb|alt=x|One of [[w:B|two]].]]\nThree.", [("caption", "One of two."), ("body", "Three.")]),
        ("One [[Image:A.jpg|20px|Two.]] three.", [("body", "One three."), ("caption", "Two.")]),
        ("<gallery>\nA.jpg|One.\nB.jpg\n</gallery>Two.", [("caption", "One."), ("body", "Two.")]),
        ("One.\n\n== Sources ==\n* {{source|title=T}}\n\n== After ==\nTwo.",
         [("body", "One."), ("subhead", "After"), ("body", "Two.")]),
        ("<math>x</math>One <s>two</s>three.", [("body", "One three.")]),
    ],
)  # fmt: skip
def test_markup_becomes_paragraphs(markup: str, expected: list[tuple[str, str]]) -> None:
    assert paragraphs(markup) == expected


@pytest.mark.parametrize(
    ("markup", "shown", "title"),
    [
        ("The {{w|Skarn}} ferry", "Skarn", "Skarn"),
        ("The {{w|Skarn (island)|island}} ferry", "island", "Skarn (island)"),
        ("The [[w:Skarn_(island)#History|island]] ferry", "island", "Skarn (island)"),
        ("The [[:w:Skarn (island)|]] ferry", "Skarn", "Skarn (island)"),
        ("The [[Skarn]] ferry", "Skarn", "Skarn"),
        ("The [https://en.wikipedia.org/wiki/Skarn island] ferry", "island", "Skarn"),
        ("'''The''' é e\u0301 [[w:Skarn|  ''Skarn''  island ]] ferry", "Skarn island", "Skarn"),
    ],
)
def test_links_keep_their_place_and_title(markup: str, shown: str, title: str) -> None:
    page = read_wikitext(markup)
    assert page is not None
    (paragraph,) = page.paragraphs
    (link,) = paragraph.links
    assert (paragraph.text[link.start : link.end], link.title) == (shown, title)


@pytest.mark.parametrize("target", ["wikt:toll", "Wiktionary:toll", "s:The Toll", "commons:Category:Orrin"])
def test_links_to_other_projects_are_words_and_no_links(target: str) -> None:
    page = read_wikitext(f"The [[{target}|toll]] goes.")
    assert page is not None
    (paragraph,) = page.paragraphs
    assert (paragraph.text, paragraph.links) == ("The toll goes.", ())


def test_what_is_left_out_is_counted() -> None:
    page = read_wikitext(
        "One<ref>a</ref><ref>b</ref>.\n{|\n|a\n|}\n[[File:A.jpg]]\n== External links ==\n* [http://a b]"
    )
    assert page is not None
    assert page.left_out == {"ref": 2, "table": 1, "picture": 1, "section External links": 1}


@pytest.mark.parametrize("opening", ["{{a|", "[[a|", "<a ", "<b>", "{|\n", '<ref name="', "<!--", "[http://a ", "<p>"])
def test_markup_that_is_never_closed_is_not_parsed(opening: str) -> None:
    assert read_wikitext(opening * 20_000) is None


TOKENS = (
    "[[w:Skarn|", "]]", "{{w|", "}}", "'''", "''", "\n", "\n\n", "* ", "== A ==", "<ref>", "</ref>", "<br>", "|", "[[",
    "é", "e\u0301", "\u200b", "word ", " ", "&nbsp;", "&#x301;", "“", "[[File:", "{|", "|}", "<blockquote>",
)  # fmt: skip
PIECES = st.lists(st.sampled_from(TOKENS), max_size=30)


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_paragraphs_are_tidy_and_links_stand_in_them(pieces: list[str]) -> None:
    page = read_wikitext("".join(pieces))
    assert page is not None
    for paragraph in page.paragraphs:
        assert paragraph.text == repair(paragraph.text).text.strip()
        assert "\n" not in paragraph.text
        for link in paragraph.links:
            assert 0 <= link.start < link.end <= len(paragraph.text)
            assert link.title
