"""Names that their wording gives away, whether or not the model sees them."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ontherecord.annotate.names.capitalised_runs import is_name_part, is_telling_head, run_end, run_start
from ontherecord.annotate.names.lexicon import country_code, head_words, is_legal_form, words
from ontherecord.annotate.names.spans import ORGANIZATION, PERSON, NameSpan, is_capitalised, trimmed

_LONGEST_PERSON = 4
_LONGEST_PHRASE = 4
_KINDS_WITH_PURPOSE = frozenset(
    {"government", "intergovernmental", "legislature", "ngo", "university", "other", "union", None}
)
"""Kinds of organizations whose names go on with "for" and "on" ("Council on Rivers"), not only with "of"."""


def headed_names(doc: Doc) -> Iterator[NameSpan]:
    """Capitalised names round a head word: "Ministry of Trade", "Harlow Broadcasting Council", "Grid Labs Inc."."""
    position = 0
    while position < len(doc):
        name = _headed_name(doc, position)
        if name:
            yield name
        position = max(position + 1, name.end if name else 0)


def coordinated_names(doc: Doc) -> Iterator[NameSpan]:
    """Short forms under one plural head: "Trade" and "Home Affairs" of "the Trade and Home Affairs Departments"."""
    for token in doc:
        if token.text in {"Departments", "Ministries"}:
            second = run_start(doc, token.i)
            first = run_start(doc, second - 1) if second > 1 else second
            if second < token.i and first < second - 1 and doc[second - 1].lower_ == "and":
                yield NameSpan(first, second - 1, ORGANIZATION)
                yield NameSpan(second, token.i, ORGANIZATION)


def bare_heads(doc: Doc) -> Iterator[NameSpan]:
    """Capitalised head words that stand alone after "the" ("the Court"), and single words that name a body."""
    for token in doc:
        after_article = token.i > 0 and doc[token.i - 1].lower_ == "the"
        stands_alone = run_end(doc, token.i + 1) == token.i + 1
        if stands_alone and (token.text in words().single_word_bodies or (after_article and is_telling_head(token))):
            yield NameSpan(token.i, token.i + 1, ORGANIZATION)


def owned_bodies(doc: Doc) -> Iterator[NameSpan]:
    """A country, place or person's name with "government", "army" and the like."""
    first_words = {re.split(r"\W", phrase, maxsplit=1)[0] for phrase in words().owned_bodies}
    for token in doc:
        if token.lower_ not in first_words:
            continue
        for width in range(_LONGEST_PHRASE, 0, -1):
            phrase = doc[token.i : token.i + width].text.lower()
            if phrase in words().owned_bodies:
                any_name = phrase.endswith(("government", "administration", "office"))
                start = run_start(doc, token.i) if any_name else _place_start(doc, token.i)
                if start < token.i:
                    yield NameSpan(start, token.i + width, ORGANIZATION)
                break


def titled_persons(doc: Doc) -> Iterator[NameSpan]:
    """Capitalised names after "Mr", "Senator" and the like."""
    for token in doc:
        if token.lower_.rstrip(".") in words().personal_titles and is_capitalised(token):
            start = end = token.i + 1
            while end < len(doc) and end - start < _LONGEST_PERSON and is_name_part(doc[end]):
                end += 1
            if start < end and not any(is_telling_head(part) for part in doc[start:end]):
                yield NameSpan(start, end, PERSON)


def _headed_name(doc: Doc, position: int) -> NameSpan | None:
    if not is_telling_head(doc[position]):
        return None
    start = run_start(doc, position)
    end = position + 1
    while end < len(doc) and is_telling_head(doc[end]):
        end += 1
    if start == position:
        end = run_end(doc, end)
    if not is_legal_form(doc[position].text):
        end = _complement_end(doc, end, has_name=start < position)
    name = trimmed(doc, start, end, ORGANIZATION)
    if name is None or (end < len(doc) and _is_head_of_other(doc[end])):
        return None
    return name if name.end - name.start > 1 or _is_team(doc, position) else None


def _is_team(doc: Doc, position: int) -> bool:
    """Whether a head word is a team's nickname, which needs no other word beside its article ("the Lakers")."""
    head = head_words().get(doc[position].lower_)
    return head is not None and head.kind == "team" and _lower(doc, position - 1) == "the"


def _complement_end(doc: Doc, end: int, *, has_name: bool) -> int:
    """The end of "of Foreign Affairs and Trade" that follows a head word; `end` itself where nothing of it follows.

    A name of its own takes no country as complement: "Harlow University of the UK" ends before "of".
    """
    head = head_words().get(doc[end - 1].lower_)
    prepositions = {"of", "for", "on"} if head is None or head.kind in _KINDS_WITH_PURPOSE else {"of"}
    if _lower(doc, end) not in prepositions:
        return end
    start = end + 2 if _lower(doc, end + 1) == "the" else end + 1
    complement = run_end(doc, start)
    if complement == start or (has_name and country_code(doc[start:complement].text)):
        return end
    joined = run_end(doc, complement + 1)
    if joined > complement + 1 and _lower(doc, complement) == "of":
        return joined
    if _lower(doc, complement) == "and" and not _is_name_of_its_own(doc, complement + 1, joined):
        return joined
    return complement


def _is_name_of_its_own(doc: Doc, start: int, end: int) -> bool:
    """Whether the words after "and" are another name, or none at all."""
    if start >= end:
        return True
    recognized = doc[start].ent_iob_ == "B" and doc[start].ent_type_ != PERSON
    return recognized or any(is_telling_head(token) for token in doc[start:end])


def _is_head_of_other(token: Token) -> bool:
    """Whether a capitalised head word of other things follows: "Supreme Court" in "Supreme Court Building"."""
    head = head_words().get(token.lower_)
    return head is not None and head.rejects and token.text[0].isupper()


def _place_start(doc: Doc, end: int) -> int:
    """Where the country or other place begins that ends at `end`; `end` itself where there is none."""
    for start in range(max(0, end - 4), end):
        if country_code(doc[start:end].text):
            return start
    start = end
    while start > 0 and doc[start - 1].ent_type_ in {"GPE", "NORP"} and is_capitalised(doc[start - 1]):
        start -= 1
    return start


def _lower(doc: Doc, position: int) -> str:
    return str(doc[position].lower_) if 0 <= position < len(doc) else ""
