"""Light tokenization: words, numbers, clock times and numeric dates with their offsets.

A hyphen between two words is left out ("36-year-old" is three tokens), between two numbers it is a token: a range.
Every alternative of the token pattern is bounded or consumes what it scans, so the time is linear in the text.
"""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?P<NUMERIC_DATE> (?<![\w/.-]) (?: [0-9]{4}-[0-9]{2}-[0-9]{2} | [0-9]{4}/[0-9]{2}/[0-9]{2}
                      | [0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})
                      | [0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}
                      | [0-9]{1,2}-[0-9]{1,2}-(?:[0-9]{4}|[0-9]{2}) ) (?: (?![\w/-]) | (?=T[0-9]) ) )
    | (?P<CLOCK> [0-9]{1,2}:[0-9]{2}(?: :[0-9]{2})? (?![0-9:]) )
    | (?P<DECADE> ['’‘]?[0-9]0s \b | (?<=the\ )[0-9]0['’]s \b | [0-9]{3}0['’]?s \b )
    | (?P<NTH> [0-9]{1,3}(?:st|nd|rd|th) \b )
    | (?P<NUMERAL> [0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)? | [0-9]+(?:\.[0-9]+)? )
    | (?P<ABBREVIATION> (?-i: (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thur?s?|Fri|Sat|Sun)\.
                      | (?:[A-Z]\.){2,} ) | [ap]\.[ ]?m\b\.? )
    | (?P<WORD> [oO]['’]clock\b | [^\W\d_]+ )
    | (?P<SUFFIX> ['’](?:s|t|d|ll|re|ve|m)\b )
    | (?P<MARK> `` | '' | \S )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BRACKETS = frozenset("[]")
"""Marks of an editor within quoted words ("[Ten] years ago"): left out."""
_DASHES = frozenset("-–‑−")
_SENTENCE_ENDS = frozenset(".!?")
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof gen sen rep gov lt col capt sgt st jr sr inc corp co ltd bros no vs etc".split()
)
"""Words whose full stop does not end a sentence; single letters are others."""


class Token(NamedTuple):
    """One token: its text in lower case with straight apostrophes, its shape (a group of the pattern), its place, and
    whether a hyphen joins it to the token before."""

    word: str
    shape: str
    start: int
    end: int
    capitalized: bool
    ends_sentence: bool
    ends_paragraph: bool
    joined: bool


def tokenize(text: str) -> list[Token]:
    """The tokens of a text."""
    tokens: list[Token] = []
    joined = False
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        found = match[0]
        if found in _BRACKETS:
            continue
        if found in _DASHES and _joins_words(text, start, end):
            joined = True
            continue
        gap = text[tokens[-1].end : start] if tokens else ""
        if "\n" in gap:
            tokens[-1] = tokens[-1]._replace(ends_sentence=True, ends_paragraph=gap.count("\n") > 1)
        tokens.append(
            Token(
                found.lower().replace("’", "'"),
                match.lastgroup or "",
                start,
                end,
                found[0].isupper(),
                found in _SENTENCE_ENDS and not _is_abbreviated(tokens, start),
                False,
                joined,
            )
        )
        joined = False
    return tokens


def _is_abbreviated(tokens: list[Token], end: int) -> bool:
    """Whether a word that ends at an offset is cut short by the full stop there."""
    if not tokens or tokens[-1].end != end or tokens[-1].shape != "WORD":
        return False
    return len(tokens[-1].word) == 1 or tokens[-1].word in _ABBREVIATED


def _joins_words(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit())
