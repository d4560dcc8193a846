"""Fixtures that all tests share."""

from typing import TYPE_CHECKING

import pytest

from ontherecord.annotate.language_model import load_model

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> "Language":
    """The spaCy pipeline, loaded once."""
    return load_model()
