"""Agreement of two annotators: alpha after published examples, the rest worked out by hand."""

import math

import numpy as np
import pytest
from msgspec.structs import replace

from ontherecord.evaluate.agreement import RESAMPLES, Agreement, agreement, alpha
from ontherecord.evaluate.tokens import token_labels
from ontherecord.records import Article, Date, Organization, Quotation, Span, Speaker, SpeakerMention

TEXT = "“Wait for the ferry,” Ines of Skarn Ferries said on Monday. “Or swim,” Otto said."

WAIT = Quotation(id="q1", start=1, end=20, text=TEXT[1:20], kind="direct", speaker_id="s1", cue=Span.of(TEXT, 44, 48))
SWIM = Quotation(id="q2", start=61, end=69, text=TEXT[61:69], kind="direct", speaker_id="s2")
INES = Speaker(id="s1", name="Ines", mentions=(SpeakerMention(22, 26, "Ines"),))
OTTO = Speaker(id="s2", name="Otto", mentions=(SpeakerMention(71, 75, "Otto"),))
FERRIES = Organization(id="o1", name="Skarn Ferries", mentions=(Span.of(TEXT, 30, 43),))
MONDAY = Date(id="d1", start=52, end=58, text="Monday", type="DATE", value="2024-03-11")
ARTICLE = Article(
    id="a", text=TEXT, speakers=(INES, OTTO), organizations=(FERRIES,), dates=(MONDAY,), quotations=(WAIT, SWIM)
)


def table(*pairs: tuple[Article, Article]) -> dict[str, Agreement]:
    return {line.measure: line for line in agreement(pairs)}


def coincidences(one: str, other: str) -> "np.ndarray":
    """How often the labels of two coders meet, unit by unit."""
    labels = sorted({*one, *other})
    met = np.zeros((len(labels), len(labels)))
    for left, right in zip(one, other, strict=True):
        met[labels.index(left), labels.index(right)] += 1
        met[labels.index(right), labels.index(left)] += 1
    return met


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        # Krippendorff 2011, examples A (binary data) and B (nominal data), both for two observers.
        ("0100000010", "1110010000", 0.095),
        ("aabbdcccedda", "babbbccceddd", 0.692),
        ("aab", "aab", 1.0),
        # By hand: n = 4, observed = 4, expected = (16 - 8) / 3, so that alpha = 1 - 4 / (8 / 3).
        ("ab", "ba", -0.5),
    ],
)
def test_alpha_is_that_of_the_published_examples(one: str, other: str, value: float) -> None:
    assert round(float(alpha(coincidences(one, other))), 3) == value


def test_alpha_of_a_single_label_is_no_number() -> None:
    assert math.isnan(float(alpha(coincidences("aaa", "aaa"))))


def test_a_token_has_the_labels_of_all_spans_that_cover_it() -> None:
    text = "He said “run, now”."
    quotations = (
        Quotation(id="q1", start=8, end=18, text=text[8:18], kind="mixed"),
        Quotation(id="q2", start=9, end=12, text="run", kind="direct"),
    )
    labels = token_labels(Article(id="a", text=text, quotations=quotations), "quotations")
    assert labels == ["", "", "mixed", "direct+mixed", "mixed", "mixed", "mixed", ""]


def test_an_annotator_agrees_with_himself() -> None:
    lines = table((ARTICLE, ARTICLE), (ARTICLE, ARTICLE))
    assert {line.value for line in lines.values() if line.items} == {1.0}
    assert {(line.low, line.high) for line in lines.values() if line.items} == {(1.0, 1.0)}


def test_spans_agree_exactly_or_nearly() -> None:
    shorter = replace(WAIT, start=6, text=TEXT[6:20])
    lines = table((ARTICLE, replace(ARTICLE, quotations=(shorter, SWIM))))
    # 13 of 18 code points without the comma, less than 0.8: the first quotation is another one.
    assert (lines["quotations exact span F1"].value, lines["quotations span F1"].value) == (0.5, 0.5)
    nearly = replace(MONDAY, start=49, text="on Monday")
    lines = table((ARTICLE, replace(ARTICLE, dates=(nearly,))))
    assert (lines["dates exact span F1"].value, lines["dates span F1"].value) == (0.0, 1.0)


def test_a_comma_at_the_end_of_a_quotation_does_not_matter() -> None:
    without = replace(WAIT, end=19, text=TEXT[1:19])
    assert table((ARTICLE, replace(ARTICLE, quotations=(without, SWIM))))["quotations exact span F1"].value == 1.0


def test_what_belongs_to_a_span_is_compared_where_both_have_it() -> None:
    other = replace(
        ARTICLE,
        quotations=(replace(WAIT, speaker_id="s2", kind="mixed", cue=None), replace(SWIM, speaker_id=None)),
        dates=(replace(MONDAY, value="2024-03-18"),),
    )
    lines = table((ARTICLE, other))
    names = (
        "quotations speaker",
        "quotations kind",
        "quotations cue",
        "quotations source",
        "dates type",
        "dates value",
    )
    assert [lines[name].value for name in names] == [0.0, 0.5, 0.5, 1.0, 1.0, 0.0]
    assert (lines["quotations speaker"].items, lines["dates value"].items) == (2, 1)


