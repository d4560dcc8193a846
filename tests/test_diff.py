"""Two versions of a corpus: what differs, and the version that follows."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from ontherecord.__main__ import main
from ontherecord.diff import MOST_LISTED, Bump, compare, next_version
from ontherecord.errors import SourceError
from ontherecord.jsonl import write_articles
from ontherecord.records import Article, Layer, Organization, complete

BASE = complete(
    Article(id="b", text="The ferry sails.", split="train", layers=(Layer("dates", "hand", "1", "none", "2"),))
)


def summary_of(folder: Path, old: list[Article], new: list[Article]):  # type: ignore[no-untyped-def]
    write_articles(folder / "old.jsonl", old)
    write_articles(folder / "new.jsonl", new)
    with compare(folder / "old.jsonl", folder / "new.jsonl") as comparison:
        return comparison.summary(), list(comparison.differences())


def test_the_same_articles_in_another_order_do_not_differ(tmp_path: Path) -> None:
    other = replace(BASE, id="a")
    summary, differences = summary_of(tmp_path, [BASE, other], [other, BASE])
    assert (summary.bump, differences) == (Bump.NONE, [])


@pytest.mark.parametrize(
    ("after", "keys", "layers", "bump"),
    [
        ({"headline": "Ferry"}, ("headline",), (), Bump.PATCH),
        ({"organizations": (Organization("o1", "Trust"),)}, ("organizations",), ("organizations",), Bump.PATCH),
        (
            {"layers": (Layer("dates", "hand", "1", "none", "2"), Layer("speakers", "hand", "1", "none", "2"))},
            ("layers",),
            (),
            Bump.MINOR,
        ),
        ({"layers": ()}, ("layers",), (), Bump.MAJOR),
        ({"split": "test"}, ("split",), (), Bump.MAJOR),
        ({"text": "The ferry stays."}, ("text",), (), Bump.MAJOR),
    ],
)
def test_a_change_is_told_by_key_and_layer_and_raises_its_part_of_the_version(
    tmp_path: Path, after: dict[str, object], keys: tuple[str, ...], layers: tuple[str, ...], bump: Bump
) -> None:
    summary, (difference,) = summary_of(tmp_path, [BASE], [replace(BASE, **after)])
    assert (difference.kind, difference.keys, difference.layers) == ("changed", keys, layers)
    assert (summary.bump, summary.keys) == (bump, dict.fromkeys(keys, 1))


def test_an_article_that_came_is_minor_and_one_that_went_is_major(tmp_path: Path) -> None:
    other = replace(BASE, id="a")
    assert summary_of(tmp_path, [BASE], [other, BASE])[0].bump is Bump.MINOR
    summary, differences = summary_of(tmp_path, [BASE], [other])
    assert summary.bump is Bump.MAJOR
    assert [(item.id, item.kind) for item in differences] == [("a", "added"), ("b", "removed")]


@pytest.mark.parametrize(
    ("bump", "version"),
    [(Bump.NONE, "1.2.3"), (Bump.PATCH, "1.2.4"), (Bump.MINOR, "1.3.0"), (Bump.MAJOR, "2.0.0")],
)
def test_the_version_that_follows(bump: Bump, version: str) -> None:
    assert next_version("1.2.3", bump) == version


@pytest.mark.parametrize("version", ["1.2", "v1.2.3", "1.2.x", "1.2.³"])
def test_what_is_no_version_is_refused(version: str) -> None:
    with pytest.raises(SourceError, match="no version"):
        next_version(version, Bump.PATCH)


def test_two_articles_with_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="two articles"):
        summary_of(tmp_path, [BASE, BASE], [BASE])


def test_the_command_writes_each_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = [replace(BASE, id=f"n{number}") for number in range(MOST_LISTED + 2)]
    write_articles(tmp_path / "old.jsonl", [BASE])
    write_articles(tmp_path / "new.jsonl", [replace(BASE, headline="Ferry"), *many])
    shown = {}
    for name in ("text", "json", "markdown"):
        paths = [str(tmp_path / "old.jsonl"), str(tmp_path / "new.jsonl")]
        assert main(["diff", *paths, "--format", name, "--version", "1.0.0"]) == 0
        shown[name] = capsys.readouterr().out
    assert "changed  b: headline\n" in shown["text"]
    assert shown["text"].endswith("22 added, 1 changed, 0 removed\nversion: 1.1.0\n")
    told = json.loads(shown["json"])
    assert (told["version"], told["bump"], len(told["differences"])) == ("1.1.0", "minor", MOST_LISTED + 3)
    assert shown["markdown"].startswith("## 1.1.0\n\n### Added: 22 articles\n\n- `n0`\n")
    assert "- and 2 more\n\n### Changed: 1 article\n\n- `headline` in 1\n" in shown["markdown"]
