"""The card of the corpus gets the tables that were measured, from the pages that the measuring scripts wrote."""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "build_corpus.py"
SPECIFICATION = importlib.util.spec_from_file_location("build_corpus", SCRIPT)
assert SPECIFICATION
assert SPECIFICATION.loader
build_corpus = importlib.util.module_from_spec(SPECIFICATION)
SPECIFICATION.loader.exec_module(build_corpus)

PAGE = "# Page\n\n## Train: 3 articles\n\n| a |\n\n## Test: 2 articles\n\n| b |\n| --- |\n| 1 |\n\n| other |\n"


def test_the_first_table_under_the_heading_is_taken() -> None:
    assert build_corpus.measured_table(PAGE, "Test") == ("test: 2 articles", "| b |\n| --- |\n| 1 |")


def test_a_page_without_the_table_stops_the_build() -> None:
    with pytest.raises(ValueError, match="'Validation'"):
        build_corpus.measured_table(PAGE, "Validation")


def test_the_card_has_the_figures_of_accuracy_and_agreement() -> None:
    card = build_corpus.filled_card()
    assert "<!-- accuracy -->" not in card
    assert "| measure | precision | recall | F1 | 95 % interval | gold |" in card
    assert "| measure | value | 95 % interval | compared |" in card
