import io
import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.errors import SourceError, UsageError
from ontherecord.findings import Finding, Severity
from ontherecord.licenses import read_license
from ontherecord.normalize import Metadata, normalize, parse_metadata
from ontherecord.normalize.boilerplate import drop_boilerplate
from ontherecord.normalize.identifiers import safe_id
from ontherecord.normalize.lines import paragraph_lines
from ontherecord.normalize.text_repair import repair
from ontherecord.records import Article
from ontherecord.schema import schema_at

BODY = "Bridge opens in Orne\n\nThe bridge in Orne opened on Monday, the mayor said.\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def run(*sources: Path, **defaults: str) -> tuple[list[Article], list[Finding]]:
    items = list(normalize(sources, parse_metadata(**defaults)))
    return [item for item in items if isinstance(item, Article)], [item for item in items if isinstance(item, Finding)]


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code.partition("-")[2] for finding in findings]


def test_folder_is_walked_in_sorted_order_without_what_is_no_article(tmp_path: Path) -> None:
    write(tmp_path, b_dot_txt=BODY, a_dot_txt=BODY, sub__c_dot_txt=BODY, README_dot_md="x", _dot_hidden=BODY)
    articles, _ = run(tmp_path)
    assert [article.source.file for article in articles] == ["a.txt", "b.txt", "sub/c.txt"]


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, news__a_dot_txt=BODY, secret_dot_txt=BODY)
    (tmp_path / "news/loop").symlink_to(tmp_path / "news")
    (tmp_path / "news/out.txt").symlink_to(tmp_path / "secret.txt")
    articles, findings = run(tmp_path / "news", published="2020-01-01")
    assert [article.id for article in articles] == ["a"]
    assert codes(findings) == ["link-not-followed"] * 2


def test_source_that_is_not_there_is_an_exception(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot open"):
        run(tmp_path / "nothing.txt")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b" \n\t\n", "empty-file"),
        (b"abc\0def", "binary-file"),
        (b"%PDF-1.7 ...", "binary-file"),
        (b"\xff\xfeabc", "binary-file"),
        (b"<!DOCTYPE html><p>", "no-body"),
        (b'{"a": 1', "unsupported-format"),
        (b"Advertisement\n", "no-body"),
    ],
)
def test_file_that_holds_no_article_is_an_error_and_the_others_go_on(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    write(tmp_path, b_dot_txt=BODY)
    for sources in ([tmp_path], [tmp_path / "a.txt", tmp_path / "b.txt"]):
        articles, findings = run(*sources)
        assert [article.id for article in articles] == ["b"]
        assert [finding.code.partition("-")[2] for finding in findings if finding.severity is Severity.ERROR] == [code]


def test_special_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert codes(run(tmp_path)[1]) == ["unreadable-file"]


def test_standard_input_is_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BODY.encode())))
    (article,), _ = run(Path("-"), published="2021-05-03")
    assert (article.id, article.source.file, str(article.published)) == ("standard-input", None, "2021-05-03")


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=BODY)
    assert len(run(tmp_path, tmp_path / "a.txt")[0]) == 1


def test_sheet_wins_over_front_matter_over_command_line_over_page(tmp_path: Path) -> None:
    front = "---\nheadline: Of the front matter\npublisher: Front\nlanguage: en-GB\n---\n"
    write(
        tmp_path,
        a_dot_txt=front + "Of the page\n\n3 May 2021\n\nBy Ana Reyes\n\nIt rained, the mayor said.\n",
        sources_dot_jsonl='{"file": "a.txt", "publisher": "Sheet"}\n',
    )
    (article,), findings = run(tmp_path, published="2000-01-01", publisher="Line", split="train", language="de")
    assert article.headline == "Of the front matter"
    assert (article.source.name, article.language, article.split) == ("Sheet", "en-GB", "train")
    assert (str(article.published), article.published_basis) == ("2000-01-01", "metadata")
    assert codes(findings) == ["publication-day-contradicted"]


def test_article_without_a_day_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=BODY)
    (article,), findings = run(tmp_path)
    assert (article.published, article.published_basis) == (None, "unknown")
    assert codes(findings) == ["no-publication-day"]


def test_csv_sheet_with_byte_order_mark(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_dot_txt=BODY,
        sources_dot_csv="\ufefffile,Published,license,byline\r\na.txt,2021-05,cc by 4.0,Ana Reyes and Tom Ford\r\n",
    )
    (article,), findings = run(tmp_path)
    assert findings == []
    assert (str(article.published), article.published_precision) == ("2021-05-01", "month")
    assert (article.bylines, article.rights.distribution) == (("Ana Reyes", "Tom Ford"), "full")


