"""The index of the corpus stays quick, however many articles have something in common."""

import contextlib
from collections.abc import Callable

import pytest

from ontherecord.validate.corpus_index import CorpusIndex, Entry, Place

FEW, MANY = 50, 2_000
SHARED = (1, 2, 3)

LOOKUPS: dict[str, Callable[[CorpusIndex], object]] = {
    "the id": lambda index: index.with_id("article-7"),
    "the text": lambda index: index.with_text("same"),
    "the text in another split": lambda index: index.with_text_in_other_split("same", "train"),
    "like texts in another split": lambda index: list(index.alike_in_other_split(SHARED, "train")),
}


@pytest.mark.parametrize("lookup", LOOKUPS.values(), ids=LOOKUPS)
def test_the_work_of_a_look_up_does_not_grow_with_what_articles_share(lookup: Callable[[CorpusIndex], object]) -> None:
    assert _steps(lookup, articles=MANY) < 2 * _steps(lookup, articles=FEW)


@pytest.mark.parametrize("split", ["test", "validation"])
def test_splits_on_both_sides_of_ones_own_are_other_splits(split: str) -> None:
    with contextlib.closing(CorpusIndex()) as index:
        index.add(_entry(1, "train"))
        index.add(_entry(2, split))
        found = index.with_text_in_other_split("same", "train")
        assert found is not None
        assert found.split == split
        assert [entry.split for entry in index.alike_in_other_split(SHARED, "train")] == [split]


def _steps(lookup: Callable[[CorpusIndex], object], articles: int) -> int:
    """Instructions of the database for a look-up among articles of one text and one split."""
    with contextlib.closing(CorpusIndex()) as index:
        for number in range(articles):
            index.add(_entry(number, "train"))
        steps = 0

        def step() -> int:
            nonlocal steps
            steps += 1
            return 0

        index._database.set_progress_handler(step, 1)
        lookup(index)
        return steps


def _entry(number: int, split: str) -> Entry:
    return Entry(f"article-{number}", "same", split, None, SHARED, Place("articles.jsonl", number + 1))
