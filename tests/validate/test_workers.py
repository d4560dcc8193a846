"""Several processes find what one finds, in the same order."""

import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from ontherecord.validate import Options, validate
from ontherecord.validate.file_level import file_lines, read_records
from ontherecord.validate.record_level import agree_with_themselves
from ontherecord.validate.schema_level import follow_schema
from ontherecord.validate.workers import in_processes

from .examples import valid_record

LEVELS = (read_records, follow_schema, agree_with_themselves)


def one_after_the_other(paths: Iterable[Path]) -> list[Any]:
    lines = itertools.chain.from_iterable(map(file_lines, paths))
    return list(agree_with_themselves(follow_schema(read_records(lines))))


def plain(items: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Items that can be compared: the fast path makes articles of another class."""
    return [(item.line, getattr(item, "code", ""), getattr(item, "pointer", "")) for item in items]


@pytest.fixture
def corpus(tmp_path: Path) -> list[Path]:
    files = []
    for number in range(3):
        lines = []
        for index in range(9):
            record = valid_record(f"ferry-{number}-{index}")
            if index % 3 == 1:
                record["quotations"][index % 5]["speaker_id"] = "s9"
            if index % 4 == 2:
                record["kicker"] = ""
            lines.append(json.dumps(record, ensure_ascii=bool(index % 2), separators=(",", ":")))
        lines.insert(number, "{broken")
        files.append(tmp_path / f"{number}.jsonl")
        files[-1].write_text("\n".join(lines), encoding="utf-8")
    return files


def test_the_order_of_findings_and_articles_is_that_of_one_process(corpus: list[Path]) -> None:
    lines = itertools.chain.from_iterable(map(file_lines, corpus))
    found = list(in_processes(lines, LEVELS, workers=2, chunk_size=2))
    assert plain(found) == plain(one_after_the_other(corpus))
    assert len({item.file for item in found}) == len(corpus)


def test_an_end_in_the_middle_stops_the_processes(corpus: list[Path]) -> None:
    items = in_processes(file_lines(corpus[0]), LEVELS, workers=2, chunk_size=1)
    next(items)
    items.close()  # type: ignore[attr-defined]


def test_a_validation_with_workers_finds_what_one_without_finds(corpus: list[Path]) -> None:
    assert list(validate(corpus, Options(workers=2))) == list(validate(corpus))
