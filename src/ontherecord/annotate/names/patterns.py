"""Names that their wording gives away, whether or not the model sees them."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ontherecord.annotate.names.capitalised_runs import (
    is_name_part,
    is_paired_head,
    is_telling_head,
    run_end,
    run_start,
)
from ontherecord.annotate.names.lexicon import country_code, head_words, is_legal_form, words
from ontherecord.annotate.names.organization_register import Register
from ontherecord.annotate.names.spans import (
    ORGANIZATION,
    PERSON,
    NameSpan,
    hyphenated_end,
    is_capitalised,
    is_title_or_role,
    occurrences,
    trimmed,
)

_LONGEST_PERSON = 4
_LONGEST_PHRASE = 4
_VERBS_OF_BUILDINGS = frozenset(
    {"are", "be", "been", "closed", "is", "lies", "opened", "reopened", "stands", "stood", "was", "were"}
)
_FOREIGN_PREPOSITIONS = frozenset({"da", "de", "del", "der", "des", "di", "do", "dos", "du", "für", "o"})
_ARTICLES = frozenset({"la", "las", "le", "les", "los", "the"})
_KINDS_WITH_PURPOSE = frozenset(
    {"government", "intergovernmental", "legislature", "ngo", "university", "other", "union", None}
)
"""Kinds of organizations whose names go on with "for" and "on" ("Council on Rivers"), not only with "of"."""


def headed_names(doc: Doc, register: Register) -> Iterator[NameSpan]:
    """Capitalised names round a head word: "Ministry of Trade", "Harlow Broadcasting Council", "Grid Labs Inc."."""
    position = 0
    while position < len(doc):
        name = _headed_name(doc, position, register)
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


def acting_seats(doc: Doc) -> Iterator[NameSpan]:
    """The seats of governments that stand for them where they act ("City Hall said")."""
    for seat in occurrences(doc, words().seats, ORGANIZATION):
        last = doc[seat.end - 1]
        if last.dep_ == "nsubj" and last.head.lower_ not in _VERBS_OF_BUILDINGS:
            yield seat


def numbered_bodies(doc: Doc) -> Iterator[NameSpan]:
    """Bodies that a number tells apart: "Harlow Fire District 6", "Nurses Local 27"."""
    for number in doc[1:]:
        head = doc[number.i - 1]
        if number.text.isdigit() and head.text[0].isupper() and head.lower_ in words().numbered_heads:
            start = _joined_start(doc, run_start(doc, head.i), head.i)
            while start > 0 and doc[start].ent_iob_ == "I" and is_capitalised(doc[start - 1]):
                start -= 1
            if _lower(doc, start) == "the":
                start += 1
            if start < head.i or head.text in {"Channel", "Local"}:
                yield NameSpan(start, number.i + 1, ORGANIZATION)


def owned_bodies(doc: Doc) -> Iterator[NameSpan]:
    """A country, place or person's name with "government", "army" and the like."""
    first_words = {re.split(r"\W", phrase, maxsplit=1)[0] for phrase in words().owned_bodies}
    for token in doc:
        if token.lower_ not in first_words:
            continue
        for width in range(_LONGEST_PHRASE, 0, -1):
            phrase = doc[token.i : token.i + width].text.lower().replace("’", "'")
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
                yield NameSpan(start, hyphenated_end(doc, end), PERSON)


def _headed_name(doc: Doc, position: int, register: Register) -> NameSpan | None:
    if not is_telling_head(doc[position]) and not _has_purpose(doc, position):
        return None
    start = _joined_start(doc, run_start(doc, position), position)
    if start == position - 1 and is_paired_head(doc[position]):
        return None
    end = position + 1
    while end < len(doc) and is_telling_head(doc[end]):
        end += 1
    if start == position:
        end = run_end(doc, end)
    if not is_legal_form(doc[position].text):
        end = _complement_end(doc, end, register, has_name=start < position)
    name = trimmed(doc, start, end, ORGANIZATION)
    if name is None or (end < len(doc) and _is_head_of_other(doc[end])):
        return None
    return name if name.end - name.start > 1 or _is_team(doc, position) else None


def _has_purpose(doc: Doc, position: int) -> bool:
    """Whether a capitalised word heads a name only where its purpose follows ("Center for River Studies")."""
    token = doc[position]
    has_purpose = _lower(doc, position + 1) == "for" and doc[position + 2 : position + 3].text[:1].isupper()
    return has_purpose and token.text[0].isupper() and token.lower_ in words().heads_with_purpose


def _joined_start(doc: Doc, start: int, head: int) -> int:
    """The start of a name with what "and" or "of" joins to its front ("Harlow Fire and Rescue Service").

    The model sees both parts as one, or an article begins a name whose parts are no names of their own.
    """
    before = start - 1
    if before < 1 or start == head or doc[before].lower_ not in {"&", "and", "of"}:
        return start
    joined = run_start(doc, before)
    is_one = doc[before].ent_iob_ == doc[start].ent_iob_ == "I" and doc[before].ent_type_ != PERSON
    is_plain = doc[before].lower_ != "of" and head - start == 1 and doc[start].ent_type_ not in {"GPE", PERSON}
    has_article = joined > 0 and doc[joined - 1].lower_ == "the" and doc[start].ent_iob_ != "B"
    is_open = before - joined > 1 and not doc[before - 1].ent_type_ and not is_telling_head(doc[before - 1])
    return joined if joined < before and (is_one or (is_plain and (has_article or is_open))) else start


def _is_team(doc: Doc, position: int) -> bool:
    """Whether a head word is a team's nickname, which needs no other word beside its article ("the Lakers")."""
    head = head_words().get(doc[position].lower_)
    return head is not None and head.kind == "team" and _lower(doc, position - 1) == "the"


def _complement_end(doc: Doc, end: int, register: Register, *, has_name: bool) -> int:
    """The end of "of Foreign Affairs and Trade" that follows a head word; `end` itself where nothing of it follows.

    A name of its own takes no country and no other body as complement: "Harlow University of the UK" ends before "of".
    """
    head = head_words().get(doc[end - 1].lower_)
    prepositions = {"of", "for", "on"} if head is None or head.kind in _KINDS_WITH_PURPOSE else {"of"}
    if _lower(doc, end) not in prepositions | _FOREIGN_PREPOSITIONS:
        return end
    start = end + 2 if _lower(doc, end + 1) in _ARTICLES else end + 1
    complement = run_end(doc, start)
    while end > 0 and complement < len(doc) and _is_office_of(doc, end, complement):
        complement += 1
    text = doc[start:complement].text
    if complement == start or (has_name and (country_code(text) or text in register.certain)):
        return end
    joined = run_end(doc, complement + 1)
    if joined > complement + 1 and _lower(doc, complement) == "of":
        return joined
    if _lower(doc, complement) == "and" and not _is_name_of_its_own(doc, complement + 1, joined):
        return joined
    return complement


def _is_office_of(doc: Doc, end: int, position: int) -> bool:
    """Whether a word belongs to the title of the person whose office it is ("Office of the Prime Minister")."""
    return doc[end - 1].lower_ == "office" and is_title_or_role(doc[position].text) and doc[position].text[0].isupper()


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
