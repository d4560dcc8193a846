"""The published articles as JSON Lines, plain and compressed."""

import gzip
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from ontherecord.jsonl import encode_article
from ontherecord.publish.partition import Split

SHARD_BYTES = 8_000_000
"""Largest size of a shard, an article that is larger by itself aside: `datasets` infers types anew for each 10 MB."""


def write_json_lines(splits: Sequence[Split], folder: Path) -> None:
    """Write `jsonl/<split>.jsonl`, each also as `.gz`; a large split is `<split>-00000-of-00002.jsonl` and so on."""
    target = folder / "jsonl"
    target.mkdir()
    for split in splits:
        shards = []
        for number, lines in enumerate(_shards(split)):
            shard = target / f"{split.name}-{number:05}.partial"
            shard.write_bytes(lines)
            shards.append(shard)
        for number, shard in enumerate(shards):
            place = f"-{number:05}-of-{len(shards):05}" if len(shards) > 1 else ""
            _compress(shard.rename(target / f"{split.name}{place}.jsonl"))


def _shards(split: Split) -> Iterator[bytes]:
    lines = bytearray()
    for article in split.articles():
        line = encode_article(article)
        if lines and len(lines) + len(line) > SHARD_BYTES:
            yield bytes(lines)
            lines.clear()
        lines += line
    yield bytes(lines)


def _compress(path: Path) -> None:
    """Write the file also as `.gz`, without a time and a name, which would change the bytes."""
    with (
        path.open("rb") as plain,
        path.with_name(f"{path.name}.gz").open("wb") as stream,
        gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as compressed,
    ):
        shutil.copyfileobj(plain, compressed)
