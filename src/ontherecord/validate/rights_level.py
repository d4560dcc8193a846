"""Level 5, rights: what may be published, and what a release has published."""

from collections.abc import Callable, Collection, Iterable, Iterator

from ontherecord.findings import (
    MALFORMED_LICENSE,
    NO_ATTRIBUTION,
    NO_EVIDENCE,
    TEXT_IN_RELEASE,
    TEXT_NOT_ALLOWED,
    WITHHELD_IN_RELEASE,
    Finding,
)
from ontherecord.licenses import is_spdx_expression, read_license
from ontherecord.records import Article
from ontherecord.validate.items import ArticleRecord, has_error, located
from ontherecord.validate.wording import pointer, shorten


def may_be_published(
    items: Iterable[ArticleRecord | Finding], released_files: Collection[str]
) -> Iterator[ArticleRecord | Finding]:
    """The records that give no more than their licence allows; findings, old and new, on their way.

    Args:
        items: records and findings of the levels below.
        released_files: the files that are part of a release.
    """
    for item in items:
        if isinstance(item, Finding):
            yield item
            continue
        checks = RIGHTS_CHECKS + RELEASE_CHECKS if item.file in released_files else RIGHTS_CHECKS
        article = item.article
        findings = located(
            (finding for check in checks for finding in check(article)),
            file=item.file,
            line=item.line,
            article=article.id,
        )
        yield from findings
        if not has_error(findings):
            yield item


def check_license_syntax(article: Article) -> Iterator[Finding]:
    """A licence is an SPDX expression."""
    license_ = article.rights.text_license
    if license_ is not None and not is_spdx_expression(license_):
        yield MALFORMED_LICENSE.finding(
            f"{shorten(license_)} is no SPDX expression", pointer=pointer("rights", "text_license")
        )


def check_distribution(article: Article) -> Iterator[Finding]:
    """An article whose text is published states an open licence, and where it is stated."""
    rights = article.rights
    if rights.distribution != "full":
        return
    if rights.text_license is None or not read_license(rights.text_license).is_open:
        stated = "no licence" if rights.text_license is None else shorten(rights.text_license)
        yield TEXT_NOT_ALLOWED.finding(f"distribution is full with {stated}", pointer=pointer("rights", "distribution"))
    elif rights.evidence is None:
        yield NO_EVIDENCE.finding(
            f"nothing tells where {shorten(rights.text_license)} is stated", pointer=pointer("rights", "evidence")
        )


def check_attribution(article: Article) -> Iterator[Finding]:
    """An article whose text is published has the line of credit that its licence asks for."""
    rights = article.rights
    if rights.distribution != "full" or rights.text_license is None or rights.attribution is not None:
        return
    if read_license(rights.text_license).needs_attribution:
        yield NO_ATTRIBUTION.finding(
            f"{shorten(rights.text_license)} asks for a line of credit", pointer=pointer("rights", "attribution")
        )


def check_released_text(article: Article) -> Iterator[Finding]:
    """A release has the text of an article only where it is distributed in full."""
    if article.text is not None and article.rights.distribution != "full":
        yield TEXT_IN_RELEASE.finding(
            f"the text is there, but distribution is {article.rights.distribution}", pointer=pointer("text")
        )


def check_withheld(article: Article) -> Iterator[Finding]:
    """A release has no article that is withheld."""
    if article.rights.distribution == "withheld":
        yield WITHHELD_IN_RELEASE.finding("the article is withheld", pointer=pointer("rights", "distribution"))


Check = Callable[[Article], Iterator[Finding]]

RIGHTS_CHECKS: tuple[Check, ...] = (check_license_syntax, check_distribution, check_attribution)
RELEASE_CHECKS: tuple[Check, ...] = (check_released_text, check_withheld)
