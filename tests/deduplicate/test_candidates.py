"""Which pairs are worth comparing: each once and in order, however many of them are read back from disk at a time."""

import tempfile

import pytest

from ontherecord.deduplicate import candidates
from ontherecord.deduplicate.sketches import Sketches, runs_of

TEMPLATE = (
    "the ferry of {0} leaves at nine and the ferry to {0} comes back at noon said the harbour office of {0} on air"
)
TEXTS = [TEMPLATE.format(f"town{number}").split() for number in range(40)]
UNLIKE = [[f"word{number}-{place}" for place in range(20)] for number in range(10)]


def pairs_of(texts: list[list[str]]) -> list[tuple[int, int]]:
    with tempfile.TemporaryFile() as runs, tempfile.TemporaryFile() as found:
        sketches = Sketches(runs)
        for text in texts:
            sketches.add(runs_of(text))
        return list(candidates.candidate_pairs(sketches.signatures(), sketches.lengths(), found))


@pytest.mark.parametrize("at_once", [1, 7, 50, 51])
def test_pairs_stand_in_order_and_once_however_they_are_read(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = pairs_of(TEXTS + UNLIKE)
    assert len(expected) > len(TEXTS)
    assert expected == sorted(set(expected))
    assert all(first < second < len(TEXTS) for first, second in expected)
    monkeypatch.setattr(candidates, "TEXTS_AT_ONCE", at_once)
    assert pairs_of(TEXTS + UNLIKE) == expected


@pytest.mark.parametrize("texts", [[], TEXTS[:1], UNLIKE], ids=["none", "one", "unlike ones"])
def test_texts_without_likeness_make_no_pair(texts: list[list[str]]) -> None:
    assert pairs_of(texts) == []
