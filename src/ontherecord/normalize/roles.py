"""What a paragraph is on the page: body, subhead, caption or list item."""

import itertools
import re
from collections.abc import Sequence

from ontherecord.normalize.lines import ends_like_sentence
from ontherecord.records import ParagraphRole

MOST_SUBHEAD_WORDS = 12
MOST_SUBHEADS_TOGETHER = 2
"""More lines of this sort in a row are a list, such as key figures."""

LONGEST_CAPTION = 500

CREDIT = (
    "(?:Images?|IMAGE|Photos?|PHOTO|Photographs?|Pictures?|PICTURE|Illustrations?|Graphics?|Video"
    "|File (?:photo|picture)|(?:Photo|Picture|Image) [Cc]redit|Credit|Photo [Ii]llustration)"
)
CAPTION_END = re.compile(
    rf"(?:^|[\s(\[]){CREDIT} ?(?::|\bby\b|/) ?(?:[^:.]|\b[A-Z]\.){{1,80}}[.)\]]*$"
    r"|\((?:AP|AFP|EPA|PA|Reuters|Getty|TASS)[ /][^()]{1,80}\)\.?$"
    r"|[|/] ?(?:AP|AFP|Getty Images|Reuters)(?: ?/ ?[^|/]{1,60})?$"
)
CAPTION_START = re.compile(
    r"(?:FILE|File|FILE PHOTO|File photo|CAPTION|Caption|PHOTO|Photo|Image|Pictured|In picture)\s?[:—–-]+\s"
)
BULLET = re.compile(r"[•‣▪◦●*]\s?\S|[-–—]\s\S")
FIGURE = re.compile(r"[A-Z][^:]{1,40}: .{0,60}?\d[^!?]{0,60}[^.!?…:;,]$")
"""A key figure, such as `Net debt: 215 million`."""

NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s\S")
SPEAKER_LABEL = re.compile(r"[A-Z][A-Z .'’-]{0,40}:\s|[QA][.:]\s")
OPENS_UPPER = re.compile(r"[\W_]*[A-Z0-9À-Þ]")


def roles(paragraphs: Sequence[str]) -> list[ParagraphRole]:
    """The role of each paragraph; in doubt, it is body."""
    found = [_role(paragraphs, index) for index in range(len(paragraphs))]
    for role, run in itertools.groupby(range(len(found)), key=found.__getitem__):
        indices = list(run)
        if role == "subhead" and (len(indices) > MOST_SUBHEADS_TOGETHER or indices[-1] == len(found) - 1):
            found[indices[0] : indices[-1] + 1] = ["list" if len(indices) > 1 else "body"] * len(indices)
    return found


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph is the caption of a picture: it ends with a credit or opens with a label."""
    return len(paragraph) <= LONGEST_CAPTION and bool(
        CAPTION_START.match(paragraph) or CAPTION_END.search(paragraph[-120:])
    )


def _role(paragraphs: Sequence[str], index: int) -> ParagraphRole:
    paragraph = paragraphs[index]
    neighbours = (*paragraphs[max(index - 1, 0) : index], *paragraphs[index + 1 : index + 2])
    for mark in (BULLET, NUMBERED, FIGURE):
        if mark.match(paragraph) and any(mark.match(neighbour) for neighbour in neighbours):
            return "list"
    if is_caption(paragraph):
        return "caption"
    return "subhead" if _looks_like_subhead(paragraph) else "body"


def _looks_like_subhead(paragraph: str) -> bool:
    return (
        len(paragraph.split(maxsplit=MOST_SUBHEAD_WORDS)) <= MOST_SUBHEAD_WORDS
        and (not ends_like_sentence(paragraph) or paragraph.endswith("?"))
        and OPENS_UPPER.match(paragraph) is not None
        and not SPEAKER_LABEL.match(paragraph)
        and not BULLET.match(paragraph)
    )
