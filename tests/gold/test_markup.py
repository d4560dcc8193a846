"""A gold file is read as it is written, written as it is read, and its errors are told by line and column."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.errors import UsageError
from ontherecord.gold import LABELS, parse_gold, write_gold
from ontherecord.gold.model import (
    CueHead,
    DateHead,
    Gold,
    OrganizationHead,
    ParsedGold,
    Place,
    QuotationHead,
    SpeakerHead,
    Tag,
)

from .examples import HARBOUR, golds

HEADER = "s1 person | Ines Marlow\no1 company | Skarn Ferries\n---\n"


def parsed(content: str) -> ParsedGold:
    result, findings = parse_gold(content, "a.txt")
    assert result is not None
    assert findings == []
    return result


def problems(body: str, header: str = HEADER) -> list[str]:
    """Code, line and message of the findings, `OTR612:4 column 1: …`."""
    _, findings = parse_gold(header + body, "a.txt")
    return [f"{finding.code[:6]}:{finding.line} {finding.message}" for finding in findings]


def test_header_body_and_tags_are_read() -> None:
    gold = parsed(HARBOUR).gold
    assert gold.text.startswith(
        "“It came up fast,” said Ines Marlow, harbour master of the Penmarrow Harbour Trust, on"
    )
    assert (gold.annotators, gold.reviewed) == (("A",), datetime.date(2026, 1, 30))
    assert gold.comments == ("the fire of 2024",)
    assert [speaker.organization_id for speaker in gold.speakers] == ["o1", None]
    assert gold.organizations[0].country == "GB"
    assert [tag.head for tag in gold.tags] == [
        QuotationHead("q1", "direct", "s1", date_id="d1", labels=("inverted",)),
        CueHead(("q1",)),
        SpeakerHead("s1", source_of=("q1",)),
        OrganizationHead("o1"),
        DateHead("d1", "DATE", "2024-09-02", anchor="published"),
        SpeakerHead("s1", "pronoun", ("q2",)),
        CueHead(("q2",)),
        QuotationHead("q2", "indirect", "s1", labels=("pronoun-speaker",)),
        DateHead("d2", "DATE", "2025"),
        OrganizationHead("o1"),
        QuotationHead("q3", "direct", "s2", on_behalf_of="-", labels=("nominal-speaker", "unnamed-speaker")),
        SpeakerHead("s2", "nominal", ("q3",)),
        CueHead(("q3",)),
    ]


def test_a_tag_covers_its_words_without_inner_tags() -> None:
    gold = parsed(HARBOUR).gold
    words = [gold.text[tag.start : tag.end] for tag in gold.tags]
    assert words[0] == "It came up fast,"
    assert words[7:10] == ["next year would be worse for the Trust", "next year", "Trust"]


def test_places_are_line_and_column_of_the_opening_brace() -> None:
    result = parsed(HEADER + "One day\n\nthe {o1|Skarn {o1|Ferries}} sail.")
    assert result.tag_places == (Place(6, 5), Place(6, 15))
    assert result.party_lines == {"s1": 1, "o1": 2}
    assert result.line_of(result.gold.text.index("sail")) == 6


def test_escaped_characters_stand_for_themselves() -> None:
    assert parsed(HEADER + r"a \{b\} \| | \\ \n {o1|\}}").gold.text == r"a {b} | | \ \n }"


def test_windows_line_ends_and_blank_lines_round_the_body_do_not_matter() -> None:
    assert parsed((HEADER + "\n\nOne.\n\nTwo.\n\n").replace("\n", "\r\n")).gold.text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("ab {o1|Skarn", "OTR613:4 column 4: {o1|Skarn has no }"),
        ("a\n\nb}", "OTR612:6 column 2: a } that closes no tag"),
        ("{Skarn}", "OTR612:4 column 1: {Skarn} has no head with a bar |"),
        ("{o1|}", "OTR612:4 column 1: {o1|} tags no words"),
        (
            "{x1|a}",
            "OTR612:4 column 1: {x1|: a tag begins with an id such as o1, s1, q1, d1 or with cue, not with 'x1'",
        ),
        ("{o01|a}", "OTR612:4 column 1: {o01|: a tag begins with an id such as o1"),
        ("{o1 x|a}", "OTR612:4 column 1: {o1 x|: 'x' has no meaning here"),
        ("{s1 noun|a}", "OTR612:4 column 1: {s1 noun|: 'noun' is no option of a speaker"),
        ("{s1 name pronoun|a}", "OTR612:4 column 1: {s1 name pronoun|: a mention has one form"),
        ("{s1 source|a}", "OTR612:4 column 1: {s1 source|: source and the ids of its quotations belong together"),
        ("{s1 q1|a}", "OTR612:4 column 1: {s1 q1|: source and the ids of its quotations belong together"),
        ("{cue|a}", "OTR612:4 column 1: {cue|: a cue names its quotations"),
        ("{cue s1|a}", "OTR612:4 column 1: {cue s1|: a cue names quotations such as q1, not 's1'"),
        ("{cue q1 q1|a}", "OTR612:4 column 1: {cue q1 q1|: q1 stands twice"),
        ("{q1 direct|a}", "OTR612:4 column 1: {q1 direct|: q1 needs a kind and a speaker"),
        ("{q1 quoted s1|a}", "OTR612:4 column 1: {q1 quoted s1|: 'quoted' is no kind of quotation"),
        ("{q1 direct o1|a}", "OTR612:4 column 1: {q1 direct o1|: after the kind stands the speaker"),
        ("{q1 direct s1 in=d1|a}", "OTR612:4 column 1: {q1 direct s1 in=d1|: in= is no option here"),
        ("{q1 direct s1 on=s1|a}", "OTR612:4 column 1: {q1 direct s1 on=s1|: on=s1: an id such as d1 is expected"),
        ("{q1 direct s1 on=d1 on=d2|a}", "OTR612:4 column 1: {q1 direct s1 on=d1 on=d2|: on= stands twice"),
        ("{q1 direct s1 nested nested|a}", "OTR612:4 column 1: {q1 direct s1 nested nested|: the label nested stands"),
        ("{q1 direct s1 nestled|a}", "OTR616:4 column 1: {q1 direct s1 nestled|: 'nestled' is no label"),
        ("{d1 DATE|a}", "OTR612:4 column 1: {d1 DATE|: d1 needs a type and a value"),
        ("{d1 DAY 2024|a}", "OTR612:4 column 1: {d1 DAY 2024|: 'DAY' is no type"),
        ("{d1 DATE 2024-02-30|a}", "OTR331:4 column 1: {d1 DATE 2024-02-30|: '2024-02-30' is no value of TIMEX3"),
        ("{d1 DATE 2024 mod=LAST|a}", "OTR612:4 column 1: {d1 DATE 2024 mod=LAST|: mod=LAST: there are BEFORE"),
        ("{d1 DATE 2024 anchor=s1|a}", "OTR612:4 column 1: {d1 DATE 2024 anchor=s1|: anchor=s1: an id such as d1"),
    ],
)
def test_a_tag_that_cannot_be_read_is_told_by_line_and_column(body: str, problem: str) -> None:
    (found,) = problems(body)
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Ines Marlow", "OTR611:1 'Ines Marlow' is neither a party"),
        ("s1 person", "OTR611:1 s1 has no name"),
        ("s1 woman | Ines Marlow", "OTR611:1 'woman' is no kind; there are person"),
        ("o1 firm | Skarn Ferries", "OTR611:1 'firm' is no kind; there are government"),
        ("s1 person | Ines | rank: captain", "OTR611:1 s1: 'rank: captain' is none of role:"),
        ("s1 person | Ines | captain", "OTR611:1 s1: 'captain' is none of role:"),
        ("s1 person | Ines | role: a | role: b", "OTR611:1 s1: role: stands twice"),
        ("s1 person | Ines | role:", "OTR611:1 s1: role: is empty"),
        ("s1 person | Ines | organization: Skarn", "OTR611:1 s1: organization: 'Skarn' is not of its form"),
        ("o1 company | Skarn Ferries | country: GBR", "OTR611:1 o1: country: 'GBR' is not of its form"),
        ("reviewed: yesterday", "OTR611:1 reviewed: 'yesterday' is no day"),
        ("s1 person | Ines\ns1 person | Otto", "OTR615:2 s1 stands in line 1 too"),
    ],
)
def test_a_line_of_the_header_that_cannot_be_read_is_told(line: str, problem: str) -> None:
    (found,) = problems("One.", f"{line}\n---\n")
    assert found.startswith(problem)


def test_without_a_separator_there_is_no_body() -> None:
    result, findings = parse_gold("s1 person | Ines Marlow\n\n“Wait,” she said.\n", "a.txt")
    assert result is None
    assert [finding.code for finding in findings] == ["OTR611-unreadable-gold"]


def test_all_errors_are_found_in_one_go_and_good_tags_are_kept() -> None:
    result, findings = parse_gold(HEADER + "{o1|Skarn} {x|a} {o1|b {d1|c} }}", "a.txt")
    assert [finding.code[:6] for finding in findings] == ["OTR612", "OTR612", "OTR612"]
    assert result is not None
    assert [result.gold.text[tag.start : tag.end] for tag in result.gold.tags] == ["Skarn", "b c "]


def test_the_written_file_reads_well() -> None:
    assert write_gold(parsed(HARBOUR).gold) == HARBOUR


@given(golds())
def test_what_is_written_is_read_as_the_same(gold: Gold) -> None:
    assert parsed(write_gold(gold)).gold == gold


HEADS = ("o1", "s1 pronoun", "s1 source  q1 name", " cue  q2 q1 ", "q1 direct - nested on=d1", "d1 SET P1D mod=APPROX")
BODIES = st.recursive(
    st.lists(st.sampled_from(("\\{", "\\}", "\\a", "\\\\", "|", "\n\n", "“")), min_size=1, max_size=4).map("".join),
    lambda inner: st.lists(
        st.one_of(inner, st.builds("{{{}|.{}.}}".format, st.sampled_from(HEADS), inner)), min_size=1, max_size=4
    ).map(" ".join),
    max_leaves=12,
)


@given(BODIES)
def test_what_was_read_and_written_stays_as_it_is(body: str) -> None:
    written = write_gold(parsed(HEADER + body).gold)
    assert write_gold(parsed(written).gold) == written


def test_tags_that_cross_cannot_be_written() -> None:
    crossing = (Tag(0, 3, OrganizationHead("o1")), Tag(1, 4, CueHead(("q1",))))
    with pytest.raises(UsageError, match="cue q1 crosses o1"):
        write_gold(Gold(text="abcd", tags=crossing))


def test_reading_a_hundred_thousand_open_tags_takes_linear_time() -> None:
    # A quadratic reader would take minutes here.
    result, findings = parse_gold(HEADER + "{" * 50_000 + "{o1|a" * 50_000, "a.txt")
    assert result is not None
    assert len(findings) == 150_000


def test_the_page_about_the_format_lists_every_label_and_its_example_is_right() -> None:
    page = (Path(__file__).parents[2] / "docs" / "gold-format.md").read_text(encoding="utf-8")
    assert [f"| `{label}` | {meaning} |" in page for label, meaning in LABELS.items()] == [True] * len(LABELS)
    assert len(parsed(page.split("```\n")[1]).gold.tags) == 12
