"""Gold files written with a text editor: opened, checked when they come back, a draft while they have errors."""

import datetime
from collections.abc import Callable
from pathlib import Path

import msgspec

from ontherecord.errors import SourceError
from ontherecord.files import atomic_file
from ontherecord.findings import UNSETTLED_GOLD, Finding, Severity
from ontherecord.gold import parse_gold, write_gold
from ontherecord.gold.checks import check_gold
from ontherecord.gold.compile import text_difference
from ontherecord.gold.model import Gold
from ontherecord.gold.of_article import gold_of
from ontherecord.jsonl import read_articles
from ontherecord.records import Article

GOLD_SUFFIX, DRAFT_SUFFIX = ".txt", ".draft"
"""A draft is no gold: `build --gold` leaves it alone."""
SETTLE = "settle:"
"""Begins the comment of a draft that tells what two annotators disagree on."""

Edit = Callable[[str], str]
"""Gives a person a text and returns it as the person leaves it."""


class Edited(msgspec.Struct, frozen=True):
    """What came of an edit: the file that was written, gold or a draft, and what is wrong with it."""

    path: Path
    findings: tuple[Finding, ...]

    @property
    def is_gold(self) -> bool:
        """Whether the gold file was written."""
        return self.path.suffix == GOLD_SUFFIX


def find_article(articles: Path, identifier: str) -> Article:
    """The article with an id.

    Raises:
        SourceError: the file cannot be opened, or has none with this id.
    """
    for article in read_articles(articles):
        if article.id == identifier:
            return article
    raise SourceError(f"no article {identifier!r} in {articles}")


def edit_gold(
    article: Article, folder: Path, edit: Edit, *, reviewer: str | None = None, day: datetime.date | None = None
) -> Edited:
    """Let a person edit the draft of an article, or else its gold, or else what the annotator found.

    With an error the text becomes a draft, which is what the next edit opens; without one it becomes the gold file.

    Args:
        article: the normalized article.
        folder: folder of the gold files.
        edit: gives the text to the person.
        reviewer: who edits, for the header of a new gold file.
        day: the day, for the same.

    Raises:
        UsageError: the article has no text, or annotations that cross.
        OutputError: the file cannot be written.
    """
    gold, draft = (folder / f"{article.id}{suffix}" for suffix in (GOLD_SUFFIX, DRAFT_SUFFIX))
    former = next((file for file in (draft, gold) if file.is_file()), None)
    content = edit(
        former.read_text(encoding="utf-8") if former else write_gold(_signed(gold_of(article), reviewer, day))
    )
    findings = check_content(content, article, str(draft))
    is_wrong = any(finding.severity is Severity.ERROR for finding in findings)
    with atomic_file(draft if is_wrong else gold) as stream:
        stream.write(content.encode())
    if not is_wrong:
        draft.unlink(missing_ok=True)
    return Edited(draft if is_wrong else gold, findings)


def check_content(content: str, article: Article, file: str) -> tuple[Finding, ...]:
    """What is wrong with a gold file of an article, with the lines."""
    parsed, findings = parse_gold(content, file)
    if parsed is None:
        return tuple(findings)
    if not findings:
        findings = list(check_gold(parsed, file))
    if difference := text_difference(parsed, article.text or "", file):
        findings.append(difference)
    for number, line in enumerate(content.split("\n"), start=1):
        if line.removeprefix("#").strip().startswith(SETTLE) and line.startswith("#"):
            findings.append(UNSETTLED_GOLD.finding(line, file=file, line=number))
    return tuple(msgspec.structs.replace(finding, article=article.id) for finding in findings)


def _signed(gold: Gold, reviewer: str | None, day: datetime.date | None) -> Gold:
    annotators = tuple(dict.fromkeys((*gold.annotators, reviewer))) if reviewer else gold.annotators
    return msgspec.structs.replace(gold, annotators=annotators, reviewed=day or gold.reviewed)
