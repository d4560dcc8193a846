"""Descriptions as sources: which party "the minister", "the company", "the report" or "residents" means."""

from collections.abc import Callable

import msgspec
from spacy.tokens import Token

from ontherecord.annotate.names.role_lexicon import (
    document_class,
    gender_of_noun,
    is_role,
    lexicon,
    organization_kinds,
    singular,
    with_synonyms,
)
from ontherecord.annotate.quotations.sources import hyphenated_end
from ontherecord.annotate.speakers.descriptions import merge
from ontherecord.annotate.speakers.discourse import Discourse, Place, Resolution
from ontherecord.annotate.speakers.name_index import NameMention, Names, is_place
from ontherecord.annotate.speakers.parties import Party, lower_words
from ontherecord.annotate.speakers.role_phrases import NOUNS, describe_phrase
from ontherecord.records import Organization, SpeakerKind

DEFINITE = frozenset(["the", "this", "that", "these", "those", "his", "her", "their", "its"])
INDEFINITE = frozenset(["a", "an", "another", "one", "some", "several", "many", "few", "most", "other", "two", "three"])
OUTSIDE_NAME_TAGS = frozenset(["DT", "CD", "POS", "PRP$", "_SP"])
PUBLISHERS = frozenset(["author", "expert", "researcher", "scientist"])
"""Those who publish a study: an article names them by turns."""
ISSUED = frozenset(["letter", "post", "statement"])
"""Sorts of documents by which somebody speaks: "the release said" means whoever spoke in it just before."""
PUBLISHED = frozenset(
    "circulated compiled conducted drafted filed issued led made posted prepared presented produced published released"
    " sent signed submitted written".split()
)
"""Participles after which "by" tells whose document it is; a letter "seen by" somebody is not his."""
MATCH = 4.0
"""Weight of each word of a description that the article has used for a party: more than any distance in a story."""
NEW_ROLE = -0.5
"""For a person in mind of whom no occupation has been told; such a one must be near to be meant."""
FAINT = -1.5
"""Score of a party that is hardly in mind, below which a description means nobody of the article."""
DESCRIBING = frozenset(["close", "familiar", "in", "near", "with"])
"""Words behind "person", "man" or "woman" without which these tell nothing ("a person close to the talks")."""
OPEN = frozenset(["of", "to", "under", "with"])
COMPLEMENT_TAGS = NOUNS | {"DT", "JJ", "POS", "HYPH"}
COMPLEMENT = 6
"""Tokens of a complement that still belongs to the shortest describing phrase."""

Fitness = Callable[[Party], float | None]
"""How well a party suits a description besides being in mind, or None where it cannot be meant."""


class Nominal(msgspec.Struct, frozen=True):
    """A noun phrase without a name of its own.

    Attributes:
        head: its head noun.
        start: number of its first token.
        end: number after its last token.
        noun: the head, singular and in lower case.
        words: the modifiers before the head in lower case.
        qualities: those of them that tell neither place nor number.
        is_several: whether it stands for several people.
        is_definite: whether its determiner means somebody known.
        is_indefinite: whether its determiner brings in somebody new.
    """

    head: Token
    start: int
    end: int
    noun: str
    words: frozenset[str]
    qualities: frozenset[str]
    is_several: bool
    is_definite: bool
    is_indefinite: bool

    @property
    def tells_age(self) -> bool:
        """Whether it opens with an age ("the 34-year-old teacher")."""
        return self.noun == "year-old" or {"year", "old"} <= self.words

    @property
    def age(self) -> str | None:
        """The age with which it opens, in figures."""
        figures = (token.text for token in self.head.doc[self.start : self.head.i] if token.is_digit)
        return next(figures, None) if self.tells_age else None

    @property
    def may_add_role(self) -> bool:
        """Whether it may call a known person by an occupation that has not been told."""
        first = self.head.doc[self.start].lower_
        is_owned = any(token.tag_ == "POS" for token in self.head.doc[self.start : self.head.i])
        has_complement = self.end > self.head.i + 1 and self.head.doc[self.head.i + 1].lower_ in {"of", "for"}
        return first == "the" and not is_owned and not has_complement and _is_occupation(self.noun)

    @property
    def name(self) -> str:
        """The shortest phrase that describes the party: without determiners, with a short complement."""
        doc = self.head.doc
        first = self.start
        for number in range(self.start, self.head.i):
            token = doc[number]
            if doc[number + 1].text == "-" and not token.whitespace_:
                continue
            if (token.is_punct and token.text != "-" and token.tag_ != "POS") or (
                first == number and (token.tag_ in OUTSIDE_NAME_TAGS or token.lower_ in lexicon().quantifiers)
            ):
                first = number + 1
        last = hyphenated_end(doc, self.head.i + 1)
        links = {"of", "for"} | (DESCRIBING if self.noun in lexicon().any_person else set())
        if last < self.end and doc[last].lower_ in links:
            end = last + 1
            is_open = doc[last].lower_ in DESCRIBING
            while end < self.end and (doc[end].tag_ in COMPLEMENT_TAGS or (is_open and doc[end].lower_ in OPEN)):
                end += 1
            last = end if doc[end - 1].tag_ in NOUNS and end - last <= COMPLEMENT else last
        is_member = self.head.tag_ == "NNS" and not self.is_several
        return str(doc[first : self.head.i].text_with_ws) + self.noun if is_member else str(doc[first:last].text)


