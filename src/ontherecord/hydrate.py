"""Hydrate: the text goes back into records that were published without it, from the user's own copies of the articles.

A copy belongs to a record where the bytes are those that the record was made of and this program normalizes them in the
same way; that the text of both is one, its hash proves.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TypeVar

import msgspec

from ontherecord.errors import OutputError, SourceError
from ontherecord.findings import COPY_MISSING, COPY_NORMALIZED_OTHERWISE, COPY_TEXT_DIFFERS, Finding, Severity
from ontherecord.jsonl import encode_article
from ontherecord.normalize import NORMALIZER_VERSION, Metadata, normalize
from ontherecord.records import Article, Record, Speaker
from ontherecord.validate.spans import NAMELESS_KINDS, Anchored

_Record = TypeVar("_Record", bound=Record)

Places = Mapping[str, Mapping[str, int]]
"""Where copies wait: by the hash of their raw bytes, then by the hash of their text."""

_LEADING_ARTICLE = re.compile(r"\A(?:an?|the) ", re.IGNORECASE)


def hydrate(articles: Iterable[Article], copies: Sequence[Path]) -> Iterator[Article | Finding]:
    """The records in their order, with text where a copy proves to be of their article.

    A record that has its text passes as it is, and so does one without a copy, after a finding that tells why. Memory
    grows with the number of copies, not with their size.

    Args:
        articles: records with and without text.
        copies: files and folders of raw articles.

    Raises:
        SourceError: a copy cannot be opened, nothing among them is an article, or there is no record.
        OutputError: there is no room for a temporary file.
    """
    try:
        with tempfile.TemporaryFile() as waiting:
            places: dict[str, dict[str, int]] = {}
            yield from _remember(copies, waiting, places)
            if not places:
                raise SourceError(f"nothing to hydrate from: no article in {', '.join(map(str, copies))}")
            is_empty = True
            for article in articles:
                is_empty = False
                place = _place_of(article, places) if article.text is None else None
                if isinstance(place, Finding):
                    yield place
                yield refill(article, _read(waiting, place)) if isinstance(place, int) else article
            if is_empty:
                raise SourceError("nothing to hydrate: there is no record")
    except OSError as error:
        raise OutputError(f"cannot remember the copies: {error}; make room for temporary files (TMPDIR)") from error


def refill(article: Article, copy: Article) -> Article:
    """The record with the text of a copy: as its own, as headline and kicker, and in every span.

    The name of a document or of somebody unnamed is a phrase of the text; the first mention gives it back, without
    its article. Where no mention does, it stays null.
    """
    text = copy.text or ""
    filled = _with_text(article, text)
    return msgspec.structs.replace(
        filled,
        text=text,
        headline=copy.headline,
        kicker=copy.kicker,
        speakers=tuple(_with_description(speaker) for speaker in filled.speakers),
    )


def _remember(copies: Sequence[Path], waiting: IO[bytes], places: dict[str, dict[str, int]]) -> Iterator[Finding]:
    """Write all copies to a file that waits, and remember where; only what cannot be read is told."""
    for item in normalize(copies, Metadata()):
        if isinstance(item, Article):
            of_same_bytes = places.setdefault(item.source.raw_sha256 or "", {})
            of_same_bytes.setdefault(item.text_sha256, waiting.tell())
            waiting.write(encode_article(item))
        elif item.severity is Severity.ERROR:
            # Day, licence and all else that a copy may lack stand in the record.
            yield item


def _place_of(article: Article, places: Places) -> int | Finding:
    """Where the copy of an article waits, or why there is none."""
    source = article.source
    of_same_bytes = places.get(source.raw_sha256 or "")
    if not of_same_bytes:
        name = source.file or source.url or "its article"
        return COPY_MISSING.finding(
            f"no copy has the bytes of {name} (raw_sha256 {source.raw_sha256})", article=article.id
        )
    if source.normalizer_version != NORMALIZER_VERSION:
        return COPY_NORMALIZED_OTHERWISE.finding(
            f"its text was made by normalizer {source.normalizer_version}, this is {NORMALIZER_VERSION}",
            article=article.id,
        )
    place = of_same_bytes.get(article.text_sha256)
    if place is None:
        return COPY_TEXT_DIFFERS.finding(
            f"the copy gives a text with the hash {next(iter(of_same_bytes))}, not {article.text_sha256}",
            article=article.id,
        )
    return place


def _read(waiting: IO[bytes], place: int) -> Article:
    waiting.seek(place)
    return msgspec.json.decode(waiting.readline(), type=Article)


def _with_text(record: _Record, text: str) -> _Record:
    """The record with the text of each span in it, at every depth, so that a new layer needs no change here."""
    changes = {name: _value_with_text(getattr(record, name), text) for name in record.__struct_fields__}
    if isinstance(record, Anchored):
        changes["text"] = text[record.start : record.end]
    return msgspec.structs.replace(record, **changes)


def _value_with_text(value: object, text: str) -> object:
    if isinstance(value, Record):
        return _with_text(value, text)
    if isinstance(value, tuple):
        return tuple(_value_with_text(item, text) for item in value)
    return value


def _with_description(speaker: Speaker) -> Speaker:
    if speaker.name is not None or speaker.kind not in NAMELESS_KINDS:
        return speaker
    phrases = (mention.text for mention in speaker.mentions if mention.form != "pronoun")
    name = next((_LEADING_ARTICLE.sub("", phrase, count=1) for phrase in phrases if phrase), None)
    return msgspec.structs.replace(speaker, name=name)
