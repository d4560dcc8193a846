import json

import pytest

from ontherecord.annotate import confidence
from ontherecord.annotate.confidence import Count, confidence_of


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {"cue-after+name": Count(190, 200), "clause+name": Count(3, 10), "floating+carry-over": Count(40, 80)}
    monkeypatch.setattr(confidence, "counts", lambda: table)
    confidence_of.cache_clear()


@pytest.mark.usefixtures("counted")
def test_a_rule_with_many_quotations_has_its_own_share() -> None:
    assert confidence_of("cue-after+name") == pytest.approx(0.95, abs=0.01)


@pytest.mark.usefixtures("counted")
def test_a_rule_with_few_quotations_leans_on_those_with_the_same_evidence() -> None:
    assert 3 / 10 < confidence_of("clause+name") < 193 / 210


@pytest.mark.usefixtures("counted")
def test_an_unknown_rule_has_the_share_of_its_evidence() -> None:
    assert confidence_of("gerund+name") == pytest.approx(193 / 210, abs=0.02)
    assert confidence_of("gerund+nothing-known") == pytest.approx(233 / 290, abs=0.02)


def test_the_fitted_table_is_sorted_and_no_rule_has_more_right_than_found() -> None:
    confidence_of.cache_clear()
    table = confidence.counts()
    assert list(table) == sorted(table)
    assert all(0 <= count.right <= count.found for count in table.values())
    assert json.dumps(confidence_of("cue-after+name"))