def read_nominal(head: Token, start: int, end: int) -> Nominal:
    """The noun phrase of a head between two tokens; "one of the nurses" is a nurse."""
    member = _member(head, end)
    if member is not None:
        group = read_nominal(member, head.i + 2, end)
        return msgspec.structs.replace(group, is_several=False, is_definite=False, is_indefinite=True)
    tokens = head.doc[start : head.i]
    before = [token.lower_ for token in tokens]
    told = [token.lower_ for token in tokens if not is_place(token) and token.tag_ != "CD" and not _is_base(token)]
    # The parser makes "old" the head of "the 29-year-old", and no noun.
    noun = "year-old" if "".join([*before[-4:], head.lower_]).endswith("year-old") else singular(head.text)
    return Nominal(
        head=head,
        start=start,
        end=end,
        noun=noun,
        words=lower_words(" ".join(before)) - lexicon().quantifiers,
        qualities=lower_words(" ".join(told)) - lexicon().quantifiers - {"based"},
        is_several=head.tag_ in {"NNS", "NNPS"} or noun in lexicon().collectives,
        is_definite=not DEFINITE.isdisjoint(before),
        is_indefinite=not INDEFINITE.isdisjoint(before),
    )


def _member(head: Token, end: int) -> Token | None:
    """The plural noun of which "one" is a member."""
    of = head.doc[head.i + 1 : head.i + 2]
    if head.lower_ not in {"one", "another"} or of.text.lower() != "of":
        return None
    nouns = (token for token in head.doc[head.i + 2 : end] if token.head == of[0] and token.dep_ == "pobj")
    return next((noun for noun in nouns if noun.tag_ == "NNS"), None)


def _is_base(token: Token) -> bool:
    """Whether a word is the place in "the Bergen-based company"."""
    following = token.doc[token.i + 1 : token.i + 3].text.lower()
    return following == "-based"


def _is_occupation(noun: str) -> bool:
    return is_role(noun) and noun not in lexicon().any_person | lexicon().relatives


def resolve_nominal(discourse: Discourse, names: Names, nominal: Nominal, place: Place) -> Resolution:
    """The party that a description means: one of the article that it suits, else a new one."""
    if document_class(nominal.noun) and not is_role(nominal.noun):
        return (
            _author(discourse, names, nominal, place)
            or _issuer(discourse, names, nominal)
            or _owner(discourse, nominal, place)
            or _document(discourse, nominal, place)
        )
    beside = _name_beside(names, nominal)
    if beside is not None:
        return Resolution(party_of(discourse, beside), "name")
    known = _organization(discourse, nominal, place)
    if known is not None:
        return known
    if is_role(nominal.noun) and not nominal.is_several:
        return _person(discourse, names, nominal, place)
    return _group_or_thing(discourse, nominal, place)


def party_of(discourse: Discourse, mention: NameMention) -> int:
    """The index of the party that a name mention names; persons stand first among the parties."""
    if mention.person is not None:
        return mention.person
    return next(number for number, party in enumerate(discourse.parties) if party.organization is mention.organization)


