"""How much a block reads like prose, and whether it is known to be of the article."""

import re
from collections.abc import Iterable

from ontherecord.normalize.lines import ends_like_sentence
from ontherecord.normalize.readers.html_blocks import Block
from ontherecord.normalize.readers.html_lines import tidy_line

FEWEST_WORDS = 8
"""Words from which on a block is prose rather than a label."""

UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff]")
CHARACTERS_OF_WORD = 4
"""Characters that count as a word in scripts that do not part words."""

LIST_WEIGHT = 0.3
"""What a word of a list weighs: lists often are menus."""

LINK_SHARE, LINK_SHARE_OF_ITEM, ALL_LINK = 0.5, 0.25, 0.9
"""Shares of linked text from which on a block, or an item of a list that is no sentence, is a link."""

LONG_ENOUGH = 40
"""Letters of a paragraph that is found anywhere in what is known; a shorter one must be a paragraph there too."""


class Witness:
    """Texts that are known to be of the article."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.paragraphs = {fold(tidy_line(line)) for text in texts for line in text.split("\n")}
        self.whole = "\n".join(self.paragraphs)

    def has(self, text: str) -> bool:
        """Whether a paragraph stands in them."""
        folded = fold(text)
        return folded in self.paragraphs or (len(folded) > LONG_ENOUGH and folded in self.whole)


def fold(text: str) -> str:
    """The letters and digits of a text, by which two copies of it are compared."""
    return "".join(filter(str.isalnum, text.casefold()))


def prose_words(block: Block) -> float:
    """The words of a block that reads like prose; 0 for labels, captions, rows and links."""
    words = len(block.text.split()) + len(UNSPACED.findall(block.text)) / CHARACTERS_OF_WORD
    if words < FEWEST_WORDS or block.role in ("caption", "other") or is_link(block):
        return 0
    return words * (LIST_WEIGHT if block.role == "list" else 1)


def is_link(block: Block) -> bool:
    """Whether much of a block is links."""
    is_item = block.role == "list" and not ends_like_sentence(block.text)
    return block.line.linked > len(block.text) * (LINK_SHARE_OF_ITEM if is_item else LINK_SHARE)


def is_all_link(block: Block) -> bool:
    """Whether nearly all of a block is links: a teaser."""
    return block.line.linked >= len(block.text) * ALL_LINK
