"""The card says what was counted, and nothing from an article becomes markup."""

from pathlib import Path

import pytest
from huggingface_hub import DatasetCard
from msgspec.structs import replace

from ontherecord.errors import SourceError, UsageError
from ontherecord.publish import Release
from ontherecord.publish.card import DEFAULT_TEMPLATE
from ontherecord.publish.markdown import escape, table
from ontherecord.records import Rights, Source

from .examples import example_articles, filled_article, publish_articles

TEMPLATES = Path(__file__).parents[2] / "DATASET_CARD.md"


def card(folder: Path) -> str:
    return (folder / "README.md").read_text(encoding="utf-8")


def test_the_front_matter_states_licences_languages_and_size(release: Release) -> None:
    data = DatasetCard(card(release.folder)).data
    assert data.language == ["en"]
    assert data.license == ["cc-by-4.0"]
    assert data.size_categories == ["n<1K"]


@pytest.mark.parametrize(
    ("license_", "name"),
    [("CC0-1.0", "cc0-1.0"), (None, "unknown"), ("LicenseRef-press", "other"), ("MIT OR CC-BY-4.0", "other")],
)
def test_licences_have_the_names_of_the_hub(tmp_path: Path, license_: str | None, name: str) -> None:
    article = replace(filled_article(), rights=Rights(text_license=license_, distribution="full"))
    assert DatasetCard(card(publish_articles(tmp_path, [article]).folder)).data.license == [name]


def test_the_body_states_the_counts(release: Release) -> None:
    text = card(release.folder)
    assert "holds 4 articles (28 words)" in text
    assert "Published without their text: 1. Withheld and not part of the release: 1." in text
    assert "| train | 2 | 1 | 0 | 2 | 2 | 1 | 2 |" in text
    assert "| validation | 1 | 0 | 0 | 0 | 0 | 0 | 0 |" in text
    assert "| direct | yes | 2 |" in text
    assert "| Ines Marlow | 2 |" in text
    assert release.content_sha256 in text


def test_name_and_version_are_stated(tmp_path: Path) -> None:
    text = card(publish_articles(tmp_path, [filled_article()], name="Ferry: news", version="2.0").folder)
    assert "pretty_name: 'Ferry: news'" in text
    assert "# Ferry\\: news" in text
    assert "Version: 2.0" in text


def test_the_card_of_the_corpus_has_only_known_placeholders(tmp_path: Path) -> None:
    text = card(publish_articles(tmp_path, example_articles(), card=TEMPLATES).folder)
    assert "# On the Record" in text
    assert "$" not in text


@pytest.mark.parametrize("template", [DEFAULT_TEMPLATE, TEMPLATES], ids=["general", "corpus"])
@pytest.mark.parametrize(
    "heading",
    ["Intended uses", "Out-of-scope uses", "Data statement", "Changes in this version", "Personal information"],
)
def test_the_sections_of_a_data_statement_are_there(template: Path, heading: str) -> None:
    assert f"# {heading}\n" in template.read_text(encoding="utf-8")


def test_the_card_of_the_corpus_tells_what_changed(tmp_path: Path) -> None:
    text = card(publish_articles(tmp_path, example_articles(), card=TEMPLATES).folder)
    assert "## Changes in this version\n- Record schema 1.0." in text


def test_what_comes_from_articles_is_no_markup(tmp_path: Path) -> None:
    name = "a | b\n<script>alert(1)</script> [x](https://evil.example) ${version} `c` \u202e"
    article = replace(filled_article(), source=Source(name=name))
    text = card(publish_articles(tmp_path, [article]).folder)
    row = r"| a \| b \<script\>alert(1)\<\/script\> \[x\](https\:\/\/evil.example) \$\{version\} \`c\` | 1 |"
    assert row in text.splitlines()
    assert "<script>" not in text


def test_a_long_value_is_cut() -> None:
    assert escape("x" * 1000) == "x" * 79 + "…"


def test_long_breakdowns_end_with_the_others(tmp_path: Path) -> None:
    articles = [replace(filled_article(), id=f"a-{n}", source=Source(name=f"Paper {n}")) for n in range(23)]
    assert "| 3 others | 3 |" in card(publish_articles(tmp_path, articles).folder)


def test_a_table_shows_null_as_a_dash_and_thousands_apart() -> None:
    assert table(["a", "b"], [(None, 1234)]) == "| a | b |\n| --- | --- |\n| – | 1,234 |"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("# $nmae\n", "unknown placeholder \\$nmae"),
        ("costs $5\n", "write \\$\\$"),
        ("---\na: [\n---\n# x\n", "no card template"),
        ("---\n- a\n---\n# x\n", "no card template"),
    ],
)
def test_a_faulty_template_is_refused_and_nothing_is_written(tmp_path: Path, template: str, message: str) -> None:
    path = tmp_path / "card.md"
    path.write_text(template, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        publish_articles(tmp_path, [filled_article()], card=path)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["annotated.jsonl", "card.md"]


def test_a_template_may_have_no_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "card.md"
    path.write_text("# $name costs $$5\n", encoding="utf-8")
    assert card(publish_articles(tmp_path, [filled_article()], card=path).folder).endswith("costs $5\n")


def test_a_missing_template_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot open"):
        publish_articles(tmp_path, [filled_article()], card=tmp_path / "none.md")
