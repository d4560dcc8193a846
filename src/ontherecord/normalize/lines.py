"""The lines of a raw article, each a paragraph, with hard-wrapped paragraphs joined again."""

import itertools
import re
from collections.abc import Iterator

from ontherecord.normalize.raw_article import RawParagraph

NARROWEST, WIDEST = 50, 100
"""Characters between which the width of hard-wrapped text lies."""

RAGGED = 25
"""Characters by which a wrapped line can fall short of the width."""

MOST_HEADLINE_WORDS = 25
STATEMENT_END = re.compile(r"[.…:;,][\"'”’»)\]]*$")
SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")


def paragraph_lines(text: str, first_number: int) -> list[RawParagraph]:
    """The lines of a tidy text; lines that clearly are parts of one hard-wrapped paragraph are joined."""
    groups = list(_groups(text, first_number))
    width = max((_width(group) for group in groups), default=0)
    return [line for group in groups for line in (_joined(group) if _is_wrapped(group, width) else group)]


def reads_like_headline(line: str) -> bool:
    """Whether a line is short and ends like a headline rather than like a sentence."""
    is_short = len(line.split(maxsplit=MOST_HEADLINE_WORDS)) <= MOST_HEADLINE_WORDS
    return is_short and not STATEMENT_END.search(line)


def ends_like_sentence(line: str) -> bool:
    """Whether a line ends with punctuation, closing marks aside."""
    return SENTENCE_END.search(line) is not None


def _groups(text: str, first_number: int) -> Iterator[list[RawParagraph]]:
    """Runs of lines without a blank one between them."""
    group: list[RawParagraph] = []
    for number, line in enumerate(text.split("\n"), start=first_number):
        if line.strip():
            group.append(RawParagraph(number, line.strip()))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _width(group: list[RawParagraph]) -> int:
    """The width to which a group of three lines or more is wrapped; 0 where it is not."""
    lengths = [len(line.text) for line in group]
    width = max(lengths)
    even = len(group) >= 3 and all(width - RAGGED <= length for length in lengths[:-1])
    broken = sum(not ends_like_sentence(line.text) for line in group[:-1])
    return width if even and NARROWEST <= width <= WIDEST and broken * 2 > len(group) - 1 else 0


def _is_wrapped(group: list[RawParagraph], width: int) -> bool:
    """Whether all lines but the last of a group are as long as the width of the document, less the next word."""
    return (
        len(group) > 1
        and all(
            len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width - RAGGED // 2
            and len(line.text) <= width + RAGGED // 2
            for line, following in itertools.pairwise(group)
        )
        and width > 0
    )


def _joined(group: list[RawParagraph]) -> list[RawParagraph]:
    return [RawParagraph(group[0].line, " ".join(line.text for line in group))]
