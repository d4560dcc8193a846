"""Stretches of tokens that may be names, with the bounds that the guidelines ask for."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from spacy.tokens import Doc, Token

from ontherecord.annotate.names.lexicon import country_code, first_word, is_legal_form, words
from ontherecord.annotate.names.person_names import is_given_name
from ontherecord.annotate.names.role_lexicon import lexicon

ORGANIZATION, PERSON, OTHER = "ORG", "PERSON", "OTHER"
"""Labels that this package reads; every other label of the model counts as `OTHER`: it tells what a name is not."""

_LABELS_OF_NO_NAME = frozenset({"CARDINAL", "DATE", "LANGUAGE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})
_FINITE_VERBS = frozenset({"MD", "VBD", "VBP", "VBZ"})
_WORD = re.compile(r"\w+")
SYLLABLE = re.compile(r"(?:[bcdfghjklmnpqrstwxyz]|ch|sh|zh|ts|hy|gw|kw)?[aeiouwy]{1,3}(?:n|ng|k|l|m|p|t|h)?")
"""A syllable of a Korean or Chinese given name in the usual romanizations."""
_NO_SYLLABLES = frozenset(["by", "man", "men", "on", "to", "up"])
_LONGEST_TITLE = 2
_LONGEST_SHORT_FORM = 2
_LENGTH_OF_FULL_NAME = 2
_LENGTH_OF_PAIR = 3
_LONGEST_FULL_NAME = 3
_BREAKS = frozenset('()[]"“”;|/')


class NameSpan(msgspec.Struct, frozen=True, order=True):
    """A name in half-open token positions with the label that it has so far."""

    start: int
    end: int
    label: str

    def text(self, doc: Doc) -> str:
        """The name as it stands in the text."""
        return str(doc[self.start : self.end].text)

    def relabelled(self, label: str) -> "NameSpan":
        """The same stretch under another label."""
        return NameSpan(self.start, self.end, label)


def is_capitalised(token: Token) -> bool:
    """Whether the token is written like a part of a name ("Bank", "iPhone", "U.S.")."""
    return any(character.isupper() for character in token.text)


def is_glued(doc: Doc, position: int) -> bool:
    """Whether no white space stands between a token and the one before it."""
    return 0 < position < len(doc) and not doc[position - 1].whitespace_


def is_inner_hyphen(doc: Doc, position: int) -> bool:
    """Whether a token is a hyphen or dash inside a word ("NATO-Harlow Council")."""
    return doc[position].text in {"-", "–"} and is_glued(doc, position) and is_glued(doc, position + 1)


def recognized_names(doc: Doc) -> list[NameSpan]:
    """The names that the model sees, cut to their guideline bounds; one that it runs together becomes several."""
    names = (
        name
        for entity in doc.ents
        if entity.label_ not in _LABELS_OF_NO_NAME
        for start, end in _parts(doc, entity.start, entity.end)
        if (name := trimmed(doc, start, end, ORGANIZATION if _ends_like_company(doc, end) else entity.label_))
    )
    return overlaid((), names)


def trimmed(doc: Doc, start: int, end: int, label: str) -> NameSpan | None:
    """The span without article, title, possessive and marks at its ends; None where nothing is left.

    What begins with a title that only persons have is a person, whatever its label.
    """
    while start < end and (not _may_begin(doc[start]) or doc[start].lower_ in {"the", "a", "an"}):
        start += 1
    while start < end and (not _may_end(doc[end - 1]) or _is_caption_label(doc, end - 1)):
        end -= 1
    if label == ORGANIZATION:
        if any(token.tag_ in _FINITE_VERBS and token.is_lower for token in doc[start:end]):
            return None
        is_office = doc[start : start + 1].text.lower() == "office"  # "Office of the Prime Minister"
        while end - start > 1 and _is_title(doc[end - 1]) and is_capitalised(doc[end - 2]) and not is_office:
            end -= 1
    if _is_worded_like_person(doc, start, end, label):
        return _person(doc, start, end)
    if label == ORGANIZATION and (person := _titled_person(doc, start, end)):
        return person
    return NameSpan(start, end, label) if start < end else None


def overlaid(names: Iterable[NameSpan], patterns: Iterable[NameSpan]) -> list[NameSpan]:
    """The names with each pattern in place of what it overlaps, unless a longer name overlaps it."""
    at = {position: name for name in names for position in range(name.start, name.end)}
    for pattern in patterns:
        overlapped = {at[position] for position in range(pattern.start, pattern.end) if position in at}
        if all(name.end - name.start <= pattern.end - pattern.start for name in overlapped):
            for name in overlapped:
                for position in range(name.start, name.end):
                    del at[position]
            at.update((position, pattern) for position in range(pattern.start, pattern.end))
    return sorted(set(at.values()))


def text_of(doc: Doc) -> str:
    """The text of a document, which spaCy itself would put together anew at each access."""
    text: str | None = doc.user_data.get("text")
    if text is None:
        text = doc.user_data["text"] = doc.text
    return text


def words_in(doc: Doc) -> frozenset[str]:
    """The words that stand in a document, in lower case."""
    standing: frozenset[str] | None = doc.user_data.get("words")
    if standing is None:
        standing = doc.user_data["words"] = frozenset(_WORD.findall(text_of(doc).lower()))
    return standing


def apart(names: Iterable[NameSpan], others: Sequence[NameSpan]) -> list[NameSpan]:
    """The names that share no token with any of the others."""
    taken = {position for other in others for position in range(other.start, other.end)}
    return [name for name in names if taken.isdisjoint(range(name.start, name.end))]


def occurrences(doc: Doc, names: Iterable[str], label: str) -> list[NameSpan]:
    """Where the names stand as whole tokens, longer names first.

    A name is also found with a curly apostrophe, with its "'s" set apart (tokenized text), and, if it has several
    words, with a small first letter ("church of Harlow").
    """
    article = text_of(doc)
    standing = words_in(doc)
    taken: set[int] = set()
    found = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if first_word(name) not in standing:
            continue
        for form in _forms(name):
            for position in _positions(article, form):
                span = doc.char_span(position, position + len(form))
                if span is not None and taken.isdisjoint(range(span.start, span.end)):
                    taken.update(range(span.start, span.end))
                    found.append(NameSpan(span.start, span.end, label))
    return found


def hyphenated_start(doc: Doc, start: int) -> int:
    """The start of "Ana-Marie" for that of "Marie"."""
    while start > 1 and is_inner_hyphen(doc, start - 1) and is_capitalised(doc[start - 2]):
        start -= 2
    return start


def hyphenated_end(doc: Doc, end: int) -> int:
    """The end of "Ana Reyes-Marsh" or "Ban Ki-moon", of which the model may see the part before the hyphen alone."""
    while (
        end + 1 < len(doc)
        and is_inner_hyphen(doc, end)
        and (is_capitalised(doc[end + 1]) or _is_second_syllable(doc, end + 1))
    ):
        end += 2
    return end


def _is_second_syllable(doc: Doc, position: int) -> bool:
    """Whether a token ends an East Asian given name whose family name stands first: "moon" in "Ban Ki-moon"."""
    family = position - 3
    return (
        family >= 0
        and is_capitalised(doc[family])
        and is_capitalised(doc[family + 1])
        and SYLLABLE.fullmatch(doc[position].text) is not None
        and doc[position].text not in _NO_SYLLABLES
    )


def _forms(name: str) -> list[str]:
    forms = {name, name.replace("'s", " 's"), name.replace("'", "’")}
    return sorted(forms | {form[0].lower() + form[1:] for form in forms if " " in name})


def _positions(text: str, part: str) -> Iterator[int]:
    position = text.find(part)
    while position >= 0:
        yield position
        position = text.find(part, position + len(part))


def _parts(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at white space, brackets, slashes, quotation marks, a comma between two words, and a loose article."""
    for position in range(start, end):
        token = doc[position]
        is_pair = token.text == "," and position == start + 1 and end - start == _LENGTH_OF_PAIR
        is_loose_article = token.lower_ == "the" and doc[position - 1].lower_ not in words().connectors
        if (
            token.is_space
            or token.text in _BREAKS
            or (is_loose_article and position > start)
            or (is_pair and not is_legal_form(doc[end - 1].text))
            or (token.tag_ == "POS" and country_code(doc[start:position].text) is not None)
        ):
            yield start, position
            start = position + 1
    yield start, end


