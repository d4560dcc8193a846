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
ELISION = re.compile(
    r"\d\ds?\b|(?:em|til|till|tis|twas|twixt|cause|bout|round|n|cos|cuz|s|re|ve|ll|d|m|t)\b", re.IGNORECASE
)
INNER_MARKS = "\"“”'‘’`«»‹› "
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
        found = [p for p in _passages(text, paragraph, marks[number], following, is_open) if p.start < p.end]
        passages.extend(found)
        is_open = bool(found) and not found[-1].is_closed and not text[found[-1].end : paragraph.end].strip()
    return tuple(passages)


def unclosed_passages(passages: Sequence[MarkedPassage]) -> Iterator[MarkedPassage]:
    """The passages whose closing mark is missing, and which none goes on with in the next paragraph."""
    for number, passage in enumerate(passages):
        following = passages[number + 1 : number + 2]
        if not passage.is_closed and not any(other.continues for other in following):
            yield passage


def last_sign(text: str, passage: MarkedPassage) -> str:
    """The last code point of a passage that is no mark itself (the comma in `"He said 'no,'"`), or the empty string."""
    return text[passage.start : passage.end].rstrip(INNER_MARKS)[-1:]


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
    opens = (
        _stands_before_word(match, before, after) and sign not in "’›" and not ELISION.match(match.string, match.end())
    )
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
    doubles = [number for number, mark in enumerate(marks) if not mark.is_single]
    if is_open and doubles and not marks[doubles[0]].may_open:
        closing = marks[doubles[0]]
        yield _inside(text, paragraph.start, paragraph.start, closing.start, closing.end, continues=True)
        position = doubles[0] + 1
    partners = _partners(marks, doubles)
    while position < len(marks):
        opening = marks[position]
        if not opening.may_open:
            position += 1
            continue
        number = _closing_single(marks, position + 1) if opening.is_single else partners.get(position)
        continues = is_open and opening.start == paragraph.start
        if number is not None and marks[number].may_close:
            yield _inside(text, opening.start, opening.end, marks[number].start, marks[number].end, continues)
            position = number + 1
        elif not opening.is_single or _runs_on(opening, paragraph, following):
            end = marks[number].start if number is not None else paragraph.end
            yield _inside(text, opening.start, opening.end, end, None, continues)
            position = number if number is not None else len(marks)
        else:
            position += 1


def _partners(marks: Sequence[_Mark], doubles: Sequence[int]) -> dict[int, int]:
    """For each opening mark that is not single the number of the mark at which its passage ends.

    That is the closing mark, or the next opening mark where none closes it. Marks of this kind nest only where a
    paragraph has as many closing as opening ones.
    """
    nests = sum(marks[number].may_open for number in doubles) == sum(marks[number].may_close for number in doubles)
    partners: dict[int, int] = {}
    waiting: list[int] = []
    for number in doubles:
        if waiting and marks[number].may_close:
            partners[waiting.pop()] = number
        elif marks[number].may_open:
            if waiting and not nests:
                partners[waiting.pop()] = number
            waiting.append(number)
    return partners


def _runs_on(opening: _Mark, paragraph: Paragraph, following: Sequence[_Mark]) -> bool:
    """Whether a single mark that never closes opens a paragraph of a quotation, and so is no apostrophe."""
    opens_next = bool(following) and following[0].is_single and following[0].may_open
    return opening.start == paragraph.start and opens_next and following[0].start == paragraph.end + len("\n\n")


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


def _inside(text: str, outer_start: int, start: int, end: int, outer_end: int | None, continues: bool) -> MarkedPassage:
    """The passage without the blanks beside its marks; `outer_end` is None where the closing mark is missing."""
    inner = text[start:end]
    left = start + len(inner) - len(inner.lstrip())
    right = max(left, start + len(inner.rstrip()))
    return MarkedPassage(left, right, outer_start, right if outer_end is None else outer_end, continues)
