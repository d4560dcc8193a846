"""Levels 2 and 3 of the validator on what gold becomes, told by the lines of the gold file."""

from collections.abc import Iterator
from typing import Any

import msgspec

from ontherecord.findings import REVIEW_INCOMPLETE, Finding
from ontherecord.gold.compile import article_alone
from ontherecord.gold.folder import GoldFile
from ontherecord.gold.model import ParsedGold
from ontherecord.records import Article
from ontherecord.validate import Options, validate
from ontherecord.validate.items import JsonRecord

REVIEW_CODE = str(REVIEW_INCOMPLETE)
"""Left out: of a missing day of review the gold file itself is told, once."""


def check_record(article: Article, file: GoldFile) -> Iterator[Finding]:
    """What the validator finds in an article compiled from a gold file, with the line of that file."""
    if file.parsed is None:
        return
    record = JsonRecord(str(file.path), None, msgspec.to_builtins(article))
    for finding in validate([], Options(level=3), [record]):
        if finding.code != REVIEW_CODE:
            yield _in_gold(finding, record.value, file.parsed)


def check_alone(file: GoldFile) -> Iterator[Finding]:
    """The same for a gold file whose article cannot be had."""
    if file.parsed is not None:
        yield from check_record(article_alone(file.article_id, file.parsed.gold), file)


def _in_gold(finding: Finding, record: dict[str, Any], parsed: ParsedGold) -> Finding:
    """The finding with the line of what its pointer points at, and that thing's id in front of its message."""
    node: Any = record
    owner: list[str] = []
    line = None
    for step in (finding.pointer or "").split("/")[1:]:
        node = node[int(step)] if isinstance(node, list | tuple) else node.get(step)
        owner += [] if step.isdecimal() else [step]
        if isinstance(node, dict):
            owner = [node["id"]] if "id" in node else owner
            line = parsed.line_of(node["start"]) if "start" in node else parsed.party_lines.get(owner[0], line)
        if node is None:
            break
    message = f"{' '.join(owner)}: {finding.message}" if owner else finding.message
    return msgspec.structs.replace(finding, line=line, message=message, pointer=None)
