"""What a quotation is linked to: the date of the words, the organization on whose behalf, the others of its group.

Few quotations have these, so that they are compared by the links that either side has: a quotation without a link on
both sides counts for nothing.
"""

from collections.abc import Sequence
from itertools import combinations

from ontherecord.evaluate.matching import overlap, same_name, trim_name
from ontherecord.records import Article, Date, Organization, Quotation


def date_of(article: Article, quotation: Quotation) -> Date | None:
    """When the words were said; None where the sentence does not tell."""
    return next((date for date in article.dates if date.id == quotation.date_id), None)


def organization_of(article: Article, quotation: Quotation) -> Organization | None:
    """On whose behalf the words were said; None where the text does not tell."""
    return next((item for item in article.organizations if item.id == quotation.organization_id), None)


def same_date(one: Date, other: Date) -> bool:
    """Whether two dates are the same place of the text, or another one of the same value."""
    return overlap((one.start, one.end), (other.start, other.end)) > 0 or one.value == other.value


def same_organization(text: str, one: Organization, other: Organization) -> bool:
    """Whether two organizations share a mention or the name; an overlap may be one that is named within another."""
    first, second = (
        {trim_name(text, (mention.start, mention.end)) for mention in party.mentions} for party in (one, other)
    )
    return not first.isdisjoint(second) or same_name(one.name, other.name)


def grouped_pairs(quotations: Sequence[Quotation]) -> set[tuple[int, int]]:
    """Which two of the quotations, by their places in the sequence, stand in one group."""
    return {
        (left, right)
        for (left, first), (right, second) in combinations(enumerate(quotations), 2)
        if first.group is not None and first.group == second.group
    }
