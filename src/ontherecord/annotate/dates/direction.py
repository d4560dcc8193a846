"""Whether a clause looks back or ahead: from the verbs around an expression and the preposition before it.

With part-of-speech tags (Penn Treebank) the tense of a verb is read from its tag, without them from word lists.
Only a window of the sentence is read, so the cost of one expression is bounded.
"""

import enum
import functools
import itertools
from collections.abc import Sequence
from typing import NamedTuple

from ontherecord.annotate.dates.tokens import Token
from ontherecord.annotate.dates.vocabulary import table

WINDOW_BEFORE = 30
WINDOW_AFTER = 15
AUXILIARY_REACH = 3
"""Tokens before a participle among which its auxiliary stands."""
COPULA_REACH = 8
"""Tokens before a day among which "is" tells that something takes place on it."""
RELATIVE_REACH = 5
"""Tokens before a verb among which its relative pronoun stands."""
NEGATION_REACH = 5
"""Tokens before "until" among which a negation makes it look where the verb does: "was not found until"."""
INFINITIVE_REACH = 8
"""Tokens before an expression among which "to" with its verb makes "by" look ahead."""

_AHEAD = frozenset({("was", "to"), ("were", "to"), ("won", "'t")})
_PLACING = frozenset({"at", "in", "against", "away"})
_CONDITIONS = frozenset({"if", "unless", "once"})
_DETERMINERS = frozenset({"a", "an", "the", "its", "no"})
_DID = frozenset({"did", "didn"})
_NEGATIONS = frozenset({"not", "'t", "never"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FINITE_PAST = frozenset({"had", "was", "were", "did", "said"})


class Direction(enum.Enum):
    """Where a clause looks from the day of publication."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


class _Words(NamedTuple):
    past: frozenset[str]
    future: frozenset[str]
    future_before_infinitive: frozenset[str]
    participle: frozenset[str]
    present: frozenset[str]
    timeless: frozenset[str]
    ahead: frozenset[str]
    back: frozenset[str]
    postponed: frozenset[str]
    traded_ahead: frozenset[str]
    rule: frozenset[str]
    single: frozenset[str]
    same_in_past: frozenset[str]
    sets_a_term: frozenset[str]
    picture: frozenset[str]


@functools.cache
def _words() -> _Words:
    return _Words(**{name: frozenset(words) for name, words in table("tense.toml").items()})


def direction(tokens: Sequence[Token], tags: Sequence[str], start: int, end: int) -> Direction:
    """Where the clause around the tokens `start:end` looks; `tags` has one tag a token, empty where unknown."""
    if _leads_back(tokens, tags, start) or _is_caption(tokens, end):
        return Direction.PAST
    if _leads_ahead(tokens, tags, start) or any(token.word in _words().traded_ahead for token in tokens[end : end + 1]):
        return Direction.FUTURE
    found = _nearest(tokens, tags, _sentence_before(tokens, start), start)
    if found is Direction.UNKNOWN:
        found = _nearest(tokens, tags, _sentence_after(tokens, end), start)
    return found if found is not Direction.UNKNOWN else _from_preposition(tokens, start)


def _leads_back(tokens: Sequence[Token], tags: Sequence[str], start: int) -> bool:
    """Whether the words before look back under any verb: "fewer than in", "had been held until", "ran it until"."""
    before = _sentence_before(tokens, start)
    match [tokens[position].word for position in before[:2]]:
        case ["in" | "on" | "at", "than"]:
            return True
        case ["until" | "till", *_]:
            return _was_so(tokens, tags, before[1:])
    return False


def _was_so(tokens: Sequence[Token], tags: Sequence[str], before: Sequence[int]) -> bool:
    """Whether something lasted "until" an expression: under a past perfect or an active verb of state in the past."""
    verb = next((position for position in before if tags[position] in _FINITE or tags[position] == "TO"), None)
    if verb is None or tags[verb] != "VBD" or tokens[verb].word in _words().sets_a_term:
        return False
    if tokens[verb].word in ("was", "were"):
        return False
    return tokens[verb].word != "had" or any(tags[position] == "VBN" for position in before if position > verb)


def _is_caption(tokens: Sequence[Token], end: int) -> bool:
    """Whether the sentence of an expression is the caption of a picture, told in the present: "... Photo: A. Name"."""
    after = _sentence_after(tokens, end)
    words = [token.word for token in tokens[after.stop : after.stop + 2]]
    return bool(after) and words[1:] == [":"] and words[0] in _words().picture


def _leads_ahead(tokens: Sequence[Token], tags: Sequence[str], start: int) -> bool:
    """Whether the words before look ahead under any verb: "ahead of", "to pay by", "is on", "if he has not paid by"."""
    if _is_to_be_on(tokens, tags, start) or (start > 1 and tokens[start - 1].word == "by" and tags[start - 2] == "VBZ"):
        return True
    match [tokens[position].word for position in reversed(_sentence_before(tokens, start))]:
        case [*_, "ahead", "of"] | [*_, "is" | "are"] | [*_, "is" | "are", "on"]:
            return True
        case [*_, word, "to" | "through"] if word in _words().postponed:
            return True
        case [*earlier, _, "by" | "before"]:
            verb = _finite_before(tokens, tags, start)
            if verb is not None and tokens[verb].word in ("would", "will"):
                return True
            conditional = not _CONDITIONS.isdisjoint(earlier) and _FINITE_PAST.isdisjoint(earlier)
            return conditional or "to" in earlier[-INFINITIVE_REACH:]
    return False


def _is_to_be_on(tokens: Sequence[Token], tags: Sequence[str], start: int) -> bool:
    """Whether something takes place on a day: "the hearing is in Bonn on Friday", not "shares are up on Friday"."""
    verb = _finite_before(tokens, tags, start)
    if verb is None or tokens[verb].word not in ("is", "are") or start - verb > COPULA_REACH:
        return False
    placed = tokens[verb + 1].word in _PLACING and {"VBN", "VBG", "VB"}.isdisjoint(tags[verb + 1 : start])
    return placed and tokens[start - 1].word == "on"


def is_past_perfect(tokens: Sequence[Token], tags: Sequence[str], start: int) -> bool:
    """Whether the verb before a token stands in the past perfect: its clause looks back from another past."""
    verb = _verb_before(tokens, tags, start)
    return verb is not None and "had" in _words_before(tokens, verb, AUXILIARY_REACH)


def is_only_planned(tokens: Sequence[Token], tags: Sequence[str], start: int) -> bool:
    """Whether a clause looks ahead by a participle alone, from an unknown time: "was due in", "planned for"."""
    verb = _verb_before(tokens, tags, start)
    if verb is None or tokens[verb].word not in _words().participle:
        return False
    return _words().present.isdisjoint(_words_before(tokens, verb, AUXILIARY_REACH))


def is_plainly_past(tokens: Sequence[Token], tags: Sequence[str], start: int) -> bool:
    """Whether the verb directly before an expression says that it is over: "was born on", "had been fined on"."""
    if start and tokens[start - 1].word in _words().ahead | _DETERMINERS:
        return False
    directly_before = range(start - 1, max(-1, start - 3), -1)
    over = _nearest(tokens, tags, directly_before, start) is Direction.PAST
    return over or is_past_perfect(tokens, tags, start)


def is_habitual(tokens: Sequence[Token], tags: Sequence[str], start: int) -> bool:
    """Whether the verb before an expression tells in the present tense what is the rule: "shuts at", "is lit from"."""
    verb = _finite_before(tokens, tags, start)
    if verb is None:
        return False
    word, following = tokens[verb].word, tokens[verb + 1].word
    if word in _words().rule or following == "open" or (word, following) == ("used", "to"):
        return True
    if (
        word in _words().single
        or tags[verb] not in ("VBZ", "VBP")
        or word in _words().future
        or following in ("to", "going", "due", "not")
    ):
        return False
    return word not in ("has", "have", "'ve") and "VBG" not in tags[verb + 1 : verb + AUXILIARY_REACH]


def is_open(tokens: Sequence[Token], tags: Sequence[str], start: int) -> bool:
    """Whether the verb before an expression is one of opening hours: "opens from Monday", "is open Monday"."""
    verb = _finite_before(tokens, tags, start)
    return verb is not None and (tokens[verb].word in _words().rule or tokens[verb + 1].word == "open")


def is_told_in_past(tokens: Sequence[Token], tags: Sequence[str], start: int) -> bool:
    """Whether the verb before an expression is one of the past, though it looks ahead: "were to be told at"."""
    verb = _finite_before(tokens, tags, start)
    return verb is not None and (tags[verb] == "VBD" or tokens[verb].word in _FINITE_PAST)


def _finite_before(tokens: Sequence[Token], tags: Sequence[str], start: int) -> int | None:
    """The position of the nearest finite verb before a token in its sentence."""
    return next(
        (
            position
            for position in _sentence_before(tokens, start)
            if tags[position] in _FINITE or (not tags[position] and tokens[position].word in _words().rule)
        ),
        None,
    )


def has_verb(tokens: Sequence[Token], tags: Sequence[str], start: int, end: int) -> bool:
    """Whether any of the tokens `start:end` tells a tense."""
    return _nearest(tokens, tags, range(start, end), end) is not Direction.UNKNOWN


def _sentence_before(tokens: Sequence[Token], start: int) -> list[int]:
    """The positions before a token in its sentence, the nearest first."""
    window = range(start - 1, max(-1, start - 1 - WINDOW_BEFORE), -1)
    return list(itertools.takewhile(lambda position: not tokens[position].ends_sentence, window))


def _sentence_after(tokens: Sequence[Token], end: int) -> range:
    """The positions from a token on to the end of its sentence."""
    window = range(end, min(len(tokens), end + WINDOW_AFTER))
    last = next((position for position in window if tokens[position].ends_sentence), window.stop)
    return range(end, min(last + 1, window.stop))


def _verb_before(tokens: Sequence[Token], tags: Sequence[str], start: int) -> int | None:
    """The position of the nearest word before a token that tells a tense."""
    positions = _sentence_before(tokens, start)
    return next((at for at in positions if _cue(tokens, tags, at, start) is not Direction.UNKNOWN), None)


def _words_before(tokens: Sequence[Token], position: int, reach: int) -> list[str]:
    return [token.word for token in tokens[max(0, position - reach) : position]]


def _nearest(tokens: Sequence[Token], tags: Sequence[str], positions: Sequence[int], start: int) -> Direction:
    for position in positions:
        found = _cue(tokens, tags, position, start)
        if found is not Direction.UNKNOWN:
            return found
    return Direction.UNKNOWN


def _cue(tokens: Sequence[Token], tags: Sequence[str], position: int, start: int) -> Direction:
    """Where one word looks: most words look nowhere, nouns never do."""
    words, word, tag = _words(), tokens[position].word, tags[position]
    if tag.startswith("NN") or (word == "may" and tokens[position].capitalized) or _is_possession(tokens, position):
        return Direction.UNKNOWN
    if _is_attribute(tags, position) or (position > start and _in_relative_clause(tokens, position)):
        return Direction.UNKNOWN
    if _has_got(tokens, position) or _is_duty(tokens, position):
        return Direction.FUTURE
    if word in words.same_in_past and _is_taken_for_present(tags, position):
        return Direction.PAST
    if _looks_ahead(tokens, tags, position, start):
        return Direction.FUTURE
    past = tag in ("VBD", "VBN") or word in words.past or (not tag and _looks_regular(tokens[position]))
    passive_present = position > 0 and tokens[position - 1].word in words.present
    return Direction.PAST if past and not passive_present else Direction.UNKNOWN


def _is_possession(tokens: Sequence[Token], position: int) -> bool:
    """Whether "has" is no auxiliary: "has a deadline"."""
    following = tokens[position + 1].word if position + 1 < len(tokens) else ""
    return tokens[position].word in ("has", "have") and following in _DETERMINERS


def _is_duty(tokens: Sequence[Token], position: int) -> bool:
    """Whether "have" tells what must be done: "it will have to be lowered", not "it did not have to be"."""
    duty = [token.word for token in tokens[position : position + 2]] in (["have", "to"], ["has", "to"])
    return duty and _DID.isdisjoint(_words_before(tokens, position, AUXILIARY_REACH))


def _is_unfulfilled(tokens: Sequence[Token], position: int) -> bool:
    """Whether a plan of the past did not come about: "they were to have gone in May"."""
    return [token.word for token in tokens[position + 1 : position + 3]] == ["to", "have"]


def _has_got(tokens: Sequence[Token], position: int) -> bool:
    """Whether "got" tells a possession of the present: "I've got a test Friday"."""
    words = [token.word for token in tokens[max(0, position - 1) : position + 2]]
    return words[1:2] == ["got"] and words[0] in ("'ve", "have", "has") and words[2:] in (["a"], ["an"], ["the"])


def _is_taken_for_present(tags: Sequence[str], position: int) -> bool:
    """Whether the tag of a verb of one form is that of a present without its auxiliary: "put their names on Friday"."""
    leads = {"TO", "MD"}.intersection(tags[max(0, position - AUXILIARY_REACH) : position])
    return tags[position] == "VBP" or (tags[position] == "VB" and not leads)


def _is_attribute(tags: Sequence[str], position: int) -> bool:
    """Whether a participle belongs to a noun: "the first shared procession"."""
    around = [*tags[max(0, position - 1) : position + 2], ""]
    return position > 0 and around[1] == "VBN" and around[0] in ("DT", "JJ") and around[2].startswith("NN")


def _in_relative_clause(tokens: Sequence[Token], position: int) -> bool:
    return not {"which", "who"}.isdisjoint(_words_before(tokens, position, RELATIVE_REACH))


def _looks_ahead(tokens: Sequence[Token], tags: Sequence[str], position: int, start: int) -> bool:
    words, word, tag = _words(), tokens[position].word, tags[position]
    after_present = position > 0 and tokens[position - 1].word in words.present
    following = tokens[position + 1].word if position + 1 < len(tokens) else ""
    if word in ("until", "till") and not _NEGATIONS.isdisjoint(_words_before(tokens, position, NEGATION_REACH)):
        return False
    adjoining = after_present or word in words.participle
    leads = following in ("to", "for") or (adjoining and start - position in ((1, 2) if after_present else (1,)))
    leads = leads or (position > 0 and tokens[position - 1].word in _DETERMINERS)
    if word in words.future or (leads and word in words.future_before_infinitive):
        return True
    is_up_for = word == "up" and following == "for" and after_present
    if (
        is_up_for
        or ((word, following) in _AHEAD and not _is_unfulfilled(tokens, position))
        or (word in words.present and following in ("to", "going", "due", "not"))
    ):
        return True
    if after_present:
        return tag == "VBG" or (not tag and word.endswith("ing"))
    return tag in ("VBZ", "VBP") and word not in words.timeless


def _looks_regular(token: Token) -> bool:
    return token.word.endswith("ed") and len(token.word) > 4 and not token.capitalized


def _from_preposition(tokens: Sequence[Token], start: int) -> Direction:
    before = tokens[start - 1].word if start else ""
    if before in _words().ahead:
        return Direction.FUTURE
    return Direction.PAST if before in _words().back else Direction.UNKNOWN
