"""Read a release: its articles as records, its flat tables as pandas DataFrames."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ontherecord.errors import SourceError
from ontherecord.jsonl import read_articles
from ontherecord.records import LAYER_NAMES, Article
from ontherecord.release_tables import split_of

if TYPE_CHECKING:
    import pandas as pd


def read_release_articles(release: str | Path) -> Iterator[Article]:
    """The articles of a release, split by split in the order of their names; standoff rows have no text.

    Raises:
        SourceError: the folder is no release, or a line is no article.
    """
    for file in _files(Path(release) / "jsonl", "*.jsonl"):
        yield from read_articles(file)


def tables(release: str | Path) -> "dict[str, pd.DataFrame]":
    """The flat tables of a release by name: `quotations`, `speakers`, `organizations` and `dates`.

    Each row begins with its `split`. Days are `datetime64`, and whole numbers stay whole where some are missing. A
    table without any row is left out of a release, and is an empty DataFrame here.

    Raises:
        SourceError: the folder is no release.
    """
    data = Path(release) / "data"
    _files(data / "articles", "*.parquet")
    return {name: _table(sorted((data / name).glob("*.parquet"))) for name in LAYER_NAMES}


def _table(files: list[Path]) -> "pd.DataFrame":
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    frames = []
    for file in files:
        # Read as a file, since a folder of files would add columns taken from the names in its path.
        frame = (
            pq.ParquetFile(file).read().to_pandas(date_as_object=False, types_mapper={pa.int64(): pd.Int64Dtype()}.get)
        )
        frame.insert(0, "split", split_of(file))
        frames.append(frame)
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def _files(folder: Path, pattern: str) -> list[Path]:
    files = sorted(folder.glob(pattern))
    if not files:
        raise SourceError(f"{folder.parent} is no release: it has no {folder.name}/{pattern}")
    return files
