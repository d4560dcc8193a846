"""Clubs and sides that an article on a game names by their place or their nickname: "Harlow beat Marrick 2-1"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from spacy.tokens import Doc

from ontherecord.annotate.names.capitalised_runs import is_name_part, run_start
from ontherecord.annotate.names.introductions import lower
from ontherecord.annotate.names.lexicon import country_code, words
from ontherecord.annotate.names.organization_register import Register
from ontherecord.annotate.names.person_names import is_given_name
from ontherecord.annotate.names.spans import ORGANIZATION, PERSON, NameSpan, occurrences, overlaid, words_in

_LONGEST_NAME = 3
_WORDS_OF_A_GAME = 4
"""So many different words of games make an article one on a game."""

_SIGNS_OF_A_CITY = 2
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_PLURAL_VERBS = frozenset({"are", "were", "have"})
_LINKS = frozenset({"against", "by", "over", "to", "with"})
_ADVERBS = frozenset({"also", "next", "now", "then", "will"})
_VERBS_OF_HOSTS = frozenset({"entertain", "face", "host", "meet", "play", "visit"})
_VERBS_OF_GUESTS = frozenset({"are", "be", "go", "travel"})
_GROUNDS = frozenset({"at", "away", "home", "to"})
_LONGEST_DESCRIPTION = 5
_LONGEST_LINE = 12
"""Words of a team sheet in which a semicolon has to stand."""


def is_on_game(words_of_article: Set[str]) -> bool:
    """Whether an article is on a game."""
    return len(words_of_article & words().words_of_games) >= _WORDS_OF_A_GAME


def playing_sides(doc: Doc, names: Sequence[NameSpan], register: Register) -> list[NameSpan]:
    """Where a side stands that plays in the article, and is no person and no country.

    A name that the model takes for that of a place, and that is no short name of a registered club, needs two signs of
    playing, any other one; whom a side meets next, and what heads a team sheet, needs none.
    """
    if not is_on_game(words_in(doc)):
        return []
    bearers = [name for name in names if name.label == PERSON and not _heads_sheet(doc, name)]
    persons = {part for name in bearers for part in name.text(doc).split()}
    signs: defaultdict[str, int] = defaultdict(int)
    runs: defaultdict[str, list[NameSpan]] = defaultdict(list)
    for run in _runs(doc):
        text = run.text(doc)
        runs[text].append(run)
        signs[text] += _plays(doc, run.start, run.end)
    sides = [
        run
        for text, same in runs.items()
        if text not in persons
        and signs[text] >= (_SIGNS_OF_A_CITY if _is_place(doc, same) and not _is_club(text, register) else 1)
        for run in same
    ]
    return overlaid(sides, _announced_sides(doc, names, sides))


def teams(doc: Doc, names: Sequence[NameSpan]) -> frozenset[str]:
    """Those of some organizations that play in an article on a game."""
    if not is_on_game(words_in(doc)):
        return frozenset()
    return frozenset(name.text(doc) for name in names if _plays(doc, name.start, name.end))


def with_places(doc: Doc, names: Sequence[NameSpan]) -> list[NameSpan]:
    """The names with the place in front of the nickname of a side: "the Harlow Pikes" where "the Pikes" stands too."""

    def with_place(name: NameSpan) -> NameSpan:
        if name.label != ORGANIZATION or name.end - name.start > 1 or not doc[name.start].lower_.endswith("s"):
            return name
        start = run_start(doc, name.start)
        return NameSpan(start, name.end, ORGANIZATION) if lower(doc, start - 1) == "the" else name

    return [with_place(name) for name in names]


def _announced_sides(doc: Doc, names: Sequence[NameSpan], sides: Sequence[NameSpan]) -> list[NameSpan]:
    """Where the next opponent of a side stands, and its name over its team sheet."""
    bodies = {name.text(doc) for name in (*names, *sides) if name.label == ORGANIZATION}
    starts = {_start_of_opponent(doc, body.end) for body in occurrences(doc, bodies, ORGANIZATION)}
    playing = {word for side in sides for word in side.text(doc).split()}
    return [
        run
        for run in _runs(doc)
        if (run.start in starts and not _is_city(doc, run))
        or (playing.intersection(run.text(doc).split()) and _heads_sheet(doc, run))
    ]


def _runs(doc: Doc) -> Iterator[NameSpan]:
    """Short runs of capitalised words that may name a side."""
    start = 0
    while start < len(doc):
        end = start
        while end < len(doc) and is_name_part(doc[end]) and not is_given_name(doc[end].text):
            end += 1
        text = doc[start:end].text
        is_nation = country_code(text) is not None or text in words().not_organizations
        if start < end <= start + _LONGEST_NAME and not is_nation:
            yield NameSpan(start, end, ORGANIZATION)
        start = max(end, start + 1)


def _is_club(text: str, register: Register) -> bool:
    entry = register.by_name.get(text)
    return entry is not None and entry.kind == "team"


def _start_of_opponent(doc: Doc, end: int) -> int | None:
    """Where the one may begin whom a side meets next: "Harlow host Marrick", "Harlow go to the leaders, Marrick,"."""
    position = end
    while lower(doc, position) in _ADVERBS:
        position += 1
    if lower(doc, position) in _VERBS_OF_HOSTS:
        position += 1
    elif lower(doc, position) in _VERBS_OF_GUESTS and lower(doc, position + 1) in _GROUNDS:
        position += 2
        while lower(doc, position) in _GROUNDS:
            position += 1
    else:
        return None
    if lower(doc, position) != "the":
        return position
    described = next((token.i for token in doc[position : position + _LONGEST_DESCRIPTION] if token.text == ","), None)
    return described + 1 if described else position + 1


def _heads_sheet(doc: Doc, run: NameSpan) -> bool:
    """Whether a line begins with a name, a colon and a list in groups: "Harlow Town: Roe; Marsh, Reed; Pell"."""
    begins = run.start == 0 or doc[run.start - 1].is_space
    line = doc[run.end : run.end + _LONGEST_LINE]
    return begins and lower(doc, run.end) == ":" and any(token.text == ";" for token in line)


def _has_coach(doc: Doc, start: int, end: int) -> bool:
    """Whether a name describes one of a side: "the Harlow manager"."""
    return lower(doc, start - 1) == "the" and lower(doc, end) in words().parts_of_sides


def _is_city(doc: Doc, run: NameSpan) -> bool:
    return bool(doc[run.end - 1].ent_type_ == "GPE")


def _is_place(doc: Doc, runs: Sequence[NameSpan]) -> bool:
    return any(doc[run.end - 1].ent_type_ in {"GPE", "LOC", "FAC"} for run in runs)


def _plays(doc: Doc, start: int, end: int) -> bool:
    """Whether the words beside a name tell that its bearer plays."""
    last = doc[end - 1]
    head = last.head
    if last.dep_ in {"dobj", "nsubj", "nsubjpass"} and head.lower_ in words().verbs_of_games:
        return True
    if last.dep_ == "nsubj" and head.tag_ == "VBP" and last.tag_ == "NNP" and lower(doc, end) in _PLURAL_VERBS:
        return True
    if last.dep_ == "poss" and head.lower_ in words().parts_of_sides:
        return True
    if last.dep_ == "pobj" and head.lower_ in _LINKS and head.head.lower_ in words().verbs_of_games | words().games:
        return True
    score = doc[end : end + 3].text
    return _SCORE.fullmatch(score) is not None or _has_coach(doc, start, end)
