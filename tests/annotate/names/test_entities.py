import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontherecord.annotate.names.entities import Entity, find_entities, organization_owners, person_owners

if TYPE_CHECKING:
    from spacy.language import Language


def mentions(nlp: "Language", text: str, kind: str) -> dict[str, list[str]]:
    return {
        entity.name: [text[start:end] for start, end in entity.mentions]
        for entity in find_entities(nlp(text))
        if entity.kind == kind
    }


def organizations(nlp: "Language", text: str) -> dict[str, list[str]]:
    return mentions(nlp, text, "organization")


def persons(nlp: "Language", text: str) -> dict[str, list[str]]:
    return mentions(nlp, text, "person")


def test_span_leaves_out_the_article_and_the_possessive(nlp: "Language") -> None:
    found = organizations(nlp, "The Northern Rail Agency's report was late, the European Commission said.")
    assert list(found) == ["Northern Rail Agency", "European Commission"]


def test_acronym_in_brackets_and_its_later_use_are_one_organization(nlp: "Language") -> None:
    text = "The Coastal Survey Institute (CSI) closed two offices. A month later CSI hired forty divers."
    assert organizations(nlp, text) == {"Coastal Survey Institute": ["Coastal Survey Institute", "CSI", "CSI"]}


def test_full_name_in_brackets_belongs_to_the_acronym_before_it(nlp: "Language") -> None:
    found = organizations(
        nlp, "Officials of NATO (North Atlantic Treaty Organization) met on Monday. NATO gave no details."
    )
    assert found == {"North Atlantic Treaty Organization": ["NATO", "North Atlantic Treaty Organization", "NATO"]}


def test_defined_thing_is_no_organization(nlp: "Language") -> None:
    found = organizations(nlp, "Lawmakers passed the Clean Harbour Act (CHA) on Friday. The CHA bans old ferries.")
    assert found == {}


def test_number_acronym_stands_for_the_group(nlp: "Language") -> None:
    text = "Leaders of the Group of Seven met in Oslo. The G7 countries promised loans."
    assert organizations(nlp, text) == {"Group of Seven": ["Group of Seven", "G7"]}


def test_place_between_an_alliance_and_its_summit_is_left_out(nlp: "Language") -> None:
    text = "NATO Tallinn summit\n\nThe alliance gave no date. NATO will meet again in spring, officials said."
    assert organizations(nlp, text) == {"NATO": ["NATO", "NATO"]}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("According to a Norwegian government statement, the port will close.", "Norwegian government"),
        ("The Turkish army said two soldiers were hurt.", "Turkish army"),
        ("The Chilean foreign ministry summoned the envoy.", "Chilean foreign ministry"),
        ("The Kremlin denied the report.", "Kremlin"),
    ],
)
def test_named_government_or_army_is_an_organization(nlp: "Language", text: str, name: str) -> None:
    assert name in organizations(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "France and Germany signed the deal in Berlin.",
        "The government said the police had acted within the law.",
        "The Dow Jones Industrial Average fell while the Nasdaq Composite rose.",
        "She posted the photo on Twitter and on Facebook.",
        "Residents gathered at Wembley Stadium after the Harbour Festival.",
    ],
)
def test_places_indexes_events_and_lower_case_bodies_are_no_organizations(nlp: "Language", text: str) -> None:
    assert organizations(nlp, text) == {}


def test_field_of_a_minister_is_no_organization(nlp: "Language") -> None:
    assert organizations(nlp, "Minister of Education Ana Ruiz met Home Secretary Tom Field in Lisbon.") == {}


def test_party_adjective_is_no_mention(nlp: "Language") -> None:
    text = "Labour MP Jane Field said Labour would vote against it."
    assert organizations(nlp, text) == {"Labour": ["Labour"]}
    assert text.index("Labour would") in {
        start for entity in find_entities(nlp(text)) if entity.kind == "organization" for start, _ in entity.mentions
    }


def test_short_forms_under_one_plural_head_are_two_organizations(nlp: "Language") -> None:
    found = organizations(nlp, "Officials of the State and Homeland Security Departments disagreed.")
    assert list(found) == ["State", "Homeland Security"]


def test_bare_head_word_joins_the_only_organization_with_that_head(nlp: "Language") -> None:
    text = "The Northern Grid Authority cut power. Martha Quill, who heads the Authority, apologised."
    assert organizations(nlp, text) == {"Northern Grid Authority": ["Northern Grid Authority", "Authority"]}


def test_bare_head_word_with_two_candidates_joins_neither(nlp: "Language") -> None:
    text = (
        "The Northern Grid Authority and the Southern Water Authority merged. Staff of the new company said the "
        "Authority had kept its promise."
    )
    found = organizations(nlp, text)
    assert found["Northern Grid Authority"] == ["Northern Grid Authority"]
    assert found["Southern Water Authority"] == ["Southern Water Authority"]


