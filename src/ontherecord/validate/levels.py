"""The levels one after the other: a record that fails one is not given to the next."""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

from ontherecord.findings import Finding
from ontherecord.validate.corpus_level import agree_with_each_other
from ontherecord.validate.file_level import read_file
from ontherecord.validate.inputs import article_files, is_release
from ontherecord.validate.record_level import agree_with_themselves
from ontherecord.validate.release import check_release
from ontherecord.validate.schema_level import follow_schema


def validate(paths: Sequence[Path]) -> Iterator[Finding]:
    """All findings about annotated articles, in the order of the files and their lines.

    A path is a JSONL file (also `.gz`; `-` is standard input), a folder of them, or a finished release. The articles of
    all paths are one corpus. Files are read as a stream.

    Raises:
        SourceError: a path cannot be opened, or is a folder without any article file.
    """
    files = dict.fromkeys(file for path in paths for file in article_files(path))
    for path in paths:
        if is_release(path):
            yield from check_release(path)
    records = itertools.chain.from_iterable(read_file(file) for file in files)
    yield from agree_with_each_other(agree_with_themselves(follow_schema(records)))
