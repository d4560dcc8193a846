"""An article divided at its quotation marks: what stands inside marks, what the writer tells, and its sentences.

The parser's sentences are unreliable beside quotation marks; these ones end at a full stop outside marks, or with a
marked passage that ends like a sentence and is not followed by the words that attribute it.
"""

import dataclasses
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from ontherecord.annotate.quotations.marks import MarkedPassage, find_marked_passages, last_sign
from ontherecord.annotate.quotations.speech_cues import cue_of

FINAL = frozenset(".?!")
CLOSING_BRACKETS = frozenset(")]")
OPENING_TAGS = frozenset(["DT", "EX", "PRP", "PRP$"])
ATTRIBUTION_LENGTH = 12
"""Tokens within which the verb stands that attributes a question or an exclamation before it."""


@dataclasses.dataclass(frozen=True)
class Narration:
    """A parsed article with its marked passages.

    Attributes:
        doc: the parsed article.
        text: its text.
        passages: its outermost marked passages.
        passage_of: for each token the number of the passage inside or at whose marks it stands, or None.
        sentence_starts: number of the first token of each sentence.
    """

    doc: Doc
    text: str
    passages: tuple[MarkedPassage, ...]
    passage_of: tuple[int | None, ...]
    sentence_starts: tuple[int, ...]

    def sentence(self, position: int) -> tuple[int, int]:
        """First token and end (exclusive) of the sentence at a token."""
        number = bisect_right(self.sentence_starts, position)
        end = self.sentence_starts[number] if number < len(self.sentence_starts) else len(self.doc)
        return self.sentence_starts[number - 1], end

    def passage_tokens(self, number: int) -> tuple[int, int]:
        """First token and end (exclusive) of a passage with its marks."""
        return self.token_at(self.passages[number].outer_start), self.token_at(self.passages[number].outer_end)

    def token_at(self, offset: int) -> int:
        """Number of the first token that starts at or after an offset."""
        low, high = 0, len(self.doc)
        while low < high:
            middle = (low + high) // 2
            if self.doc[middle].idx < offset:
                low = middle + 1
            else:
                high = middle
        return low

    def passages_between(self, start: int, end: int) -> tuple[MarkedPassage, ...]:
        """The passages of which a part stands in a range of tokens."""
        numbers = sorted({number for number in self.passage_of[start:end] if number is not None})
        return tuple(self.passages[number] for number in numbers)

    def words_after(self, number: int) -> tuple[Token, ...]:
        """What the writer says between a passage and the next one, or the end of the sentence."""
        end = self.passage_tokens(number)[1]
        last = self.sentence(max(end - 1, 0))[1]
        if number + 1 < len(self.passages):
            last = min(last, self.passage_tokens(number + 1)[0])
        return words(self.doc, end, last)

    def words_before(self, number: int) -> tuple[Token, ...]:
        """What the writer says in the sentence of a passage before it, after the passage before."""
        start = self.passage_tokens(number)[0]
        if start == len(self.doc):
            return ()
        first = self.sentence(start)[0]
        if number > 0:
            first = max(first, self.passage_tokens(number - 1)[1])
        return words(self.doc, first, start)


def read_narration(doc: Doc) -> Narration:
    """Find the marked passages and the sentences of a parsed article; a document that was read is not read again."""
    known: Narration | None = doc.user_data.get("narration")
    if known is not None:
        return known
    text = doc.text
    passages = find_marked_passages(text)
    passage_of = tuple(_passage_numbers(doc, passages))
    narration = Narration(doc, text, passages, passage_of, tuple(_sentence_starts(doc, text, passages, passage_of)))
    doc.user_data["narration"] = narration
    return narration


def words(doc: Doc, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of a stretch without blanks."""
    return tuple(token for token in doc[start : max(start, end)] if not token.is_space)


def _passage_numbers(doc: Doc, passages: Sequence[MarkedPassage]) -> Iterator[int | None]:
    starts = [passage.outer_start for passage in passages]
    for token in doc:
        number = bisect_right(starts, token.idx) - 1
        yield number if number >= 0 and token.idx < passages[number].outer_end else None


def _sentence_starts(
    doc: Doc, text: str, passages: Sequence[MarkedPassage], passage_of: Sequence[int | None]
) -> Iterator[int]:
    if len(doc):
        yield 0
    ended = False
    for token in doc[1:]:
        number, before = passage_of[token.i], doc[token.i - 1]
        if before.is_space and "\n\n" in before.text:
            yield token.i
            ended = False
            continue
        if token.is_space or (number is not None and number == passage_of[token.i - 1]):
            continue
        previous = passage_of[before.i]
        if previous is not None:
            ended = _ends_sentence(doc, text, passages[previous], before.i + 1)
        elif not before.is_space:
            ended = (
                (before.text in FINAL and not _is_number_sign(doc, before.i))
                or (ended and before.text in CLOSING_BRACKETS)
                or (before.text.endswith(".") and (bool(token.is_sent_start) or _begins_clause(token)))
            )
        first = token.text if number is None else text[passages[number].start : passages[number].start + 1]
        if ended and not first[:1].islower() and first not in CLOSING_BRACKETS:
            yield token.i
            ended = False


def _begins_clause(token: Token) -> bool:
    """Whether a capitalised article or pronoun behind an abbreviation begins a sentence: `at 8 p.m. That is ...`."""
    return token.tag_ in OPENING_TAGS and token.text[0].isupper() and token.text != "I"


def _is_number_sign(doc: Doc, position: int) -> bool:
    """Whether a full stop belongs to the abbreviation before a number: `No. 4`."""
    following = doc[position + 1] if position + 1 < len(doc) else None
    return position > 0 and doc[position - 1].text == "No" and following is not None and following.is_digit


def _ends_sentence(doc: Doc, text: str, passage: MarkedPassage, following: int) -> bool:
    last = last_sign(text, passage)
    if last == ".":
        return True
    attribution = words(doc, following, min(following + ATTRIBUTION_LENGTH, len(doc)))
    return last in FINAL and not any(_may_attribute(token) for token in attribution)


def _may_attribute(token: Token) -> bool:
    cue = cue_of(token.lower_)
    return cue is not None and "quote" in cue.frames
