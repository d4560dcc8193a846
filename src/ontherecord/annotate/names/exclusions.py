"""What looks like the name of an organization and is none, by its wording or by the words beside it."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from ontherecord.annotate.names.lexicon import cities, country_code, head_words, is_legal_form, words
from ontherecord.annotate.names.organization_names import head_of
from ontherecord.annotate.names.organization_register import Register
from ontherecord.annotate.names.spans import PERSON, NameSpan, is_title_or_role

_MODEL_NUMBER = re.compile(r"[A-Za-z]{0,3}-?\d{1,4}[A-Za-z]{0,2}")
_NUMBER_GROUP = re.compile(r"G-?\d{1,2}")
_ROMAN_NUMERAL = re.compile(r"[IVX]{1,6}")
_PRODUCT = re.compile(r"i[A-Z]\w+")
_ADDRESS = re.compile(r"[@#].*|https?:.*|www\..*")
_OF = re.compile(r"\s(?:of|for|on)\s")
_MEMBERS = frozenset({"member", "members", "supporter", "supporters"})
_PARTS_OF_PLATFORMS = frozenset({"account", "accounts", "group", "page", "pages", "post", "posts", "profile", "videos"})
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_LAWS = frozenset({"Act", "Bill", "Order", "Regulations", "Rules"})
_LONGEST_BRACKET = 8
_LONGEST_TITLE = 2
_DETERMINERS = frozenset({"the", "a", "an", "its", "new"})
_DATELINE_MARKS = frozenset({"(", ",", "-", "–", "—", "/"})


def is_excluded_by_wording(name: str) -> bool:
    """Whether a name is a country, city, event, law, building, product, address, or a number with letters."""
    parts = name.split()
    return (
        country_code(name) is not None
        or name in cities()
        or _is_headed_by_other(name)
        or parts[0].lower() in words().first_words_of_others
        or (len(parts) == 1 and is_title_or_role(name))
        or any(" ".join(parts[:count]) in words().products for count in range(1, len(parts) + 1))
        or _PRODUCT.fullmatch(parts[0]) is not None
        or _ADDRESS.fullmatch(name) is not None
        or not any(character.isalpha() for character in name)
        or _ROMAN_NUMERAL.fullmatch(name) is not None
        or (_is_number_or_letter(parts[-1]) and not _is_numbered(name, parts))
        or _is_hyphenated_nationality(name)
    )


def _is_headed_by_other(name: str) -> bool:
    """Whether the head of a name is that of a thing; the last word of an "of" phrase is no head."""
    found = head_of(name)
    head = head_words().get(found or "")
    if head is None or found is None or not head.rejects:
        return False
    before_of = _OF.split(name, maxsplit=1)[0]
    return before_of == name or before_of.lower().endswith(found)


def is_excluded_by_neighbours(doc: Doc, name: NameSpan, register: Register) -> bool:
    """Whether a name is a dateline, a place of a post, a minister's field, a party adjective, or has a model number."""
    text = name.text(doc)
    before = doc[name.start - 1].lower_ if name.start > 0 else ""
    before_that = doc[name.start - 2].lower_ if name.start > 1 else ""
    after = doc[name.end].text if name.end < len(doc) else ""
    return (
        (name.start == 0 and text.isupper() and after in _DATELINE_MARKS)
        or (text in words().platforms and before in words().platform_prepositions and _is_object(doc, name))
        or _is_in_title_of_law(doc, name)
        or (text in words().platforms and after.lower() in _PARTS_OF_PLATFORMS)
        or (before in {"of", "for"} and before_that in words().ministers)
        or (after[:1].isupper() and after.lower() in words().ministers)
        or after.lower() in words().party_members
        or (after.lower() in _MEMBERS and _is_party(text, register))
        or _is_one_of_a_kind(doc, name)
        or _is_title_of_person(doc, name)
        or (_is_adjective(doc, name) and text not in register.certain)
        or _is_make_of_product(doc, name, register)
        or (len(after) >= 3 and _MODEL_NUMBER.fullmatch(after) is not None)
    )


