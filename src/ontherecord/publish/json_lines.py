"""The published articles as JSON Lines, plain and compressed."""

import gzip
import shutil
from collections.abc import Sequence
from pathlib import Path

from ontherecord.publish.partition import Split
from ontherecord.release_tables import shard_name


def write_json_lines(splits: Sequence[Split], folder: Path) -> None:
    """Write `jsonl/<split>.jsonl`, each also as `.gz`; a large split is `<split>-00000-of-00002.jsonl` and so on."""
    target = folder / "jsonl"
    target.mkdir()
    for split in splits:
        for number, file in enumerate(split.files):
            shard = target / f"{shard_name(split.name, number, len(split.files))}.jsonl"
            shutil.copyfile(file, shard)
            _compress(shard)


def _compress(path: Path) -> None:
    """Write the file also as `.gz`, without a time and a name, which would change the bytes."""
    with (
        path.open("rb") as plain,
        path.with_name(f"{path.name}.gz").open("wb") as stream,
        gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as compressed,
    ):
        shutil.copyfileobj(plain, compressed)
