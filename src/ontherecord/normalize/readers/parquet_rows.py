"""Tables in Parquet, one article a row, as most public data sets of news are published."""

from collections.abc import Iterator

from ontherecord.findings import DAMAGED_DOCUMENT, Finding
from ontherecord.normalize.raw_article import RawArticle
from ontherecord.normalize.raw_input import RawInput
from ontherecord.normalize.readers.table import Row, row_articles

MEDIA_TYPE = "application/vnd.apache.parquet"
SIGNATURE = b"PAR1"
ROWS_AT_ONCE = 64
BUFFER = 1024 * 1024
"""Bytes that are read of a column at once."""


def looks_like(raw: RawInput) -> bool:
    """The signature of Parquet."""
    return raw.head.startswith(SIGNATURE)


def read(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The articles of a table, a few rows at a time.

    Raises:
        OSError: the input cannot be read.
    """
    yield from row_articles(_rows(raw), raw, MEDIA_TYPE)


def _rows(raw: RawInput) -> Iterator[Row | Finding]:
    import pyarrow
    from pyarrow import parquet

    number = 0
    try:
        with raw.seekable() as stream:
            table = parquet.ParquetFile(stream, buffer_size=BUFFER, pre_buffer=False)
            for batch in table.iter_batches(batch_size=ROWS_AT_ONCE):
                for cells in batch.to_pylist():
                    number += 1
                    yield Row(number, cells)
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
        problem = " ".join(str(error).split())[:200]
        yield DAMAGED_DOCUMENT.finding(f"cannot be read behind row {number}: {problem}", file=raw.file)
