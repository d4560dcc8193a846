"""What is known of an article besides its page: from the source sheet, the front matter or the command line.

Precedence: the row of the source sheet, the front matter, the command line, what the page prints (headline, byline,
date line). The command line thus tells what a whole folder has in common where the files' own metadata do not.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

import msgspec

from ontherecord.errors import UsageError
from ontherecord.findings import BAD_VALUE, UNKNOWN_COLUMN, Finding
from ontherecord.normalize.bylines import split_names
from ontherecord.normalize.printed_dates import PublicationDay, find_publication_day
from ontherecord.normalize.text_repair import repair
from ontherecord.records import Distribution, Genre, Origin


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that can be told of an article; None where it is not told. Columns of a source sheet have these names.

    Attributes:
        id: name of the article in the corpus.
        headline: headline as printed.
        kicker: short line over or under the headline.
        bylines: authors and agencies.
        dateline: place in front of the first sentence.
        url: address at the publisher.
        archived_url: address of an archived copy.
        retrieved: day on which the raw article was fetched.
        publisher: name of the publisher.
        published: day of publication with its precision.
        license: licence of the text, best as an SPDX expression.
        holder: who holds the rights.
        attribution: the line that the licence asks for.
        evidence: where the licence is stated.
        distribution: `standoff` or `withheld` to give less than the licence allows.
        language: BCP 47 tag.
        genre: what sort of article it is.
        origin: collected, or written for the corpus.
        fact_sources: where the facts of an article written for the corpus come from.
        split: name of the split.
        world: invented world that the article shares with others; splits keep a world together.
    """

    id: str | None = None
    headline: str | None = None
    kicker: str | None = None
    bylines: tuple[str, ...] | None = None
    dateline: str | None = None
    url: str | None = None
    archived_url: str | None = None
    retrieved: datetime.date | None = None
    publisher: str | None = None
    published: PublicationDay | None = None
    license: str | None = None
    holder: str | None = None
    attribution: str | None = None
    evidence: str | None = None
    distribution: Distribution | None = None
    language: str | None = None
    genre: Genre | None = None
    origin: Origin | None = None
    fact_sources: tuple[str, ...] | None = None
    split: str | None = None
    world: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """This metadata, with that of `other` where this tells nothing."""
        return Metadata(
            **{
                name: getattr(other, name) if getattr(self, name) is None else getattr(self, name)
                for name in self.__struct_fields__
            }
        )


def parse_metadata(**fields: str | None) -> Metadata:
    """Metadata from options of the command line, by their names in `Metadata`.

    Raises:
        UsageError: a name or a value is not allowed.
    """
    metadata, findings = read_metadata(fields)
    if findings:
        raise UsageError("; ".join(finding.message for finding in findings))
    return metadata


def read_metadata(
    fields: Mapping[str, object], file: str | None = None, line: int | None = None
) -> tuple[Metadata, list[Finding]]:
    """Metadata from names and values as they stand in a sheet row or front matter, and what is wrong with them.

    Blank values and null tell nothing. Lists are JSON lists, or text with `;` or `|` between the items.
    """
    values: dict[str, Any] = {}
    findings = []
    for name, value in fields.items():
        field = ALIASES.get(name.strip().lower(), name.strip().lower())
        if field not in PARSERS:
            known = ", ".join(PARSERS)
            findings.append(
                UNKNOWN_COLUMN.finding(f"unknown name {shorten(name)}; known: {known}", file=file, line=line)
            )
            continue
        if value is None or value == "":
            continue
        try:
            values[field] = PARSERS[field](value)
        except ValueError as error:
            findings.append(BAD_VALUE.finding(f"{field}: {error}", file=file, line=line))
    return Metadata(**values), findings


def shorten(value: object, length: int = 60) -> str:
    """A value in quotation marks for a message, cut short."""
    text = str(value)
    return repr(text if len(text) <= length else text[: length - 1] + "…")


def _text(value: object) -> str | None:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise ValueError(f"{shorten(value)} is not text")
    return " ".join(repair(str(value)).text.split()) or None


def _texts(value: object) -> tuple[str, ...] | None:
    items = value if isinstance(value, list) else re.split(r";\s|\|", str(value))
    return tuple(text for text in map(_text, items) if text)


def _names(value: object) -> tuple[str, ...] | None:
    return _texts(value) if isinstance(value, list) else split_names(_text(value) or "")


def _day(value: object) -> datetime.date | None:
    published = _publication_day(value)
    if published is not None and published.precision != "day":
        raise ValueError(f"{shorten(value)} is not a full day; write YYYY-MM-DD")
    return None if published is None else published.day


def _publication_day(value: object) -> PublicationDay | None:
    text = _text(value)
    if text is None:
        return None
    try:
        return PublicationDay.parse(text)
    except ValueError:
        printed = find_publication_day(text)
        if printed is None or printed.day is None or printed.rest:
            raise ValueError(f"{shorten(text)} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY") from None
        return printed.day


def _one_of(allowed: tuple[str, ...]) -> Callable[[object], str | None]:
    def parse(value: object) -> str | None:
        text = _text(value)
        if text is not None and text not in allowed:
            raise ValueError(f"{shorten(text)} is none of {', '.join(allowed)}")
        return text

    return parse


def _matching(pattern: str, example: str) -> Callable[[object], str | None]:
    def parse(value: object) -> str | None:
        text = _text(value)
        if text is not None and not re.fullmatch(pattern, text):
            raise ValueError(f"{shorten(text)} is not allowed; an example is {example}")
        return text

    return parse


ALIASES = {"byline": "bylines", "licence": "license"}
"""Other spellings of a name."""

PARSERS: Mapping[str, Callable[[object], Any]] = {
    "id": _text,
    "headline": _text,
    "kicker": _text,
    "bylines": _names,
    "dateline": _text,
    "url": _text,
    "archived_url": _text,
    "retrieved": _day,
    "publisher": _text,
    "published": _publication_day,
    "license": _text,
    "holder": _text,
    "attribution": _text,
    "evidence": _text,
    "distribution": _one_of(get_args(Distribution)),
    "language": _matching(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "en-GB"),
    "genre": _one_of(get_args(Genre)),
    "origin": _one_of(get_args(Origin)),
    "fact_sources": _texts,
    "split": _matching(r"\w+(\.\w+)*", "train"),
    "world": _text,
}
"""How the value of each field is read; each raises ValueError where the value is not allowed."""
