"""The articles that a page describes in JSON-LD (schema.org), however broken the script is."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

Node = Mapping[str, Any]

ARTICLE_TYPE = re.compile(r"(?:https?://schema\.org/)?(?:[A-Za-z]*Article|[A-Za-z]*BlogPosting|Report|Review)")
VALUE_START = re.compile(r"[\[{]")
TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
STRING = r'"((?:[^"\\]|\\.){1,100000})"'
PAIR = re.compile(rf'"(headline|datePublished|articleBody)"\s*:\s*{STRING}')
AUTHOR = re.compile(rf'"author"\s*:\s*[\[{{][^\]}}]{{0,300}}?"name"\s*:\s*{STRING}')

FOLLOWED = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where else the article of a page stands; other articles that it names are not its own."""

MOST_NODES = 5_000
"""Objects of a script that are looked at."""


def article_nodes(root: "_Element") -> list[Node]:
    """The objects of the page's JSON-LD whose type is an article, with authors and publisher for their `@id`."""
    scripts = [str(script.text or "") for script in root.iter("script") if "ld+json" in script.get("type", "").lower()]
    nodes = [node for script in scripts for node in _objects(_values(script))]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return [
        {**node, **{key: _resolved(node[key], by_id) for key in ("author", "publisher") if key in node}}
        for node in nodes
        if _is_article(node)
    ]


def text_of(value: object) -> str | None:
    """A text in JSON-LD: a string, the name of an object, the first of a list; character references are resolved."""
    if isinstance(value, list):
        return next((text for item in value[:20] if (text := text_of(item))), None)
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "@value") if isinstance(value.get(key), str)), None)
    return (unescape(value).strip() or None) if isinstance(value, str) else None


def _values(script: str) -> Iterator[object]:
    """The JSON values of a script; of what is broken, the pairs that can be read."""
    text = script.replace("<![CDATA[", "").replace("]]>", "")
    decoder = json.JSONDecoder(strict=False)
    position = 0
    while start := VALUE_START.search(text, position):
        try:
            value, position = decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            mended = TRAILING_COMMA.sub("", text[start.start() :])
            try:
                value = decoder.raw_decode(mended)[0]
            except (ValueError, RecursionError):
                value = _pairs(mended)
            position = len(text)
        yield value


def _pairs(text: str) -> dict[str, str]:
    found = [*PAIR.findall(text), *(("author", name) for name in AUTHOR.findall(text))]
    pairs = {name: value.replace('\\"', '"').replace("\\/", "/") for name, value in reversed(found)}
    return {"@type": "NewsArticle", **pairs} if pairs else {}


def _objects(values: Iterator[object]) -> Iterator[Node]:
    waiting = list(values)[::-1]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value[::-1]
        elif isinstance(value, dict):
            yield value
            waiting += [value[key] for key in FOLLOWED if key in value]


def _is_article(node: Node) -> bool:
    types = node.get("@type")
    return any(
        isinstance(name, str) and ARTICLE_TYPE.fullmatch(name)
        for name in (types if isinstance(types, list) else [types])
    )


def _resolved(value: object, by_id: Mapping[str, Node]) -> object:
    if isinstance(value, list):
        return [_resolved(item, by_id) for item in value]
    if isinstance(value, Mapping) and not value.get("name"):
        return by_id.get(str(value.get("@id")), value)
    return value
