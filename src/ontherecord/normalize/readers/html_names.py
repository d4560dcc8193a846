"""What the class and id of an element say."""

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST = 400
"""Characters of the class and id of an element that are looked at."""

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
PARTS = re.compile(r"[^a-z0-9]+")
CAPTION = re.compile(
    r"(?<!has-)(?<!with-)(?<!no-)\b(?:caption(?:-text)?|cutline|(?:photo|image|img|picture|media)-credits?) "
)

SUBHEAD = re.compile(r"[ -](?:sub-?(?:head(?:line|ing)?|hed|title)|cross-?head(?:ing)?|inter-?title)s? ")
SPOKEN = re.compile(r"[ -](?:sr-?only|screen-?reader(?:-text)?|visually-?hidden|off-?screen|a11y) ")


def names(element: "_Element") -> str:
    """The class names and the id of an element in one form, a blank around each.

    `inArticle-adSlot__box` becomes `in-article-ad-slot-box`.
    """
    return _folded(f"{element.get('class', '')} {element.get('id', '')}"[:LONGEST])


def is_caption_box(element: "_Element") -> bool:
    """Whether an element is named as the caption or the credit of a picture."""
    return CAPTION.search(names(element)) is not None


def is_subhead_box(element: "_Element") -> bool:
    """Whether an element is named as a heading within an article."""
    return SUBHEAD.search(names(element)) is not None


def is_only_spoken(element: "_Element") -> bool:
    """Whether an element is named as one that is read aloud and not shown, such as the words `Image caption`."""
    return SPOKEN.search(names(element)) is not None


@functools.lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    parted = (PARTS.sub("-", CAMEL.sub("-", name).lower()).strip("-") for name in text.split())
    return f" {' '.join(parted)} "