def _person(discourse: Discourse, names: Names, nominal: Nominal, place: Place) -> Resolution:
    gender = gender_of_noun(nominal.noun)
    body = _organization_before(names, nominal)
    # An office that one alone holds may be that of somebody of whom the article does not speak yet.
    may_add_role = nominal.may_add_role and (nominal.noun not in lexicon().unique or discourse.has_one_person())

    def fitness(party: Party) -> float | None:
        if not party.is_person or (gender and party.gender and gender != party.gender):
            return None
        if body is not None and party.description.organization not in {None, body}:
            return None
        if nominal.age and party.age:
            return MATCH if nominal.age == party.age else None
        if nominal.noun in party.nouns:
            return MATCH * (1 + len(nominal.words & party.words))
        if nominal.noun in lexicon().any_person | lexicon().epithets or nominal.tells_age:
            return 0.0
        # "the councillor": an article may tell the occupation of a person just named only by calling him so.
        is_open = party.is_named and not any(map(_is_occupation, party.nouns))
        return NEW_ROLE if is_open and may_add_role else None

    def fitness_unseen(party: Party) -> float | None:
        return fitness(party) if nominal.words <= party.words else None

    known = None if nominal.is_indefinite else _best(discourse, place, fitness, fitness_unseen)
    if known is not None:
        is_told = nominal.noun in discourse.parties[known].nouns
        return Resolution(known, "description" if is_told else "new-description")
    party = Party(
        kind="unnamed",
        name=nominal.name,
        nouns=with_synonyms(frozenset([nominal.noun])),
        words=nominal.words | {nominal.noun},
        gender=gender,
        is_named=False,
        description=merge([describe_phrase(nominal.head.doc, names, nominal.start, nominal.end)]),
    )
    return Resolution(discourse.add(party), "unnamed")


def _organization_before(names: Names, nominal: Nominal) -> Organization | None:
    """The organization whose man or woman a description means: "the Deane manager"."""
    before = (names.get(number) for number in range(nominal.start, nominal.head.i))
    return next((mention.organization for mention in before if mention is not None and mention.organization), None)


def _organization(discourse: Discourse, nominal: Nominal, place: Place) -> Resolution | None:
    kinds = organization_kinds(nominal.noun)

    def fitness(party: Party) -> float | None:
        if party.organization is None:
            return None
        if nominal.noun in party.nouns:
            return MATCH * (1 + len(nominal.words & party.words))
        is_kind = party.organization.kind in kinds and nominal.noun not in lexicon().collectives
        return 1.0 if is_kind and nominal.qualities <= {party.organization.kind} else None

    is_one = nominal.head.tag_ not in {"NNS", "NNPS"} or nominal.noun in lexicon().collectives
    known = _best(discourse, place, fitness) if is_one and not nominal.is_indefinite else None
    return None if known is None else Resolution(known, "description")


def _document(discourse: Discourse, nominal: Nominal, place: Place) -> Resolution:
    sort = document_class(nominal.noun)

    def fitness(party: Party) -> float | None:
        if party.kind != "document":
            return None
        if nominal.words:
            return MATCH if nominal.words <= party.words else None
        return 1.0 + party.is_named if any(document_class(noun) == sort for noun in party.nouns) else None

    if nominal.is_definite:
        known = next((party for _, party in discourse.salient(place, fitness)), None)
        if known is not None:
            return Resolution(known, "description")
        issuer = discourse.last_source()
        if issuer is None or place.sentence - issuer.place.sentence > 1:
            issuer = next(
                (item for item in discourse.subjects_before(place) if place.sentence - item.place.sentence <= 1), None
            )
        if sort in ISSUED and not nominal.words and issuer is not None:
            return Resolution(issuer.party, "issuer")
    party = _described(nominal, "document")
    return Resolution(discourse.add(party), "document")


