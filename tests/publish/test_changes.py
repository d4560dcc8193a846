"""The card shows what a changelog says about the version that is published."""

from pathlib import Path

import pytest

from ontherecord.publish.changes import changes_in, released_in

from .examples import filled_article, publish_articles

CHANGELOG = """# Changelog

## 1.1.0-rc1

- Tried.

## 1.1.0 (unreleased)

- More articles.

### Repaired

- A date; costs $5.

## [v1.0.0] - 2026-01-01
- First.

## 0.9
"""
NOTHING = "No list of changes was given for this version."


@pytest.mark.parametrize(
    ("version", "entry"),
    [
        ("1.1.0", "- More articles.\n\n### Repaired\n\n- A date; costs $5."),
        ("1.1.0-rc1", "- Tried."),
        ("1.0.0", "- First."),
        ("1.1", None),
        ("1x1.0", None),
        ("0.9", None),
        ("2.0.0", None),
    ],
)
def test_an_entry_is_what_stands_under_the_heading_of_the_version(version: str, entry: str | None) -> None:
    assert changes_in(CHANGELOG, version) == entry


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("## 1.0.0 (2026-01-01)", "2026-01-01"),
        ("## [v1.0.0] - 2026-01-01", "2026-01-01"),
        ("## 1.0.0 (unreleased)", None),
        ("## 1.0.0 - 2026-13-45", None),
        ("## 1.0.0-rc1 (2026-01-01)", None),
        ("## 2.0.0 (2026-01-01)", None),
    ],
)
def test_the_day_of_a_version_stands_in_its_heading(heading: str, day: str | None) -> None:
    assert released_in(f"# Changes\n\n{heading}\n\n- Changed on 2020-02-02.\n", "1.0.0") == day


def test_lines_may_end_as_on_windows() -> None:
    assert changes_in(CHANGELOG.replace("\n", "\r\n"), "1.0.0") == "- First."


def section(folder: Path) -> str:
    text = (folder / "README.md").read_text(encoding="utf-8")
    return text.partition("## Changes in this version\n")[2].partition("\n## Licensing")[0].strip()


@pytest.mark.parametrize(
    ("version", "shown"), [("1.1.0", "- More articles.\n\n### Repaired\n\n- A date; costs $5."), ("3.0.0", NOTHING)]
)
def test_the_card_shows_the_entry_of_the_version(tmp_path: Path, version: str, shown: str) -> None:
    changelog = tmp_path / "changes.md"
    changelog.write_text(CHANGELOG, encoding="utf-8")
    release = publish_articles(tmp_path, [filled_article()], changelog=changelog, version=version)
    assert section(release.folder) == shown


def test_a_card_without_a_changelog_says_so(tmp_path: Path) -> None:
    assert section(publish_articles(tmp_path, [filled_article()], version="1.1.0").folder) == NOTHING


def test_the_changelog_beside_the_template_is_taken(tmp_path: Path) -> None:
    (tmp_path / "card.md").write_text("## Changes in this version\n$changes\n", encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    release = publish_articles(tmp_path, [filled_article()], card=tmp_path / "card.md", version="1.0.0")
    assert section(release.folder) == "- First."
    assert (release.folder / "CHANGELOG.md").read_text(encoding="utf-8") == CHANGELOG
