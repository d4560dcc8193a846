"""Level 2, the schema: every key, type and value as `article.schema.json` says."""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from ontherecord.findings import MALFORMED_VALUE, MISSING_KEY, UNKNOWN_KEY, VALUE_NOT_ALLOWED, WRONG_TYPE, Finding
from ontherecord.records import Article
from ontherecord.schema import Node, article_schema
from ontherecord.validate.items import ArticleRecord, JsonRecord, located
from ontherecord.validate.strict_article import INTEGER_LIMIT, anchored_at_end, convert_strictly
from ontherecord.validate.wording import pointer, shorten

VALUE_RELATIONS = {
    "type": (WRONG_TYPE, "is not of type"),
    "enum": (VALUE_NOT_ALLOWED, "is not one of"),
    "const": (VALUE_NOT_ALLOWED, "is not"),
}
"""Code and wording by keyword of the schema; every other keyword tells the form of a value."""


def follow_schema(items: Iterable[JsonRecord | ArticleRecord | Finding]) -> Iterator[ArticleRecord | Finding]:
    """The records that follow the schema, as articles; findings, old and new, on their way.

    An article that the reader knows to follow the schema passes.
    """
    for item in items:
        if not isinstance(item, JsonRecord):
            yield item
            continue
        if sound := convert_strictly(item.value):
            yield ArticleRecord(item.file, item.line, sound)
            continue
        identifier = item.value.get("id")
        article = identifier if isinstance(identifier, str) else None
        findings = located(check_schema(item.value), file=item.file, line=item.line, article=article)
        yield from findings
        if not findings:
            yield ArticleRecord(item.file, item.line, msgspec.convert(item.value, Article))


def check_schema(value: Node) -> Iterator[Finding]:
    """One finding for each place where the record departs from the schema."""
    first_at: dict[str, Finding] = {}
    for error in _validator().iter_errors(value):
        for finding in _describe(error):
            # A value of the wrong type breaks its pattern and its list of values too: the first finding tells it all.
            first_at.setdefault(finding.pointer or "", finding)
    yield from first_at.values()


def _describe(error: ValidationError) -> Iterator[Finding]:
    """The findings of one schema error, without the offending value at length."""
    constraint: Any = error.validator_value
    value: Any = error.instance
    match error.validator:
        case "anyOf":
            yield from _describe_alternatives(error)
        case "required":
            for key in constraint:
                if key not in value:
                    where = pointer(*error.absolute_path, key)
                    yield MISSING_KEY.finding("the key is missing", pointer=where)
        case "additionalProperties":
            schema: Any = error.schema
            for key in value:
                if key not in schema["properties"]:
                    where = pointer(*error.absolute_path, key)
                    yield UNKNOWN_KEY.finding(f"the schema has no key {shorten(key)} here", pointer=where)
        case keyword:
            code, relation = VALUE_RELATIONS.get(str(keyword), (MALFORMED_VALUE, f"does not satisfy {keyword}"))
            options = constraint if isinstance(constraint, list) else [constraint]
            wanted = ", ".join("null" if option is None else str(option) for option in options)
            yield code.finding(f"{shorten(value)} {relation}: {wanted}", pointer=pointer(*error.absolute_path))


def _describe_alternatives(error: ValidationError) -> Iterator[Finding]:
    """The errors of the alternative that the value is meant to be: the one whose type it has."""
    for _, parts in itertools.groupby(error.context or (), key=lambda part: part.relative_schema_path[0]):
        errors = list(parts)
        if not any(part.validator == "type" and not part.relative_path for part in errors):
            for part in errors:
                yield from _describe(part)
            return
    message = f"{shorten(error.instance)} has the type of no alternative"
    yield WRONG_TYPE.finding(message, pointer=pointer(*error.absolute_path))


@functools.cache
def _validator() -> Validator:
    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: _is_integer(value))
    strict: type[Validator] = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"pattern": _check_pattern}, type_checker=types
    )
    return strict(article_schema(), format_checker=FormatChecker(formats=["date"]))


def _is_integer(value: object) -> bool:
    # JSON Schema takes 4.0 for an integer; typed readers of JSON Lines do not.
    return type(value) is int and -INTEGER_LIMIT <= value < INTEGER_LIMIT


def _check_pattern(_: Validator, pattern: str, value: object, __: Node) -> Iterator[ValidationError]:
    if isinstance(value, str) and not re.search(anchored_at_end(pattern), value):
        yield ValidationError("no match")
