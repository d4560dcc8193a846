"""Checks of the day of publication and of the layers."""

import datetime
from collections.abc import Iterator

from ontherecord.findings import (
    DUPLICATE_LAYER,
    MISSING_LAYER,
    PUBLICATION_BASIS_DIFFERS,
    PUBLICATION_PRECISION_DIFFERS,
    REVIEW_INCOMPLETE,
    Finding,
)
from ontherecord.records import LAYER_NAMES, Article
from ontherecord.validate.wording import pointer


def check_publication_basis(article: Article) -> Iterator[Finding]:
    """The day of publication is null exactly where nobody knows it."""
    if (article.published is None) != (article.published_basis == "unknown"):
        state = "null" if article.published is None else str(article.published)
        yield PUBLICATION_BASIS_DIFFERS.finding(
            f"published is {state}, but its basis is {article.published_basis}", pointer=pointer("published_basis")
        )


def check_publication_precision(article: Article) -> Iterator[Finding]:
    """The precision is null exactly where the day is, and a coarse one gives the first day of its month or year."""
    published, precision = article.published, article.published_precision
    where = pointer("published_precision")
    if (published is None) != (precision is None):
        state = "null" if published is None else str(published)
        yield PUBLICATION_PRECISION_DIFFERS.finding(
            f"published is {state}, but its precision is {precision or 'null'}", pointer=where
        )
    elif published is not None and published != _first_day(published, precision):
        yield PUBLICATION_PRECISION_DIFFERS.finding(
            f"{published} is not the first day of its {precision}", pointer=where
        )


def check_layers(article: Article) -> Iterator[Finding]:
    """Every list with annotations has its layer entry, and no layer has two."""
    names = [layer.name for layer in article.layers]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield DUPLICATE_LAYER.finding(f"the layer {name} has an entry before", pointer=pointer("layers", index))
    for name in LAYER_NAMES:
        if getattr(article, name) and name not in names:
            yield MISSING_LAYER.finding(f"no layer entry tells who annotated the {name}", pointer=pointer(name))


def check_reviews(article: Article) -> Iterator[Finding]:
    """A reviewed layer tells when and by whom; another one has neither day nor reviewers."""
    for index, layer in enumerate(article.layers):
        told = ("reviewed_on", layer.reviewed_on is not None), ("reviewers", bool(layer.reviewers))
        for name, is_told in told:
            if is_told != layer.reviewed:
                state = "is given" if is_told else "is missing"
                yield REVIEW_INCOMPLETE.finding(
                    f"{name} {state}, but reviewed is {str(layer.reviewed).lower()}",
                    pointer=pointer("layers", index, name),
                )


def _first_day(day: datetime.date, precision: str | None) -> datetime.date:
    match precision:
        case "year":
            return day.replace(month=1, day=1)
        case "month":
            return day.replace(day=1)
        case _:
            return day
