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
        ("Got a story for us? Email desk@valley.example", "comments"),
        ("Have you any photos of the flood? Send them to us!", "comments"),
        ("Send your pictures to our newsdesk at desk@valley.example", "comments"),
        ("Get the day’s top stories in your inbox. Sign up here.", "newsletter"),
        ("Enjoying this story? Subscribe to the Valley Page for $24 a year.", "newsletter"),
        ("The valley needs a paper. Subscribe today from just £2 a month", "newsletter"),
        ("Like what you read? Support the people who wrote it.", "newsletter"),
        ("Comments (41) | Print | E-mail", "share"),
        ("Dana Pell writes on mills. Follow her on Twitter @danapell.", "author-note"),
        (
            "Citation: A mill for one crown (2023, May 3) retrieved 9 May 2023 from https://valley.example/1",
            "author-note",
        ),
        ("This document is subject to copyright. No part may be reproduced without permission.", "copyright"),
        ("12 comments · Share · Save", "share"),
        ("Copyright The Valley Page 2015. Click for restrictions", "copyright"),
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
        "Have you got any pictures?",
        "She told the crowd to follow her on Twitter.",
        "“The mill is mine. Follow her on Twitter,” he said.",
        "Farmers can subscribe to the scheme for $24 a year.",
        "Like this mill, he asked? Support it.",
        "Got a tip? Call the police on 555 0100.",
        "Got a question? Call your doctor, she said.",
        "Get the news of the strike to your phone, he said.",
        "Copyright Act of 1998. It was the last of its sort.",
        "Copyright law changed in 2015. So did the mill.",
        "Comments on the application can be sent until 28 February.",
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
