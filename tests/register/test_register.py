"""One row an entity over a corpus: what merges, on which evidence, and what never does."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.__main__ import main
from ontherecord.jsonl import write_articles
from ontherecord.records import Article, Organization, Origin, Quotation, Source, Span, Speaker
from ontherecord.register import RegisteredOrganization, RegisteredSpeaker, corpus_register


def naming(
    *organizations: Organization,
    speakers: Sequence[Speaker] = (),
    origin: Origin = "collected",
    publisher: str | None = None,
) -> Article:
    """An article whose id the tests give later."""
    return Article(
        id="",
        organizations=organizations,
        speakers=tuple(speakers),
        quotations=tuple(
            Quotation(id=f"q{number}", start=0, end=1, text="A", kind="direct", speaker_id=speaker.id)
            for number, speaker in enumerate(speakers, start=1)
        ),
        origin=origin,
        source=Source(name=publisher),
    )


def quoting(*speakers: Speaker, origin: Origin = "collected", publisher: str | None = None) -> Article:
    return naming(speakers=speakers, origin=origin, publisher=publisher)


def numbered(articles: Iterable[Article]) -> list[Article]:
    rows = []
    for number, article in enumerate(articles, start=1):
        fields = {field: getattr(article, field) for field in Article.__struct_fields__}
        rows.append(Article(**fields | {"id": f"a{number}"}))
    return rows


def organizations(*articles: Article) -> list[RegisteredOrganization]:
    with corpus_register(numbered(articles)) as register:
        return list(register.organizations())


def speakers(*articles: Article) -> list[RegisteredSpeaker]:
    with corpus_register(numbered(articles)) as register:
        return list(register.speakers())


def test_same_wikidata_id_merges_and_the_fullest_name_stands() -> None:
    (entity,) = organizations(
        naming(Organization("o1", "HB", kind="company", wikidata="Q42", mentions=(Span(0, 2, "HB"),))),
        naming(Organization("o1", "Harlow Bank", ("Harlow",), "company", "Q42", "NO", (Span(0, 2, "x"),) * 2)),
    )
    assert entity == RegisteredOrganization(
        "org-Q42", "Harlow Bank", ("HB", "Harlow"), "company", "NO", "Q42", ("wikidata",), ("a1", "a2"), 3
    )


@pytest.mark.parametrize(
    ("first", "second", "evidence"),
    [
        (("Initech", "company", None), ("Initech", "company", None), "full-name-and-kind"),
        (("Initech", "company", None), ("INITECH", "company", "US"), "full-name-and-kind"),
        (("Harlow Trust", "ngo", None), ("Harlow Trust", None, None), "full-name"),
        (
            ("Ministry of Trade", "government", "NO"),
            ("Ministry of Trade", "government", "NO"),
            "full-name-kind-and-country",
        ),
    ],
)
def test_same_full_name_merges(first: tuple[str, ...], second: tuple[str, ...], evidence: str) -> None:
    rows = [naming(Organization("o1", name, kind=kind, country=country)) for name, kind, country in (first, second)]
    (entity,) = organizations(*rows)
    assert (entity.evidence, entity.articles) == ((evidence,), ("a1", "a2"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Initech", "company", None), ("Initech", "media", None)),
        (("Initech", "company", "US"), ("Initech", "company", "NO")),
        (("Initech", None, None), ("Initech", None, None)),
        (("Ministry of Trade", "government", None), ("Ministry of Trade", "government", None)),
        (("Ministry of Trade", None, None), ("Ministry of Trade", "government", "NO")),
        (("Harlow Trust", "ngo", None), ("Harlow Fund", "ngo", None)),
    ],
)
def test_what_proves_nothing_does_not_merge(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    rows = [naming(Organization("o1", name, kind=kind, country=country)) for name, kind, country in (first, second)]
    assert [(entity.evidence, len(entity.articles)) for entity in organizations(*rows)] == [((), 1)] * 2


def test_name_with_one_wikidata_id_joins_it_and_with_two_joins_none() -> None:
    plain = naming(Organization("o1", "Harlow Bank", kind="company"))
    known = naming(Organization("o1", "Harlow Bank", kind="company", wikidata="Q42"))
    other = naming(Organization("o1", "Harlow Bank", kind="company", wikidata="Q43"))
    assert [entity.evidence for entity in organizations(plain, known)] == [("full-name-and-kind",)]
    assert sorted(len(entity.articles) for entity in organizations(plain, known, other)) == [1, 1, 1]


def test_acronym_that_one_organization_defines_joins_it() -> None:
    full = naming(Organization("o1", "Coastal Survey Institute", ("CSI",), "ngo"))
    short = naming(Organization("o1", "CSI"))
    rival = naming(Organization("o1", "Cargo Seamen International", ("CSI",), "ngo"))
    (entity,) = organizations(full, short)
    assert (entity.name, entity.evidence) == ("Coastal Survey Institute", ("acronym-defined",))
    assert len(organizations(full, short, rival)) == 3


def test_alias_that_is_no_acronym_of_the_name_joins_nothing() -> None:
    full = naming(Organization("o1", "Coastal Survey Institute", ("XYZ",), "ngo"))
    assert len(organizations(full, naming(Organization("o1", "XYZ")))) == 2


def test_invented_worlds_keep_apart() -> None:
    trust = Organization("o1", "Harbour Trust", kind="ngo")
    world = [naming(trust, origin="original-fiction", publisher="The Skarn Post")] * 2
    elsewhere = naming(trust, origin="original-fiction", publisher="The Orne Argus")
    found = organizations(*world, elsewhere, naming(trust))
    assert sorted((entity.evidence, len(entity.articles)) for entity in found) == [
        ((), 1),
        ((), 1),
        (("same-world",), 2),
    ]


@pytest.mark.parametrize(
    ("first", "second", "evidence"),
    [
        (("mayor", "Harlow"), ("chairman", "Harlow"), "affiliation"),
        (("mayor", None), ("mayor", None), "role"),
        (("mayor", "Harlow"), ("mayor", None), "role"),
    ],
)
def test_person_merges_by_full_name_and_affiliation_or_role(
    first: tuple[str, str | None], second: tuple[str, str | None], evidence: str
) -> None:
    rows = [quoting(Speaker("s1", "Ana Reyes", role=role, affiliation=body)) for role, body in (first, second)]
    (entity,) = speakers(*rows)
    assert (entity.evidence, entity.articles, entity.quotations) == ((evidence,), ("a1", "a2"), 2)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Speaker("s1", "Ana Reyes"), Speaker("s1", "Ana Reyes")),
        (Speaker("s1", "Reyes", affiliation="Harlow"), Speaker("s1", "Reyes", affiliation="Harlow")),
        (Speaker("s1", "Reyes", affiliation="Harlow"), Speaker("s1", "Ana Reyes", affiliation="Harlow")),
        (
            Speaker("s1", "Ana Reyes", role="mayor", affiliation="Harlow"),
            Speaker("s1", "Ana Reyes", role="mayor", affiliation="Orne"),
        ),
        (Speaker("s1", "Ana Reyes", wikidata="Q1"), Speaker("s1", "Ana Reyes", wikidata="Q2")),
        (Speaker("s1", "residents", kind="group"), Speaker("s1", "residents", kind="group")),
        (Speaker("s1", "a nurse", kind="unnamed"), Speaker("s1", "a nurse", kind="unnamed")),
    ],
)
def test_speakers_without_evidence_stay_apart(first: Speaker, second: Speaker) -> None:
    assert len(speakers(quoting(first), quoting(second))) == 2


def test_role_that_two_affiliated_persons_of_the_name_have_joins_neither() -> None:
    rows = [("mayor", "Harlow"), ("mayor", "Orne"), ("mayor", None)]
    assert (
        len(speakers(*(quoting(Speaker("s1", "Ana Reyes", role=role, affiliation=body)) for role, body in rows))) == 3
    )


def test_affiliations_that_are_one_organization_are_the_same() -> None:
    def article(form: str) -> Article:
        agency = Organization("o1", "Coastal Survey Institute", (form,), "ngo")
        return naming(agency, speakers=[Speaker("s1", "Ana Reyes", affiliation=form, organization_id="o1")])

    (person,) = speakers(article("CSI"), article("Survey Institute"))
    (agency,) = organizations(article("CSI"), article("Survey Institute"))
    assert (person.evidence, person.organization) == (("affiliation",), agency.id)


def test_organization_that_speaks_is_the_one_of_the_register() -> None:
    bank = Organization("o1", "Harlow Bank", kind="company")
    row = naming(bank, speakers=[Speaker("s1", "Harlow Bank", kind="organization", organization_id="o1")])
    (speaker,) = speakers(row, row)
    (organization,) = organizations(row, row)
    assert (speaker.organization, speaker.evidence) == (organization.id, ("organization",))


def test_state_that_speaks_merges_by_its_name() -> None:
    state = quoting(Speaker("s1", "North Korea", kind="group"))
    assert [entity.evidence for entity in speakers(state, state)] == [("full-name-and-kind",)]


def test_entry_without_a_name_is_kept() -> None:
    withheld = quoting(Speaker("s1", None, kind="unnamed"))
    assert [entity.name for entity in speakers(withheld, withheld)] == [None, None]


_ORGANIZATIONS = st.builds(
    Organization,
    id=st.just("o1"),
    name=st.sampled_from(["Harlow Bank", "Harlow bank", "HB", "Initech", "Ministry of Trade"]),
    aliases=st.sampled_from([(), ("HB",), ("Harlow",)]),
    kind=st.sampled_from([None, "company", "government"]),
    wikidata=st.sampled_from([None, None, "Q1", "Q2"]),
    country=st.sampled_from([None, "NO", "SE"]),
)
_SPEAKERS = st.builds(
    Speaker,
    id=st.just("s1"),
    name=st.sampled_from(["Ana Reyes", "Reyes", "Harlow Bank", None]),
    kind=st.sampled_from(["person", "person", "organization", "group"]),
    role=st.sampled_from([None, "mayor", "chairman"]),
    affiliation=st.sampled_from([None, "Harlow", "Orne"]),
    organization_id=st.sampled_from([None, "o1"]),
    wikidata=st.sampled_from([None, None, None, "Q8", "Q9"]),
)
_ARTICLES = st.lists(
    st.builds(
        lambda organization, speaker, origin: naming(organization, speakers=[speaker], origin=origin, publisher="Post"),
        _ORGANIZATIONS,
        _SPEAKERS,
        st.sampled_from(["collected", "original-fiction"]),
    ),
    max_size=8,
).map(numbered)


@settings(max_examples=60, deadline=None)
@given(_ARTICLES, st.randoms(use_true_random=False))
def test_order_of_articles_does_not_change_the_register(articles: list[Article], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(articles, len(articles))
    with corpus_register(articles) as one, corpus_register(shuffled) as other:
        assert list(one.organizations()) == list(other.organizations())
        assert list(one.speakers()) == list(other.speakers())


@settings(max_examples=60, deadline=None)
@given(_ARTICLES)
def test_every_row_is_in_one_entity_and_no_entity_has_two_ids(articles: list[Article]) -> None:
    with corpus_register(articles) as register:
        entities, people = list(register.organizations()), list(register.speakers())
    for rows in (entities, people):
        assert sorted(article for row in rows for article in row.articles) == sorted(article.id for article in articles)
        assert len({row.id for row in rows}) == len(rows)
        assert all(bool(row.evidence) == (len(row.articles) > 1) for row in rows)
    given_ids = {article.id: article.organizations[0].wikidata for article in articles}
    for entity in entities:
        assert {given_ids[article] for article in entity.articles} - {None} <= {entity.wikidata}


def test_command_writes_the_same_rows_in_three_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import pyarrow.parquet as pq

    trust = naming(
        Organization("o1", "Harbour Trust", ("Trust", "HT"), kind="ngo"), speakers=[Speaker("s1", "Ana Reyes")]
    )
    source, out = tmp_path / "articles.jsonl", tmp_path / "register"
    write_articles(source, numbered([trust, trust]))
    assert main(["register", str(source), "-o", str(out)]) == 0
    assert capsys.readouterr().out.split() == ["organizations", "1", "speakers", "2"]
    for name in ("organizations", "speakers"):
        lines = [json.loads(line) for line in (out / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        assert pq.read_table(out / f"{name}.parquet").to_pylist() == lines
        with (out / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert [row["id"] for row in rows] == [line["id"] for line in lines]
    assert [row["articles"] for row in csv.DictReader((out / "organizations.csv").open(encoding="utf-8"))] == ["a1|a2"]


def test_command_needs_articles_that_can_be_opened(tmp_path: Path) -> None:
    assert main(["register", str(tmp_path / "none.jsonl"), "-o", str(tmp_path / "register")]) == 2
    assert not (tmp_path / "register").exists()
