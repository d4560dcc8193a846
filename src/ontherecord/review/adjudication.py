"""Two annotations of the same articles compared, and settled into gold.

Where two annotators agree, their annotation is gold. Where they do not, a draft with a comment for each disagreement is
what a person settles with `review edit`. That holds for labels, forms and what is told of parties too, which the list
of disagreements does not have.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from ontherecord.errors import SourceError
from ontherecord.evaluate.details import differing_details
from ontherecord.evaluate.disagreements import Disagreement, disagreements
from ontherecord.files import atomic_file
from ontherecord.gold import write_gold
from ontherecord.gold.of_article import gold_of
from ontherecord.jsonl import read_articles
from ontherecord.records import Article
from ontherecord.review.editing import DRAFT_SUFFIX, GOLD_SUFFIX, SETTLE

Pair = tuple[Article, Article]


def read_pairs(first: Path, second: Path) -> Iterator[Pair]:
    """The articles that both files have, in the order of the first one.

    Raises:
        SourceError: a file cannot be opened, no article is in both, or one has two texts or none.
    """
    others = {article.id: article for article in read_articles(second)}
    found = False
    for one in read_articles(first):
        other = others.get(one.id)
        if other is None:
            continue
        if one.text is None or one.text != other.text:
            raise SourceError(f"article {one.id!r} does not have the same text in {first} and {second}")
        found = True
        yield one, other
    if not found:
        raise SourceError(f"no article is both in {first} and in {second}")


def adjudicate(pair: Pair, folder: Path) -> tuple[Path, int]:
    """Write gold, or a draft that names each disagreement; returns the file and how many disagreements there are.

    Raises:
        UsageError: the annotations cross, which inline tags cannot.
        OutputError: the file cannot be written.
    """
    one, other = pair
    differing = [*disagreements(one, other), *differing_details(one, other)]
    gold, second = gold_of(one), gold_of(other)
    gold = msgspec.structs.replace(
        gold,
        annotators=tuple(dict.fromkeys((*gold.annotators, *second.annotators))),
        reviewed=max(filter(None, (gold.reviewed, second.reviewed)), default=None),
        comments=(*gold.comments, *map(_comment, differing)),
    )
    path = folder / f"{one.id}{DRAFT_SUFFIX if differing else GOLD_SUFFIX}"
    with atomic_file(path) as stream:
        stream.write(write_gold(gold).encode())
    return path, len(differing)


def _comment(item: Disagreement) -> str:
    return f"{SETTLE} {item.layer}, {item.about}: {item.context} first: {item.first}; second: {item.second}"
