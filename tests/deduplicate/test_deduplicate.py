"""Copies of one story, its updates, and what is neither."""

import datetime
import random
from collections.abc import Iterable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.deduplicate import deduplicate
from ontherecord.findings import Finding
from ontherecord.records import Article, Duplicates, Source, complete

WORDS = [f"word{number}" for number in range(5000)]
FURNITURE = "Sign up for the newsletter of this paper and read the best stories of the day every single morning."


def paragraph(seed: int, length: int = 40) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length)) + "."


def story(*seeds: int) -> str:
    return "\n\n".join(map(paragraph, seeds))


def article(
    identifier: str,
    text: str | None,
    published: str | None = None,
    publisher: str | None = None,
    split: str | None = None,
) -> Article:
    day = datetime.date.fromisoformat(published) if published else None
    return complete(Article(id=identifier, text=text, published=day, source=Source(name=publisher), split=split))


def run(articles: Iterable[Article]) -> tuple[list[Article], list[Finding]]:
    items = list(deduplicate(articles))
    return [item for item in items if isinstance(item, Article)], [item for item in items if isinstance(item, Finding)]


def clusters(articles: Iterable[Article]) -> dict[str, str | None]:
    return {marked.id: marked.duplicates.cluster for marked in run(articles)[0]}


def codes(findings: Iterable[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.code.partition("-")[2], finding.article) for finding in findings]


def test_case_punctuation_and_spacing_make_no_other_text() -> None:
    articles, findings = run(
        [
            article("a", "The ferry sails on Friday, the trust said."),
            article("b", "THE FERRY sails — on Friday — the trust said"),
            article("c", "The ferry sails on Monday, the trust said."),
        ]
    )
    assert [marked.duplicates for marked in articles] == [Duplicates("b", False), Duplicates("b", True), Duplicates()]
    assert codes(findings) == [("story-copy", "a")]


def test_a_cut_and_a_reordered_copy_share_the_cluster_of_the_original() -> None:
    made = [article("a", story(1, 2, 3, 4)), article("b", story(1, 2)), article("c", story(4, 9, 1, 2, 3))]
    assert set(clusters([*made, article("d", story(5, 6, 7, 8))]).items()) == {
        ("a", "c"), ("b", "c"), ("c", "c"), ("d", None)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "canonical"),
    [
        (("a", (1, 2, 3), "2024-03-02"), ("b", (1, 2), "2024-03-01"), "b"),
        (("a", (1, 2), "2024-03-01"), ("b", (1, 2, 3), "2024-03-01"), "b"),
        (("b", (1, 2), "2024-03-01"), ("a", (1, 2), "2024-03-01"), "a"),
        (("a", (1, 2), None), ("b", (1, 2), "2024-03-01"), "b"),
    ],
    ids=["the earliest", "then the longest", "then the first id", "an unknown day is the latest"],
)
def test_the_canonical_copy_is(
    first: tuple[str, tuple[int, ...], str | None], second: tuple[str, tuple[int, ...], str | None], canonical: str
) -> None:
    articles, _ = run([article(name, story(*seeds), day) for name, seeds, day in (first, second)])
    assert {marked.id: marked.duplicates for marked in articles} == {
        name: Duplicates(canonical, name == canonical) for name in ("a", "b")
    }


def test_a_later_version_with_new_paragraphs_by_the_same_publisher_is_an_update() -> None:
    made = [
        article("agency", story(1, 2, 3), "2024-03-01", "Agency"),
        article("post", story(1, 2, 3), "2024-03-02", "The Post"),
        article("post-late", story(1, 2, 3, 4), "2024-03-03", "the post"),
        article("courier", story(1, 2, 3, 5), "2024-03-03", "The Courier"),
        article("post-again", story(1, 2), "2024-03-04", "The Post"),
    ]
    _, findings = run(made)
    assert codes(findings) == [
        ("story-copy", "post"),
        ("story-update", "post-late"),
        ("story-copy", "courier"),
        ("story-copy", "post-again"),
    ]
    assert "an update of 'post', 1 new paragraphs" in [finding.message for finding in findings]


def test_a_round_up_does_not_join_the_stories_that_it_prints() -> None:
    made = [article("a", story(1, 2, 3)), article("b", story(4, 5, 6)), article("both", story(1, 2, 4, 5))]
    assert set(clusters(made).values()) == {None}
    copies = [article("a2", story(1, 2, 3)), article("a3", story(1, 2, 3, 7))]
    assert set(clusters([*made, *copies]).items()) == {
        ("a", "a3"), ("a2", "a3"), ("a3", "a3"), ("b", None), ("both", None)
    }  # fmt: skip


def test_the_lines_of_a_page_make_no_copies() -> None:
    made = [
        article(f"a{number}", f"{paragraph(number, 25)}\n\n{FURNITURE}\n\n{FURNITURE[::-1]}") for number in range(80)
    ]
    assert set(clusters(made).values()) == {None}


def test_a_story_in_very_many_papers_stays_one() -> None:
    made = []
    for number in range(150):
        words = story(1, 2, 3, 4, 5).split(" ")
        words[number] = "edited"
        made.append(article(f"a{number:03}", " ".join(words), "2024-03-01"))
    assert len(set(clusters(made).values())) == 1


def test_copies_in_different_splits_are_told() -> None:
    made = [
        article("a", story(1, 2), "2024-03-01", split="train"),
        article("b", story(1, 2), "2024-03-02", split="test"),
        article("c", story(1, 2), "2024-03-03"),
    ]
    assert codes(run(made)[1]) == [("story-copy", "b"), ("split-leak", "b"), ("story-copy", "c")]


def test_articles_without_text_pass_unchanged_and_no_words_are_no_copy() -> None:
    standoff = msgspec.structs.replace(article("a", None), duplicates=Duplicates("kept", False))
    made = [standoff, article("b", ""), article("c", "—"), article("d", "")]
    assert run(made) == (made, [])


def test_a_second_run_changes_nothing_and_old_marks_do_not_stay() -> None:
    made = [article("a", story(1, 2)), article("b", story(1, 2, 3)), article("c", story(4, 5))]
    stale = [msgspec.structs.replace(one, duplicates=Duplicates("old", False)) for one in made]
    assert run(run(stale)[0]) == run(made)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=4), max_size=8), st.randoms(use_true_random=False))
def test_every_article_comes_out_once_and_every_cluster_has_one_canonical(
    seeds: list[list[int]], choice: random.Random
) -> None:
    made = [article(f"a{number}", story(*parts)) for number, parts in enumerate(seeds)]
    articles, _ = run(made)
    assert [one.id for one in articles] == [one.id for one in made]
    canonical = [one.id for one in articles if one.duplicates.cluster and one.duplicates.canonical]
    assert sorted(canonical) == sorted({one.duplicates.cluster for one in articles if one.duplicates.cluster})
    shuffled = choice.sample(made, len(made))
    assert clusters(shuffled) == clusters(made)
