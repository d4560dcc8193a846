"""The lines of a raw article, each a paragraph, with hard-wrapped paragraphs joined again."""

import itertools
import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from ontherecord.normalize.raw_article import RawParagraph

NARROWEST, WIDEST = 50, 100
"""Characters between which the width of hard-wrapped text lies."""

RAGGED = 25
"""Characters by which a wrapped line can fall short of the width."""

WORD = re.compile(r"\w+(?:-\w+)*")
PARTED = re.compile(r"(?<![\w-])(\w+)-$")
FIRST_PARTS = frozenset(
    "all anti co cross double eight ex far fast first five four full great half hard high long low mid mother multi new"
    " nine non old one open part post pre re second self semi seven short single six so sub ten third three top two"
    " ultra vice well wide world year".split()
)
"""First parts of words that have a hyphen wherever they stand."""

MOST_HEADLINE_WORDS = 25
STATEMENT_END = re.compile(r"[.…:;,][\"'”’»)\]]*$")
SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")


class Rejoined(msgspec.Struct, frozen=True):
    """Paragraphs, and how many line breaks and hyphens at line ends were taken out of them."""

    paragraphs: list[RawParagraph]
    breaks: int
    hyphens: int


def rejoin(text: str, first_number: int) -> Rejoined:
    """The lines of a tidy text; lines that clearly are parts of one hard-wrapped paragraph are joined.

    Args:
        text: a tidy text (see `text_repair.repair`).
        first_number: the number of its first line.
    """
    groups = list(_groups(text, first_number))
    width = max((_width(group) for group in groups), default=0)
    wrapped = [group for group in groups if _is_wrapped(group, width)]
    words = frozenset(WORD.findall(text.casefold())) if wrapped else frozenset()
    paragraphs: list[RawParagraph] = []
    hyphens = 0
    for group in groups:
        if group not in wrapped:
            paragraphs += group
            continue
        joined, undone = _joined([line.text for line in group], words)
        paragraphs.append(RawParagraph(group[0].line, joined))
        hyphens += undone
    return Rejoined(paragraphs, sum(map(len, groups)) - len(paragraphs), hyphens)


def paragraph_lines(text: str, first_number: int) -> list[RawParagraph]:
    """The paragraphs of `rejoin`."""
    return rejoin(text, first_number).paragraphs


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


def _joined(lines: Sequence[str], words: Collection[str]) -> tuple[str, int]:
    """Lines as one, and how many hyphens at line ends were taken out."""
    joined = [lines[0]]
    hyphens = 0
    for line in lines[1:]:
        first, second = PARTED.search(joined[-1]), WORD.match(line)
        if first is None or second is None:
            joined.append(f" {line}")
        elif _is_hyphenation(first[1], second[0], words):
            joined[-1] = joined[-1][:-1]
            joined.append(line)
            hyphens += 1
        else:
            joined.append(line)
    return "".join(joined), hyphens


def _is_hyphenation(first: str, second: str, words: Collection[str]) -> bool:
    """Whether the hyphen between two parts of a word stands for the line break alone.

    The other words of the text tell, or else what the parts look like.
    """
    first, rest = first.casefold(), second.partition("-")[0]
    if f"{first}-{rest}" in words:
        return False
    return f"{first}{rest}" in words or (rest.islower() and first.isalpha() and first not in FIRST_PARTS)
