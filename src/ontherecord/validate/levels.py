"""The levels one after the other: a record that fails one is not given to the next."""

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ontherecord.findings import Finding
from ontherecord.validate.checksums import check_checksums
from ontherecord.validate.corpus_level import agree_with_each_other
from ontherecord.validate.file_level import file_lines, read_records
from ontherecord.validate.history import history_of
from ontherecord.validate.inputs import article_files, is_release
from ontherecord.validate.items import JsonRecord
from ontherecord.validate.record_level import agree_with_themselves
from ontherecord.validate.release_level import check_contents
from ontherecord.validate.rights_level import may_be_published
from ontherecord.validate.schema_level import follow_schema
from ontherecord.validate.workers import apply, in_processes

LAST_LEVEL = 5


class Options(msgspec.Struct, frozen=True):
    """How far to go, and what to compare with.

    Attributes:
        level: the last level: 1 file, 2 schema, 3 record, 4 corpus, 5 rights and release.
        earlier: an earlier release (or its articles as JSONL), whose articles keep their splits.
        tombstones: lists of withdrawn articles besides `tombstones.jsonl` of the releases.
        workers: processes that share levels 1 to 3; the findings and their order are those of one.
    """

    level: int = LAST_LEVEL
    earlier: Path | None = None
    tombstones: tuple[Path, ...] = ()
    workers: int = 1


EVERYTHING = Options()


def validate(
    paths: Sequence[Path], options: Options = EVERYTHING, unwritten: Iterable[JsonRecord | Finding] = ()
) -> Iterator[Finding]:
    """All findings about annotated articles, in the order of the files and their lines.

    A path is a JSONL file (also `.gz` and `.zst`; `-` is standard input), a folder of them, or a finished release. The
    articles of all paths are one corpus. Files are read as a stream.

    Args:
        paths: what to validate.
        options: how far to go, and what to compare with.
        unwritten: further articles of the corpus, which stand in no JSONL file.

    Raises:
        SourceError: a path cannot be opened, or is a folder without any article file.
    """
    files = dict.fromkeys(file for path in paths for file in article_files(path))
    releases = [path for path in dict.fromkeys(paths) if is_release(path)]
    for release in releases:
        yield from check_checksums(release)
    lines = itertools.chain.from_iterable(map(file_lines, files))
    record_levels = (read_records, follow_schema, agree_with_themselves)[: options.level]
    items: Iterable[Any] = itertools.chain(
        apply(record_levels[1:], unwritten),
        in_processes(lines, record_levels, options.workers) if options.workers > 1 else apply(record_levels, lines),
    )
    corpus_levels = (
        functools.partial(agree_with_each_other, history=history_of(paths, options.earlier, options.tombstones)),
        functools.partial(
            may_be_published, released_files={str(file) for release in releases for file in article_files(release)}
        ),
    )
    items = apply(corpus_levels[: max(options.level - len(record_levels), 0)], items)
    yield from (item for item in items if isinstance(item, Finding))
    if options.level == LAST_LEVEL:
        for release in releases:
            yield from check_contents(release)
