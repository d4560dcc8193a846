"""Mend what is safe to mend in a record; each step gives the record back, changed or not, and says what it did."""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from ontherecord.findings import MENDED, Finding
from ontherecord.jsonl import encode_article
from ontherecord.records import Article, Record, text_sha256
from ontherecord.schema import Node, article_schema, resolve
from ontherecord.validate.items import has_error
from ontherecord.validate.schema_level import check_schema
from ontherecord.validate.spans import check_spans
from ontherecord.validate.wording import pointer

Note = tuple[str, str]
"""The place of a change and what was done there."""

_Anchored = TypeVar("_Anchored", bound=Record)


class _UncertainOffsetError(Exception):
    """An offset has no certain place in the changed text."""


def mend_record(value: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """The record with all that is safe to mend mended, and a finding for each thing done."""
    completed = _complete(value, article_schema())
    if "text_sha256" not in value and isinstance(value.get("text"), str):
        completed = _complete({**completed, "text_sha256": text_sha256(value["text"])}, article_schema())
    notes = [(where, "the missing key was added") for where in _added_keys(value, completed, "")]
    if not notes and json.dumps(completed) != json.dumps(value):
        notes.append(("", "the keys were put into the order of the schema"))
    if not any(check_schema(completed)):
        article = msgspec.convert(completed, Article)
        article, made = _mend_article(article)
        if made:
            completed = msgspec.json.decode(encode_article(article))
            notes += made
    identifier = completed.get("id")
    name = identifier if isinstance(identifier, str) else None
    return completed, [MENDED.finding(message, pointer=where, article=name) for where, message in notes]


def _mend_article(article: Article) -> tuple[Article, list[Note]]:
    notes: list[Note] = []
    for step in (_normalize_text, _correct_hash, _sort_lists):
        article, made = step(article)
        notes += made
    return article, notes


def _normalize_text(article: Article) -> tuple[Article, list[Note]]:
    """The text in Unicode NFC with line feeds alone, and every offset where its place now is.

    Nothing is done where a span already contradicts the text, or an offset falls between characters that become one.
    """
    text = article.text
    if text is None or _normalized(text) == text or has_error(check_spans(article)):
        return article, []
    try:
        moved = _moved(article, text, _normalized(text))
    except _UncertainOffsetError:
        return article, []
    was_right = article.text_sha256 == text_sha256(text)
    mended = msgspec.structs.replace(
        moved,
        text=_normalized(text),
        text_sha256=text_sha256(_normalized(text)) if was_right else article.text_sha256,
    )
    return mended, [("/text", "the text was normalized, and all offsets moved with it")]


def _moved(record: _Anchored, text: str, normalized: str) -> _Anchored:
    """A record and all records inside it with their offsets and texts for the normalized text."""
    changes: dict[str, Any] = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if name in ("start", "end"):
            changes[name] = _moved_offset(value, text, normalized)
        elif isinstance(value, Record):
            changes[name] = _moved(value, text, normalized)
        elif isinstance(value, tuple):
            changes[name] = tuple(
                _moved(item, text, normalized) if isinstance(item, Record) else item for item in value
            )
    if "start" in changes and "text" in record.__struct_fields__:
        changes["text"] = normalized[changes["start"] : changes["end"]]
    return msgspec.structs.replace(record, **changes)


def _moved_offset(offset: int, text: str, normalized: str) -> int:
    before = _normalized(text[:offset])
    if before + _normalized(text[offset:]) != normalized:
        raise _UncertainOffsetError
    return len(before)


def _normalized(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _correct_hash(article: Article) -> tuple[Article, list[Note]]:
    """The hash of the text, where the one given is that of the same text in another normalization."""
    text = article.text
    if text is None or article.text_sha256 == text_sha256(text):
        return article, []
    decomposed = unicodedata.normalize("NFD", text)
    others = [f"{form}{end}" for form in (text, decomposed) for end in ("", "\n")]
    others += [form.replace("\n", "\r\n") for form in others]
    if article.text_sha256 not in map(text_sha256, others):
        return article, []
    mended = msgspec.structs.replace(article, text_sha256=text_sha256(text))
    return mended, [("/text_sha256", "the hash was that of the text in another normalization")]


def _sort_lists(article: Article) -> tuple[Article, list[Note]]:
    """Mentions, dates and quotations in the order of the text."""
    changes: dict[str, Any] = {
        "speakers": tuple(_with_sorted_mentions(speaker) for speaker in article.speakers),
        "organizations": tuple(_with_sorted_mentions(organization) for organization in article.organizations),
        "dates": _in_order(article.dates),
        "quotations": _in_order(article.quotations),
    }
    notes = [
        (pointer(name), "the list was put into the order of the text")
        for name, value in changes.items()
        if value != getattr(article, name)
    ]
    return msgspec.structs.replace(article, **changes), notes


def _with_sorted_mentions(record: Any) -> Any:
    return msgspec.structs.replace(record, mentions=_in_order(record.mentions))


def _in_order(spans: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(sorted(spans, key=lambda span: span.start))


def _complete(value: Any, node: Node) -> Any:
    """A value with every missing key that may be null or an empty list, and its keys in the order of the schema."""
    resolved, _ = resolve(node)
    if isinstance(value, list) and resolved["type"] == "array":
        return [_complete(item, resolved["items"]) for item in value]
    if not isinstance(value, dict) or resolved["type"] != "object":
        return value
    properties = resolved["properties"]
    if not properties.keys() >= value.keys():
        # An unknown key may be a missing one, misspelt: adding that would hide its value.
        return {name: _complete(item, properties[name]) if name in properties else item for name, item in value.items()}
    return {
        name: _complete(value[name], child) if name in value else _empty(child)
        for name, child in properties.items()
        if name in value or _can_be_empty(child)
    }


def _can_be_empty(node: Node) -> bool:
    resolved, nullable = resolve(node)
    if resolved["type"] == "object" and not nullable:
        return all(map(_can_be_empty, resolved["properties"].values()))
    return nullable or resolved["type"] == "array"


def _empty(node: Node) -> Any:
    resolved, nullable = resolve(node)
    if nullable:
        return None
    return [] if resolved["type"] == "array" else _complete({}, resolved)


def _added_keys(value: Any, completed: Any, where: str) -> Iterator[str]:
    """The pointers of the keys that only the completed value has."""
    if isinstance(value, dict):
        for name, item in completed.items():
            if name in value:
                yield from _added_keys(value[name], item, where + pointer(name))
            else:
                yield where + pointer(name)
    elif isinstance(value, list):
        for index, pair in enumerate(zip(value, completed, strict=True)):
            yield from _added_keys(*pair, where + pointer(index))
