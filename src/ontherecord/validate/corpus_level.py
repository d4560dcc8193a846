"""Level 4, the corpus: what no record can tell of itself. Keeps the id and the hash of each article, no more."""

from collections.abc import Iterable, Iterator

import msgspec

from ontherecord.findings import DUPLICATE_ARTICLE_ID, DUPLICATE_TEXT, Finding
from ontherecord.validate.items import ArticleRecord, located
from ontherecord.validate.wording import pointer, shorten


class Place(msgspec.Struct, frozen=True):
    """Where an article stands, and the cluster of copies it is known to belong to."""

    file: str
    line: int
    cluster: str | None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def agree_with_each_other(items: Iterable[ArticleRecord | Finding]) -> Iterator[Finding]:
    """Findings, old ones on their way and those about ids and texts that stand twice."""
    ids: dict[str, Place] = {}
    texts: dict[str, Place] = {}
    for item in items:
        if isinstance(item, Finding):
            yield item
            continue
        article = item.article
        place = Place(item.file, item.line, article.duplicates.cluster)
        findings = [
            *check_id(article.id, ids.setdefault(article.id, place), place),
            *check_text(texts.setdefault(article.text_sha256, place), place),
        ]
        yield from located(findings, file=item.file, line=item.line, article=article.id)


def check_id(identifier: str, first: Place, place: Place) -> Iterator[Finding]:
    """No two articles of a corpus have one id."""
    if first is not place:
        yield DUPLICATE_ARTICLE_ID.finding(
            f"{shorten(identifier)} is the id of the article at {first} too", pointer=pointer("id")
        )


def check_text(first: Place, place: Place) -> Iterator[Finding]:
    """No text stands twice, unless both articles say that they are copies of one story."""
    known_copy = place.cluster is not None and place.cluster == first.cluster
    if first is not place and not known_copy:
        yield DUPLICATE_TEXT.finding(f"the text is that of the article at {first}", pointer=pointer("text"))
