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
    """Whether a token is a capitalised head word that makes a name an organization, or a company's legal form."""
    head = head_words().get(token.lower_.rstrip("."))
    return token.text[0].isupper() and ((head is not None and head.detects) or is_legal_form(token.text))


def run_start(doc: Doc, end: int) -> int:
    """The start of the run that ends at a place; the place itself where there is none."""
    start = end
    while start > 0 and end - start < LONGEST_NAME:
        if is_name_part(doc[start - 1]):
            start -= 1
        elif start > 1 and is_inner_hyphen(doc, start - 1) and is_name_part(doc[start - 2]):
            start -= 2
        else:
            break
    return start


def run_end(doc: Doc, start: int) -> int:
    """The end of the run that begins at a place; a person's full name is no part of it."""
    end = start
    while end < len(doc) and end - start < LONGEST_NAME and is_name_part(doc[end]) and not _begins_person(doc, end):
        end += 1
    return end


def _begins_person(doc: Doc, position: int) -> bool:
    return [(token.ent_type_, token.ent_iob_) for token in doc[position : position + 2]] == [
        (PERSON, "B"),
        (PERSON, "I"),
    ]
