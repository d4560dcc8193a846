"""One reading of an article from its beginning: whom each name, subject and source means, in the order of the text."""

import functools
from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from ontherecord.annotate.names.entities import Entity
from ontherecord.annotate.names.lexicon import words
from ontherecord.annotate.names.person_names import matching_full_names
from ontherecord.annotate.names.role_lexicon import (
    document_class,
    gender_of_noun,
    is_role,
    lexicon,
    organization_kinds,
    singular,
)
from ontherecord.annotate.quotations.narration import Narration, read_narration
from ontherecord.annotate.speakers.descriptions import apposed_role, title_start
from ontherecord.annotate.speakers.discourse import (
    PRONOUN_TAGS,
    Discourse,
    Place,
    Reference,
    Resolution,
    resolve_pronoun,
)
from ontherecord.annotate.speakers.labels import resolve_label
from ontherecord.annotate.speakers.name_index import NameMention, index_names, is_place, offsets_of, token_range
from ontherecord.annotate.speakers.nominals import party_of, read_nominal, resolve_nominal
from ontherecord.annotate.speakers.parties import Party, lower_words, named_parties
from ontherecord.annotate.speakers.role_phrases import NOUNS
from ontherecord.annotate.speakers.weights import Weights
from ontherecord.records import Organization, SpeakerKind, split_paragraphs

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
BESIDE = frozenset(["appos", "compound", "conj", "nmod"])
"""Relations of a word to the one whose place in the sentence it shares."""
NAME_TAGS = frozenset(["NNP", "NNPS"])
SEVERAL_TAGS = NAME_TAGS | {"NNS"}
TITLE_LENGTH = 12
"""Tokens behind a phrase within which a name may stand whose title the phrase is part of."""
PARTS_OF_DOCUMENTS = frozenset(["conclusion", "finding", "page", "part", "result", "section", "version"])
SHORT_PHRASE = 8
"""Tokens behind the head of a subject that may belong to its description."""


class Reading:
    """A parsed article with its names, and the discourse up to the place that has been read."""

    def __init__(
        self,
        doc: Doc,
        persons: Sequence[Entity],
        organizations: Sequence[Organization],
        weights: Weights | None = None,
    ) -> None:
        self.doc = doc
        self.narration: Narration = read_narration(doc)
        self.names = index_names(doc, persons, organizations)
        self.discourse = Discourse(named_parties(doc, self.names, persons, organizations), weights)
        self._labels: dict[str, Resolution] = {}

    @functools.cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in split_paragraphs(self.narration.text)]

    def place(self, token: int) -> Place:
        """Where in the article a token stands."""
        return Place(
            token=token,
            sentence=bisect_right(self.narration.sentence_starts, token),
            paragraph=bisect_right(self._paragraph_starts, self.doc[token].idx),
        )

    def is_told(self, token: Token) -> bool:
        """Whether the writer tells of somebody with a word: a name, or a subject outside quotation marks."""
        if self.narration.passage_of[token.i] is not None:
            return False
        mention = self.names.get(token.i)
        if mention is not None:
            return mention.start == token.i
        if token.dep_ in SUBJECTS:
            return token.lower_ in {"he", "she"} or _describes_party(token)
        is_somebody = token.tag_ == "NN" and token.lower_ in lexicon().any_person
        return is_somebody and any(child.lower_ in {"a", "an"} for child in token.children)

    def hear(self, token: Token) -> None:
        """Note whom a word of the writer means."""
        end = min(token.right_edge.i + 1, token.i + SHORT_PHRASE)
        phrase = (min(token.left_edge.i, token.i), max(end, token.i + 1))
        mention = self.names.get(token.i)
        if mention is not None:
            party = party_of(self.discourse, mention)
            token = self.doc[mention.start : mention.end].root
        else:
            resolution = self._resolve_head(token, phrase, phrase)
            if resolution is None:
                return
            party = resolution.party
        self.discourse.refer(Reference(party=party, place=self.place(token.i), is_subject=_is_subject(token)))

    def hear_source(self, source: tuple[int, int], phrase: tuple[int, int]) -> Resolution | None:
        """Note and return whom the source of a quotation means.

        Args:
            source: range of the tokens nearest to the cue that name the source.
            phrase: range of the tokens of its whole noun phrase.
        """
        head = self.doc[source[0] : source[1]].root
        resolution = self._together(head, *source) or self._resolve_head(_whole(_antecedent(head)), source, phrase)
        if resolution is not None:
            place = self.place(source[0])
            self.discourse.refer(Reference(resolution.party, place, is_subject=True, is_source=True))
        return resolution

    def hear_label(self, label: tuple[int, int]) -> Resolution:
        """Note and return who speaks in a transcript under a label."""
        text = self.doc[label[0] : label[1]].text
        if text not in self._labels:
            mention = self.names.get(label[1] - 1)
            self._labels[text] = (
                Resolution(mention.person, "label")
                if mention is not None and mention.person is not None
                else resolve_label(self.discourse, text, offsets_of(self.doc, *label))
            )
        resolution = self._labels[text]
        self.discourse.refer(Reference(resolution.party, self.place(label[0]), is_subject=True, is_source=True))
        return resolution

    def words(self, start: int, end: int) -> frozenset[str]:
        """The words between two offsets in lower case."""
        return frozenset(token.lower_ for token in self.doc[slice(*token_range(self.doc, start, end))])

    def _resolve_head(self, head: Token, source: tuple[int, int], phrase: tuple[int, int]) -> Resolution | None:
        if not any(character.isalnum() for character in head.text):
            return None
        mention = self._name_before_letters(head) or self._person_behind(head, phrase) or self.names.get(head.i)
        if mention is not None:
            return Resolution(party_of(self.discourse, mention), "name")
        if head.tag_ in PRONOUN_TAGS and head.lower_ != "one":
            return resolve_pronoun(self.discourse, head.lower_, self.place(head.i))
        if head.tag_ in NAME_TAGS and not _is_common_noun(head):
            return self._unknown_name(head, source[0])
        nominal = read_nominal(head, min(source[0], head.i), max(phrase[1], head.i + 1))
        return resolve_nominal(self.discourse, self.names, nominal, self.place(head.i))

    def _person_behind(self, head: Token, phrase: tuple[int, int]) -> NameMention | None:
        """The person whose title or description before his name has a word, or whose name is its appositive."""
        mention = self.names.get(head.i)
        if mention is not None and mention.person is not None:
            return mention
        end = min(phrase[1] + TITLE_LENGTH, len(self.doc))
        for mention in (self.names[number] for number in range(head.i + 1, end) if number in self.names):
            name = self.doc[mention.start : mention.end].root
            role = apposed_role(name)
            first = min(title_start(self.doc, self.names, mention.start), role.left_edge.i if role else mention.start)
            is_appositive = name.head == head and name.dep_ == "appos" and mention.start < phrase[1]
            if mention.person is not None and (is_appositive or first <= head.i):
                return mention
        return None

    def _name_before_letters(self, head: Token) -> NameMention | None:
        """The person whose name stands before letters such as "MP" and "KC", which the parser takes for the head."""
        number = head.i
        while number > 0 and self.doc[number].lower_ in words().post_nominals:
            number -= 1
        return self.names.get(number) if number < head.i else None

    def _together(self, head: Token, start: int, end: int) -> Resolution | None:
        """Names or plural nouns joined by "and": a group that speaks together."""
        conjuncts = [head, *(token for token in head.conjuncts if start <= token.i < end)]
        if len(conjuncts) < 2 or not all(token.tag_ in SEVERAL_TAGS for token in conjuncts):
            return None
        while start < head.i and self.doc[start].tag_ in {"DT", "CC"}:
            start += 1
        mentions = dict.fromkeys(self.names[number] for number in range(start, end) if number in self.names)
        group = Party(
            kind="group",
            name=self.doc[start:end].text,
            mentions=tuple(offsets_of(self.doc, mention.start, mention.end) for mention in mentions),
        )
        return Resolution(self.discourse.find_or_add(group), "coordination")

    def _unknown_name(self, head: Token, start: int) -> Resolution:
        """A name that no entity has: another form of the name of a known party, else a new party."""
        doc, parties = self.doc, self.discourse.parties
        first = head.i
        while first > start and (doc[first - 1].tag_ in NAME_TAGS or doc[first - 1].text == "-"):
            first -= 1
        name = doc[first : head.i + 1].text
        full_names = matching_full_names(name, [party.name for party in parties if party.kind == "person"])
        if full_names:
            known = next(number for number, party in enumerate(parties) if party.name == full_names[0])
            return Resolution(known, "name")
        party = Party(
            kind=_kind_of_name(head, first),
            name=name,
            mentions=(offsets_of(doc, first, head.i + 1),),
            nouns=frozenset([singular(head.text)]),
            words=lower_words(name),
        )
        return Resolution(self.discourse.find_or_add(party), "name")