def test_body_and_its_named_part_are_two_organizations() -> None:
    forms = ["University of Harlow", "University of Harlow Chess Society", "Initech", "Initech Bank"]
    assert all(form == owner for form, owner in organization_owners(forms, {}).items())


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Initech", "Initech Corp."),
        ("Home Office", "United Kingdom Home Office"),
        ("U.S. Navy", "United States Navy"),
        ("Harlow Watch", "Harlow Watch of Canada"),
        ("Supreme Court", "Italian Supreme Court of Cassation"),
        ("Freedom", "Freedom Magazine"),
        ("Homeland Security", "Department of Homeland Security"),
        ("UN", "United Nations"),
        ("Northrop", "Northrop Grumman"),
        ("Trade Ministry", "Ministry of Trade"),
        ("Harlow", "Harlow First Nation"),
        ("City Council", "Harlow City Council"),
        ("Pikes", "Marrick Pikes"),
    ],
)
def test_short_form_belongs_to_the_fullest_one(short: str, full: str) -> None:
    assert organization_owners([short, full], {}) == {short: full, full: full}


@pytest.mark.parametrize(
    "forms",
    [
        ["Court of Justice of the Harlow Union", "Harlow Union"],
        ["Harlow City Council", "Marrick City Council", "City Council"],
    ],
)
def test_end_of_a_longer_name_is_a_body_of_its_own_without_one_place_before_it(forms: list[str]) -> None:
    assert organization_owners(forms, {})[forms[-1]] == forms[-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Officials of the UN Environment Programme (UNEP) met on Monday.", "UN Environment Programme"),
        ("The Amalgamated Metal Workers Local 318 voted on Monday.", "Amalgamated Metal Workers Local 318"),
        ("Lindell Transit, which runs the buses, had no such doubts.", "Lindell Transit"),
        (
            "In a release, Halvorsen Pulp and Paper Ltd., which bought the mill, said it was sad.",
            "Halvorsen Pulp and Paper Ltd.",
        ),
    ],
)
def test_body_is_found_with_its_bounds(nlp: "Language", text: str, name: str) -> None:
    assert name in organizations(nlp, text)


def test_large_city_is_no_organization_unless_the_article_makes_it_a_short_name(nlp: "Language") -> None:
    assert organizations(nlp, "From Vilnius came no answer, and Herat was quiet.") == {}
    assert (
        "Aachen"
        in organizations(nlp, "Aachen Cold Chain AG filed for insolvency. Aachen's boss left.")["Aachen Cold Chain AG"]
    )


def test_company_is_no_place_behind_its_shares(nlp: "Language") -> None:
    found = organizations(nlp, "Shares in Wexcombe Confections Inc. fell on Thursday.")
    assert list(found) == ["Wexcombe Confections Inc."]


def test_surname_belongs_to_the_full_name(nlp: "Language") -> None:
    text = "President Elena Marsh met Peter Quill on Tuesday. Marsh said Mr. Quill was right. Quill agreed."
    assert persons(nlp, text) == {
        "Elena Marsh": ["Elena Marsh", "Marsh"],
        "Peter Quill": ["Peter Quill", "Quill", "Quill"],
    }


def test_surname_that_is_a_word_is_no_person_inside_a_date(nlp: "Language") -> None:
    text = "President Hannah May resigned in May 2031. May said she had no regrets."
    assert persons(nlp, text) == {"Hannah May": ["Hannah May", "May"]}


def test_company_keeps_the_surname_of_its_founder(nlp: "Language") -> None:
    text = "Henry Ford founded the Ford Motor Company. Last year Ford sold fewer cars, and Ford shares fell."
    assert "Ford" in organizations(nlp, text)["Ford Motor Company"]


def test_suffix_of_a_name_is_no_surname(nlp: "Language") -> None:
    found = persons(nlp, "Chairman William Field Jr. met John Marsh Jr. on Friday. Field said little.")
    assert found["William Field Jr."] == ["William Field Jr.", "Field"]
    assert "Jr." not in [form for forms in found.values() for form in forms]


def test_title_alone_does_not_hide_the_person(nlp: "Language") -> None:
    assert "Toccanelli" in persons(nlp, "The undersecretary, Mr. Toccanelli, said schools would quit.")


def test_surname_of_two_persons_belongs_to_the_one_named_in_full_most_often() -> None:
    owners = person_owners(["Ana Reyes", "Luis Reyes", "Ana Reyes", "Reyes"])
    assert owners["Reyes"] == "Ana Reyes"