def _group_or_thing(discourse: Discourse, nominal: Nominal, place: Place) -> Resolution:
    def fitness(party: Party) -> float | None:
        if party.is_named or (party.kind == "group") != nominal.is_several or not nominal.words <= party.words:
            return None
        is_same = nominal.noun in party.nouns or (nominal.noun in PUBLISHERS and not PUBLISHERS.isdisjoint(party.nouns))
        return MATCH * (1 + len(nominal.words)) if is_same else None

    known = None if nominal.is_indefinite else _best(discourse, place, fitness)
    if known is not None:
        return Resolution(known, "description")
    is_body = bool(organization_kinds(nominal.noun)) and not is_role(nominal.noun)
    party = _described(nominal, "group" if nominal.is_several else "organization" if is_body else "unnamed")
    return Resolution(discourse.add(party), party.kind)


def _described(nominal: Nominal, kind: SpeakerKind) -> Party:
    nouns = frozenset([nominal.noun])
    return Party(kind=kind, name=nominal.name, nouns=nouns, words=nominal.words | nouns, is_named=False)


def _best(discourse: Discourse, place: Place, fitness: Fitness, fitness_unseen: Fitness | None = None) -> int | None:
    """The party in mind that suits best; where there is none, one of the whole article that the description suits.

    Args:
        discourse: the article so far.
        place: where the description stands.
        fitness: how well it suits a party.
        fitness_unseen: the same for a party that is not in mind, which may be named further on.
    """
    in_mind = discourse.salient(place, fitness)
    if in_mind and in_mind[0][0] > 0:
        return in_mind[0][1]
    unseen = fitness_unseen or fitness
    scores = {number: score for number, party in enumerate(discourse.parties) if (score := unseen(party) or 0) > 0}
    best = max(scores, key=lambda number: (scores[number], -number), default=None)
    if best is None and in_mind and in_mind[0][0] > FAINT:
        return in_mind[0][1]
    return best


def _name_beside(names: Names, nominal: Nominal) -> NameMention | None:
    """The organization named right after or before the noun that it is: "the magazine Harbour", "the M4 party"."""
    after = names.get(nominal.head.i + 1)
    if after is not None and after.organization and nominal.head.i + 1 < nominal.end:
        return after
    before = names.get(nominal.head.i - 1)
    is_same = organization_kinds(nominal.noun) and not nominal.is_several
    return before if is_same and before is not None and before.organization else None


def _issuer(discourse: Discourse, names: Names, nominal: Nominal) -> Resolution | None:
    """The named party that issued a document, where its phrase tells: possessor, modifier, or after "by" and "from"."""
    doc = nominal.head.doc
    for number in range(nominal.start, nominal.end):
        mention = names.get(number)
        if mention is None:
            continue
        name = doc[mention.start : mention.end].root
        is_before = mention.end <= nominal.head.i and nominal.start <= name.head.i <= nominal.head.i
        object_ = name.head if name.dep_ == "appos" else name  # "by the firm Foo"
        if is_before or (object_.dep_ == "pobj" and _tells_author(object_.head, nominal.head)):
            return Resolution(party_of(discourse, mention), "issuer")
    return None


def _owner(discourse: Discourse, nominal: Nominal, place: Place) -> Resolution | None:
    """The organization in mind whose document it is: "its report"."""
    if nominal.head.doc[nominal.start].lower_ != "its":
        return None
    known = discourse.salient(place, lambda party: None if party.organization is None else 0.0)
    return Resolution(known[0][1], "issuer") if known else None


def _author(discourse: Discourse, names: Names, nominal: Nominal, place: Place) -> Resolution | None:
    """Who wrote a document, where a noun tells it ("a letter from residents", "a statement from the company")."""
    for token in nominal.head.doc[nominal.head.i + 1 : nominal.end]:
        is_author = token.dep_ == "pobj" and token.tag_ in {"NN", "NNS"}
        if (
            is_author
            and (is_role(token.text) or organization_kinds(token.text))
            and _tells_author(token.head, nominal.head)
        ):
            author = read_nominal(token, max(token.left_edge.i, nominal.head.i + 1), nominal.end)
            return resolve_nominal(discourse, names, author, place)
    return None


def _tells_author(preposition: Token, document: Token) -> bool:
    above = preposition.head
    is_tied = above == document or (above.head == document and above.lower_ in PUBLISHED)
    return is_tied and preposition.lower_ in {"by", "from"}