def _ends_like_company(doc: Doc, end: int) -> bool:
    """Whether a company's legal form ends a name; a short one in small letters may be a surname ("Ana Sa")."""
    last = doc[end - 1].text
    return is_legal_form(last) and (last.isupper() or len(last) > _LONGEST_SHORT_FORM)


def _is_worded_like_person(doc: Doc, start: int, end: int, label: str) -> bool:
    """Whether a name has the label of a person, the title of one in front, or honours behind ("Ana Reyes QC")."""
    if end - start < _LENGTH_OF_FULL_NAME or label == PERSON:
        return label == PERSON
    has_title = _plain(doc[start]) in words().personal_titles and is_capitalised(doc[start + 1])
    has_honours = end - start > _LENGTH_OF_FULL_NAME and _plain(doc[end - 1]) in words().post_nominals
    return has_title or (label == ORGANIZATION and has_honours)


def _person(doc: Doc, start: int, end: int) -> NameSpan | None:
    """The name of a person without titles before and honours or numbers behind it, with what a hyphen joins to it."""
    while start < end and _is_title(doc[start]) and doc[start + 1 : start + 2].text[:1].isupper():
        start += 1
    start = _after_role(doc, start, end)
    while end - start > 1 and (_plain(doc[end - 1]) in words().post_nominals or doc[end - 1].text.isdigit()):
        end -= 1
    end = hyphenated_end(doc, _surname_end(doc, start, end))
    return NameSpan(start, end, PERSON) if start < end else None


