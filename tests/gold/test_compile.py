"""Gold becomes the four layers of its article, and an article can be written as gold without loss."""

import datetime

import msgspec
import pytest
from hypothesis import given

from ontherecord.errors import UsageError
from ontherecord.gold import article_alone, compile_gold, parse_gold, write_markup
from ontherecord.gold.compile import text_difference
from ontherecord.gold.model import Gold
from ontherecord.records import (
    GUIDELINE_VERSION,
    Article,
    Date,
    Layer,
    Organization,
    Quotation,
    Span,
    Speaker,
    SpeakerMention,
    complete,
)

from .examples import HARBOUR, golds


@pytest.fixture(scope="module")
def gold() -> Gold:
    parsed, findings = parse_gold(HARBOUR, "harbor-fire.txt")
    assert parsed is not None
    assert findings == []
    return parsed.gold


@pytest.fixture(scope="module")
def article(gold: Gold) -> Article:
    return compile_gold(gold, complete(Article(id="harbor-fire", text=gold.text, headline="Fire", genre="report")))


def test_what_gold_does_not_tell_stays(article: Article) -> None:
    assert (article.id, article.headline, article.genre) == ("harbor-fire", "Fire", "report")


def test_a_speaker_has_the_header_and_its_mentions(article: Article) -> None:
    marlow, firefighter = article.speakers
    text = article.text or ""
    name, pronoun = text.index("Ines Marlow"), text.index("She warned")
    assert marlow == Speaker(
        id="s1",
        name="Ines Marlow",
        role="harbour master",
        affiliation="Penmarrow Harbour Trust",
        organization_id="o1",
        mentions=(
            SpeakerMention(name, name + 11, "Ines Marlow"),
            SpeakerMention(pronoun, pronoun + 3, "She", "pronoun"),
        ),
    )
    assert (firefighter.kind, firefighter.mentions[0].form) == ("unnamed", "nominal")


def test_the_aliases_of_an_organization_are_its_other_mentions(article: Article) -> None:
    text = article.text or ""
    first, second = text.index("Penmarrow Harbour Trust"), text.index("Trust.")
    assert article.organizations == (
        Organization(
            id="o1",
            name="Penmarrow Harbour Trust",
            aliases=("Trust",),
            kind="government",
            country="GB",
            mentions=(Span.of(text, first, first + 23), Span.of(text, second, second + 5)),
        ),
    )


def test_the_days_of_a_date_follow_from_its_value(article: Article) -> None:
    assert [(date.value, date.earliest, date.latest, date.anchor) for date in article.dates] == [
        ("2024-09-02", datetime.date(2024, 9, 2), datetime.date(2024, 9, 2), "published"),
        ("2025", datetime.date(2025, 1, 1), datetime.date(2025, 12, 31), None),
    ]


def test_a_quotation_has_its_cue_source_and_labels(article: Article) -> None:
    first, second, third = article.quotations
    text = article.text or ""
    said, marlow = text.index("said"), text.index("Ines Marlow")
    assert first == Quotation(
        id="q1",
        start=1,
        end=17,
        text="It came up fast,",
        kind="direct",
        speaker_id="s1",
        organization_id="o1",
        phenomena=("inverted",),
        cue=Span.of(text, said, said + 4),
        source=Span.of(text, marlow, marlow + 11),
        date_id="d1",
    )
    assert second.text == "next year would be worse for the Trust"
    assert second.source is not None
    assert second.source.text == "She"
    assert third.text == "Run,"


def test_a_speaker_speaks_for_his_organization_unless_told_otherwise() -> None:
    header = "s1 person | Ines | organization: o1\ns2 person | Otto\no1 company | Skarn\no2 party | Left\n---\n"
    body = "{q1 direct s1|a} {q2 direct s1 for=o2|b} {q3 direct s1 for=-|c} {q4 direct s2|d} {q5 direct s2 for=o2|e}"
    parsed, _ = parse_gold(header + body, "a.txt")
    assert parsed is not None
    organizations = [quotation.organization_id for quotation in article_alone("a", parsed.gold).quotations]
    assert organizations == ["o1", "o2", None, None, "o2"]


def test_all_four_layers_are_reviewed_by_hand(article: Article) -> None:
    assert article.layers == tuple(
        Layer(
            name=name,
            tool="hand",
            guideline_version=GUIDELINE_VERSION,
            reviewed=True,
            reviewed_on=datetime.date(2026, 1, 30),
            reviewers=("A",),
        )
        for name in ("quotations", "speakers", "organizations", "dates")
    )


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("One\n\ntwo", None, 2),
        ("One\n\nTwo", r"gold has 'One\n\ntwo', the article 'One\n\nTwo'", 4),
        ("One\n\ntwo\n\nthree", r"gold has 'One\n\ntwo', the article 'One\n\ntwo\n\nthree'", 4),
        ("One", r"gold has 'One\n\ntwo', the article 'One'", 2),
        ("", r"gold has 'One\n\ntwo', the article no more text", 2),
    ],
)
def test_the_first_difference_to_the_article_is_told(text: str, message: str | None, line: int) -> None:
    parsed, _ = parse_gold("---\nOne\n\n{o1|two}", "a.txt")
    assert parsed is not None
    finding = text_difference(parsed, text, "a.txt")
    assert (finding.message if finding else None) == message
    assert finding is None or finding.line == line


@given(golds())
def test_an_article_written_as_gold_and_compiled_again_is_the_same(gold: Gold) -> None:
    article = article_alone("a", gold)
    parsed, findings = parse_gold(write_markup(article), "a.txt")
    assert findings == []
    assert parsed is not None
    assert article_alone("a", parsed.gold) == article


def test_a_source_that_is_no_mention_is_written_as_one() -> None:
    text = "Wait, she said. Run, the man said."
    she, man = Span.of(text, 6, 9), Span.of(text, 21, 28)
    article = Article(
        id="a",
        text=text,
        speakers=(Speaker(id="s1", name="Ines"), Speaker(id="s2", name="the man", kind="unnamed")),
        quotations=(
            Quotation(id="q1", start=0, end=5, text="Wait,", kind="direct", speaker_id="s1", source=she),
            Quotation(id="q2", start=16, end=20, text="Run,", kind="direct", speaker_id="s2", source=man),
        ),
    )
    markup = write_markup(article)
    assert "{s1 pronoun source q1|she}" in markup
    assert "{s2 nominal source q2|the man}" in markup


def test_annotations_that_cross_cannot_be_written() -> None:
    dates = (
        Date(id="d1", start=0, end=3, text="abc", type="DATE", value="2024"),
        Date(id="d2", start=1, end=4, text="bcd", type="DATE", value="2024"),
    )
    with pytest.raises(UsageError, match="d2 DATE 2024 crosses d1 DATE 2024"):
        write_markup(Article(id="a", text="abcd", dates=dates))


def test_an_article_without_text_cannot_be_written(article: Article) -> None:
    with pytest.raises(UsageError, match="no text"):
        write_markup(msgspec.structs.replace(article, text=None))
