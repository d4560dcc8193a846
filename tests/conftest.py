"""Fixtures that all tests share."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from ontherecord.annotate.language_model import load_model

if TYPE_CHECKING:
    from spacy.language import Language

# No test is timed: a machine that is busy would fail it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def nlp() -> "Language":
    """The spaCy pipeline, loaded once."""
    return load_model()
