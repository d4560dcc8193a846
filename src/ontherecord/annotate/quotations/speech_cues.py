"""The lexicon of verbs that report speech or writing, by inflected form; the table is `speech_cues.tsv`."""

import csv
import functools
import importlib.resources
from collections.abc import Mapping
from typing import Literal, get_args

import msgspec
from spacy.tokens import Token

Frame = Literal["quote", "clause", "infinitive", "promise", "gerund", "as", "name", "address", "finding"]
FRAMES: tuple[Frame, ...] = get_args(Frame)

VOWELS = frozenset("aeiou")


class Cue(msgspec.Struct, frozen=True):
    """A verb that reports speech or writing.

    Attributes:
        verb: its base form.
        particle: the word that has to follow it ("out" in "point out"), else the empty string.
        frames: how it takes the words that it reports.
    """

    verb: str
    particle: str
    frames: frozenset[Frame]


def cue_of(word: str, following: str = "") -> Cue | None:
    """The verb of which `word` is a form, or None; `following` is the next word, which may be its particle."""
    cues = speech_cues()
    form = word.lower()
    return cues.get((form, following.lower())) or cues.get((form, ""))


def cue_at(token: Token) -> Cue | None:
    """The verb of speech that a token of a parsed text is, or None."""
    if token.lower_ not in _forms():
        return None
    doc = token.doc
    cue = cue_of(token.text, doc[token.i + 1].text if token.i + 1 < len(doc) else "")
    may_be_verb = token.tag_.startswith("VB") or token.dep_ == "ROOT" or (cue is not None and cue.verb == "say")
    if cue is None or token.dep_ == "amod" or not may_be_verb:
        return None
    return None if token.i and doc[token.i - 1].text == "-" else cue


@functools.cache
def _forms() -> frozenset[str]:
    return frozenset(form for form, _ in speech_cues())


@functools.cache
def speech_cues() -> Mapping[tuple[str, str], Cue]:
    """Every inflected form of the lexicon, with its particle or the empty string, and its verb."""
    table = (importlib.resources.files(__package__) / "speech_cues.tsv").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if not line.startswith("#")]
    forms = {}
    for row in csv.DictReader(lines, delimiter="\t"):
        verb, _, particle = row["verb"].partition(" ")
        frames = frozenset(frame for frame in FRAMES if frame in row["frames"].split())
        cue = Cue(verb, particle, frames)
        for form in (verb, *((row["forms"] or "").split() or regular_forms(verb))):
            forms[form, particle] = cue
    return forms


def regular_forms(verb: str) -> tuple[str, str, str]:
    """Third person, past and present participle of a regular verb that doubles no letter."""
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    hisses = verb.endswith(("s", "x", "z", "ch", "sh"))
    return f"{verb}es" if hisses else f"{verb}s", f"{verb}ed", f"{verb}ing"
