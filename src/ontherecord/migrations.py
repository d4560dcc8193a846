"""Records of older schema versions made into records of this one, step by step.

A new schema version brings one function here, from the version before it, and one tiny release in
`tests/schema_versions/`.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from ontherecord.errors import SourceError
from ontherecord.records import SCHEMA_VERSION

RawRecord = dict[str, Any]
"""A record as JSON tells it."""
Migrations = Mapping[str, Callable[[RawRecord], RawRecord]]
"""By the version of a record, the function that makes one of the next version of it; a pure one, which sets
`schema_version` too."""

_VERSION = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){1,2}")


def _of_three_parts(record: RawRecord) -> RawRecord:
    """1.0 to 1.0.0: the same fields under a version that no reader takes for a number."""
    return {**record, "schema_version": "1.0.0"}


MIGRATIONS: Migrations = {"1.0": _of_three_parts}


def migrated(record: RawRecord, migrations: Migrations = MIGRATIONS, current: str = SCHEMA_VERSION) -> RawRecord:
    """The record in the current version; one whose version is no known one stays as it is.

    Raises:
        SourceError: the record is of a newer version.
    """
    version = record.get("schema_version")
    while isinstance(version, str) and version in migrations:
        record = migrations[version](record)
        version = record["schema_version"]
    if _number(version) > _number(current):
        raise SourceError(
            f"schema version {version} is newer than this program, which reads up to {current}; "
            f"upgrade it: pip install --upgrade ontherecord"
        )
    return record


def _number(version: object) -> tuple[int, ...]:
    """A version to compare; one that is none comes before all."""
    is_version = isinstance(version, str) and _VERSION.fullmatch(version)
    return tuple(int(part) for part in str(version).split(".")) if is_version else ()
