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


def published(folder: Path, citation: str, **options: str) -> Release:
    card = folder / "card.md"
    card.write_text("# $name\n\nVersion: $version\n", encoding="utf-8")
    (folder / "CITATION.cff").write_text(citation, encoding="utf-8")
    return publish_articles(folder, [filled_article()], card=card, **options)


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


CHANGELOG = "# Changes\n\n## 3.0.0 (2025-02-03)\n\n- Later.\n\n## 2.1.0 - 2024-06-01\n\n- Now.\n"
BARE = """\
# Ours.
cff-version: 1.2.0
title: Ferry news
message: Cite it.
authors:
  - name: Harbour Trust
version: 2.1.0"""


def test_what_it_leaves_out_comes_from_the_changelog_and_the_option_and_goes_into_it(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    release = published(tmp_path, BARE, url="https://ferry.example/data")
    source = (release.folder / "CITATION.cff").read_text(encoding="utf-8")
    assert source == f"{BARE}\ndate-released: '2024-06-01'\nurl: https://ferry.example/data\n"
    croissant = described(release, "croissant.json")
    assert (croissant["datePublished"], croissant["url"]) == ("2024-06-01", "https://ferry.example/data")
    assert croissant["citeAs"] == "Harbour Trust: Ferry news, version 2.1.0, 2024-06-01, https://ferry.example/data"
    assert described(release, "datapackage.json")["homepage"] == "https://ferry.example/data"


def test_what_it_tells_itself_stays(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG.replace("2024-06-01", "2020-01-01"), encoding="utf-8")
    release = published(tmp_path, CITATION, url="https://elsewhere.example/")
    assert (release.folder / "CITATION.cff").read_text(encoding="utf-8") == CITATION
    assert described(release, "croissant.json")["url"] == "https://doi.org/10.1234/ferry"


@pytest.mark.parametrize("source", ["{title: x, authors: [{name: y}]}", "title: x\nauthors: [{name: y}]\n...\n"])
def test_it_may_end_where_no_line_can_follow(tmp_path: Path, source: str) -> None:
    folder = published(tmp_path, source, version="1.0", url="https://ferry.example/").folder
    citation = read_citation(folder / "CITATION.cff")
    assert citation
    assert (citation.title, citation.version, citation.url) == ("x", "1.0", "https://ferry.example/")


def test_the_repository_of_the_source_is_an_address(tmp_path: Path) -> None:
    release = published(tmp_path, f"{BARE}\nrepository-code: https://code.example/ferry\n")
    assert described(release, "croissant.json")["url"] == "https://code.example/ferry"


def test_without_a_file_the_changelog_and_the_option_still_tell_day_and_address(tmp_path: Path) -> None:
    (tmp_path / "log.md").write_text(CHANGELOG, encoding="utf-8")
    options = {"version": "3.0.0", "changelog": tmp_path / "log.md", "url": "https://ferry.example/"}
    croissant = described(publish_articles(tmp_path, [filled_article()], **options), "croissant.json")
    assert (croissant["datePublished"], croissant["url"]) == ("2025-02-03", "https://ferry.example/")


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