@pytest.mark.parametrize("form", ["Bruyne", "De Bruyne", "Kevin", "Kevin De Bruyne", "De Bruyn Jr."])
def test_every_form_of_a_name_with_a_particle_is_one_person(form: str) -> None:
    expected = form if form == "De Bruyn Jr." else "Kevin De Bruyne"
    assert person_owners(["Kevin De Bruyne", form])[form] == expected


def test_accents_and_suffixes_do_not_split_a_person() -> None:
    assert person_owners(["José Marín Jr.", "Jose Marin", "Marin"])["Marin"] == "José Marín Jr."


def test_company_with_its_legal_form_makes_its_bare_name_an_organization(nlp: "Language") -> None:
    found = organizations(
        nlp, "Wirefield AG filed for insolvency. Wirefield's boss left. Analysts said Wirefield would be sold."
    )
    assert found == {"Wirefield AG": ["Wirefield AG", "Wirefield", "Wirefield"]}


def test_tokenized_text_gives_the_same_organizations(nlp: "Language") -> None:
    found = organizations(nlp, "`` We will wait , '' said the Harlow Trade Union . Moody 's declined to comment .")
    assert list(found) == ["Harlow Trade Union", "Moody 's"]


def test_organization_inside_the_name_of_a_thing_is_no_mention(nlp: "Language") -> None:
    found = organizations(nlp, "Google sponsors the Google Science Fair. Crowds filled the Google Science Fair.")
    assert found == {"Google": ["Google"]}


ODD_PARTS = [
    "NATO",
    " ",
    "\n\n",
    "the ",
    " (",
    ") ",
    "Ana Reyes",
    " Reyes ",
    "’s",
    " Bank of ",
    " and ",
    "\u200b",
    "🙂",
    "-",
    ". ",
]
ODD_TEXTS = st.lists(st.sampled_from(ODD_PARTS), max_size=30).map("".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ODD_TEXTS)
def test_mentions_lie_inside_the_text_in_order_and_never_overlap(nlp: "Language", text: str) -> None:
    entities = find_entities(nlp(text))
    places = sorted(place for entity in entities for place in entity.mentions)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))
    assert all(entity.mentions == tuple(sorted(entity.mentions)) for entity in entities)
    assert all(entity.name in {text[start:end] for start, end in entity.mentions} for entity in entities)


@settings(max_examples=200)
@given(st.lists(st.text(max_size=12), max_size=8))
def test_every_form_has_one_owner_that_owns_itself(forms: list[str]) -> None:
    for owners in (person_owners(forms), organization_owners(forms, {})):
        assert set(owners) == set(forms)
        assert all(owners[owner] == owner for owner in owners.values())


def test_one_long_line_is_handled(nlp: "Language") -> None:
    text = "A" * 20_000 + " Bank" * 2_000 + " (" * 500
    assert isinstance(find_entities(nlp(text)), tuple)


def test_empty_text_has_no_entities(nlp: "Language") -> None:
    assert find_entities(nlp("")) == ()
    assert Entity("person", "Ana", ((0, 3),)) != Entity("person", "Ana", ((1, 4),))


def test_the_first_word_of_the_only_company_that_begins_with_it_stands_for_it() -> None:
    assert organization_owners(["Initech Cold Chain", "Initech"], {})["Initech"] == "Initech Cold Chain"
    assert organization_owners(["Initech Cold Chain", "Initech Steel", "Initech"], {})["Initech"] == "Initech"


@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        ("Ban Ki-moon spoke on Friday. Ban then left.", "Ban Ki-moon", ["Ban Ki-moon", "Ban"]),
        ("President Moon Jae-in spoke on Friday. Moon then left.", "Moon Jae-in", ["Moon Jae-in", "Moon"]),
        ("President Tsai Ing-wen spoke on Friday. Tsai then left.", "Tsai Ing-wen", ["Tsai Ing-wen", "Tsai"]),
    ],
)
def test_family_name_stands_first_before_a_given_name_of_two_syllables(
    nlp: "Language", text: str, name: str, forms: list[str]
) -> None:
    assert persons(nlp, text) == {name: forms}


@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        (
            "Ursula von der Leyen spoke on Friday. Von der Leyen then left.",
            "Ursula von der Leyen",
            ["Ursula von der Leyen", "Von der Leyen"],
        ),
        (
            "Guy van der Meer, a baker, spoke. Van der Meer then left.",
            "Guy van der Meer",
            ["Guy van der Meer", "Van der Meer"],
        ),
    ],
)
def test_particles_belong_to_a_surname(nlp: "Language", text: str, name: str, forms: list[str]) -> None:
    assert persons(nlp, text) == {name: forms}


def test_a_word_that_a_hyphen_joins_is_no_part_of_a_name(nlp: "Language") -> None:
    assert list(persons(nlp, "The Boris Johnson-era rules ended on Friday.")) == ["Boris Johnson"]
