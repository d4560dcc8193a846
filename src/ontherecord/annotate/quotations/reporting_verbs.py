"""Verbs of speech as a sentence uses them: whether they report at all, and in which voice."""

from collections.abc import Iterable

from spacy.tokens import Token

from ontherecord.annotate.quotations.narration import Narration
from ontherecord.annotate.quotations.speech_cues import Cue, cue_at

FINITE_TAGS = frozenset(["VBD", "VBZ", "VBP", "MD"])
CONDITIONS = frozenset(["if", "unless", "whether"])
UNREAL_MODALS = frozenset(["can", "could", "may", "might", "should", "must", "would"])
UNREAL_GOVERNORS = frozenset(
    "decline declines declined declining refuse refuses refused refusing fail fails failed failing want wants wanted "
    "hope hopes hoped avoid avoids avoided".split()
)
"""Words whose infinitive tells that nothing was said: "declined to say"."""


def reports(verb: Token) -> bool:
    """Whether the words of a verb of speech were said: not denied, refused, supposed or merely possible."""
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "neg" or (child.dep_ == "aux" and word in UNREAL_MODALS and not _says_no_more(verb, child)):
            return False
        if child.dep_ == "mark" and word in CONDITIONS:
            return False
    is_unreal = (
        verb.head.lower_ in UNREAL_GOVERNORS or verb.head.tag_.startswith(("JJ", "NN")) or _is_request(verb.head)
    )
    return not (is_infinitive(verb) and is_unreal)


def _is_request(governor: Token) -> bool:
    """Whether somebody is asked or ordered to say something, which is not yet said."""
    cue = cue_at(governor)
    return cue is not None and "infinitive" in cue.frames


def _says_no_more(verb: Token, modal: Token) -> bool:
    """Whether a modal tells how little was said: `would say only that ...`, `would only say that ...`."""
    beside = {verb.doc[position].lower_ for position in (verb.i - 1, verb.i + 1) if position < len(verb.doc)}
    return modal.lower_ in {"could", "would"} and "only" in beside


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has the particle "to"."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.lefts)


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, with its auxiliary ("was told") or without ("asked by the judge")."""
    roles = {child.dep_ for child in verb.children}
    if verb.tag_ not in {"VBN", "VBD"} or "nsubj" in roles:
        return False
    return not roles.isdisjoint({"auxpass", "nsubjpass", "agent"}) or _is_reduced(verb)


def _is_reduced(verb: Token) -> bool:
    """Whether a verb is a participle that stands for a passive clause ("asked about it, he ...")."""
    roles = {child.dep_ for child in verb.children}
    is_participle = verb.tag_ == "VBN" or (verb.dep_ == "advcl" and verb.tag_ == "VBD")
    return is_participle and verb.dep_ in {"acl", "amod", "advcl"} and roles.isdisjoint({"aux", "nsubj", "mark"})


def has_object(narration: Narration, verb: Token) -> bool:
    """Whether a verb that addresses nobody has a noun as its object: "announced a plan", but not "told the court"."""
    cue = cue_at(verb)
    if cue is None or not cue.frames.isdisjoint({"infinitive", "address"}):
        return False
    objects = [child for child in verb.rights if child.dep_ == "dobj" and child.tag_.startswith("NN")]
    return any(narration.passage_of[child.i] is None for child in objects)


def reporting_cue(token: Token) -> Cue | None:
    """The verb of speech that a token is, where it reports what was said; else None."""
    cue = cue_at(token)
    return cue if cue is not None and reports(token) else None


def begins_report(tokens: Iterable[Token]) -> bool:
    """Whether the first finite verb among tokens is a verb of speech that takes a clause."""
    for token in tokens:
        cue = reporting_cue(token)
        if cue is not None and "clause" in cue.frames:
            return True
        if token.tag_ in FINITE_TAGS and not token.dep_.startswith("aux"):
            return False
    return False
