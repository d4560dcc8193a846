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


def kind_by_neighbours(doc: Doc, places: Sequence[tuple[int, int]]) -> OrganizationKind | None:
    """What the article calls the bearer of a name most often, at places given by their first and last token.

    "The bank Harlow", "Harlow, a charity,", "shares in Harlow"; None where it calls it nothing that tells.
    """
    kinds = Counter(kind for start, end in places for kind in _kinds_beside(doc, start, end))
    return max(sorted(kinds), key=kinds.__getitem__, default=None)


def _kind_of_form(form: str) -> OrganizationKind | None:
    plain = _NUMBER_BEHIND.sub("", form)
    lower_words = {word.strip("'’").lower() for word in re.split(r"[\s'’]", plain)}
    first = plain.split(maxsplit=1)[0].lower()
    by_first_word = next((kind for kind, starts in words().first_words_of_bodies.items() if first in starts), None)
    if by_first_word and " " in plain:
        return by_first_word
    head = head_of(plain)
    kind = head_words()[head].kind if head else None
    if kind in {"ngo", "union", "party"} and lower_words & words().trades:
        return "union"
    if head == "committee" and lower_words & _HOUSES:
        return "legislature"
    if kind == "legislature" and "commerce" in lower_words:
        return "ngo"
    return kind or ("company" if _PARTNERS.fullmatch(plain) else None)


def _kinds_beside(doc: Doc, start: int, end: int) -> list[OrganizationKind]:
    before = noun_before(doc, start, end)
    nouns = [noun for noun in (before.lower_ if before is not None else "", noun_behind(doc, end)) if noun]
    told = [kinds for noun in nouns if len(kinds := _telling_kinds(noun)) == 1]
    shares: list[OrganizationKind] = ["company"] if has_shares(doc, start, end) else []
    return shares + [kind for kinds in told for kind in kinds]


def _telling_kinds(noun: str) -> frozenset[OrganizationKind]:
    return frozenset() if noun in words().vague_bodies else organization_kinds(noun)
