import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.normalize.boilerplate import drop_boilerplate, matching_rule
from ontherecord.normalize.raw_article import RawParagraph


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Advertisement ~ Scroll to continue", "advertisement"),
        ("ARTICLE CONTINUES BELOW ADVERTISEMENT", "advertisement"),
        ("Keep reading:", "related-links"),
        ("Most read", "related-links"),
        ("Read more: The bridge that was never built", "related-link"),
        ("Also read – Ferry crews walk out", "related-link"),
        ("Share this article", "share"),
        ("Follow us on Facebook, Instagram and X!", "share"),
        ("Sign up to our daily newsletter here.", "newsletter"),
        ("We use cookies to improve your visit.", "cookies"),
        ("12 comments", "comments"),
        ("© 2023 The Valley Page. All rights reserved.", "copyright"),
        ("(Reporting by Dana Pell; Editing by Sol Ames)", "agency-credit"),
        ("Dana Pell in Tarnow contributed to this report.", "agency-credit"),
        ("SEE MORE: The bridge that was never built", "related-link"),
        ("Follow the Valley Page’s full coverage of the mill at https://valley.example/mill", "related-link"),
        ("Write to Dana Pell at dana.pell@valley.example", "share"),
        ("Subscribe to the Valley Page and stay ahead of your neighbours.", "newsletter"),
        ("Home » World » Europe", "page-furniture"),
        ("* * *", "end-mark"),
        ("-30-", "end-mark"),
    ],
)
def test_a_line_of_the_page_matches_its_rule(line: str, rule: str) -> None:
    found = matching_rule(line)
    assert found is not None
    assert found.name == rule


@pytest.mark.parametrize(
    "line",
    [
        "Read more books, the minister said.",
        "Advertisement spending fell by a tenth.",
        "Related companies were fined as well.",
        "Watch: they come for the money, he warned.",
        "Share the burden, she said.",
        "We use cookies, the baker said, to bring in children.",
        "No comment.",
        "Comments by the mayor drew fire.",
        "Copyright law is changing, the judge said.",
        "Subscribe to that view and you lose, he said.",
        "Opinion: Why the vote matters",
        "30 people stayed.",
        "The mill contributed to this in its own way, she said.",
        "Follow the river to the coverage of the old well, he said.",
        "Write to me at the mill, she told him.",
    ],
)
def test_a_sentence_that_looks_alike_stays(line: str) -> None:
    assert matching_rule(line) is None


def test_links_below_an_open_label_go_with_it_only_if_close_or_last() -> None:
    close = [
        RawParagraph(1, "Related stories"),
        RawParagraph(2, "Mill sold for one crown"),
        RawParagraph(4, "Money and plans"),
        RawParagraph(5, "It rained."),
    ]
    kept, dropped = drop_boilerplate(close)
    assert [line.line for line in kept] == [4, 5]
    assert [drop.paragraph.line for drop in dropped] == [1, 2]


def test_below_an_open_label_only_items_of_a_list_are_links_where_roles_are_told() -> None:
    label = RawParagraph(1, "Related stories", "body")
    item, subhead = RawParagraph(2, "Mill sold for one crown", "list"), RawParagraph(3, "Money and plans", "subhead")
    kept, dropped = drop_boilerplate([label, item, subhead, RawParagraph(4, "It rained.", "body")])
    assert [line.line for line in kept] == [3, 4]
    assert [drop.paragraph.line for drop in dropped] == [1, 2]


@given(st.lists(st.sampled_from(["Keep reading:", "A headline here", "It rained.", "Share", "***", "Money and plans"])))
def test_dropping_twice_drops_nothing_more(texts: list[str]) -> None:
    kept, _ = drop_boilerplate([RawParagraph(number * 2, text) for number, text in enumerate(texts, start=1)])
    assert drop_boilerplate(kept) == (kept, [])


@given(st.text(max_size=500))
def test_any_line_can_be_asked_about(line: str) -> None:
    matching_rule(line)