def test_groups_agree_by_the_pairs_that_stand_together_whatever_their_names() -> None:
    places = [(1, 5), (6, 9), (10, 13), (14, 19)]

    def grouped(groups: str) -> Article:
        quotations = tuple(
            Quotation(
                id=f"q{start}", start=start, end=end, text=TEXT[start:end], kind="direct", group=group.strip() or None
            )
            for (start, end), group in zip(places, groups, strict=True)
        )
        return replace(ARTICLE, quotations=quotations)

    line = table((grouped("xxyy"), grouped("bbaa")))["quotations group pair F1"]
    assert (line.value, line.items) == (1.0, 4)
    # One pair against the three of "aaa", and one in common; who stands in no group makes no pair.
    line = table((grouped("xx  "), grouped("aaa ")))["quotations group pair F1"]
    assert (line.value, line.items) == (0.5, 4)
    assert table((grouped("xx  "), grouped("  aa")))["quotations group pair F1"].value == 0.0
    assert table((grouped("    "), grouped("    ")))["quotations group pair F1"].value is None


def test_groups_are_compared_on_quotations_that_both_have() -> None:
    one = replace(ARTICLE, quotations=(replace(WAIT, group="g"), replace(SWIM, group="g")))
    assert table((one, one))["quotations group pair F1"].items == 2
    assert table((one, replace(one, quotations=one.quotations[:1])))["quotations group pair F1"].items == 0


def linked(quotation: Quotation, *dates: Date) -> Article:
    return replace(ARTICLE, dates=dates, quotations=(quotation, SWIM))


def test_dates_of_quotations_agree_by_place_or_by_value_whatever_their_ids() -> None:
    first = linked(replace(WAIT, date_id="d1"), MONDAY)
    elsewhere = Date(id="d7", start=66, end=69, text="him", type="DATE", value="2024-03-11")

    def value(date: Date) -> tuple[float | None, int]:
        line = table((first, linked(replace(WAIT, date_id=date.id), date)))["quotations date link F1"]
        return line.value, line.items

    assert value(replace(MONDAY, id="d9", start=49, text="on Monday", value="2024-03-18")) == (1.0, 2)
    assert value(elsewhere) == (1.0, 2)
    assert value(replace(elsewhere, value="2024-03-18")) == (0.0, 2)


def test_organizations_of_quotations_agree_by_mention_or_by_name_whatever_their_ids() -> None:
    first = replace(ARTICLE, quotations=(replace(WAIT, organization_id="o1"), SWIM))

    def value(party: Organization) -> float | None:
        quotations = (replace(WAIT, organization_id=party.id), SWIM)
        other = replace(ARTICLE, organizations=(party,), quotations=quotations)
        return table((first, other))["quotations on-behalf-of link F1"].value

    assert value(replace(FERRIES, id="o5", name="The line")) == 1.0
    assert value(replace(FERRIES, id="o5", mentions=())) == 1.0
    within = Organization(id="o1", name="Isle of Skarn", mentions=(Span.of(TEXT, 30, 35),))
    assert value(within) == 0.0


def test_links_that_neither_has_are_no_agreement() -> None:
    one = replace(ARTICLE, quotations=(replace(WAIT, date_id="d1", organization_id="o1"), SWIM))
    lines = table((one, ARTICLE), (one, one))
    for name in ("quotations date link F1", "quotations on-behalf-of link F1"):
        # One of two is missing in one article, and both are there in the other: 2 of 3.
        assert (lines[name].value, lines[name].items) == (round(2 / 3, 4), 3)
        assert (lines[name].low, lines[name].high) == (0.0, 1.0)
        assert table((ARTICLE, ARTICLE))[name].value is None


def test_two_who_know_no_speaker_agree() -> None:
    nobody = replace(ARTICLE, quotations=(replace(WAIT, speaker_id=None),))
    assert table((nobody, nobody))["quotations speaker"].value == 1.0


def test_mentions_agree_exactly_or_by_overlap() -> None:
    longer = replace(FERRIES, mentions=(Span.of(TEXT, 27, 43),))
    lines = table((ARTICLE, replace(ARTICLE, organizations=(longer,), speakers=(INES,))))
    assert (lines["organizations exact mention F1"].value, lines["organizations mention F1"].value) == (0.0, 1.0)
    assert lines["speakers exact mention F1"].value == round(2 / 3, 4)


def test_what_nobody_annotated_has_no_figure() -> None:
    bare = Article(id="a", text=TEXT)
    lines = table((bare, bare))
    assert {line.value for line in lines.values()} == {None}
    assert (lines["dates value"].items, lines["dates token alpha"].items) == (0, 23)


def test_nothing_to_compare_gives_no_table() -> None:
    assert agreement([]) == ()


def test_the_interval_is_that_of_articles_drawn_with_replacement_and_the_same_each_time() -> None:
    differs = replace(ARTICLE, dates=(replace(MONDAY, value="2024-03-18"),))
    pairs = [(ARTICLE, ARTICLE)] * 9 + [(ARTICLE, differs)]
    line = table(*pairs)["dates value"]
    assert line == table(*pairs)["dates value"]
    assert (line.value, line.high) == (0.9, 1.0)
    # The number of wrong ones among ten draws is binomial (10, 0.1): 3 or fewer in 98.7 %, 2 or fewer in 93.0 %.
    assert line.low == 0.7
    assert RESAMPLES == 1000
