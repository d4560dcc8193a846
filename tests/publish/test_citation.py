"""A citation file beside the card goes into the release, and tells what only people know about it."""

import json
from pathlib import Path
from typing import Any

import pytest

from ontherecord.errors import UsageError
from ontherecord.publish import Release
from ontherecord.publish.citation import Author, read_citation

from .examples import CITATION, filled_article, publish_articles

REPOSITORY = Path(__file__).parents[2]


def published(folder: Path, citation: str) -> Release:
    card = folder / "card.md"
    card.write_text("# $name\n\nVersion: $version\n", encoding="utf-8")
    (folder / "CITATION.cff").write_text(citation, encoding="utf-8")
    return publish_articles(folder, [filled_article()], card=card)


def described(release: Release, name: str) -> dict[str, Any]:
    return json.loads((release.folder / name).read_bytes())  # type: ignore[no-any-return]


def test_it_is_copied_and_listed(tmp_path: Path) -> None:
    release = published(tmp_path, CITATION)
    assert (release.folder / "CITATION.cff").read_text(encoding="utf-8") == CITATION
    assert "CITATION.cff" in (release.folder / "SHA256SUMS").read_text(encoding="utf-8")


def test_it_tells_authors_version_day_and_address(tmp_path: Path) -> None:
    release = published(tmp_path, CITATION)
    croissant = described(release, "croissant.json")
    assert croissant["creator"] == [
        {"@type": "sc:Person", "name": "Ines de Marlow"},
        {"@type": "sc:Organization", "name": "Harbour Trust"},
    ]
    assert croissant["citeAs"] == (
        "Ines de Marlow, Harbour Trust: Ferry news, version 2.1.0, 2024-06-01, https://doi.org/10.1234/ferry"
    )
    assert (croissant["version"], croissant["datePublished"]) == ("2.1.0", "2024-06-01")
    package = described(release, "datapackage.json")
    assert [contributor["title"] for contributor in package["contributors"]] == ["Ines de Marlow", "Harbour Trust"]
    assert "Version: 2.1.0" in (release.folder / "README.md").read_text(encoding="utf-8")


def test_a_build_without_a_card_has_none(tmp_path: Path) -> None:
    (tmp_path / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    release = publish_articles(tmp_path, [filled_article()])
    assert "CITATION.cff" not in release.files
    assert not {"creator", "citeAs", "datePublished"} & described(release, "croissant.json").keys()


def test_the_citation_of_this_repository_is_read() -> None:
    citation = read_citation(REPOSITORY / "CITATION.cff")
    assert citation
    assert citation.authors == (Author("On the Record contributors", person=False),)


@pytest.mark.parametrize(
    "content", ["a: [", "- a\n", "title: x\n", "title: x\nauthors: [{}]\n", "title: x\nauthors: 1\n"]
)
def test_a_file_that_is_no_citation_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UsageError, match="no citation file"):
        published(tmp_path, content)
    assert not (tmp_path / "out").exists()
