"""All case folders in one: every format, loose and packed, goes through one call of the command."""

import bz2
import gzip
import json
import lzma
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pytest

from ontherecord.__main__ import main
from ontherecord.jsonl import read_articles
from ontherecord.normalize.formats import CONTAINERS, FORMATS
from ontherecord.normalize.raw_input import AS_CONTENT_TELLS, open_input
from ontherecord.records import Article

from .containers.packing import tarred, zipped
from .office_files import rich_text, word
from .parquet_files import parquet

HERE = Path(__file__).parent
LOOKS_LIKE = {row.name: row.looks_like for row in CONTAINERS} | {row.name: row.looks_like for row in FORMATS}
PACKERS: dict[str, Callable[[str, bytes], bytes]] = {
    ".bz2": lambda _, data: bz2.compress(data),
    ".gz": lambda _, data: gzip.compress(data, mtime=0),
    ".tar": lambda name, data: tarred([(name, data)]),
    ".xz": lambda _, data: lzma.compress(data),
    ".zip": lambda name, data: zipped([(name, data)]),
    ".zst": lambda _, data: bytes(pyarrow.compress(data, "zstd", asbytes=True)),
}

Paragraphs = list[tuple[str, str]]


def lay_out(folder: Path) -> dict[str, list[Paragraphs]]:
    """Puts the files of all cases that need no option into a folder; returns the expected paragraphs by file."""
    packers = [(suffix, PACKERS[suffix]) for suffix in sorted(PACKERS)]
    expected = {}
    for number, file in enumerate(sorted(HERE.glob("*_cases/*/expected.json"))):
        case = file.parent
        if (case / "options.json").exists():
            continue
        articles = [article["paragraphs"] for article in json.loads(file.read_text(encoding="utf-8"))["articles"]]
        loose = written(case, folder)
        suffix, pack = packers[number % len(packers)]
        packed = loose[0].with_name(loose[0].name + suffix)
        packed.write_bytes(pack(loose[0].name, loose[0].read_bytes()))
        expected |= {one.name: articles for one in [*loose, packed]}
    for file in sorted(HERE.glob("cases/*/expected.json")):
        (raw,) = file.parent.glob("input.*")
        shutil.copy(raw, folder / f"{file.parent.name}{raw.suffix}")
        expected[f"{file.parent.name}{raw.suffix}"] = [json.loads(file.read_text(encoding="utf-8"))["paragraphs"]]
    return {name: [as_pairs(article) for article in articles] for name, articles in expected.items()}


def written(case: Path, folder: Path) -> list[Path]:
    """The files of a case, under its name."""
    if (case / "rows.json").exists():
        return [parquet(case / "rows.json", folder / f"{case.name}.parquet")]
    if (case / "document.txt").exists():
        paragraphs = (case / "document.txt").read_text(encoding="utf-8").splitlines()
        files = [folder / f"{case.name}-word.docx", folder / f"{case.name}-rich.rtf"]
        for file, data in zip(files, (word(paragraphs), rich_text(paragraphs)), strict=True):
            file.write_bytes(data)
        return files
    (raw,) = case.glob("input.*")
    return [Path(shutil.copy(raw, folder / f"{case.name}{raw.suffix}"))]


def as_pairs(paragraphs: list[Any]) -> Paragraphs:
    return [(role, text) for role, text in paragraphs]


def format_of(file: Path) -> str:
    with open_input(file, file.name, AS_CONTENT_TELLS) as raw:
        return next(name for name, looks_like in LOOKS_LIKE.items() if looks_like(raw))


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[Paragraphs]]]:
    folder = tmp_path_factory.mktemp("news")
    return folder, lay_out(folder)


def test_every_format_and_container_has_a_case(news: tuple[Path, dict[str, list[Paragraphs]]]) -> None:
    folder, _ = news
    assert {format_of(file) for file in folder.iterdir()} == LOOKS_LIKE.keys()


def test_a_folder_of_all_formats_is_normalized_in_one_call(
    news: tuple[Path, dict[str, list[Paragraphs]]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, expected = news
    out = tmp_path / "articles.jsonl"
    # Some cases hold damaged rows: errors are told, and everything else is read.
    assert main(["normalize", str(folder), "-o", str(out)]) == 1
    found: dict[str, list[Paragraphs]] = {name: [] for name in expected}
    ids = []
    for article in read_articles(out):
        assert isinstance(article, Article)
        assert article.text is not None
        assert article.source.file is not None
        ids.append(article.id)
        found[article.source.file.partition("!/")[0]].append(
            [(part.role, article.text[part.start : part.end]) for part in article.paragraphs]
        )
    assert found == expected
    assert len(set(ids)) == len(ids)
    assert "OTR051-bad-row" in capsys.readouterr().err
