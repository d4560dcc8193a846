"""The figures of each layer, worked out by hand on small articles."""

import datetime
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from ontherecord.errors import SourceError
from ontherecord.evaluate import RENDERERS, Figure, evaluate, read_gold
from ontherecord.jsonl import write_articles
from ontherecord.records import Article, Date, Layer, Organization, Quotation, Span, Speaker

TEXT = (
    "“We will wait for the ferry,” Ines Marlow of the Harbour Trust said on Monday. Marlow added that Trust boats sail."
)

QUOTED = Quotation(id="q1", start=1, end=28, text=TEXT[1:28], kind="direct", speaker_id="s1")
REPORTED = Quotation(id="q2", start=97, end=113, text=TEXT[97:113], kind="indirect", speaker_id="s1")
MARLOW = Speaker(id="s1", name="Ines Marlow", role="skipper", affiliation="Harbour Trust")
TRUST = Organization(id="o1", name="Harbour Trust", mentions=(Span.of(TEXT, 49, 62), Span.of(TEXT, 97, 102)))
MONDAY = Date(
    id="d1",
    start=71,
    end=77,
    text="Monday",
    type="DATE",
    value="2024-05-06",
    earliest=datetime.date(2024, 5, 6),
    latest=datetime.date(2024, 5, 6),
)
LAYERS = tuple(Layer(name=name, tool="hand") for name in ("quotations", "speakers", "organizations", "dates"))
GOLD = Article(
    id="a-1",
    text=TEXT,
    speakers=(MARLOW,),
    organizations=(TRUST,),
    dates=(MONDAY,),
    quotations=(QUOTED, REPORTED),
    layers=LAYERS,
)


def figures(tmp_path: Path, gold: Article, *predicted: Article) -> dict[str, Figure]:
    write_articles(tmp_path / "gold.jsonl", [gold])
    write_articles(tmp_path / "predicted.jsonl", predicted)
    return {figure.measure: figure for figure in evaluate(tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl")}


def test_gold_against_itself_is_perfect(tmp_path: Path) -> None:
    assert {figure.f1 for figure in figures(tmp_path, GOLD, GOLD).values()} == {100.0}


def test_a_missing_prediction_counts_as_empty(tmp_path: Path) -> None:
    assert {figure.f1 for figure in figures(tmp_path, GOLD).values()} == {0.0}


def test_links_of_a_quotation_count_where_either_side_has_one(tmp_path: Path) -> None:
    linked = replace(GOLD, quotations=(replace(QUOTED, date_id="d1", organization_id="o1"), REPORTED))
    more = replace(
        linked,
        quotations=tuple(replace(quotation, date_id="d1", organization_id="o1") for quotation in GOLD.quotations),
    )
    found = figures(tmp_path, linked, more)
    for measure in ("quotations date link", "quotations on-behalf-of link"):
        assert (found[measure].precision, found[measure].recall, found[measure].gold) == (50.0, 100.0, 1)


def test_gold_without_a_link_has_no_figure_for_links(tmp_path: Path) -> None:
    linked = replace(GOLD, quotations=(replace(QUOTED, date_id="d1"), REPORTED))
    assert not any(measure.endswith("link") for measure in figures(tmp_path, GOLD, linked))


def test_a_wrong_speaker_costs_the_entity_but_not_the_span(tmp_path: Path) -> None:
    stranger = Speaker(id="s1", name="Otto Brandt")
    result = figures(tmp_path, GOLD, replace(GOLD, speakers=(stranger,)))
    assert result["quotations direct span"].f1 == 100.0
    assert result["quotations direct entity"].f1 == 0.0
    assert result["speakers name"].f1 == 0.0


def test_a_false_quotation_costs_precision_only(tmp_path: Path) -> None:
    false = Quotation(id="q3", start=30, end=62, text=TEXT[30:62], kind="indirect", speaker_id="s1")
    result = figures(tmp_path, GOLD, replace(GOLD, quotations=(QUOTED, REPORTED, false)))
    assert (result["quotations all span"].precision, result["quotations all span"].recall) == (66.7, 100.0)
    assert result["quotations direct span"].precision == 100.0


def test_kind_is_counted_on_matched_quotations(tmp_path: Path) -> None:
    result = figures(tmp_path, GOLD, replace(GOLD, quotations=(QUOTED, replace(REPORTED, kind="mixed"))))
    assert (result["quotations kind"].f1, result["quotations kind"].gold) == (50.0, 2)


def test_a_split_cluster_costs_b_cubed_recall(tmp_path: Path) -> None:
    apart = (
        Organization(id="o1", name="Harbour Trust", mentions=TRUST.mentions[:1]),
        Organization(id="o2", name="Trust", mentions=TRUST.mentions[1:]),
    )
    result = figures(tmp_path, GOLD, replace(GOLD, organizations=apart))
    assert result["organizations strict"].f1 == 100.0
    assert (result["organizations b-cubed"].precision, result["organizations b-cubed"].recall) == (100.0, 50.0)


def test_kind_is_counted_on_organizations_that_share_a_mention(tmp_path: Path) -> None:
    trust = replace(TRUST, kind="ngo")
    unseen = Organization(id="o2", name="Monday", kind="media", mentions=(Span.of(TEXT, 71, 77),))
    gold = replace(GOLD, organizations=(trust, unseen))
    for kind, expected in (("ngo", (100.0, 100.0, 1)), ("company", (0.0, 0.0, 1)), (None, (0.0, 0.0, 1))):
        found = figures(tmp_path, gold, replace(GOLD, organizations=(replace(trust, kind=kind),)))["organizations kind"]
        assert (found.precision, found.recall, found.gold) == expected


def test_gold_without_kinds_has_no_figure_for_them(tmp_path: Path) -> None:
    assert "organizations kind" not in figures(tmp_path, GOLD, GOLD)


def test_the_same_days_in_another_value_count_for_interval_only(tmp_path: Path) -> None:
    other = replace(MONDAY, value="2024-W19-1")
    result = figures(tmp_path, GOLD, replace(GOLD, dates=(other,)))
    assert result["dates value"].f1 == 0.0
    assert result["dates interval"].f1 == 100.0


def test_a_layer_that_gold_lacks_is_not_scored(tmp_path: Path) -> None:
    result = figures(tmp_path, replace(GOLD, layers=LAYERS[3:]), GOLD)
    assert {measure.split()[0] for measure in result} == {"dates"}


def test_a_minimal_gold_row_has_the_layers_whose_keys_it_has(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a-1", "text": "On Monday.", "dates": []}), encoding="utf-8")
    assert [item.layers for item in read_gold(path)] == [frozenset({"dates"})]


def test_another_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="'a-1' differs"):
        figures(tmp_path, GOLD, replace(GOLD, text=TEXT + " "))


def test_predictions_may_stand_in_any_order_and_the_later_of_two_counts(tmp_path: Path) -> None:
    others = [replace(GOLD, id=f"a-{number}") for number in range(2, 40)]
    write_articles(tmp_path / "gold.jsonl", [GOLD, *others])
    write_articles(tmp_path / "predicted.jsonl", [replace(GOLD, dates=()), *reversed(others), GOLD])
    assert {figure.f1 for figure in evaluate(tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl")} == {100.0}


@pytest.mark.parametrize("form", RENDERERS)
def test_every_form_names_every_measure(form: str, tmp_path: Path) -> None:
    result = figures(tmp_path, GOLD, GOLD)
    table = RENDERERS[form](list(result.values()))
    assert all(measure in table for measure in result)
