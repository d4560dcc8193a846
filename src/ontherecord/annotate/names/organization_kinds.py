"""What sort of organization a name stands for, by its wording and by the words beside it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from ontherecord.annotate.names.introductions import has_shares, noun_before, noun_behind
from ontherecord.annotate.names.lexicon import head_words, words
from ontherecord.annotate.names.organization_names import head_of
from ontherecord.annotate.names.role_lexicon import organization_kinds
from ontherecord.records import OrganizationKind

_NUMBER_BEHIND = re.compile(r"\s+\d+$")
_PARTNERS = re.compile(r"[A-Z]\w+ & [A-Z]\w+")
_HOUSES = frozenset({"assembly", "congress", "house", "parliament", "parliamentary", "senate"})


def kind_by_wording(forms: Iterable[str]) -> OrganizationKind | None:
    """What the words of a name tell: its head, its first word, or the trade of its members."""
    return next((kind for form in forms if (kind := _kind_of_form(form))), None)


def may_be_party(forms: Iterable[str]) -> bool:
    """Whether a name is worded like that of a party in an article on politics ("Civic Union", "Harbour List")."""
    return any(_may_be_party(form) for form in forms)


def _may_be_party(form: str) -> bool:
    head = head_of(form) or form.rsplit(maxsplit=1)[-1].lower()
    return " " in form and head in words().heads_of_parties and not _words_of(form) & words().trades


def kind_by_neighbours(doc: Doc, places: Sequence[tuple[int, int]]) -> OrganizationKind | None:
    """What the article calls the bearer of a name most often, at places given by their first and last token.

    "The bank Harlow", "Harlow, a charity,", "shares in Harlow"; None where it calls it nothing that tells, unless
    somebody told it something, which makes it a medium.
    """
    kinds = Counter(kind for start, end in places for kind in _kinds_beside(doc, start, end))
    if not kinds and any(_is_told(doc, end) for _, end in places):
        return "media"
    return max(sorted(kinds), key=kinds.__getitem__, default=None)


def _kind_of_form(form: str) -> OrganizationKind | None:
    plain = _NUMBER_BEHIND.sub("", form)
    lower_words = _words_of(plain)
    first = plain.split(maxsplit=1)[0].lower()
    by_first_word = next((kind for kind, starts in words().first_words_of_bodies.items() if first in starts), None)
    if by_first_word and " " in plain:
        return by_first_word
    head = head_of(plain)
    kind = head_words()[head].kind if head else None
    if (kind in {"ngo", "union", "party"} or head == "association") and lower_words & words().trades:
        return "union"
    if head == "committee" and lower_words & _HOUSES:
        return "legislature"
    if kind == "legislature" and "commerce" in lower_words:
        return "ngo"
    return kind or ("company" if _PARTNERS.fullmatch(plain) else None)


def _words_of(form: str) -> set[str]:
    return {word.strip("'’").lower() for word in re.split(r"[\s'’]", form)}


def _kinds_beside(doc: Doc, start: int, end: int) -> list[OrganizationKind]:
    before = noun_before(doc, start, end)
    nouns = [noun for noun in (before.lower_ if before is not None else "", noun_behind(doc, end)) if noun]
    told = [kinds for noun in nouns if len(kinds := _telling_kinds(noun)) == 1]
    shares: list[OrganizationKind] = ["company"] if has_shares(doc, start, end) else []
    return shares + [kind for kinds in told for kind in kinds]


def _is_told(doc: Doc, end: int) -> bool:
    """Whether somebody told the bearer of a name something, as one tells a newspaper ("she told Harlow")."""
    last = doc[end - 1]
    return last.dep_ in {"dative", "dobj"} and last.head.lower_ == "told"


def _telling_kinds(noun: str) -> frozenset[OrganizationKind]:
    return frozenset() if noun in words().vague_bodies else organization_kinds(noun)
