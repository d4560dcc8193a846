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

UNREADABLE_FILE = Code(
    "OTR001", "unreadable-file", _ERROR, "A file cannot be read.", "Mend its permissions or remove it."
)
EMPTY_FILE = Code("OTR002", "empty-file", _ERROR, "A file holds nothing but blanks.", "Copy the article anew.")
BINARY_FILE = Code("OTR003", "binary-file", _ERROR, "A file is not text.", "Save the article as plain text.")
UNSUPPORTED_FORMAT = Code(
    "OTR004", "unsupported-format", _ERROR, "A file is in a format without a reader.", "Save the article as plain text."
)
NO_BODY = Code(
    "OTR005",
    "no-body",
    _ERROR,
    "Nothing is left of a file without its headline, byline and boilerplate.",
    "Copy the article anew, with its body.",
)
LINK_NOT_FOLLOWED = Code(
    "OTR006",
    "link-not-followed",
    _WARNING,
    "A symbolic link inside a folder is not followed.",
    "Put the file itself there, or name it on the command line.",
)
NOT_AN_ARTICLE = Code(
    "OTR007",
    "not-an-article",
    _INFO,
    "A source sheet or README that was named on the command line is not read as an article.",
    "Nothing to mend: a sheet describes the files beside it.",
)
ENCODING_GUESSED = Code(
    "OTR011",
    "encoding-guessed",
    _INFO,
    "A file is not UTF-8; its encoding was guessed.",
    "Check accents and quotation marks, or save the file as UTF-8.",
)
TEXT_REPAIRED = Code(
    "OTR012",
    "text-repaired",
    _INFO,
    "Characters that were decoded in a wrong encoding were put right.",
    "Check the repaired passages against the page.",
)
LOST_CHARACTERS = Code(
    "OTR013",
    "lost-characters",
    _WARNING,
    "The text holds replacement characters: letters were lost before it came here.",
    "Copy the article anew.",
)
BOILERPLATE_DROPPED = Code(
    "OTR021",
    "boilerplate-dropped",
    _INFO,
    "A line that belongs to the page and not to the article was left out.",
    "Nothing to mend, unless the line is part of the article.",
)
NO_PUBLICATION_DAY = Code(
    "OTR022",
    "no-publication-day",
    _WARNING,
    "The day of publication is unknown, so that relative dates cannot be resolved.",
    "Give `published` in the source sheet or `--published` on the command line.",
)
PUBLICATION_DAY_CONTRADICTED = Code(
    "OTR023",
    "publication-day-contradicted",
    _WARNING,
    "The page prints another day of publication than the metadata gives.",
    "Correct the wrong one.",
)
AMBIGUOUS_DAY = Code(
    "OTR024",
    "ambiguous-day",
    _WARNING,
    "The printed date can be read with the day or with the month first; it was not used.",
    "Give `published` in the source sheet.",
)
BAD_SHEET = Code(
    "OTR031",
    "bad-sheet",
    _ERROR,
    "A source sheet, or a line of it, cannot be read.",
    "Mend it; see docs on source sheets.",
)
UNKNOWN_COLUMN = Code(
    "OTR032",
    "unknown-column",
    _WARNING,
    "Metadata has a name that is not known; it was not used.",
    "Mend its spelling.",
)
BAD_VALUE = Code(
    "OTR033", "bad-value", _ERROR, "A value of the metadata is not allowed; it was not used.", "Mend the value."
)
DUPLICATE_ROW = Code(
    "OTR034", "duplicate-row", _ERROR, "A source sheet has two rows for one file; the first counts.", "Remove one."
)
ROW_WITHOUT_FILE = Code(
    "OTR035",
    "row-without-file",
    _ERROR,
    "A source sheet has a row for a file that is not there.",
    "Correct the name, add the file or remove the row.",
)
TWO_SHEETS = Code(
    "OTR036",
    "two-sheets",
    _ERROR,
    "A folder has a source sheet as JSONL and one as CSV; the JSONL sheet counts.",
    "Keep one of them.",
)
FILE_WITHOUT_ROW = Code(
    "OTR037", "file-without-row", _WARNING, "A file has no row in the source sheet beside it.", "Add a row for it."
)
DISTRIBUTION_NOT_ALLOWED = Code(
    "OTR041",
    "distribution-not-allowed",
    _ERROR,
    "`distribution` is `full`, but no open licence is stated; the article stays `standoff`.",
    "State an open licence with its evidence, or narrow `distribution`.",
)
UNKNOWN_LICENSE = Code(
    "OTR042",
    "unknown-license",
    _WARNING,
    "A licence is not in the table of known licences; it counts as closed.",
    "Use the SPDX identifier of the licence.",
)
ID_CHANGED = Code(
    "OTR043",
    "id-changed",
    _WARNING,
    "The id of an article was changed to make it safe or unique.",
    "Give each article an `id` of its own in the source sheet.",
)

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
