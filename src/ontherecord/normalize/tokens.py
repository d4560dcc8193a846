"""Text that a program cut into tokens, with a blank around each mark, put back as it is printed.

The forms are those of the Penn Treebank. A single such form proves nothing, so a text counts as cut only as a whole:
nearly all its commas and full stops have a blank before them.
"""

import re
from collections.abc import Sequence

import msgspec

from ontherecord.normalize.raw_article import Link, RawParagraph

FEWEST_MARKS = 4
"""Commas and full stops, parted or not, by which a text is told."""

LEAST_SHARE = 0.8
"""Share of them that is parted from its word in a text that is cut into tokens."""

MARK = re.compile(r"\S[,.](?=\s|$)")
PARTED_MARK = re.compile(r"\S\s[,.](?=\s|$)")

REPLACEMENTS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"-LRB-|-lrb-", "("),
        (r"-RRB-|-rrb-", ")"),
        (r"-LSB-|-lsb-", "["),
        (r"-RSB-|-rsb-", "]"),
        (r"\\/", "/"),
        (r"(?<!\S)`` ?", "“"),
        (r" ?''(?=[\s,.;:!?)]|$)", "”"),
        (r"(?<!\S)` ([^`']{1,300}) '(?=\s|$)", r"‘\1’"),
        (r"(?<!\S)` (?=\S)", "‘"),
        (r" (?=[,.;:!?%)\]](?:[\s,.;:!?”’)\]]|$))", ""),
        (r"(?<=[(\[]) ", ""),
        (r"(?<=[$£€#]) (?=\d)", ""),
        (r" (?=n['’]t\b|['’](?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)\b)", ""),
        (r"(?<=s) (?='(?:\s|$))", ""),
    )
)
"""What stands for what, in the order in which it is put back; each pattern is linear."""


def are_cut(paragraphs: Sequence[RawParagraph]) -> bool:
    """Whether a text is cut into tokens."""
    parted = sum(len(PARTED_MARK.findall(paragraph.text)) for paragraph in paragraphs)
    together = sum(len(MARK.findall(paragraph.text)) for paragraph in paragraphs)
    return parted >= FEWEST_MARKS and parted >= LEAST_SHARE * (parted + together)


def join_tokens(paragraphs: Sequence[RawParagraph]) -> tuple[RawParagraph, ...]:
    """The paragraphs of a text that is cut into tokens, as they are printed."""
    return tuple(_joined(paragraph) for paragraph in paragraphs)


def join_line(text: str) -> str:
    """A line of such a text, as it is printed."""
    for pattern, replacement in REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text


def _joined(paragraph: RawParagraph) -> RawParagraph:
    text = join_line(paragraph.text)
    links: list[Link] = []
    end = 0
    for link in paragraph.links:
        anchor = join_line(paragraph.text[link.start : link.end])
        start = text.find(anchor, end)
        if start >= 0:
            end = start + len(anchor)
            links.append(Link(start, end, link.title))
    return msgspec.structs.replace(paragraph, text=text, links=tuple(links))