def test_broken_sheet_is_told_line_by_line_and_its_good_rows_are_used(tmp_path: Path) -> None:
    rows = [
        '{"file": "a.txt", "published": "2021-05-03", "publisher": "Good", "genre": "gossip", "colour": "red"}',
        "{broken",
        '{"publisher": "nobody"}',
        '{"file": "./a.txt"}',
        '{"file": "gone.txt", "published": "03.05.21"}',
        '{"file": "../a.txt"}',
        "[1]",
    ]
    write(tmp_path, a_dot_txt=BODY, b_dot_txt=BODY, sources_dot_jsonl="\n".join(rows), sources_dot_csv="file\na.txt\n")
    articles, findings = run(tmp_path)
    assert (str(articles[0].published), articles[0].source.name, articles[0].genre) == ("2021-05-03", "Good", None)
    assert [(finding.code.partition("-")[2], finding.line) for finding in findings] == [
        ("two-sheets", None),
        ("bad-value", 1),
        ("unknown-column", 1),
        ("bad-sheet", 2),
        ("bad-sheet", 3),
        ("duplicate-row", 4),
        ("bad-value", 5),
        ("row-without-file", 5),
        ("row-without-file", 6),
        ("bad-sheet", 7),
        ("file-without-row", None),
        ("no-publication-day", None),
    ]


def test_sheet_of_a_folder_holds_for_the_folders_below(tmp_path: Path) -> None:
    write(tmp_path, sub__a_dot_txt=BODY, sources_dot_jsonl='{"file": "sub/a.txt", "published": "2021-05-03"}\n')
    (article,), findings = run(tmp_path)
    assert (str(article.published), findings) == ("2021-05-03", [])


@pytest.mark.parametrize(
    ("license_", "wanted", "distribution"),
    [
        ("CC-BY-SA-3.0", "", "full"),
        ("cc0", "", "full"),
        ("public domain", "", "full"),
        ("CC-BY-4.0", "standoff", "standoff"),
        ("CC-BY-4.0", "withheld", "withheld"),
        ("CC-BY-NC-4.0", "", "standoff"),
        ("", "", "standoff"),
        ("All rights reserved", "full", "standoff"),
    ],
)
def test_distribution_is_never_wider_than_the_licence(
    tmp_path: Path, license_: str, wanted: str, distribution: str
) -> None:
    write(tmp_path, a_dot_txt=BODY)
    (article,), findings = run(tmp_path, published="2021", license=license_, distribution=wanted)
    assert article.rights.distribution == distribution
    assert codes(findings) == (["distribution-not-allowed"] if wanted == "full" else [])


def test_unknown_licence_is_closed_and_told(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=BODY)
    (article,), findings = run(tmp_path, published="2021", license="Ask the editor")
    assert (article.rights.text_license, codes(findings)) == ("LicenseRef-Ask-the-editor", ["unknown-license"])


def test_expression_is_open_if_one_choice_or_all_parts_are() -> None:
    assert read_license("CC-BY-NC-4.0 OR CC-BY-4.0").is_open
    assert not read_license("CC-BY-NC-4.0 AND CC-BY-4.0").is_open


def test_files_of_one_name_all_get_the_name_of_their_source(tmp_path: Path) -> None:
    write(tmp_path, marl__a_dot_txt=BODY, orne__a_dot_txt=BODY, orne__b_dot_txt=BODY)
    assert [article.id for article in run(tmp_path)[0]] == ["marl-a", "orne-a", "b"]
    same_publisher = run(tmp_path, publisher="The Post")[0]
    assert [article.id for article in same_publisher] == ["marl-a", "orne-a", "b"]


def test_options_are_checked() -> None:
    assert parse_metadata(published=None, publisher=None) == Metadata()
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        parse_metadata(published="soon")


@given(st.text())
def test_id_follows_the_schema(text: str) -> None:
    assert re.fullmatch(schema_at("id")["pattern"], safe_id(text))


@pytest.mark.parametrize(
    "text", ["../../etc/passwd", "2021", "9b2f6c1e-0d4a-4c8e-9a53-1f2e3d4c5b6a", "", "Überfall in Sète"]
)
def test_id_holds_no_path_and_is_no_number(text: str) -> None:
    assert "/" not in safe_id(text)
    assert not safe_id(text).isdigit()


WORDS = st.sampled_from(
    ["Share", "Keep reading:", "It rained.", "“No,” he said.", "\u00a0", "ﬁ", "â€™", "The plan", "a\u00ad"]
)


@given(st.lists(WORDS | st.text(max_size=20)).map("\n\n".join))
def test_normalized_text_stays_as_it_is(text: str) -> None:
    def body(raw: str) -> str:
        kept, _ = drop_boilerplate(paragraph_lines(repair(raw).text, 1))
        return "\n\n".join(line.text for line in kept)

    assert body(body(text)) == body(text)
