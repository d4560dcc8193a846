"""Every damage to a sound record is caught under its code, at its place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ontherecord.findings import Finding
from ontherecord.records import text_sha256
from ontherecord.validate import validate

from .examples import TEXT, Json, date, layer, span, standoff_record, valid_record, write_records


def put(*steps: str | int, value: Any) -> Callable[[Json], object]:
    """A damage that puts a value at a place."""

    def damage(record: Json) -> None:
        target: Any = record
        for step in steps[:-1]:
            target = target[step]
        target[steps[-1]] = value

    return damage


def change(*steps: str | int, by: Callable[[Any], object]) -> Callable[[Json], object]:
    """A damage that changes the list or object at a place."""

    def damage(record: Json) -> None:
        target: Any = record
        for step in steps:
            target = target[step]
        by(target)

    return damage


def drop(record: Json, *keys: str) -> None:
    for key in keys:
        del record[key]


def repeat_quotation(rows: list[Json]) -> None:
    rows.insert(4, {**rows[3], "id": "q6"})


def inner_date() -> Json:
    return date(4, "year", "2031", "2031-01-01", "2031-12-31", anchor="published")


def cross_paragraphs(item: Json) -> None:
    end = TEXT.index("A study") + len("A study")
    item.update(end=end, text=TEXT[item["start"] : end])


SCHEMA_DAMAGES = [
    ("OTR201-missing-key", "/kicker", change(by=lambda record: drop(record, "kicker"))),
    ("OTR201-missing-key", "/quotations/0/cue/end", change("quotations", 0, "cue", by=lambda cue: drop(cue, "end"))),
    ("OTR202-unknown-key", "/headlines", put("headlines", value=[])),
    ("OTR202-unknown-key", "/source/a~1b~0", put("source", "a/b~", value=1)),
    ("OTR203-wrong-type", "/text", put("text", value=["a", "b"])),
    ("OTR203-wrong-type", "/genre", put("genre", value=7)),
    ("OTR203-wrong-type", "/speakers", put("speakers", value=None)),
    ("OTR203-wrong-type", "/dates/0/start", put("dates", 0, "start", value=4.0)),
    ("OTR203-wrong-type", "/dates/0/start", put("dates", 0, "start", value=True)),
    ("OTR203-wrong-type", "/dates/0/end", put("dates", 0, "end", value=2**63)),
    ("OTR203-wrong-type", "/quotations/4/cue", put("quotations", 4, "cue", value="called")),
    ("OTR203-wrong-type", "/quotations/4/cue/start", put("quotations", 4, "cue", "start", value="9")),
    ("OTR204-value-not-allowed", "/genre", put("genre", value="gossip")),
    ("OTR204-value-not-allowed", "/schema_version", put("schema_version", value="2.0")),
    ("OTR205-malformed-value", "/id", put("id", value="20310509")),
    ("OTR205-malformed-value", "/speakers/0/id", put("speakers", 0, "id", value="s1\n")),
    ("OTR205-malformed-value", "/published", put("published", value="2031-02-30")),
    ("OTR205-malformed-value", "/published", put("published", value="last week")),
    ("OTR205-malformed-value", "/headline", put("headline", value="")),
    ("OTR205-malformed-value", "/dates/0/start", put("dates", 0, "start", value=-1)),
    ("OTR205-malformed-value", "/quotations/0/confidence", put("quotations", 0, "confidence", value=1.5)),
]

RECORD_DAMAGES = [
    ("OTR301-dangling-speaker", "/quotations/1/speaker_id", put("quotations", 1, "speaker_id", value="s9")),
    (
        "OTR302-dangling-organization",
        "/quotations/2/organization_id",
        put("quotations", 2, "organization_id", value="o9"),
    ),
    ("OTR302-dangling-organization", "/speakers/1/organization_id", put("speakers", 1, "organization_id", value="o9")),
    ("OTR303-dangling-date", "/quotations/1/date_id", put("quotations", 1, "date_id", value="d9")),
    ("OTR304-dangling-anchor", "/dates/2/anchor", put("dates", 2, "anchor", value="d9")),
    ("OTR304-dangling-anchor", "/dates/2/anchor", put("dates", 2, "anchor", value="d3")),
    ("OTR305-duplicate-local-id", "/quotations/1/id", put("quotations", 1, "id", value="q1")),
    ("OTR305-duplicate-local-id", "/dates/2/id", put("dates", 2, "id", value="d2")),
    (
        "OTR311-empty-span",
        "/quotations/4/cue",
        change("quotations", 4, "cue", by=lambda cue: cue.update(end=cue["start"])),
    ),
    ("OTR312-span-outside-text", "/dates/2", put("dates", 2, "end", value=len(TEXT) + 1)),
    ("OTR313-span-text-differs", "/dates/2/text", put("dates", 2, "text", value="the 1980s")),
    ("OTR313-span-text-differs", "/dates/2/text", put("dates", 2, "text", value=None)),
    ("OTR313-span-text-differs", "/quotations/0/source/text", put("quotations", 0, "source", "text", value="Ilves")),
    (
        "OTR313-span-text-differs",
        "/organizations/0/mentions/0/text",
        put("organizations", 0, "mentions", 0, "start", value=128),
    ),
    ("OTR316-text-hash-differs", "/text_sha256", put("text_sha256", value="0" * 64)),
    ("OTR321-paragraph-overlap", "/paragraphs/2", put("paragraphs", 2, "start", value=100)),
    ("OTR322-paragraph-gap", "/paragraphs/1", put("paragraphs", 1, "start", value=18)),
    ("OTR322-paragraph-gap", "/paragraphs", change("paragraphs", by=lambda rows: rows.pop())),
    ("OTR322-paragraph-gap", "/paragraphs", put("paragraphs", value=[])),
    ("OTR312-span-outside-text", "/paragraphs/3", put("paragraphs", 3, "end", value=len(TEXT) + 2)),
    ("OTR311-empty-span", "/paragraphs/0", put("paragraphs", 0, "end", value=0)),
    (
        "OTR323-merged-paragraphs",
        "/paragraphs/0",
        change("paragraphs", by=lambda rows: rows[0].update(end=rows.pop(1)["end"])),
    ),
    ("OTR324-out-of-order", "/dates/1", change("dates", by=lambda dates: dates.reverse())),
    (
        "OTR324-out-of-order",
        "/speakers/0/mentions/1",
        change("speakers", 0, "mentions", by=lambda rows: rows.reverse()),
    ),
    ("OTR331-malformed-timex-value", "/dates/0/value", put("dates", 0, "value", value="6 May 2031")),
    ("OTR331-malformed-timex-value", "/dates/0/value", put("dates", 0, "value", value="2031-02-30")),
    ("OTR332-half-date-range", "/dates/1", put("dates", 1, "latest", value=None)),
    ("OTR333-reversed-date-range", "/dates/1", put("dates", 1, "latest", value="2030-12-31")),
    ("OTR334-date-range-differs", "/dates/1", put("dates", 1, "latest", value="2031-12-30")),
    (
        "OTR334-date-range-differs",
        "/dates/1",
        change("dates", 1, by=lambda date: date.update(earliest=None, latest=None)),
    ),
    ("OTR334-date-range-differs", "/dates/1", put("dates", 1, "value", value="PRESENT_REF")),
    ("OTR341-publication-basis-differs", "/published_basis", put("published_basis", value="unknown")),
    ("OTR342-publication-precision-differs", "/published_precision", put("published_precision", value=None)),
    ("OTR342-publication-precision-differs", "/published_precision", put("published_precision", value="month")),
    ("OTR342-publication-precision-differs", "/published_precision", put("published_precision", value="year")),
    ("OTR351-lone-group-member", "/quotations/4/group", put("quotations", 4, "group", value="g2")),
    ("OTR361-missing-layer", "/dates", change("layers", by=lambda rows: rows.pop())),
    ("OTR362-duplicate-layer", "/layers/4", change("layers", by=lambda rows: rows.append(layer("dates")))),
]

WARNING_DAMAGES = [
    ("OTR352-said-after-publication", "/quotations/0/date_id", put("published", value="2031-05-05")),
    ("OTR353-unmarked-direct-quotation", "/quotations/3", put("quotations", 3, "kind", value="direct")),
    ("OTR354-silent-speaker", "/speakers/2", put("quotations", 3, "speaker_id", value="s1")),
    ("OTR326-repeated-quotation", "/quotations/4", change("quotations", by=repeat_quotation)),
    ("OTR327-overlapping-dates", "/dates/2", change("dates", by=lambda rows: rows.insert(2, inner_date()))),
    ("OTR328-span-crosses-paragraphs", "/quotations/2", change("quotations", 2, by=cross_paragraphs)),
    ("OTR328-span-crosses-paragraphs", "/dates/1", change("dates", 1, by=cross_paragraphs)),
    ("OTR335-timex-type-differs", "/dates/0/type", put("dates", 0, "type", value="DURATION")),
    ("OTR335-timex-type-differs", "/dates/1/type", put("dates", 1, "type", value="TIME")),
    (
        "OTR335-timex-type-differs",
        "/dates/2/type",
        change("dates", 2, by=lambda date: date.update(value="P10Y", earliest=None, latest=None)),
    ),
    ("OTR335-timex-type-differs", "/dates/0/type", put("dates", 0, "value", value="2031-05-06TMO")),
    ("OTR355-distant-cue", "/quotations/4/cue", put("quotations", 4, "cue", value=span("told"))),
    ("OTR355-distant-cue", "/quotations/4/source", put("quotations", 4, "source", value=span("Marta Ilves"))),
    (
        "OTR355-distant-cue",
        "/quotations/0/cue",
        change("quotations", by=lambda rows: [row.update(cue=span("called")) for row in rows[:2]]),
    ),
    ("OTR363-review-incomplete", "/layers/0/reviewed_on", put("layers", 0, "reviewed_on", value="2031-05-12")),
    ("OTR363-review-incomplete", "/layers/0/reviewers", put("layers", 0, "reviewers", value=["O. Reck"])),
    ("OTR363-review-incomplete", "/layers/0/reviewers", put("layers", 0, "reviewed", value=True)),
    (
        "OTR325-overlapping-organizations",
        "/organizations/0/mentions/1",
        change("organizations", 0, "mentions", by=lambda rows: rows.append(span("Authority"))),
    ),
]

RIGHTS_DAMAGES = [
    ("OTR501-text-not-allowed", "/rights/distribution", put("rights", "text_license", value="CC-BY-NC-4.0")),
    ("OTR501-text-not-allowed", "/rights/distribution", put("rights", "text_license", value="LicenseRef-agency")),
    ("OTR501-text-not-allowed", "/rights/distribution", put("rights", "text_license", value=None)),
    (
        "OTR501-text-not-allowed",
        "/rights/distribution",
        put("rights", "text_license", value="CC-BY-4.0 AND CC-BY-ND-4.0"),
    ),
    ("OTR502-no-evidence", "/rights/evidence", put("rights", "evidence", value=None)),
    ("OTR503-no-attribution", "/rights/attribution", put("rights", "attribution", value=None)),
    (
        "OTR503-no-attribution",
        "/rights/attribution",
        change("rights", by=lambda rights: rights.update(text_license="OGL-UK-3.0", attribution=None)),
    ),
    *(
        (
            "OTR504-malformed-license",
            "/rights/text_license",
            change("rights", by=lambda rights, text=text: rights.update(text_license=text, distribution="standoff")),
        )
        for text in ("CC BY 4.0", "CC-BY-4.0 AND", "()", "LicenseRef-a b", "MIT\n", "MIT WITH MIT", "(" * 2000)
    ),
]

STANDOFF_DAMAGES = [
    ("OTR314-text-in-standoff", "/headline", put("headline", value="Island keeps its ferry")),
    (
        "OTR314-text-in-standoff",
        "/quotations/0/text",
        put("quotations", 0, "text", value="We will not close the line,"),
    ),
    ("OTR314-text-in-standoff", "/quotations/0/cue/text", put("quotations", 0, "cue", "text", value="told")),
    ("OTR314-text-in-standoff", "/speakers/2/name", put("speakers", 2, "name", value="a study")),
    ("OTR311-empty-span", "/dates/0", put("dates", 0, "end", value=0)),
    ("OTR321-paragraph-overlap", "/paragraphs/1", put("paragraphs", 1, "start", value=3)),
]


def findings_of(record: Json, folder: Path) -> list[Finding]:
    return list(validate([write_records(folder / "articles.jsonl", [record])]))


def names(damages: list[tuple[str, str, Any]]) -> list[str]:
    return [f"{code} {where}" for code, where, _ in damages]


@pytest.mark.parametrize("record", [valid_record(), standoff_record()], ids=["whole", "standoff"])
def test_a_sound_record_has_no_finding(record: Json, tmp_path: Path) -> None:
    assert findings_of(record, tmp_path) == []


DAMAGES = SCHEMA_DAMAGES + RECORD_DAMAGES + WARNING_DAMAGES + RIGHTS_DAMAGES


@pytest.mark.parametrize(("code", "where", "damage"), DAMAGES, ids=names(DAMAGES))
def test_a_damage_is_caught_under_its_code(
    code: str, where: str, damage: Callable[[Json], object], tmp_path: Path
) -> None:
    record = valid_record()
    damage(record)
    findings = findings_of(record, tmp_path)
    assert where in [finding.pointer for finding in findings]
    assert {finding.code for finding in findings} == {code}
    assert {(finding.line, finding.article) for finding in findings} == {(1, record["id"])}


@pytest.mark.parametrize(("code", "where", "damage"), STANDOFF_DAMAGES, ids=names(STANDOFF_DAMAGES))
def test_a_damage_of_a_row_without_text_is_caught(
    code: str, where: str, damage: Callable[[Json], object], tmp_path: Path
) -> None:
    record = standoff_record()
    damage(record)
    assert (code, where) in {(finding.code, finding.pointer) for finding in findings_of(record, tmp_path)}


@pytest.mark.parametrize(("code", "where", "damage"), SCHEMA_DAMAGES, ids=names(SCHEMA_DAMAGES))
def test_a_damage_of_one_schema_value_is_one_finding(
    code: str, where: str, damage: Callable[[Json], object], tmp_path: Path
) -> None:
    record = valid_record()
    damage(record)
    assert [finding.pointer for finding in findings_of(record, tmp_path)] == [where]


@pytest.mark.parametrize("label", ["block", "continuation", "lost-marks"])
def test_a_label_tells_why_a_direct_quotation_has_no_marks(label: str, tmp_path: Path) -> None:
    record = valid_record()
    record["quotations"][3].update(kind="direct", phenomena=[label])
    assert findings_of(record, tmp_path) == []


def test_a_turn_of_a_transcript_has_a_label_instead_of_marks(tmp_path: Path) -> None:
    text = "ILVES: The line stays open.\n\nThe line, Ilves said: the line stays open. The island sleeps."
    starts = (len("ILVES: "), text.index("the line stays"))
    spans = [(start, start + len("The line stays open.")) for start in starts]
    record = valid_record() | {
        "text": text,
        "text_sha256": text_sha256(text),
        "paragraphs": [{"start": 0, "end": 27, "role": "body"}, {"start": 29, "end": len(text), "role": "body"}],
        "speakers": [],
        "organizations": [],
        "dates": [],
    }
    unattributed = {"cue": None, "source": None, "speaker_id": None}
    record["quotations"] = [
        {
            **record["quotations"][4],
            **unattributed,
            "id": f"q{start}",
            "start": start,
            "end": end,
            "text": text[start:end],
        }
        for start, end in spans
    ]
    assert [finding.pointer for finding in findings_of(record, tmp_path)] == ["/quotations/1"]


def test_a_cue_near_one_part_of_a_group_serves_all_its_parts(tmp_path: Path) -> None:
    record = valid_record()
    shared = {"cue": span("told"), "source": span("Marta Ilves")}
    record["quotations"][4].update(group="g1", **shared)
    assert findings_of(record, tmp_path) == []


@pytest.mark.parametrize("license_", ["CC0-1.0", "LicenseRef-public-domain", "CC0-1.0 OR CC-BY-4.0"])
def test_a_licence_that_asks_for_no_credit_needs_none(license_: str, tmp_path: Path) -> None:
    record = valid_record()
    record["rights"].update(text_license=license_, attribution=None)
    assert findings_of(record, tmp_path) == []


def test_an_unknown_day_is_null_without_precision_and_anchors_nothing(tmp_path: Path) -> None:
    record = valid_record() | {"published": None, "published_precision": None, "published_basis": "unknown"}
    assert {finding.pointer for finding in findings_of(record, tmp_path)} == {"/dates/0/anchor", "/dates/1/anchor"}
    record["dates"][0]["anchor"] = record["dates"][1]["anchor"] = None
    assert findings_of(record, tmp_path) == []
