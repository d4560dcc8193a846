"""Runs of capitalised words, and the head words of organizations in them."""

from spacy.tokens import Doc, Token

from ontherecord.annotate.names.lexicon import country_code, head_words, is_legal_form, words
from ontherecord.annotate.names.spans import PERSON, is_capitalised, is_inner_hyphen

LONGEST_NAME = 12
"""Words in a name; a longer run is a headline or a list."""

_PROPER_TAGS = frozenset({"NNP", "NNPS"})


def is_name_part(token: Token) -> bool:
    """Whether a token can belong to a name: a capitalised proper noun or nationality, no title and no date.

    At the start of a sentence a capital letter tells nothing; there the tag must be that of a proper noun.
    """
    if not is_capitalised(token) or token.ent_type_ in {"DATE", "TIME"} or token.lower_.rstrip(".") in words().titles:
        return False
    if token.tag_ in _PROPER_TAGS or country_code(token.text) is not None:
        return True
    return token.text[0].isupper() and token.tag_.startswith(("NN", "JJ")) and not token.is_sent_start


def is_telling_head(token: Token) -> bool:
    """Whether a token is a capitalised head word that makes a name an organization, or a company's legal form.

    With the word before it, it may be one too: "Nation" in "First Nation".
    """
    if not token.text[0].isupper():
        return False
    word = token.lower_.rstrip(".")
    pair = f"{token.nbor(-1).lower_} {word}" if token.i else word
    heads = (head_words().get(pair), head_words().get(word))
    return any(head is not None and head.detects for head in heads) or is_legal_form(word)


def is_paired_head(token: Token) -> bool:
    """Whether a token is a telling head word only with the word before it."""
    head = head_words().get(token.lower_.rstrip("."))
    return not (head is not None and head.detects) and not is_legal_form(token.text)


def run_start(doc: Doc, end: int) -> int:
    """The start of the run that ends at a place; the place itself where there is none."""
    start = end
    while start > 0 and end - start < LONGEST_NAME:
        if is_name_part(doc[start - 1]):
            start -= 1
        elif start > 1 and is_name_part(doc[start - 2]) and _joins(doc, start - 1, end):
            start -= 2
        else:
            break
    return start


def _joins(doc: Doc, position: int, end: int) -> bool:
    """Whether a hyphen, or the apostrophe of those whose body it is, joins two parts of a name."""
    is_last = position + 1 == end
    return is_inner_hyphen(doc, position) or (is_last and _is_plural_possessive(doc, position))


def run_end(doc: Doc, start: int) -> int:
    """The end of the run that begins at a place; a person's full name is no part of it."""
    end = start
    while end < len(doc) and end - start < LONGEST_NAME and is_name_part(doc[end]) and not _begins_person(doc, end):
        end += 1
    return end


def _is_plural_possessive(doc: Doc, position: int) -> bool:
    """Whether a token is the apostrophe of those whose body it is ("Seafarers' Federation", "Women's Institute")."""
    owner = doc[position - 1]
    if doc[position].tag_ != "POS" or owner.ent_type_ in {"GPE", PERSON}:
        return False
    return (
        doc[position].text in {"'", "’"} and owner.lower_.endswith("s")
    ) or owner.lower_ in words().irregular_plurals


def _begins_person(doc: Doc, position: int) -> bool:
    return [(token.ent_type_, token.ent_iob_) for token in doc[position : position + 2]] == [
        (PERSON, "B"),
        (PERSON, "I"),
    ]
