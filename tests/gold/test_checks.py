"""What is wrong within a gold file whose tags can be read is found, and nothing is found in a right one."""

import pytest

from ontherecord.gold import parse_gold
from ontherecord.gold.checks import check_gold

from .examples import HARBOUR

HEADER = """\
annotator: A
reviewed: 2026-01-30
s1 person | Ines Marlow | organization: o1
s2 unnamed | a firefighter
o1 company | Skarn Ferries
---
"""
PARTIES = "{s1|Ines Marlow}, {s2|a firefighter}, {o1|Skarn Ferries}."


def problems(body: str, header: str = HEADER) -> list[str]:
    parsed, findings = parse_gold(header + body, "a.txt")
    assert parsed is not None
    assert findings == []
    return [f"{finding.code[:6]}:{finding.line} {finding.message}" for finding in check_gold(parsed, "a.txt")]


def test_nothing_is_wrong_with_a_right_file() -> None:
    header, separator, body = HARBOUR.partition("---\n")
    assert problems(body, header + separator) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("in {o2|Skarn}", "OTR614:9 column 4: o2 is not defined in the header"),
        ("{s3|he}", "OTR614:9 column 1: s3 is not defined in the header"),
        ("{cue q1|said}", "OTR614:9 column 1: q1 is not defined in the body"),
        ("{s1 source q1|she}", "OTR614:9 column 1: q1 is not defined in the body"),
        ("{q1 direct s3 floating|Run}", "OTR614:9 column 1: s3 is not defined in the header"),
        ("{q1 direct s1 floating for=o2|Run}", "OTR614:9 column 1: o2 is not defined in the header"),
        ("{q1 direct s1 floating on=d1|Run}", "OTR614:9 column 1: d1 is not defined in the body"),
        ("{d1 DATE 2024 anchor=d2|this year}", "OTR614:9 column 1: d2 is not defined in the body"),
        ("{d1 DATE 2024|then}\n\n{d1 DATE 2025|now}", "OTR615:11 column 1: d1 stands in line 9 too"),
        (
            "{s1 source q1|Ines Marlow} {cue q1|b} {q1 direct s1|a} {cue q1|c}",
            "OTR615:9 column 56: the cue of q1 stands in line 9 too",
        ),
        (
            "{s1 source q1|b} {s1 source q1|b} {cue q1|c} {q1 direct s1|a}",
            "OTR615:9 column 18: the source of q1 stands in line 9 too",
        ),
        (
            "{s2 source q1|b} {cue q1|c} {q1 direct s1|a}",
            "OTR617:9 column 1: s2 is the source of q1, whose speaker is s1",
        ),
        (
            "{s1 source q1|b} {cue q1|c} {q1 direct -|a}",
            "OTR617:9 column 1: s1 is the source of q1, whose speaker is -",
        ),
        ("{q1 direct s1|a}", "OTR618:9 column 1: q1 lacks the label floating"),
        ("{cue q1|c} {q1 direct s1 floating|a}", "OTR618:9 column 12: q1 has the label floating, which does not fit"),
        ("{s1 pronoun source q1|b} {cue q1|c} {q1 direct s1|a}", "OTR618:9 column 37: q1 lacks the label pronoun-spea"),
        ("{s1 nominal source q1|b} {cue q1|c} {q1 direct s1|a}", "OTR618:9 column 37: q1 lacks the label nominal-spea"),
        ("{cue q1|c} {s1 source q1|b} {q1 direct s1|a}", "OTR618:9 column 29: q1 lacks the label inverted"),
        ("{q1 direct s2 floating|a}", "OTR618:9 column 1: q1 lacks the label unnamed-speaker"),
        (
            "{q1 direct s1 floating group-speaker|a}",
            "OTR618:9 column 1: q1 has the label group-speaker, which does not",
        ),
        ("{q1 direct s1 floating broken|a}", "OTR618:9 column 1: q1 has the label broken, but no group="),
        ("Ines Marlow sails.", "OTR622:9 'Ines Marlow' is not tagged"),
        ("{d2 DATE 2024|then}", "OTR621:None d2 stands where d1 is expected"),
    ],
)
def test_what_is_wrong_within_the_file_is_told(body: str, problem: str) -> None:
    (found,) = problems(f"{PARTIES}\n\n{body}")
    assert found.startswith(problem)


@pytest.mark.parametrize("label", ["layout", "headline-colon", "repeated"])
def test_a_quotation_without_cue_need_not_float(label: str) -> None:
    assert problems(PARTIES + f" {{q1 direct s1 {label}|a}}") == []


@pytest.mark.parametrize("label", ["according-to", "passive"])
def test_a_cue_can_come_first_without_inversion(label: str) -> None:
    assert problems(PARTIES + f" {{cue q1|b}} {{s1 source q1|Ines Marlow}} {{q1 indirect s1 {label}|a}}") == []


def test_a_party_without_mention_is_told() -> None:
    (found,) = problems("{s1|Ines Marlow}, {s2|a firefighter}, Skarn Ferries.")
    assert found == "OTR619:5 o1, 'Skarn Ferries', is never tagged"


def test_a_name_that_the_body_does_not_have_is_told() -> None:
    (found,) = problems("{s1|Marlow}, {s2|a firefighter}, {o1|SKARN FERRIES}.")
    assert found == "OTR620:3 s1: 'Ines Marlow' is not in the body"


def test_an_organization_that_a_speaker_refers_to_is_in_the_header() -> None:
    found = problems(PARTIES.replace("o1", "o2"), HEADER.replace("o1 company", "o2 company"))
    assert found[1:] == ["OTR614:3 s1: organization o1 does not stand in the header"]


@pytest.mark.parametrize("line", ["annotator", "reviewed"])
def test_who_and_when_are_told(line: str) -> None:
    header = "".join(kept for kept in HEADER.splitlines(keepends=True) if not kept.startswith(line))
    (found,) = problems(PARTIES, header)
    assert found == f"OTR623:1 no line {line}:"


def test_a_part_of_a_longer_tagged_name_or_a_word_is_no_untagged_name() -> None:
    assert problems("{s1|Marlow} {s1|Ines Marlow} {s2|a firefighter} {o1|Skarn Ferries} {o1|Skarn} Marlowe") == []
