import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.normalize.raw_article import Link
from ontherecord.normalize.readers.html_fragment import html_paragraphs


def told(markup: str) -> list[tuple[str | None, str]]:
    return [(paragraph.role, paragraph.text) for paragraph in html_paragraphs(markup)]


def test_elements_tell_the_roles() -> None:
    markup = """<h3>What now</h3>Loose &amp; early<p>A paragraph.</p><ul><li>one<li><p>two</ul>
        <blockquote><p>Said so.</p></blockquote><figure><img src=x><figcaption><p>A lock.</p><cite>Photo: Ann Hay</cite>
        </figcaption></figure><table><tr><td>Ayr</td><td>5</td></tr></table>"""
    assert told(markup) == [
        ("subhead", "What now"),
        ("body", "Loose & early"),
        ("body", "A paragraph."),
        ("list", "one"),
        ("list", "two"),
        ("quote", "Said so."),
        ("caption", "A lock. Photo: Ann Hay"),
        ("other", "Ayr | 5"),
    ]


def test_only_a_bold_paragraph_reads_like_a_subhead() -> None:
    assert told("<p><b>Why now?</b></p><p>Why now?</p><p>It rained.</p>") == [
        ("subhead", "Why now?"),
        ("body", "Why now?"),
        ("body", "It rained."),
    ]


def test_line_breaks_part_paragraphs_where_a_sentence_or_bold_type_ends() -> None:
    markup = "<p><b>The vote</b><br>It was close.<br>Two stayed<br>away.<br><br>Nobody<br><br>left"
    assert [text for _, text in told(markup)] == ["The vote", "It was close.", "Two stayed away.", "Nobody", "left"]


def test_a_table_that_lays_out_a_page_is_no_data() -> None:
    assert told("<table><tr><td><p>It rained.</p></td><td>Menu</td></tr></table>") == [
        ("body", "It rained."),
        ("body", "Menu"),
    ]


def test_preformatted_text_that_is_hard_wrapped_is_joined() -> None:
    wrapped = "<pre>" + "\n".join(
        [
            "The last furnace of the glass works was let go cold on Monday, and",
            "the owner said in a letter to the staff that the price of the gas",
            "was the only reason for a step that he had long tried to put off in",
            "vain.",
        ]
    )
    (paragraph,) = html_paragraphs(wrapped)
    assert paragraph.text.endswith("that he had long tried to put off in vain.")


def test_scripts_and_forms_show_no_text_and_quotation_elements_get_marks() -> None:
    markup = "<p>She said <q>no</q>.<script>var a = '<p>x</p>'</script><style>p{}</style><select><option>1</select>"
    assert told(markup) == [("body", "She said “no”.")]


def test_links_to_an_encyclopedia_are_kept_with_their_offsets() -> None:
    markup = """<p>In  <a href="https://fr.wikipedia.org/wiki/S%C3%A8te#Port"> Sète</a> and
        <a href="//en.wikipedia.org/wiki/Agde_(town)?x=1">Agde</a>, not <a href="/wiki/Here">here</a> or
        <a href="https://en.wikipedia.org/wiki/File:A.jpg">there</a>.</p>"""
    (paragraph,) = html_paragraphs(markup)
    assert paragraph.links == (Link(3, 7, "fr:Sète"), Link(12, 16, "Agde (town)"))
    assert [paragraph.text[link.start : link.end] for link in paragraph.links] == ["Sète", "Agde"]


def test_a_line_in_italics_right_below_a_picture_is_its_caption() -> None:
    assert told("<p><img src=a></p><p><i>The lock at dawn.</i></p><p>It rained.</p><p><i>Later.</i></p>") == [
        ("caption", "The lock at dawn."),
        ("body", "It rained."),
        ("body", "Later."),
    ]


@pytest.mark.parametrize("markup", ["", " ", "<!-- nothing -->", "<p></p>", "\0", "<!DOCTYPE html>"])
def test_what_holds_nothing_gives_nothing(markup: str) -> None:
    assert html_paragraphs(markup) == ()


def test_text_below_any_depth_is_kept() -> None:
    assert [paragraph.text for paragraph in html_paragraphs("<div>" * 100_000 + "It rained.")] == ["It rained."]


TAGS = "<p> </p> <br> <b> </b> <li> <td> <tr> <table> <pre> <q> <a> </a> <figcaption> <img> a. b".split()


@given(st.lists(st.sampled_from(TAGS)))
def test_any_order_of_tags_keeps_all_letters_and_one_line_a_paragraph(pieces: list[str]) -> None:
    paragraphs = html_paragraphs("".join(pieces))
    letters = [piece[0] for piece in pieces if piece in ("a.", "b")]
    assert [character for paragraph in paragraphs for character in paragraph.text if character in "ab"] == letters
    assert all(paragraph.text == paragraph.text.strip() and "\n" not in paragraph.text for paragraph in paragraphs)
