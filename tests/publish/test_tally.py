"""Names are counted on disk as they are in memory."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.publish.tally import Key, Ranking, Tally, rank

KEYS = st.lists(st.tuples(st.none() | st.text(max_size=2)), max_size=60)


@given(st.lists(KEYS, max_size=5), st.integers(1, 5))
def test_a_tally_on_disk_ranks_as_a_counter_does(batches: list[list[Key]], longest: int) -> None:
    counts: Counter[Key] = Counter()
    with Tally(most_recent=3) as tally:
        for keys in batches:
            counts.update(keys)
            tally.update(keys)
        assert tally.rank(longest) == rank(counts, longest)


def test_what_is_not_among_the_commonest_is_summed() -> None:
    ranking = rank(Counter({("a",): 5, ("b",): 2, ("c",): 2}), 1)
    assert ranking == Ranking(common=((("a",), 5),), others=2, rest=4)


@pytest.mark.parametrize("most_recent", [1, 1000])
def test_of_equal_counts_the_first_comes_first(most_recent: int) -> None:
    with Tally(most_recent) as tally:
        tally.update([("b",), ("a",), ("c",), ("c",)])
        assert [key for key, _ in tally.rank(3).common] == [("c",), ("b",), ("a",)]