def _kind_of_name(head: Token, first: int) -> SpeakerKind:
    if is_place(head):
        return "group"
    if document_class(head.text):
        return "document"
    before = head.doc[first - 1].text if first else ""
    has_title = is_role(before) or gender_of_noun(before) is not None
    looks_personal = (
        head.i > first and not head.ent_type_ and not any(token.is_upper for token in head.doc[first : head.i + 1])
    )
    return "person" if head.ent_type_ == "PERSON" or has_title or looks_personal else "organization"


def _is_common_noun(token: Token) -> bool:
    """Whether a word describes a party, also where it is written with a capital ("the Prime Minister")."""
    describes = is_role(token.text) or bool(organization_kinds(token.text) or document_class(token.text))
    is_title_alone = token.tag_ not in NAME_TAGS or token.ent_type_ != "PERSON"
    return describes and is_title_alone and not (token.tag_ in NAME_TAGS and document_class(token.text))


def _describes_party(token: Token) -> bool:
    has_article = any(child.dep_ == "det" for child in token.children)
    return token.tag_ in NOUNS and (token.tag_ not in NAME_TAGS or has_article) and _is_common_noun(token)


def _is_subject(token: Token) -> bool:
    """Whether a word is a subject or stands beside one: its appositive, its title, its second half."""
    while token.dep_ in BESIDE and token.head != token:
        token = token.head
    return token.dep_ in SUBJECTS


def _whole(head: Token) -> Token:
    """The document of which a word names a part ("results of the study"), else the word itself."""
    if singular(head.text) not in PARTS_OF_DOCUMENTS:
        return head
    complements = (word for child in head.children if child.lower_ == "of" for word in child.children)
    return next((word for word in complements if document_class(word.text)), head)


def _antecedent(head: Token) -> Token:
    """The noun that a relative pronoun stands for, else the word itself."""
    if head.tag_ not in {"WP", "WDT"} and not (head.lower_ == "that" and head.head.dep_ == "relcl"):
        return head
    verb = head.head
    while verb.dep_ in {"aux", "conj", "ccomp"} and verb.head != verb:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else head
