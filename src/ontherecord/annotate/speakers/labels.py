"""Labels of a transcript: who speaks under `Q:`, `MODERATOR:` or `RUIZ:`."""

from collections import Counter

from ontherecord.annotate.names.person_names import matching_full_names, surname_of
from ontherecord.annotate.names.role_lexicon import is_role, singular
from ontherecord.annotate.quotations.attributions import Offsets
from ontherecord.annotate.speakers.discourse import Discourse, Resolution
from ontherecord.annotate.speakers.parties import Party

QUESTION = frozenset(["interviewer", "q", "question"])
ANSWER = frozenset(["a", "answer"])


def resolve_label(discourse: Discourse, label: str, span: Offsets) -> Resolution:
    """The party that a label means where it first stands: who asks, who answers, or whom it names.

    Args:
        discourse: the article up to the label.
        label: its text without the colon.
        span: its offsets.
    """
    word = label.lower().rstrip(".")
    if word in QUESTION:
        return _unnamed(discourse, label)
    if word in ANSWER:
        counts = Counter(item.party for item in discourse.references if discourse.parties[item.party].kind == "person")
        interviewee = max(counts, key=lambda party: (counts[party], -party), default=None)
        return _unnamed(discourse, label) if interviewee is None else Resolution(interviewee, "label")
    if is_role(word.rsplit(maxsplit=1)[-1]):
        return _unnamed(discourse, label)
    persons = [party.name for party in discourse.parties if party.kind == "person"]
    full_names = matching_full_names(label, persons) or matching_full_names(surname_of(label), persons)
    if full_names:
        known = next(number for number, party in enumerate(discourse.parties) if party.name == full_names[0])
        return Resolution(known, "label")
    by_initials = [number for number, party in enumerate(discourse.parties) if _has_initials(party, label)]
    if len(by_initials) == 1:
        return Resolution(by_initials[0], "label")
    name = label.title() if label.isupper() else label
    return Resolution(discourse.find_or_add(Party(kind="person", name=name, mentions=(span,))), "label")


def _has_initials(party: Party, label: str) -> bool:
    """Whether a person's name begins with the letters of a label: "BT" for Bridie Tynan."""
    initials = "".join(word[0] for word in party.name.split())
    return party.kind == "person" and len(label) > 1 and initials == label.replace(".", "")


def _unnamed(discourse: Discourse, name: str) -> Resolution:
    party = Party(kind="unnamed", name=name, nouns=frozenset([singular(name.rsplit(maxsplit=1)[-1])]), is_named=False)
    return Resolution(discourse.add(party), "label")
