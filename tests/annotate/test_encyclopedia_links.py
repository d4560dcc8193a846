"""The links of raw articles to an encyclopedia as evidence for what an ambiguous name means."""

import json
from pathlib import Path

import msgspec
import pytest

from ontherecord.__main__ import main
from ontherecord.annotate.pipeline import annotate
from ontherecord.errors import SourceError
from ontherecord.findings import Finding
from ontherecord.jsonl import read_articles
from ontherecord.records import Article

TEXT = "Officials at the Blue Line Trust said on Friday that the Harbour Office will close."
GAZETTEER = (
    "name,aliases,kind,country,ambiguous,wikidata\nSkarn Ferries,Blue Line Trust,company,NO,Blue Line Trust,Q42\n"
)


@pytest.fixture
def gazetteer(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(GAZETTEER, encoding="utf-8")
    return path


def provenance(folder: Path, article: str, *titles: str) -> Path:
    """A file as `normalize --provenance` writes it."""
    links = [{"start": 0, "end": 9, "title": title} for title in titles]
    row = {"article_id": article, "file": None, "raw_sha256": "0", "runs": None, "links": links}
    path = folder / "provenance.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def ids(article: Article | Finding) -> dict[str, str | None]:
    assert isinstance(article, Article)
    return {found.name: found.wikidata for found in article.organizations}


@pytest.mark.parametrize(
    ("article", "titles", "wikidata"),
    [
        ("a", ["Norway", "Skarn Ferries"], "Q42"),
        ("a", ["Blue Line Trust"], None),
        ("a", ["Skarn Ferries (company)"], None),
        ("a", [], None),
        ("another", ["Skarn Ferries"], None),
    ],
    ids=["full name", "ambiguous title", "unknown title", "no link", "link of another article"],
)
def test_ambiguous_name_is_linked_where_its_article_links_to_an_unambiguous_one(
    tmp_path: Path, gazetteer: Path, article: str, titles: list[str], wikidata: str | None
) -> None:
    file = provenance(tmp_path, article, *titles)
    (annotated,) = annotate([Article(id="a", text=TEXT)], gazetteer=gazetteer, provenance=file)
    assert ids(annotated)["Blue Line Trust"] == wikidata


def test_linked_organization_has_kind_and_country_of_its_entry_and_the_others_stay(
    tmp_path: Path, gazetteer: Path
) -> None:
    article = Article(id="a", text=TEXT)
    (plain,) = annotate([article], gazetteer=gazetteer)
    (linked,) = annotate([article], gazetteer=gazetteer, provenance=provenance(tmp_path, "a", "Skarn Ferries"))
    assert isinstance(plain, Article)
    assert isinstance(linked, Article)
    expected = tuple(
        msgspec.structs.replace(found, kind="company", country="NO", wikidata="Q42")
        if found.name == "Blue Line Trust"
        else found
        for found in plain.organizations
    )
    assert linked == msgspec.structs.replace(plain, organizations=expected)


def test_reviewed_organizations_are_kept(tmp_path: Path, gazetteer: Path) -> None:
    (plain,) = annotate([Article(id="a", text=TEXT)], gazetteer=gazetteer)
    assert isinstance(plain, Article)
    reviewed = msgspec.structs.replace(
        plain,
        layers=tuple(
            msgspec.structs.replace(layer, reviewed=True) if layer.name == "organizations" else layer
            for layer in plain.layers
        ),
    )
    (kept,) = annotate([reviewed], gazetteer=gazetteer, provenance=provenance(tmp_path, "a", "Skarn Ferries"))
    assert isinstance(kept, Article)
    assert kept.organizations == plain.organizations


def test_file_that_is_no_provenance_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"rows\.jsonl:1 is no row"):
        list(annotate([], provenance=file))
    with pytest.raises(SourceError, match="cannot open"):
        list(annotate([], provenance=tmp_path / "none.jsonl"))


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A wiki page whose link tells what a name means."""
    page = (
        "{{date|May 2, 2024}}\nOfficials at the [[w:Skarn Ferries|Blue Line Trust]] said on Friday that the Harbour "
        "Office will close.\n\nNobody was hurt when the old pier burned in the spring.\n{{publish}}\n"
    )
    dump = tmp_path / "pages.xml"
    dump.write_text(
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" version="0.10" xml:lang="en"><page>'
        "<title>Harbour Office to close</title><ns>0</ns><id>7</id><revision><id>8</id><model>wikitext</model>"
        f'<format>text/x-wiki</format><text xml:space="preserve">{page}</text></revision></page></mediawiki>',
        encoding="utf-8",
    )
    return dump


def test_command_takes_what_normalize_wrote_from_a_wiki_page(tmp_path: Path, gazetteer: Path, dump: Path) -> None:
    articles, rows, out = (tmp_path / name for name in ("articles.jsonl", "provenance.jsonl", "out.jsonl"))
    main(["normalize", str(dump), "-o", str(articles), "--provenance", str(rows)])
    main(["annotate", str(articles), "-o", str(out), "--gazetteer", str(gazetteer), "--provenance", str(rows)])
    (article,) = read_articles(out)
    assert ids(article)["Blue Line Trust"] == "Q42"


def test_build_uses_the_links_of_a_wiki_page(
    tmp_path: Path, gazetteer: Path, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    out = tmp_path / "release"
    main(["build", str(dump), "-o", str(out), "--gazetteer", str(gazetteer), "--license", "CC-BY-4.0"])
    (article,) = read_articles(out / "jsonl" / "train.jsonl")
    assert ids(article)["Blue Line Trust"] == "Q42"
