"""What has been spoken of up to a point of the article, and whom a pronoun or a description there most likely means."""

from collections.abc import Callable, Iterable

import msgspec

from ontherecord.annotate.names.role_lexicon import Gender, is_role
from ontherecord.annotate.speakers.parties import Party
from ontherecord.annotate.speakers.weights import Weights, shipped_weights

WINDOW = 15
"""Sentences after which a mention is no longer in mind."""

SURE = 0.5
"""Margin before the next candidate from which on a pronoun tells the gender of the party that it means."""
NO_ROLE = -1.5
"""Against an unnamed party as "he" or "she" whose description is no word for a person."""


class Place(msgspec.Struct, frozen=True):
    """Where in an article a token stands: numbers of the token, its sentence and its paragraph."""

    token: int
    sentence: int
    paragraph: int


class Reference(msgspec.Struct, frozen=True):
    """A place that means a party, and whether it is a subject there, and the source of a quotation."""

    party: int
    place: Place
    is_subject: bool = False
    is_source: bool = False


class Resolution(msgspec.Struct, frozen=True):
    """The party that a phrase means, and by which kind of evidence."""

    party: int
    evidence: str


class Discourse:
    """The parties of an article and the references to them so far; it grows as the article is read."""

    def __init__(self, parties: Iterable[Party], weights: Weights | None = None) -> None:
        self.parties = list(parties)
        self.weights = weights or shipped_weights()
        self.references: list[Reference] = []

    def add(self, party: Party) -> int:
        """Note a party that has not been spoken of before; returns its index."""
        self.parties.append(party)
        return len(self.parties) - 1

    def find_or_add(self, party: Party) -> int:
        """The index of the named party with the same name, or that of the party, which is new."""
        name = party.name.lower()
        same = (number for number, known in enumerate(self.parties) if known.is_named and known.name.lower() == name)
        known = next(same, None)
        return self.add(party) if known is None else known

    def refer(self, reference: Reference) -> None:
        """Note a reference; they come in the order of the text."""
        self.references.append(reference)

    def has_one_person(self) -> bool:
        """Whether a single person has been spoken of so far."""
        return len({item.party for item in self.references if self.parties[item.party].is_person}) == 1

    def learn_gender(self, party: int, gender: Gender | None) -> None:
        """Note the gender that a pronoun has told."""
        if gender and self.parties[party].gender is None:
            self.parties[party] = msgspec.structs.replace(self.parties[party], gender=gender)

    def last_source(self) -> Reference | None:
        """The last reference that was the source of a quotation."""
        return next((reference for reference in reversed(self.references) if reference.is_source), None)

    def subjects_before(self, place: Place) -> list[Reference]:
        """The last subject of each sentence up to a place, from that of its paragraph to the one before; no document.

        The source of a quotation goes before the other subjects of its sentence.
        """
        subjects: dict[int, Reference] = {}
        for reference in reversed(self.references):
            if place.paragraph - reference.place.paragraph > 1:
                break
            known = subjects.get(reference.place.sentence)
            is_better = known is None or (reference.is_source and not known.is_source)
            if reference.is_subject and is_better and self.parties[reference.party].kind != "document":
                subjects[reference.place.sentence] = reference
        by_party = {reference.party: reference for _, reference in sorted(subjects.items())}
        return [by_party[party] for party in sorted(by_party, key=lambda party: -by_party[party].place.token)]

    def salient(self, place: Place, suits: Callable[[Party], float | None]) -> list[tuple[float, int]]:
        """The parties in mind at a place with their scores, the likeliest first.

        Args:
            place: where in the article.
            suits: what speaks for a party besides its mentions, or None where it cannot be meant.
        """
        weights = self.weights
        scores: dict[int, float] = {}
        counts: dict[int, int] = {}
        for reference in reversed(self.references):
            distance = place.sentence - reference.place.sentence
            if distance > WINDOW:
                break
            counts[reference.party] = counts.get(reference.party, 0) + 1
            distances = weights.distance * distance + weights.paragraph * (place.paragraph - reference.place.paragraph)
            score = distances + weights.subject * reference.is_subject + weights.speaker * reference.is_source
            scores[reference.party] = max(score, scores.get(reference.party, score))
        ranked = []
        for party, score in scores.items():
            fitness = suits(self.parties[party])
            if fitness is not None:
                ranked.append((score + fitness + weights.frequency * min(counts[party], 4), party))
        return sorted(ranked, key=lambda item: (-item[0], item[1]))


PRONOUN_TAGS = frozenset(["PRP", "PRP$", "WP", "WDT", "DT"])
PRONOUN_GENDERS: dict[str, Gender] = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}
PLURAL_PRONOUNS = frozenset(["they", "them", "both", "all", "others", "these", "those"])
THING_PRONOUNS = frozenset(["it", "this", "that", "which"])
FIRST_PERSON = frozenset(["i", "we", "me", "us"])


def resolve_pronoun(discourse: Discourse, word: str, place: Place) -> Resolution | None:
    """The party that a lower-case pronoun means: by number, gender and kind, then by what is in mind."""
    if word in FIRST_PERSON:
        last = discourse.last_source()
        return Resolution(last.party, "first-person") if last else None
    ranked = discourse.salient(place, lambda party: _agreement(word, party, discourse.weights.named))
    if not ranked:
        return None
    (best, party), *others = ranked
    margin = best - others[0][0] if others else 2.0
    if margin >= SURE:
        discourse.learn_gender(party, PRONOUN_GENDERS.get(word))
    return Resolution(party, "pronoun" if margin >= SURE else "doubtful-pronoun")


def _agreement(pronoun: str, party: Party, named: float) -> float | None:
    """How well a party suits a pronoun, or None where it does not; a name counts as told."""
    gender = PRONOUN_GENDERS.get(pronoun)
    if gender:
        if not party.is_person or (party.gender and party.gender != gender):
            return None
        doubt = 0.0 if party.is_named or any(map(is_role, party.nouns)) else NO_ROLE
        return named * party.is_named + doubt
    if pronoun in PLURAL_PRONOUNS:
        return {"group": 1.0, "organization": 0.0, "document": None, "person": -1.0, "unnamed": -1.0}[party.kind]
    if pronoun in THING_PRONOUNS:
        return {"organization": 0.5, "document": 0.5, "group": -0.5}.get(party.kind)
    return 0.0 if party.is_person else -0.5