def _surname_end(doc: Doc, start: int, end: int) -> int:
    """The end of "Ana von der Reyes", of which the model may see the part before the particles alone."""
    last = end
    while last < len(doc) and doc[last].lower_ == doc[last].text and doc[last].text in words().surname_particles:
        last += 1
    has_surname = start < end < last < len(doc) and doc[last].text.istitle() and doc[last].tag_ in {"NNP", "NNPS"}
    return last + 1 if has_surname else end


def _after_role(doc: Doc, start: int, end: int) -> int:
    """The start of the full name behind a role ("Helmsman Ana Reyes"), which may have a word before it."""
    for position in range(min(start + _LONGEST_TITLE, end - _LENGTH_OF_FULL_NAME), start, -1):
        word, following = doc[position - 1], doc[position]
        is_name = is_given_name(word.text) or len(following.text.rstrip(".")) == 1  # "Hunter S. Thompson"
        if is_title_or_role(word.text) and is_capitalised(word) and not is_name and following.text[:1].isupper():
            return position
    return start


def _titled_person(doc: Doc, start: int, end: int) -> NameSpan | None:
    """The full name behind one or two words of a title ("Harbour Master Ana Reyes"), if there is one."""
    for position in range(start + 1, min(start + _LONGEST_TITLE, end - 2) + 1):
        is_name = end - position <= _LONGEST_FULL_NAME and is_given_name(doc[position].text)
        if is_name and is_title_or_role(doc[position - 1].text):
            return NameSpan(position, end, PERSON)
    return None


def _may_begin(token: Token) -> bool:
    return is_capitalised(token) or token.text[0].isdigit()


def _may_end(token: Token) -> bool:
    return (is_capitalised(token) and not token.text[0].isdigit()) or token.text.isdigit()


def _is_caption_label(doc: Doc, position: int) -> bool:
    """Whether the token opens a credit line ("Image: …") that the model ran together with the words before it."""
    return doc[position].lower_ in words().caption_labels and doc[position + 1 : position + 2].text == ":"


def is_title_or_role(word: str) -> bool:
    """Whether a word is the title or the role of one person ("Rev.", "Sheriff")."""
    plain = word.lower().rstrip(".")
    return plain in words().titles or plain in lexicon().roles


def _is_title(token: Token) -> bool:
    return _plain(token) in words().titles | words().personal_titles


def _plain(token: Token) -> str:
    return str(token.lower_.rstrip("."))
