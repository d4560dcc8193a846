"""Tables: columns by name or map, rows one by one, and what is wrong with a row or with the whole table."""

import csv
import datetime
import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pandas
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.__main__ import main
from ontherecord.findings import Finding
from ontherecord.jsonl import read_articles, write_articles
from ontherecord.normalize import Metadata, normalize, parse_read_options
from ontherecord.normalize.readers import delimited, json_rows, table
from ontherecord.normalize.readers.json_rows import _objects
from ontherecord.normalize.readers.table_columns import columns_of
from ontherecord.records import Article

FERRY = "The ferry to Skarn will sail again on Friday, the Harbour Trust said."
PIER = "The council voted to keep the pier, by five votes to four."
ROWS = [
    {"id": "a", "title": "Ferry", "text": FERRY, "date": "2024-03-12"},
    {"id": "b", "title": "Pier", "text": PIER, "date": "2024-03-13"},
]


def read(path: Path, columns: str | None = None, format_: str | None = None) -> tuple[list[Article], list[Finding]]:
    items = list(normalize([path], Metadata(), parse_read_options(format_, columns)))
    return [item for item in items if isinstance(item, Article)], [item for item in items if isinstance(item, Finding)]


def written(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def csv_text(rows: list[dict[str, Any]], **options: Any) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, rows[0], **options)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def codes(findings: list[Finding]) -> list[tuple[str, int | None]]:
    return [(finding.code.partition("-")[2], finding.line) for finding in findings]


def test_the_same_rows_are_the_same_articles_in_every_format(tmp_path: Path) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in ROWS)
    pandas.DataFrame(ROWS).to_parquet(tmp_path / "rows.parquet")
    files = [
        tmp_path / "rows.parquet",
        written(tmp_path, "rows.csv", csv_text(ROWS)),
        written(tmp_path, "rows.tsv", csv_text(ROWS, delimiter="\t")),
        written(tmp_path, "rows.txt", csv_text(ROWS, delimiter="|", quoting=csv.QUOTE_ALL)),
        written(tmp_path, "excel.csv", csv_text(ROWS, delimiter=";").encode("utf-16")),
        written(tmp_path, "rows.jsonl", lines),
        written(tmp_path, "marked.jsonl", "\ufeff" + lines),
        written(tmp_path, "rows.json", json.dumps(ROWS, indent=2)),
        written(tmp_path, "rows.jsonl.gz", gzip.compress(lines.encode())),
    ]
    found = set()
    for file in files:
        articles, findings = read(file)
        assert findings == [], file
        found.add(tuple((one.id, one.headline, one.text, one.published, one.source.raw_sha256) for one in articles))
    assert len(found) == 1
    assert [identifier for identifier, *_ in found.pop()] == ["a", "b"]


def test_types_of_parquet_are_read(tmp_path: Path) -> None:
    row = {
        "text": FERRY,
        "authors": ["Ana Reyes", "Tom Ford"],
        "publish_date": datetime.datetime(2024, 3, 12, 8, 15),
        "source": {"name": "The Skarn Post", "rank": 3},
        "id": 4711,
    }
    pandas.DataFrame([row]).to_parquet(tmp_path / "news.parquet")
    (article,), findings = read(tmp_path / "news.parquet")
    assert (article.id, article.bylines, str(article.published), article.source.name) == (
        "news-4711",
        ("Ana Reyes", "Tom Ford"),
        "2024-03-12",
        "The Skarn Post",
    )
    assert findings == []


def test_a_map_names_columns_and_keeps_others_from_them() -> None:
    names = ["id", "text", "body", "date", "Author Name", "sourceURL"]
    assert columns_of(names, {}) == {"id": "id", "text": "text", "published": "date", "bylines": "Author Name"}
    assert columns_of(names, {"text": "body", "headline": "text"})["text"] == "body"


