"""Gold files written with a text editor: opened, checked when they come back, a draft while they have errors."""

import datetime
import difflib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from ontherecord.errors import SourceError, UsageError
from ontherecord.files import atomic_file
from ontherecord.findings import UNSETTLED_GOLD, Finding, Severity
from ontherecord.gold import parse_gold, write_gold
from ontherecord.gold.checks import check_gold, with_following_labels
from ontherecord.gold.compile import text_difference
from ontherecord.gold.model import Gold
from ontherecord.gold.of_article import gold_of
from ontherecord.jsonl import read_articles
from ontherecord.records import Article, Quotation, layer_of
from ontherecord.review.uncertainty import uncertainty_of

GOLD_SUFFIX, DRAFT_SUFFIX = ".txt", ".draft"
"""A draft is no gold: `build --gold` leaves it alone."""
SETTLE = "settle:"
"""Begins the comment of a draft that tells what two annotators disagree on."""

LOOK = "look:"
"""Begins the comment of an annotation that nobody reviewed; such comments are gone once the text is saved."""
MOST_LOOKS = 8
"""Quotations that such comments name."""
LABELS_OF_RULES = {
    "according-to": "according-to",
    "broken-according-to": "according-to",
    "as": "as-complement",
    "infinitive": "infinitive",
    "label": "layout",
    "transcript": "layout",
}
"""Rule that found a quotation → the label that it has by that."""

Edit = Callable[[str], str | None]
"""Gives a person a text and returns it as the person saves it; None where nothing was saved."""


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
    others = []
    for article in read_articles(articles):
        if article.id == identifier:
            return article
        others.append(article.id)
    like = difflib.get_close_matches(identifier, others)
    hint = f"; did you mean {' or '.join(like)}?" if like else ""
    raise SourceError(f"no article {identifier!r} in {articles}{hint}")


def edit_gold(
    article: Article, folder: Path, edit: Edit, *, reviewer: str | None = None, day: datetime.date | None = None
) -> Edited | None:
    """Let a person edit the draft of an article, or else its gold, or else what the annotator found.

    With an error the text becomes a draft, which is what the next edit opens; without one it becomes the gold file.
    None is returned, and nothing written, where the person saved nothing, or no text at all.

    Args:
        article: the normalized article.
        folder: folder of the gold files.
        edit: gives the text to the person.
        reviewer: who edits, for the header of a new gold file.
        day: the day, for the same.

    Raises:
        UsageError: the folder is not there, the article has no text, or annotations that cross.
        OutputError: the file cannot be written.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; make it, or name another with --gold")
    gold, draft = (folder / f"{article.id}{suffix}" for suffix in (GOLD_SUFFIX, DRAFT_SUFFIX))
    former = next((file for file in (draft, gold) if file.is_file()), None)
    content = edit(former.read_text(encoding="utf-8") if former else first_sight(article, reviewer, day))
    if content is None or not content.strip():
        return None
    content = without_looks(content)
    findings = check_content(content, article, str(draft))
    is_wrong = any(finding.severity is Severity.ERROR for finding in findings)
    with atomic_file(draft if is_wrong else gold) as stream:
        stream.write(content.encode())
    if not is_wrong:
        draft.unlink(missing_ok=True)
    return Edited(draft if is_wrong else gold, findings)


def first_sight(article: Article, reviewer: str | None = None, day: datetime.date | None = None) -> str:
    """What the annotator found, as a gold file with the labels that follow from it and a word on what is doubtful.

    Raises:
        UsageError: the article has no text, or annotations that cross.
    """
    layer = layer_of(article, "quotations")
    if layer is not None and layer.reviewed:
        return write_gold(_signed(gold_of(article), reviewer, day))
    labelled = tuple(map(_labelled, article.quotations))
    gold = with_following_labels(gold_of(msgspec.structs.replace(article, quotations=labelled)))
    gold = msgspec.structs.replace(gold, comments=(*_looks(article), *gold.comments))
    return write_gold(_signed(gold, reviewer, day))


def without_looks(content: str) -> str:
    """A text without the comments on what is doubtful."""
    header, line, body = content.partition("\n---\n")
    kept = [item for item in header.split("\n") if not item.removeprefix("#").strip().startswith(LOOK)]
    return "\n".join(kept) + line + body


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


def _labelled(quotation: Quotation) -> Quotation:
    label = LABELS_OF_RULES.get((quotation.rule or "").partition("+")[0])
    labels = dict.fromkeys((*quotation.phenomena, label)) if label else quotation.phenomena
    return msgspec.structs.replace(quotation, phenomena=tuple(filter(None, labels)))


def _looks(article: Article) -> Iterator[str]:
    """A comment for each of the least certain quotations."""
    by_id = {quotation.id: quotation for quotation in article.quotations}
    for identifier in uncertainty_of(article).least[:MOST_LOOKS]:
        quotation = by_id[identifier]
        yield f"{LOOK} {identifier}, confidence {quotation.confidence}, {quotation.rule}"


def _signed(gold: Gold, reviewer: str | None, day: datetime.date | None) -> Gold:
    annotators = tuple(dict.fromkeys((*gold.annotators, reviewer))) if reviewer else gold.annotators
    return msgspec.structs.replace(gold, annotators=annotators, reviewed=day or gold.reviewed)
