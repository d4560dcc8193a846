"""Pairs of quotation marks: which stretches of a text stand inside marks.

Straight, curly, low-high and angle marks, doubled single marks (``…''), single marks in the British way, marks of
several styles in one text, apostrophes, marks that never close, and quotations that run over several paragraphs with
an opening mark on each. Only outermost pairs are reported. The time is linear in the length of the text.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from ontherecord.records import Paragraph, split_paragraphs

MARK = re.compile(r"''|``|[\"“”„‟«»'‘’‚‛‹›]")
SINGLE = frozenset("'‘’‚‛‹›")
OPENING = frozenset(["“", "„", "``", "«", "‘", "‚", "‛", "‹"])
CLOSING = frozenset(["”", "»", "’", "›"])
ELISION = re.compile(r"\d\ds?\b|(?:em|til|till|tis|twas|twixt|cause|bout|round|n|cos|cuz|s|re|ve|ll|d|m|t)\b", re.IGNORECASE)
BEFORE_OPENING = frozenset("([{-–—/")
STOPS = frozenset(",.;:?!)]}")


class MarkedPassage(msgspec.Struct, frozen=True):
    """What stands between an opening mark and its closing mark; half-open code point offsets.

    Attributes:
        start: offset of the first code point inside the marks.
        end: offset after the last code point inside the marks.
        outer_start: offset of the opening mark, or `start` where the mark is missing.
        outer_end: offset after the closing mark, or `end` where the mark is missing.
        continues: whether it goes on from the passage before it, which has no closing mark.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    continues: bool = False

    @property
    def is_closed(self) -> bool:
        """Whether a mark ends it."""
        return self.outer_end > self.end


class _Mark(msgspec.Struct, frozen=True):
    """One mark and what its neighbours allow it to be."""

    start: int
    end: int
    is_single: bool
    may_open: bool
    may_close: bool
    is_doubtful: bool = False
    """A closing single mark that may as well be the apostrophe of a plural."""


def find_marked_passages(text: str) -> tuple[MarkedPassage, ...]:
    """The outermost marked passages of a text in which a blank line stands between two paragraphs, in their order."""
    passages: list[MarkedPassage] = []
    paragraphs = split_paragraphs(text)
    marks = [tuple(_marks(text, paragraph)) for paragraph in paragraphs]
    is_open = False
    for number, paragraph in enumerate(paragraphs):
        following = marks[number + 1] if number + 1 < len(marks) else ()
        found = list(_passages(text, paragraph, marks[number], following, is_open))
        passages.extend(found)
        is_open = bool(found) and found[-1].end == paragraph.end and not found[-1].is_closed
    return tuple(passages)


def _marks(text: str, paragraph: Paragraph) -> Iterator[_Mark]:
    for match in MARK.finditer(text, paragraph.start, paragraph.end):
        sign = match.group()
        before = text[match.start() - 1] if match.start() > paragraph.start else " "
        after = text[match.end()] if match.end() < paragraph.end else " "
        mark = _single_mark(match, before, after) if sign in SINGLE else _double_mark(match, before, after)
        if mark.may_open or mark.may_close:
            yield mark


def _double_mark(match: re.Match[str], before: str, after: str) -> _Mark:
    sign = match.group()
    loose = before.isspace() and after.isspace()
    opens = loose or _stands_before_word(match, before, after)
    closes = loose or not opens
    if sign in OPENING and opens:
        closes = loose and sign != "``"
    elif sign in CLOSING and closes:
        opens = False
    if sign == "``":
        opens, closes = True, False
    return _Mark(match.start(), match.end(), False, opens, closes)


def _single_mark(match: re.Match[str], before: str, after: str) -> _Mark:
    sign = match.group()
    opens = _stands_before_word(match, before, after) and sign not in "’›" and not ELISION.match(match.string, match.end())
    closes = not before.isspace() and not after.isalnum() and sign not in "‘‚‹"
    following = match.string[match.end() + 1 : match.end() + 2]
    doubtful = sign in "'’" and before in "sSzx" and after.isspace() and following.islower()
    return _Mark(match.start(), match.end(), True, opens, closes and not opens, doubtful)


def _stands_before_word(match: re.Match[str], before: str, after: str) -> bool:
    starts_word = not after.isspace() and (after not in STOPS or match.string.startswith("..", match.end()))
    return starts_word and (before.isspace() or before in BEFORE_OPENING or MARK.match(before) is not None)


def _passages(
    text: str, paragraph: Paragraph, marks: Sequence[_Mark], following: Sequence[_Mark], is_open: bool
) -> Iterator[MarkedPassage]:
    position = 0
    doubles = [mark for mark in marks if not mark.is_single]
    if is_open and doubles and not doubles[0].may_open:
        yield _inside(text, paragraph.start, paragraph.start, doubles[0].start, doubles[0].end, continues=True)
        position = marks.index(doubles[0]) + 1
    nests = sum(mark.may_open for mark in doubles) == sum(mark.may_close for mark in doubles)
    while position < len(marks):
        opening = marks[position]
        position += 1
        if not opening.may_open:
            continue
        continues = is_open and opening.start == paragraph.start
        closing = _closing_single(marks, position) if opening.is_single else _closing_double(marks, position, nests)
        if closing is not None:
            yield _inside(text, opening.start, opening.end, marks[closing].start, marks[closing].end, continues)
            position = closing + 1
        elif not opening.is_single or _runs_on(opening, paragraph, following):
            end = next((mark.start for mark in marks[position:] if _opens_anew(mark, opening)), paragraph.end)
            yield _inside(text, opening.start, opening.end, end, end, continues)
            position = next((n for n in range(position, len(marks)) if marks[n].start >= end), len(marks))


def _opens_anew(mark: _Mark, opening: _Mark) -> bool:
    return mark.may_open and not mark.may_close and mark.is_single == opening.is_single


def _runs_on(opening: _Mark, paragraph: Paragraph, following: Sequence[_Mark]) -> bool:
    """Whether a single mark that never closes opens a paragraph of a quotation, and so is no apostrophe."""
    opens_next = bool(following) and following[0].is_single and following[0].may_open
    return opening.start == paragraph.start and opens_next and following[0].start == paragraph.end + len("\n\n")


def _closing_double(marks: Sequence[_Mark], position: int, nests: bool) -> int | None:
    depth = 1
    for number in range(position, len(marks)):
        mark = marks[number]
        if mark.is_single:
            continue
        if mark.may_close:
            depth -= 1
            if depth == 0:
                return number
        elif not nests:
            return None
        else:
            depth += 1
    return None


def _closing_single(marks: Sequence[_Mark], position: int) -> int | None:
    doubtful = None
    for number in range(position, len(marks)):
        mark = marks[number]
        if not mark.is_single:
            continue
        if mark.may_open:
            break
        if mark.may_close and not mark.is_doubtful:
            return number
        if mark.may_close and doubtful is None:
            doubtful = number
    return doubtful


def _inside(text: str, outer_start: int, start: int, end: int, outer_end: int, continues: bool) -> MarkedPassage:
    """The passage without the blanks beside its marks."""
    inner = text[start:end]
    left = start + len(inner) - len(inner.lstrip())
    right = max(left, start + len(inner.rstrip()))
    return MarkedPassage(left, right, outer_start, outer_end, continues)