@pytest.mark.parametrize("name", ["rows.csv", "rows.tsv", "rows.json", "rows.jsonl", "rows.parquet"])
def test_the_command_takes_a_map_for_a_table_of_any_format(name: str, tmp_path: Path) -> None:
    foreign = {"id": "nr", "title": "kop", "text": "inhoud", "date": "wann"}
    rows = [{foreign[column]: cell for column, cell in row.items()} for row in ROWS]
    path = tmp_path / name
    match path.suffix:
        case ".csv" | ".tsv":
            path.write_text(csv_text(rows, delimiter="," if path.suffix == ".csv" else "\t"), encoding="utf-8")
        case ".parquet":
            pandas.DataFrame(rows).to_parquet(path)
        case _:
            pandas.DataFrame(rows).to_json(path, orient="records", lines=path.suffix == ".jsonl")
    out = tmp_path / "articles.jsonl"
    columns = "id=nr,headline=kop,text=inhoud,published=wann"
    assert main(["normalize", str(path), "-o", str(out), "--map", columns]) == 0
    articles = [article for article in read_articles(out) if isinstance(article, Article)]
    assert [(one.id, one.headline, one.text, str(one.published)) for one in articles] == [
        ("a", "Ferry", FERRY, "2024-03-12"),
        ("b", "Pier", PIER, "2024-03-13"),
    ]


def test_a_table_without_a_text_is_one_error_that_tells_its_columns_and_the_way(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "nr,kop,inhoud\n1,Kop,Tekst\n2,Kop,Tekst\n")
    articles, findings = read(path)
    assert (articles, codes(findings)) == ([], [("no-text-column", None)])
    assert "'nr', 'kop', 'inhoud'" in findings[0].message
    assert "--map text=" in findings[0].message
    assert len(read(path, "text=inhoud,headline=kop")[0]) == 2


def test_a_mapped_column_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    articles, findings = read(written(tmp_path, "a.csv", csv_text(ROWS)), "headline=kop")
    assert (articles, codes(findings)) == ([], [("no-text-column", None)])
    assert "headline=kop" in findings[0].message


def test_article_records_are_told_and_not_read(tmp_path: Path) -> None:
    articles, _ = read(written(tmp_path, "a.csv", csv_text(ROWS)))
    write_articles(tmp_path / "articles.jsonl", articles)
    again, findings = read(tmp_path / "articles.jsonl")
    assert (again, codes(findings)) == ([], [("already-articles", None)])
    assert "annotate" in findings[0].message


def test_a_column_that_is_not_used_is_told_once(tmp_path: Path) -> None:
    rows = [{**row, "mood": "calm", "label": 3} for row in ROWS]
    _, findings = read(written(tmp_path, "a.csv", csv_text(rows)))
    assert codes(findings) == [("unused-columns", None)]
    assert findings[0].message == "not used: 'mood', 'label'"


def test_a_row_may_bring_a_column_of_its_own(tmp_path: Path) -> None:
    lines = [{"text": FERRY}, {"text": PIER, "title": "Pier", "date": "2024-03-13"}]
    articles, _ = read(written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines))))
    assert [one.headline for one in articles] == [None, "Pier"]


def test_the_order_of_day_and_month_is_learned_from_the_column(tmp_path: Path) -> None:
    rows = [{"text": FERRY, "date": "03/04/2024"}, {"text": PIER, "date": "03/13/2024"}]
    articles, findings = read(written(tmp_path, "a.csv", csv_text(rows)))
    assert ([str(one.published) for one in articles], findings) == (["2024-03-04", "2024-03-13"], [])


def test_a_cell_without_a_line_end_is_one_paragraph_and_its_head_is_body(tmp_path: Path) -> None:
    rows = [{"text": "A short line. " * 40 + "\n\nBy the pier\nit was quiet, she said."}]
    (article,), _ = read(written(tmp_path, "a.json", json.dumps(rows)))
    assert len(article.paragraphs) == 3
    assert article.headline is None


def test_stray_bytes_in_utf_8_are_mended_cell_by_cell(tmp_path: Path) -> None:
    data = "text,title\nThe café opens.,Café\n".encode() + b"The caf\xe9 closes.,Caf\xe9\n"
    articles, _ = read(written(tmp_path, "a.csv", data))
    assert [one.headline for one in articles] == ["Café", "Café"]


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_lines(tmp_path: Path) -> None:
    text = csv_text(ROWS) + 'c,"Open,text here,2024-03-14\nd,Lost,text,2024-03-15\n'
    articles, findings = read(written(tmp_path, "a.csv", text))
    assert len(articles) == 2
    assert codes(findings) == [("bad-row", 4)]
    assert "lines 4 to 5" in findings[0].message


