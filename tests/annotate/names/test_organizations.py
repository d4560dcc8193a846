import re

import pytest

from ontherecord.annotate.names.entities import Entity
from ontherecord.annotate.names.lexicon import cities, country_codes, head_words, read_table, words
from ontherecord.annotate.names.organization_register import shipped_entries, shipped_register
from ontherecord.annotate.organizations import describe_organizations
from ontherecord.records import Organization, Span


def described(*forms: str) -> Organization:
    """The record of one organization that a text names by these forms, the longest of them its name."""
    text = "; ".join(forms)
    starts = [sum(len(form) + 2 for form in forms[:number]) for number in range(len(forms))]
    places = tuple((start, start + len(form)) for start, form in zip(starts, forms, strict=True))
    (organization,) = describe_organizations(text, [Entity("organization", max(forms, key=len), places)])
    return organization


def test_organizations_are_numbered_and_persons_left_out() -> None:
    text = "Ana Reyes left Initech for Hooli."
    entities = [
        Entity("person", "Ana Reyes", ((0, 9),)),
        Entity("organization", "Initech", ((15, 22),)),
        Entity("organization", "Hooli", ((27, 32),)),
    ]
    records = describe_organizations(text, entities)
    assert [(record.id, record.name) for record in records] == [("o1", "Initech"), ("o2", "Hooli")]
    assert records[0].mentions == (Span(15, 22, "Initech"),)


def test_aliases_are_the_other_forms_in_the_order_of_their_first_mention() -> None:
    assert described("CSI", "Coastal Survey Institute", "Institute", "CSI").aliases == ("CSI", "Institute")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Trade", "government"),
        ("University of Harlow", "university"),
        ("Initech Inc.", "company"),
        ("Harlow Court of Appeal", "court"),
        ("Harlow Air Force", "military"),
        ("Harlow Police Department", "police"),
        ("Farmers' Party", "party"),
        ("Harlow Gazette", "media"),
        ("Initech", None),
    ],
)
def test_kind_follows_the_head_word(name: str, kind: str | None) -> None:
    assert described(name).kind == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Civic Union", "party"),
        ("Harbour List", "party"),
        ("Miners' Union", "union"),
        ("Harlow Credit Union", "company"),
        ("List", None),
    ],
)
def test_union_or_list_is_a_party_in_an_article_on_parties(name: str, kind: str | None) -> None:
    text = f"Voters gave {name} five seats in the election, and the opposition left the coalition."
    (organization,) = describe_organizations(text, [Entity("organization", name, ((12, 12 + len(name)),))])
    assert organization.kind == kind


def test_union_is_a_union_in_any_other_article() -> None:
    assert described("Harlow Union").kind == "union"


def test_country_follows_from_the_name() -> None:
    assert described("Norwegian Ministry of Trade").country == "NO"
    assert described("Ministry of Trade").country is None
    assert described("University of New Mexico").country is None
    assert described("Georgia State University").country is None
    assert described("Franco-German Council of France and Germany").country is None


def test_registered_organization_has_the_facts_of_the_register() -> None:
    organization = described("NATO")
    assert (organization.kind, organization.wikidata) == (
        "intergovernmental",
        shipped_register().entry_of("NATO").wikidata,
    )


def test_ambiguous_name_alone_proves_nothing() -> None:
    assert described("Apple").country is None
    assert described("Apple", "Apple Inc.").country == "US"


def test_forms_of_two_entries_prove_nothing() -> None:
    assert described("NATO", "World Bank").wikidata is None


def test_name_with_a_legal_form_is_found_in_the_register() -> None:
    assert shipped_register().entry_of("Microsoft Corp.") == shipped_register().entry_of("Microsoft")


def test_every_wikidata_id_in_the_register_states_its_source() -> None:
    assert all((entry.wikidata is None) == (entry.source is None) for entry in shipped_entries())
    assert all(re.fullmatch(r"Q[1-9]\d*", entry.wikidata) for entry in shipped_entries() if entry.wikidata)


def test_register_names_each_organization_once() -> None:
    names = [entry.name for entry in shipped_entries()]
    ids = [entry.wikidata for entry in shipped_entries() if entry.wikidata]
    assert len(names) == len(set(names))
    assert len(ids) == len(set(ids))


def test_ambiguous_forms_are_forms_of_their_entry() -> None:
    assert all(set(entry.ambiguous) <= {entry.name, *entry.aliases} for entry in shipped_entries())


def test_countries_of_the_register_are_listed() -> None:
    assert {entry.country for entry in shipped_entries() if entry.country} <= set(country_codes().values())


def test_tables_state_no_word_twice() -> None:
    heads = [row["word"] for row in read_table("head_words.csv")]
    codes = [row["code"] for row in read_table("countries.csv")]
    assert len(heads) == len(set(heads))
    assert len(codes) == len(set(codes))


def test_what_is_certainly_an_organization_is_not_listed_as_something_else() -> None:
    others = words().not_organizations | words().stock_indexes | words().products
    assert not shipped_register().certain & others
    assert all(not head.rejects or head.kind is None for head in head_words().values())


def test_no_city_of_the_table_is_a_name_of_the_register_or_a_country() -> None:
    assert cities().isdisjoint(shipped_register().by_name)
    assert not [city for city in cities() if city.lower() in country_codes()]
    assert "Vilnius" in cities()
