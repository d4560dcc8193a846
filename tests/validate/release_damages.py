"""Damages of a finished release that its checksums do not tell, since they are made anew."""

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Damage = Callable[[Path], object]

CARD = "README.md"
ARTICLES = "data/articles/train.parquet"
QUOTATIONS = "data/quotations/train.parquet"
LINES = "jsonl/train.jsonl"


def write_checksums(release: Path) -> None:
    names = sorted(
        file.relative_to(release).as_posix()
        for file in release.rglob("*")
        if file.is_file() and file.name != "SHA256SUMS"
    )
    lines = [f"{hashlib.sha256((release / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (release / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def in_card(old: str, new: str) -> Damage:
    def damage(release: Path) -> None:
        text = (release / CARD).read_text(encoding="utf-8")
        assert old in text
        (release / CARD).write_text(text.replace(old, new, 1), encoding="utf-8")

    return damage


def in_rows(file: str, change: Callable[[list[dict[str, Any]]], object]) -> Damage:
    """A damage that changes the rows of a Parquet file, but nothing about its schema."""

    def damage(release: Path) -> None:
        table = pq.read_table(release / file)
        rows = table.to_pylist()
        change(rows)
        pq.write_table(pa.Table.from_pylist(rows, table.schema), release / file)

    return damage


def write_days_as_text(release: Path) -> None:
    table = pq.read_table(release / QUOTATIONS)
    days = table.column("published").cast(pa.string())
    pq.write_table(table.set_column(table.schema.get_field_index("published"), "published", days), release / QUOTATIONS)


def cut_parquet(release: Path) -> None:
    content = (release / ARTICLES).read_bytes()
    (release / ARTICLES).write_bytes(content[:-20])


def damage_pages(release: Path) -> None:
    content = (release / ARTICLES).read_bytes()
    (release / ARTICLES).write_bytes(content[:4] + bytes(200) + content[204:])


def drop_articles(release: Path) -> None:
    (release / ARTICLES).unlink()


def drop_lines(release: Path) -> None:
    (release / LINES).rename(release / "jsonl" / "validation.jsonl")
    (release / f"{LINES}.gz").unlink()


def replace_compressed(content: bytes) -> Damage:
    return lambda release: (release / f"{LINES}.gz").write_bytes(content)


RELEASE_DAMAGES: list[tuple[str, str, str | None, Damage]] = [
    ("OTR521-card-figures-differ", CARD, None, in_card("num_examples: 2", "num_examples: 3")),
    (
        "OTR521-card-figures-differ",
        CARD,
        None,
        in_card("config_name: dates\n  features", "config_name: days\n  features"),
    ),
    ("OTR521-card-figures-differ", CARD, None, in_card("dataset_info:", "data_info:")),
    ("OTR522-malformed-card", CARD, None, in_card("num_examples: 2", "num_examples: two")),
    ("OTR522-malformed-card", CARD, None, in_card("\n---\n", "\n")),
    ("OTR523-parquet-differs", ARTICLES, "/headline", in_rows(ARTICLES, lambda rows: rows[0].update(headline="Other"))),
    ("OTR523-parquet-differs", ARTICLES, "/published", in_rows(ARTICLES, lambda rows: rows[0].update(published=None))),
    (
        "OTR523-parquet-differs",
        ARTICLES,
        "/quotations/1/cue/start",
        in_rows(ARTICLES, lambda rows: rows[0]["quotations"][1]["cue"].update(start=0)),
    ),
    ("OTR523-parquet-differs", ARTICLES, "/dates", in_rows(ARTICLES, lambda rows: rows[0]["dates"].pop())),
    ("OTR523-parquet-differs", ARTICLES, "/id", in_rows(ARTICLES, lambda rows: rows.reverse())),
    ("OTR523-parquet-differs", ARTICLES, None, in_rows(ARTICLES, lambda rows: rows.pop())),
    ("OTR523-parquet-differs", ARTICLES, None, in_rows(ARTICLES, lambda rows: rows.append(rows[0]))),
    ("OTR523-parquet-differs", QUOTATIONS, None, in_rows(QUOTATIONS, lambda rows: rows.pop())),
    ("OTR523-parquet-differs", QUOTATIONS, "/text", in_rows(QUOTATIONS, lambda rows: rows[2].update(text="Other"))),
    (
        "OTR523-parquet-differs",
        QUOTATIONS,
        "/speaker_name",
        in_rows(QUOTATIONS, lambda rows: rows[2].update(speaker_name="Other")),
    ),
    ("OTR523-parquet-differs", QUOTATIONS, None, write_days_as_text),
    ("OTR523-parquet-differs", ARTICLES, None, drop_articles),
    ("OTR523-parquet-differs", ARTICLES, None, drop_lines),
    ("OTR524-damaged-parquet", ARTICLES, None, cut_parquet),
    ("OTR524-damaged-parquet", ARTICLES, None, damage_pages),
    ("OTR525-compressed-copy-differs", f"{LINES}.gz", None, replace_compressed(gzip.compress(b"{}\n"))),
    ("OTR115-damaged-gzip", f"{LINES}.gz", None, replace_compressed(b"{}\n")),
]
"""Code, file and pointer of the finding, and the damage."""
