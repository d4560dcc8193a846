"""A removed article is gone from the tree as a whole, and no road brings it back."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace

from ontherecord import remove as removing
from ontherecord.__main__ import main
from ontherecord.errors import OutputError, SourceError, UsageError
from ontherecord.jsonl import read_articles, write_articles
from ontherecord.normalize import Metadata, normalize
from ontherecord.publish import publish
from ontherecord.records import Article, Rights, text_sha256
from ontherecord.remove import remove
from ontherecord.tombstones import TOMBSTONES_FILE, lists_around, read_tombstones

FERRY = "Ferry to sail again\n\nThe ferry to Skarn will sail again on Friday, the Harbour Trust said on Tuesday.\n"
LIBRARY = "Library stays open\n\nReaders may stay until ten from April, the librarian, Otto Brandt, told the council.\n"
REASON = "the source asked for it"


def raw_tree(folder: Path, sheet: str = "jsonl") -> Path:
    (folder / "raw" / "post").mkdir(parents=True)
    golds = {"A": folder / "gold", "B": folder / "gold" / "first", "C": folder / "gold" / "second"}
    for gold in golds.values():
        gold.mkdir(parents=True, exist_ok=True)
    for name, text in (("ferry", FERRY), ("library", LIBRARY)):
        (folder / "raw" / "post" / f"{name}.txt").write_text(text, encoding="utf-8")
        for annotator, gold in golds.items():
            (gold / f"{name}.txt").write_text(f"annotator: {annotator}\n---\n", encoding="utf-8")
    if sheet == "csv":
        rows = 'file,publisher\nferry.txt,"The\nPost"\nlibrary.txt,"The\nAmbit"\n'
    else:
        rows = '{"file": "ferry.txt", "license": "CC-BY-4.0"}\n{"file": "library.txt",  "license": "CC-BY-4.0"}\n'
    (folder / "raw" / "post" / f"sources.{sheet}").write_text(rows, encoding="utf-8")
    return folder


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return raw_tree(tmp_path / "corpus")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def ferry(tree: Path) -> Article:
    return next(
        item for item in normalize([tree / "raw"], Metadata()) if isinstance(item, Article) and item.id == "ferry"
    )


def test_raw_file_row_gold_and_independent_annotations_go_and_a_tombstone_comes(tree: Path) -> None:
    article = ferry(tree)
    before = contents(tree)
    assert main(["remove", "ferry", "--reason", REASON, "--from", str(tree), "--date", "2024-05-06"]) == 0
    after = contents(tree)
    gone = {"raw/post/ferry.txt", "gold/ferry.txt", "gold/first/ferry.txt", "gold/second/ferry.txt"}
    assert before.keys() - after.keys() == gone
    assert {name for name in before if name in after and before[name] != after[name]} == {"raw/post/sources.jsonl"}
    assert after["raw/post/sources.jsonl"] == before["raw/post/sources.jsonl"].splitlines(keepends=True)[1]
    assert json.loads(after[TOMBSTONES_FILE]) == {
        "id": "ferry",
        "text_sha256": article.text_sha256,
        "raw_sha256": article.source.raw_sha256,
        "reason": REASON,
        "withdrawn": "2024-05-06",
    }


def test_a_row_of_several_lines_goes_whole_and_the_other_rows_keep_their_bytes(tmp_path: Path) -> None:
    tree = raw_tree(tmp_path / "corpus", "csv")
    remove("ferry", reason=REASON, tree=tree)
    assert (tree / "raw/post/sources.csv").read_text() == 'file,publisher\nlibrary.txt,"The\nAmbit"\n'


def test_without_a_day_the_tombstone_has_none(tree: Path) -> None:
    assert remove("ferry", reason=REASON, tree=tree).tombstone.withdrawn is None


@pytest.mark.parametrize("failing", range(1, 5))
def test_where_one_step_fails_the_tree_is_as_it_was(tree: Path, failing: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before, put, calls = contents(tree), removing._put, iter(range(100))

    def failing_put(path: Path, content: bytes | None) -> None:
        if next(calls) == failing:
            raise OutputError("the disk is full")
        put(path, content)

    monkeypatch.setattr(removing, "_put", failing_put)
    with pytest.raises(OutputError):
        remove("ferry", reason=REASON, tree=tree)
    assert contents(tree) == before


def test_an_unknown_id_is_told_with_the_nearest_and_changes_nothing(tree: Path) -> None:
    before = contents(tree)
    with pytest.raises(UsageError, match="did you mean ferry"):
        remove("fery", reason=REASON, tree=tree)
    with pytest.raises(UsageError, match="reason"):
        remove("ferry", reason=" ", tree=tree)
    assert contents(tree) == before
    remove("ferry", reason=REASON, tree=tree)
    with pytest.raises(UsageError, match="already"):
        remove("ferry", reason=REASON, tree=tree)


def test_a_file_with_other_articles_is_left_alone(tree: Path) -> None:
    rows = [{"id": name, "text": text} for name, text in (("a-1", FERRY), ("a-2", LIBRARY))]
    (tree / "raw" / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    before = contents(tree)
    with pytest.raises(UsageError, match="1 other article"):
        remove("a-1", reason=REASON, tree=tree)
    assert contents(tree) == before


def test_a_record_without_text_goes_from_the_gold_beside_the_articles(tree: Path) -> None:
    records = tree / "gold" / "standoff" / "records.jsonl"
    records.parent.mkdir()
    summit = Article(id="summit", text=None, text_sha256="a" * 64, rights=Rights(distribution="standoff"))
    write_articles(records, [summit, replace(summit, id="other", text_sha256="b" * 64)])
    assert remove("summit", reason=REASON, tree=tree).tombstone.text_sha256 == "a" * 64
    assert [article.id for article in read_articles(records)] == ["other"]


def ways_back(folder: Path, article: Article) -> dict[str, Path]:
    """Folders of raw articles, each with the withdrawn one as it may come back, and one that may stay."""
    text = article.text or ""
    rows = {
        "same id, other text": ("ferry", "Quite another text about a quite other thing, with words enough to be one."),
        "same id in capitals": ("FERRY", "Quite another text about a quite other thing, with words enough to be one."),
        "other id, same text": ("unknown", text),
    }
    ways = {}
    for name, (identifier, body) in rows.items():
        for form in ("jsonl", "parquet"):
            source = folder / f"{name} {form}"
            source.mkdir(parents=True)
            table = [{"id": identifier, "text": body}, {"id": "stays", "text": LIBRARY}]
            if form == "jsonl":
                (source / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in table), encoding="utf-8")
            else:
                pq.write_table(pa.Table.from_pylist(table), source / "rows.parquet")
            ways[source.name] = source
    renamed = folder / "renamed raw file"
    (renamed / "deep").mkdir(parents=True)
    (renamed / "deep" / "boat.txt").write_text(FERRY, encoding="utf-8")
    (renamed / "stays.txt").write_text(LIBRARY, encoding="utf-8")
    # The sheet gives another headline, so that the text is another one too: only the raw bytes are the same.
    retitled = folder / "raw file with another text"
    retitled.mkdir()
    (retitled / "boat.txt").write_text(FERRY, encoding="utf-8")
    (retitled / "stays.txt").write_text(LIBRARY, encoding="utf-8")
    (retitled / "sources.jsonl").write_text('{"file": "boat.txt", "headline": "A boat"}\n', encoding="utf-8")
    return ways | {path.name: path for path in (renamed, retitled)}


def test_no_raw_file_brings_it_back(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = ferry(tree)
    remove("ferry", reason=REASON, tree=tree)
    for name, source in ways_back(tmp_path / "ways", article).items():
        out = tmp_path / "out.jsonl"
        assert main(["normalize", str(source), "-o", str(out), "--tombstones", str(tree / TOMBSTONES_FILE)]) == 0
        assert [row.id for row in read_articles(out)] == ["stays"], name
        assert "OTR811" in capsys.readouterr().err, name


def test_without_the_tombstone_every_one_of_these_roads_is_open(tree: Path, tmp_path: Path) -> None:
    for name, source in ways_back(tmp_path / "ways", ferry(tree)).items():
        assert len([item for item in normalize([source], Metadata()) if isinstance(item, Article)]) == 2, name


def records_coming_back(article: Article) -> list[Article]:
    return [
        article,
        replace(article, text="Other.", text_sha256=text_sha256("Other.")),
        replace(article, id="unknown"),
        replace(article, id="unknown-2", text_sha256=text_sha256("Other."), text="Other."),
        replace(article, id="unknown-3", text=None, rights=Rights(distribution="standoff")),
    ]


def test_no_annotated_record_brings_it_back_into_a_release_or_the_next_one(tree: Path, tmp_path: Path) -> None:
    article = ferry(tree)
    remove("ferry", reason=REASON, tree=tree)
    annotated = tmp_path / "annotated.jsonl"
    stays = Article(id="stays", rights=Rights(text_license="CC-BY-4.0", distribution="full"))
    write_articles(annotated, [*records_coming_back(article), stays])
    findings: list[object] = []
    out = tmp_path / "release"
    publish(annotated, out, tombstones=[tree / TOMBSTONES_FILE], on_finding=findings.append)
    # The second time nobody names the list: the release that is replaced has it.
    again = publish(annotated, out)
    assert len(findings) == len(records_coming_back(article))
    assert [row.id for row in read_articles(out / "jsonl" / "train.jsonl")] == ["stays"]
    assert pq.read_table(out / "data" / "articles").column("id").to_pylist() == ["stays"]
    assert TOMBSTONES_FILE in again.files
    assert (out / TOMBSTONES_FILE).read_bytes() == (tree / TOMBSTONES_FILE).read_bytes()


def test_build_leaves_it_out_and_carries_the_tombstone_into_the_release(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remove("ferry", reason=REASON, tree=tree)
    (tree / "raw" / "boat.txt").write_text(FERRY, encoding="utf-8")
    out = tmp_path / "release"
    assert main(["build", str(tree / "raw"), "-o", str(out), "--license", "CC-BY-4.0"]) == 0
    assert "OTR811" in capsys.readouterr().err
    assert [row.id for row in read_articles(out / "jsonl" / "train.jsonl")] == ["library"]
    assert (out / TOMBSTONES_FILE).read_bytes() == (tree / TOMBSTONES_FILE).read_bytes()
    assert main(["validate", str(out)]) == 0


def test_the_list_of_a_tree_holds_for_its_folders_and_files_however_they_are_named(tree: Path) -> None:
    remove("ferry", reason=REASON, tree=tree)
    for place in (tree, tree / "raw", tree / "raw" / "post", tree / "raw" / "post" / "library.txt"):
        assert [path.resolve() for path in lists_around([place])] == [(tree / TOMBSTONES_FILE).resolve()]


@pytest.mark.parametrize("line", ['{"id": "a"}', '{"reason": "r"}', "no JSON", '{"id": 3, "reason": "r"}'])
def test_a_list_with_a_line_that_cannot_be_used_stops_everything(tmp_path: Path, line: str) -> None:
    (tmp_path / TOMBSTONES_FILE).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=":1: "):
        read_tombstones([tmp_path / TOMBSTONES_FILE])
