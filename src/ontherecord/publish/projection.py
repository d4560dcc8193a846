"""What of an article may be published, by its `rights.distribution`."""

from typing import TypeVar

import msgspec

from ontherecord.records import Article, Record, Speaker

_Record = TypeVar("_Record", bound=Record)


def publishable(article: Article) -> Article | None:
    """The article as it is published: whole (`full`), without its text (`standoff`), or not at all (`withheld`)."""
    match article.rights.distribution:
        case "full":
            return article
        case "standoff":
            return _standoff(article)
        case "withheld":
            return None


def _standoff(article: Article) -> Article:
    """Without headline, kicker, every `text`, and names that are no more than a description in the article's words."""
    return msgspec.structs.replace(
        _without_text(article),
        headline=None,
        kicker=None,
        speakers=tuple(_without_text(_without_description(speaker)) for speaker in article.speakers),
    )


def _without_description(speaker: Speaker) -> Speaker:
    if speaker.kind in ("document", "unnamed"):
        return msgspec.structs.replace(speaker, name=None)
    return speaker


def _without_text(record: _Record) -> _Record:
    """The record with null for each field `text`, at every depth, so that a new layer needs no change here."""
    changes = {
        name: None if name == "text" else _value_without_text(getattr(record, name))
        for name in record.__struct_fields__
    }
    return msgspec.structs.replace(record, **changes)


def _value_without_text(value: object) -> object:
    if isinstance(value, Record):
        return _without_text(value)
    if isinstance(value, tuple):
        return tuple(_value_without_text(item) for item in value)
    return value
