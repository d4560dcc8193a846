"""Findings: what is noteworthy or wrong in the data, each under a stable code.

A code is `OTR` and three digits: 0xx reading and normalizing raw articles; 1xx files; 2xx schema; 3xx the record in
itself; 4xx the corpus; 5xx rights and release; 6xx annotation. A code never changes its meaning.
"""

import enum

import msgspec


class Severity(enum.StrEnum):
    """`error` makes a command end with exit code 1; `warning` and `info` do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(msgspec.Struct, frozen=True):
    """One problem at one place.

    Attributes:
        code: stable code with its slug, such as `OTR301-dangling-speaker`.
        severity: how bad it is.
        message: what is wrong, with the offending value cut short.
        hint: how to mend it.
        file: path of the file as it was given.
        line: line in the file, from 1.
        pointer: JSON pointer (RFC 6901) into the record.
        article: id of the article.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    file: str | None = None
    line: int | None = None
    pointer: str | None = None
    article: str | None = None


class Code(msgspec.Struct, frozen=True):
    """A kind of finding: number, slug, severity, what it means and how to mend it."""

    number: str
    slug: str
    severity: Severity
    meaning: str
    hint: str

    def __str__(self) -> str:
        return f"{self.number}-{self.slug}"

    def finding(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        pointer: str | None = None,
        article: str | None = None,
    ) -> Finding:
        """A finding of this kind."""
        return Finding(str(self), self.severity, message, self.hint, file, line, pointer, article)


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

UNREADABLE_RECORD = Code(
    "OTR101", "unreadable-record", _ERROR, "A line is no article record.", "Mend the line or write the file anew."
)

NO_TEXT = Code(
    "OTR601",
    "no-text",
    _WARNING,
    "An article without text cannot be annotated; it passes unchanged.",
    "Give the text, or put it back into a standoff record first.",
)
NOT_ENGLISH = Code(
    "OTR602",
    "not-english",
    _WARNING,
    "The annotator reads English only; an article in another language passes unchanged.",
    "Correct `language` if the article is English.",
)


def all_codes() -> tuple[Code, ...]:
    """Every code of the package, in order of its number."""
    return tuple(
        sorted((value for value in globals().values() if isinstance(value, Code)), key=lambda code: code.number)
    )
