"""Sides that play in an article on a game."""

from typing import TYPE_CHECKING

import pytest

from ontherecord.annotate.names.entities import find_entities

if TYPE_CHECKING:
    from spacy.language import Language

GAME = " The referee gave a late penalty, and the striker scored the winning goal of the match."


def organizations(nlp: "Language", text: str) -> dict[str, str | None]:
    """What sort the article tells of each organization, by its name."""
    return {entity.name: entity.sort for entity in find_entities(nlp(text)) if entity.kind == "organization"}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Wexcombe beat Tolbrook 2-1 on Saturday.", "Wexcombe"),
        ("Wexcombe beat Tolbrook 2-1 on Saturday.", "Tolbrook"),
        ("Wexcombe's goalkeeper fell, and the Wexcombe manager, Ana Roe, waved everybody forward.", "Wexcombe"),
        ("Wexcombe beat Tolbrook 2-1. Wexcombe go to the leaders, Penn Carrow, on Friday.", "Penn Carrow"),
        ("Wexcombe beat Tolbrook 2-1. Tolbrook are at home to Carrow Weir on Monday.", "Carrow Weir"),
        ("Wexcombe beat Tolbrook 2-1. Tolbrook host Carrow Weir on Monday.", "Carrow Weir"),
        (
            "Wexcombe beat Tolbrook 2-1.\n\nWexcombe Vale: Roe; Marsh, Reed; Pell.\n\nThey play again on Monday.",
            "Wexcombe Vale",
        ),
    ],
)
def test_side_is_a_team_in_an_article_on_a_game(nlp: "Language", text: str, side: str) -> None:
    assert organizations(nlp, text + GAME)[side] == "team"


def test_place_is_no_side_where_nobody_plays(nlp: "Language") -> None:
    text = "Wexcombe beat Tolbrook to the contract. Tolbrook are at home to Carrow Weir on Monday."
    assert "team" not in organizations(nlp, text).values()


def test_country_that_plays_is_no_organization(nlp: "Language") -> None:
    assert organizations(nlp, "France beat Belgium 2-1 on Saturday. France host Portugal on Monday." + GAME) == {}


def test_nickname_takes_the_place_before_it(nlp: "Language") -> None:
    text = "The Marrick Pikes beat the Wexcombe Otters 3-2. The Pikes outshot the Otters."
    assert {"Marrick Pikes", "Wexcombe Otters"} <= organizations(nlp, text + GAME).keys()


def test_runs_behind_the_name_of_a_batsman_are_no_part_of_it(nlp: "Language") -> None:
    text = "Ana Reyes 88 and Luis Marsh 41 put on a century. Reyes was out to the next ball."
    assert [entity.name for entity in find_entities(nlp(text)) if entity.kind == "person"][:1] == ["Ana Reyes"]
