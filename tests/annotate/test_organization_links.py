"""Which entry of the register an organization of an article is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.annotate.names.organization_register import Entry, register_of
from ontherecord.annotate.organization_links import Setting, linked_entry, setting_of
from ontherecord.records import OrganizationKind

NOTHING = Setting(country=None, on_business=False, on_game=False)


def entry(name: str, *aliases: str, kind: OrganizationKind, country: str | None = None, ambiguous: str = "") -> Entry:
    return Entry(name, aliases, kind, country, tuple(ambiguous.split("|")) if ambiguous else (), None, None)


BANK = entry("World Harbour Bank", "WHB", kind="intergovernmental")
COMPANY = entry("Orchard Inc.", "Orchard", kind="company", country="US", ambiguous="Orchard")
TEAM = entry("Skarn FC", "Skarn", kind="team", country="NO", ambiguous="Skarn")
PARTY = entry("Meadow Party", kind="party", country="NO", ambiguous="Meadow Party")
REGISTER = register_of([BANK, COMPANY, TEAM, PARTY])


def test_certain_form_is_linked_in_any_setting() -> None:
    assert linked_entry(["WHB"], NOTHING, REGISTER) == BANK
    assert linked_entry(["Bank", "WHB"], NOTHING, REGISTER) == BANK


def test_certain_forms_of_two_entries_are_not_linked() -> None:
    assert linked_entry(["WHB", "Orchard Inc."], NOTHING, REGISTER) is None


@pytest.mark.parametrize(
    ("form", "setting", "found"),
    [
        ("Orchard", Setting(None, on_business=True, on_game=False), COMPANY),
        ("Skarn", Setting(None, on_business=False, on_game=True), TEAM),
        ("Skarn", Setting("NO", on_business=True, on_game=False), None),
        ("Meadow Party", Setting("NO", on_business=False, on_game=False), PARTY),
        ("Meadow Party", Setting("SE", on_business=False, on_game=False), None),
    ],
)
def test_ambiguous_form_needs_a_setting_that_fits(form: str, setting: Setting, found: Entry | None) -> None:
    assert linked_entry([form], setting, REGISTER) == found
    assert linked_entry([form], NOTHING, REGISTER) is None


def test_ambiguous_form_is_linked_where_the_raw_article_links_to_its_entry() -> None:
    setting = Setting(country=None, on_business=False, on_game=False, linked=frozenset({TEAM.name}))
    assert linked_entry(["Skarn"], setting, REGISTER) == TEAM
    assert linked_entry(["Orchard"], setting, REGISTER) is None
    assert linked_entry(["Skarn", "Skarn Records"], setting, REGISTER) is None


def test_acronym_of_another_full_name_is_not_linked() -> None:
    assert linked_entry(["West Highland Brigade", "WHB"], NOTHING, REGISTER) is None
    assert linked_entry(["World Harbour Bank", "WHB"], NOTHING, REGISTER) == BANK


def test_ambiguous_form_beside_an_unknown_one_is_not_linked() -> None:
    setting = Setting(None, on_business=True, on_game=False)
    assert linked_entry(["Orchard", "Orchard Records"], setting, REGISTER) is None


def test_setting_has_the_country_named_most_often() -> None:
    assert setting_of("Norway and Sweden agreed. Norway will pay.").country == "NO"
    assert setting_of("Norway and Sweden agreed.").country is None
    assert setting_of("Nobody agreed.").country is None


def test_setting_tells_business_by_several_words() -> None:
    assert setting_of("The company said its profits rose.").on_business
    assert not setting_of("The company of players left town.").on_business


@given(st.lists(st.sampled_from(["WHB", "Orchard", "Skarn", "Meadow Party", "Orchard Inc.", "Nobody"]), max_size=4))
def test_order_of_forms_does_not_change_the_link(forms: list[str]) -> None:
    setting = Setting("NO", on_business=True, on_game=True)
    assert linked_entry(forms, setting, REGISTER) == linked_entry(forms[::-1], setting, REGISTER)
