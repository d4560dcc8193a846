"""One release for all tests that only read from it."""

import os

import pytest

from ontherecord.publish import Release

from .examples import example_articles, publish_articles

# Read by `huggingface_hub` when it is first imported: no test reaches for the network.
os.environ["HF_HUB_OFFLINE"] = "1"


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of the example articles."""
    return publish_articles(tmp_path_factory.mktemp("release"), example_articles())
