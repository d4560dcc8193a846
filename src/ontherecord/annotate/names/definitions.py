"""Short forms that an article introduces: "International Grid Agency (IGA)", "IGA (International Grid Agency)"."""

import re
from collections.abc import Iterator, Sequence, Set

import msgspec
from spacy.tokens import Doc

from ontherecord.annotate.names.capitalised_runs import LONGEST_NAME, is_name_part, is_telling_head
from ontherecord.annotate.names.exclusions import is_excluded_by_wording
from ontherecord.annotate.names.lexicon import is_legal_form, words
from ontherecord.annotate.names.organization_names import is_acronym_of
from ontherecord.annotate.names.spans import ORGANIZATION, OTHER, NameSpan, is_capitalised

_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9.&-]{1,9}")
_MARKS = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})
_OFFICIALS = frozenset({"delegates", "directors", "inspectors", "members", "officials", "secretariat", "staff"})
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")


class Definition(msgspec.Struct, frozen=True):
    """A full name and its short form, one of them in brackets behind the other, both with the same label."""

    full: NameSpan
    short: NameSpan


def defined_names(doc: Doc, names: Sequence[NameSpan], certain: Set[str]) -> Iterator[Definition]:
    """The definitions in an article.

    The words of the full name begin with the letters of the short one, or it is an organization among `names`. Where
    its wording tells that it is none ("Harlow Peace Treaty (HPT)"), both forms are labelled so, unless one is `certain`
    to be one.
    """
    by_end = {name.end: name for name in names if name.label == ORGANIZATION}
    for token in doc[1:-2]:
        if token.lower_ == "or":
            yield from _called_or(doc, token.i, certain)
        elif token.text in _OPENING:
            yield from _bracketed(doc, token.i, by_end.get(token.i), certain)


def _called_or(doc: Doc, position: int, certain: Set[str]) -> Iterator[Definition]:
    """The definition by "or", as in "the Double Grid Test, or DGT,"."""
    short = NameSpan(position + 1, position + 2, ORGANIZATION)
    end = position - 1 if doc[position - 1].text == "," else position
    full = _spelled_out(doc, end, short.text(doc)) if short.text(doc).isupper() else None
    if full and _has_evidence(doc, full, short):
        yield _labelled(doc, full, short, certain)


def _bracketed(doc: Doc, bracket: int, before: NameSpan | None, certain: Set[str]) -> Iterator[Definition]:
    """The definition by brackets behind a form; `before` is the organization that ends there."""
    beginning = _quoted_beginning(doc, bracket + 1, before) if before else None
    if before and beginning:
        yield Definition(before, beginning)
        return
    short = _bracketed_acronym(doc, bracket + 1)
    if short:
        full = _spelled_out(doc, bracket, doc[short.start].text)
        if full is None and before and _shares_initial(short.text(doc), before.text(doc)):
            full = before
        if full and _has_evidence(doc, full, short):
            yield _labelled(doc, full, short, certain)
    elif before and before.end - before.start == 1 and before.text(doc).isupper():
        full = _bracketed_name(doc, bracket + 1)
        if full:
            yield _labelled(doc, full, before, certain)


def _labelled(doc: Doc, full: NameSpan, short: NameSpan, certain: Set[str]) -> Definition:
    is_known = not certain.isdisjoint({full.text(doc), short.text(doc)})
    is_body = is_known or not is_excluded_by_wording(full.text(doc)) or _has_officials(doc, full, short)
    label = ORGANIZATION if is_body else OTHER
    return Definition(full.relabelled(label), short.relabelled(label))


def _has_officials(doc: Doc, full: NameSpan, short: NameSpan) -> bool:
    """Whether those who belong to a body belong to one of the forms: "inspectors of the Harlow Basin Conference"."""
    starts = [full.start, *(token.i for token in doc if token.text == doc[short.start].text)]
    befores = [doc[start - 3 : start] for start in starts if start > 2]
    return any(
        before[0].lower_ in _OFFICIALS and before[1].lower_ == "of" and before[2].lower_ == "the" for before in befores
    )


def _bracketed_acronym(doc: Doc, start: int) -> NameSpan | None:
    """The acronym, with or without a legal form, that fills the brackets from a place on ("IGA", "Grid N.V.")."""
    end = start + 1
    if end < len(doc) and is_legal_form(doc[end].text):
        end += 1
    closed = end < len(doc) and doc[end].text in _CLOSING
    return NameSpan(start, end, ORGANIZATION) if closed and _ACRONYM.fullmatch(doc[start].text) else None


def _quoted_beginning(doc: Doc, start: int, full: NameSpan) -> NameSpan | None:
    """The first words of a full name that stand in quotation marks inside the brackets ('(the "Company")' is none)."""
    end = start + 1
    while end < len(doc) and end - start < LONGEST_NAME and doc[end].text not in _MARKS:
        end += 1
    name = doc[start + 1 : end].text
    is_closed = doc[end + 1 : end + 2].text in _CLOSING and doc[start].text in _MARKS
    begins = full.text(doc).startswith(f"{name} ") and name != ""
    return NameSpan(start + 1, end, ORGANIZATION) if is_closed and begins else None


def _bracketed_name(doc: Doc, start: int) -> NameSpan | None:
    """The name of several words that fills the brackets from a place on."""
    end = start
    while end < len(doc) and (is_name_part(doc[end]) or (end > start and doc[end].lower_ in words().connectors)):
        end += 1
    closed = end < len(doc) and doc[end].text in _CLOSING
    return NameSpan(start, end, ORGANIZATION) if closed and end - start > 1 else None


def _spelled_out(doc: Doc, end: int, short: str) -> NameSpan | None:
    """The shortest stretch before a bracket whose initials are the short form."""
    for start in range(end - 2, max(-1, end - LONGEST_NAME), -1):
        if doc[start].is_space:
            return None
        if is_capitalised(doc[start]) and is_acronym_of(short, doc[start:end].text):
            return NameSpan(start, end, ORGANIZATION)
    return None


def _shares_initial(short: str, full: str) -> bool:
    return short.isupper() and short[0].lower() in {part[0].lower() for part in full.split()}


def _has_evidence(doc: Doc, full: NameSpan, short: NameSpan) -> bool:
    """Whether a form is an organization for the model, by a head word, or as words of three letters or more."""
    tokens = [token for form in (full, short) for token in doc[form.start : form.end]]
    spells_three = len(short.text(doc)) > 2 and all(map(is_capitalised, (tokens[0], doc[full.end - 1])))
    return spells_three or any(token.ent_type_ == ORGANIZATION or is_telling_head(token) for token in tokens)