def _is_party(text: str, register: Register) -> bool:
    entry = register.by_name.get(text)
    head = head_words().get(head_of(text) or "")
    return (entry is not None and entry.kind == "party") or (head is not None and head.kind == "party")


def _is_one_of_a_kind(doc: Doc, name: NameSpan) -> bool:
    """Whether a single word after "a" names a member or a product ("a Liberal who", "an Airbus")."""
    token = doc[name.start]
    is_head = name.end - name.start == 1 and token.dep_ not in {"amod", "compound", "nmod", "poss"}
    return is_head and name.start > 0 and doc[name.start - 1].lower_ in {"a", "an"}


def _is_title_of_person(doc: Doc, name: NameSpan) -> bool:
    """Whether a name is the title of the person behind it ("Harbour Master Ana Reyes")."""
    is_title = name.end - name.start <= _LONGEST_TITLE and is_title_or_role(doc[name.end - 1].text)
    is_head = name.text(doc).lower() in head_words()
    return is_title and not is_head and name.end < len(doc) and doc[name.end].ent_type_ == PERSON


def _is_object(doc: Doc, name: NameSpan) -> bool:
    """Whether a name depends on the preposition before it, or would but for a day behind it ("on Twitter Thursday")."""
    return doc[name.end - 1].dep_ == "pobj" or doc[name.end : name.end + 1].text in _DAYS


def _is_in_title_of_law(doc: Doc, name: NameSpan) -> bool:
    """Whether a name stands in or before the brackets of a law: "the Harbours (Ferries) Act"."""
    start = name.end if doc[name.end : name.end + 1].text == "(" else name.start - 1
    if start < 0 or doc[start].text != "(":
        return False
    closing = next((token.i for token in doc[start : start + _LONGEST_BRACKET] if token.text == ")"), len(doc))
    return doc[closing + 1 : closing + 2].text in _LAWS


def _is_adjective(doc: Doc, name: NameSpan) -> bool:
    """Whether a name is one word that describes the next ("Allied leaders")."""
    return name.end - name.start == 1 and doc[name.start].tag_ == "JJ" and doc[name.start].dep_ == "amod"


def _is_make_of_product(doc: Doc, name: NameSpan, register: Register) -> bool:
    """Whether a company's name begins that of a product: "the Ford Explorer", "a Toyota Prius"."""
    if doc[name.start - 1 : name.start].text.lower() not in _DETERMINERS:
        return False
    ends = range(name.end, name.start, -1)
    end = next((end for end in ends if _is_company(doc[name.start : end].text, register)), len(doc))
    model = doc[end] if end < len(doc) else None
    return (
        model is not None
        and model.tag_ == "NNP"
        and model.text.istitle()
        and model.lower_ not in words().titles | head_words().keys()
        and not is_legal_form(model.text)
        and country_code(model.text) is None
    )


def _is_company(text: str, register: Register) -> bool:
    entry = register.by_name.get(text)
    return entry is not None and entry.kind == "company"


def _is_number_or_letter(word: str) -> bool:
    return _MODEL_NUMBER.fullmatch(word) is not None or (len(word.rstrip(".")) == 1 and word.isupper())


def _is_numbered(name: str, parts: Sequence[str]) -> bool:
    """Whether a number belongs to the name of a body: "G7", "Harlow Fire District 6"."""
    is_one_of_many = len(parts) > 1 and parts[-2].lower() in words().numbered_heads and parts[-1].isdigit()
    return is_one_of_many or _NUMBER_GROUP.fullmatch(name) is not None


def _is_hyphenated_nationality(name: str) -> bool:
    parts = re.split(r"[-–]", name.replace(".", ""))
    return len(parts) == 2 and any(country_code(part) for part in parts) and all(part.isalpha() for part in parts)
