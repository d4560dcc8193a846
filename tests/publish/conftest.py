"""One release for all tests that only read from it."""

import os
from pathlib import Path

import pytest

from ontherecord.gold import lay_gold, read_gold_files
from ontherecord.gold.folder import STANDOFF_FOLDER
from ontherecord.jsonl import read_articles
from ontherecord.normalize import Metadata, normalize
from ontherecord.publish import Release
from ontherecord.records import Article

from .examples import example_articles, publish_articles

# Read by `huggingface_hub` when it is first imported: no test reaches for the network.
os.environ["HF_HUB_OFFLINE"] = "1"


CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of the example articles."""
    return publish_articles(tmp_path_factory.mktemp("release"), example_articles())


@pytest.fixture(scope="session")
def corpus_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of the corpus of this repository as its gold has it."""
    laid = lay_gold(normalize([CORPUS / "raw"], Metadata()), read_gold_files([CORPUS / "gold"]))
    articles = [item for item in laid if isinstance(item, Article)]
    standoff = [
        article for file in sorted((CORPUS / "gold" / STANDOFF_FOLDER).iterdir()) for article in read_articles(file)
    ]
    return publish_articles(tmp_path_factory.mktemp("corpus"), [*articles, *standoff])