def test_a_table_without_rows_is_an_error(tmp_path: Path) -> None:
    assert codes(read(written(tmp_path, "a.csv", "id,title,text\n"))[1]) == [("empty-file", None)]


def test_a_damaged_parquet_file_is_told_and_its_first_rows_are_read(tmp_path: Path) -> None:
    table_ = pyarrow.table({"text": [f"{FERRY} {number}" for number in range(500)]})
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(table_, path, row_group_size=100, compression=None, use_dictionary=False)
    data = bytearray(path.read_bytes())
    assert codes(read(written(tmp_path, "cut.parquet", bytes(data[: len(data) // 2])))[1]) == [
        ("damaged-document", None)
    ]
    data[len(data) // 2 : len(data) // 2 + 4000] = bytes(4000)
    articles, findings = read(written(tmp_path, "torn.parquet", bytes(data)))
    assert codes([one for one in findings if one.code.startswith("OTR05")]) == [("damaged-document", None)]
    assert len(articles) >= 100


def test_prose_is_no_table(tmp_path: Path) -> None:
    for number, text in enumerate(
        (
            f"Ferry to sail again\n\n12 March 2024\n\n{FERRY}\n\n{PIER}\n",
            "Text, story, and body: three words\n\nOne, two, three, she said.\n\nFour, five, six.\n",
        )
    ):
        articles, _ = read(written(tmp_path, f"{number}.txt", text))
        assert [one.source.media_type for one in articles] == ["text/plain"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.json"])
def test_a_row_that_is_too_large_is_skipped_and_the_others_go_on(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (delimited, json_rows, table):
        monkeypatch.setattr(module, "LARGEST_DOCUMENT", 10_000)
    rows = [ROWS[0], {**ROWS[0], "id": "large", "text": "word " * 5000}, ROWS[1]]
    texts = {
        "a.jsonl": "".join(json.dumps(row) + "\n" for row in rows),
        "a.csv": csv_text(rows),
        "a.json": json.dumps(rows),
    }
    articles, findings = read(written(tmp_path, name, texts[name]))
    assert [one.id for one in articles] == ["a", "b"]
    assert [code for code, _ in codes(findings)] == ["document-too-large"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_json_that_is_nested_too_deep_is_a_bad_row(name: str, tmp_path: Path) -> None:
    deep = '{"text": ' + "[" * 200_000 + "]" * 200_000 + "}"
    good = json.dumps(ROWS[0])
    text = f"[{good},{deep},{good}]" if name == "a.json" else f"{good}\n{deep}\n{good}\n"
    articles, findings = read(written(tmp_path, name, text))
    assert len(articles) == 2
    assert "bad-row" in {code for code, _ in codes(findings)}


def test_a_table_comes_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.data = data

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            part, self.data = self.data[: min(len(buffer), 7)], self.data[min(len(buffer), 7) :]
            buffer[: len(part)] = part
            return len(part)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(csv_text(ROWS).encode()))))
    articles, findings = read(Path("-"))
    assert ([one.id for one in articles], findings) == (["a", "b"], [])


def test_rows_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(table.ROWS_AHEAD + 500):
            stream.write(json.dumps({"text": f"{FERRY} {number}", "date": "2024-03-12"}) + "\n")
        stream.write("{broken\n")
    items = normalize([path], Metadata())
    first = next(items)
    assert isinstance(first, Article)
    assert sum(1 for _ in items) == table.ROWS_AHEAD + 500


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.text(max_size=8), VALUES, max_size=4), min_size=1, max_size=6), st.booleans())
def test_the_objects_of_any_array_are_found(rows: list[dict[str, Any]], is_indented: bool) -> None:
    data = json.dumps(rows, indent=1 if is_indented else None, ensure_ascii=False).encode("utf-8", "surrogatepass")
    found = [json.loads(item) for _, item in _objects(io.BytesIO(data)) if item is not None]
    assert found == rows


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.jsonl", "a.json", "a.parquet"]))
def test_no_bytes_stop_the_readers(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(b"[{" + data if name == "a.json" else b"PAR1" + data if name == "a.parquet" else data)
    for format_ in (None, {"a.csv": "csv", "a.jsonl": "jsonl", "a.json": "json", "a.parquet": "parquet"}[name]):
        articles, findings = read(path, format_=format_)
        assert articles or findings
