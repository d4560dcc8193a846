"""What looks like the name of an organization and is none, by its wording or by the words beside it."""

import re

from spacy.tokens import Doc

from ontherecord.annotate.names.lexicon import country_code, head_words, is_legal_form, words
from ontherecord.annotate.names.organization_names import head_of
from ontherecord.annotate.names.organization_register import certain_names, entries_by_name
from ontherecord.annotate.names.spans import NameSpan

_MODEL_NUMBER = re.compile(r"[A-Za-z]{0,3}-?\d{1,4}[A-Za-z]{0,2}")
_NUMBER_GROUP = re.compile(r"G-?\d{1,2}")
_PRODUCT = re.compile(r"i[A-Z]\w+")
_ADDRESS = re.compile(r"[@#].*|https?:.*|www\..*")
_DETERMINERS = frozenset({"the", "a", "an", "its", "new"})
_DATELINE_MARKS = frozenset({"(", ",", "-", "–", "—", "/"})


def is_excluded_by_wording(name: str) -> bool:
    """Whether a name is a country, event, law, building, product, address, or a number with letters."""
    parts = name.split()
    head = head_words().get(head_of(name) or "")
    return (
        country_code(name) is not None
        or (head is not None and head.rejects)
        or parts[0].lower() in words().first_words_of_others
        or any(" ".join(parts[:count]) in words().products for count in range(1, len(parts) + 1))
        or _PRODUCT.fullmatch(parts[0]) is not None
        or _ADDRESS.fullmatch(name) is not None
        or not any(character.isalpha() for character in name)
        or (_is_number_or_letter(parts[-1]) and not _NUMBER_GROUP.fullmatch(name))
        or _is_hyphenated_nationality(name)
    )


def is_excluded_by_neighbours(doc: Doc, name: NameSpan) -> bool:
    """Whether a name is a dateline, a place of a post, a minister's field, a party adjective, or has a model number."""
    text = name.text(doc)
    before = doc[name.start - 1].lower_ if name.start > 0 else ""
    before_that = doc[name.start - 2].lower_ if name.start > 1 else ""
    after = doc[name.end].text if name.end < len(doc) else ""
    return (
        (name.start == 0 and text.isupper() and after in _DATELINE_MARKS)
        or (text in words().platforms and before in words().platform_prepositions and doc[name.end - 1].dep_ == "pobj")
        or (before in {"of", "for"} and before_that in words().ministers)
        or (after[:1].isupper() and after.lower() in words().ministers)
        or after.lower() in words().party_members
        or (_is_adjective(doc, name) and text not in certain_names())
        or _is_make_of_product(doc, name)
        or (len(after) >= 3 and _MODEL_NUMBER.fullmatch(after) is not None)
    )


def _is_adjective(doc: Doc, name: NameSpan) -> bool:
    """Whether a name is one word that describes the next ("Allied leaders")."""
    return name.end - name.start == 1 and doc[name.start].tag_ == "JJ" and doc[name.start].dep_ == "amod"


def _is_make_of_product(doc: Doc, name: NameSpan) -> bool:
    """Whether a company's name begins that of a product: "the Ford Explorer", "a Toyota Prius"."""
    if doc[name.start - 1 : name.start].text.lower() not in _DETERMINERS:
        return False
    ends = range(name.end, name.start, -1)
    end = next((end for end in ends if _is_company(doc[name.start : end].text)), len(doc))
    model = doc[end] if end < len(doc) else None
    return (
        model is not None
        and model.tag_ == "NNP"
        and model.text.istitle()
        and model.lower_ not in words().titles | head_words().keys()
        and not is_legal_form(model.text)
        and country_code(model.text) is None
    )


def _is_company(text: str) -> bool:
    entry = entries_by_name().get(text)
    return entry is not None and entry.kind == "company"


def _is_number_or_letter(word: str) -> bool:
    return _MODEL_NUMBER.fullmatch(word) is not None or (len(word.rstrip(".")) == 1 and word.isupper())


def _is_hyphenated_nationality(name: str) -> bool:
    parts = re.split(r"[-–]", name.replace(".", ""))
    return len(parts) == 2 and any(country_code(part) for part in parts) and all(part.isalpha() for part in parts)
