"""What passes from level to level: a record with its place, while findings travel beside it."""

from collections.abc import Iterable
from typing import Any

import msgspec

from ontherecord.findings import Finding, Severity
from ontherecord.records import Article


class Line(msgspec.Struct, frozen=True):
    """The bytes of a line, with its line end, and its number."""

    file: str
    number: int
    content: bytes


class JsonRecord(msgspec.Struct, frozen=True):
    """A JSON object and the line it stands on; None where it comes from a file of another form."""

    file: str
    line: int | None
    value: dict[str, Any]


class ArticleRecord(msgspec.Struct, frozen=True):
    """An article that follows the schema and the line it stands on; None as above."""

    file: str
    line: int | None
    article: Article


def located(
    findings: Iterable[Finding], *, file: str, line: int | None = None, article: str | None = None
) -> list[Finding]:
    """The findings with their place, which a check does not know."""
    return [msgspec.structs.replace(finding, file=file, line=line, article=article) for finding in findings]


def has_error(findings: Iterable[Finding]) -> bool:
    """Whether a finding keeps the record from the next level; warnings do not."""
    return any(finding.severity is Severity.ERROR for finding in findings)
