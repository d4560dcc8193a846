"""Indirect and mixed quotations: the clause, infinitive, gerund or complement that a verb of speech governs."""

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from ontherecord.annotate.quotations.attributions import Attribution
from ontherecord.annotate.quotations.clause_ends import SUBJECT_TAGS, end_of, end_of_second, end_without_parse
from ontherecord.annotate.quotations.clause_spans import Clause, quotation_of
from ontherecord.annotate.quotations.narration import Narration
from ontherecord.annotate.quotations.reporting_verbs import (
    FINITE_TAGS,
    is_infinitive,
    is_passive,
    reporting_cue,
)
from ontherecord.annotate.quotations.sources import Source, is_publisher, named_source
from ontherecord.annotate.quotations.speech_cues import Cue, cue_at

GERUND_PREPOSITIONS = frozenset(["of", "to", "against", "for"])
ADDRESSING = frozenset(["on", "to", "upon", "with"])
"""Prepositions before the person asked: `appealed to them to ...`, `called on her to ...`."""
NO_CONJUNCTION = frozenset(["after", "at", "by", "for", "from", "in", "of", "on", "with"])
"""Words behind which "that" is a pronoun: `he said, and with that the meeting ended`."""
LONGEST_ADDRESS = 12
"""Tokens between a verb of speech and its "that": room for whom, where and when it was said."""


def find_reported_clauses(narration: Narration) -> tuple[Attribution, ...]:
    """Every clause or complement that a verb of speech outside quotation marks reports behind it."""
    return tuple(_reported(narration))


def _reported(narration: Narration) -> Iterator[Attribution]:
    for token in narration.doc:
        cue = reporting_cue(token) if narration.passage_of[token.i] is None else None
        if cue is None:
            continue
        source = named_source(narration, token)
        if source is None and (not is_passive(token) or token.dep_ == "advcl"):
            continue
        for clause in _clauses(narration, token, cue, source):
            quotation = quotation_of(narration, clause, (token.idx, token.idx + len(token)), source)
            if quotation is not None:
                yield quotation


def _clauses(narration: Narration, verb: Token, cue: Cue, source: Source | None) -> Iterator[Clause]:
    passive = is_passive(verb)
    takes_clause = "clause" in cue.frames or (
        "finding" in cue.frames and source is not None and is_publisher(narration, source)
    )
    if takes_clause and (not passive or "infinitive" in cue.frames):
        yield from _that_clause(narration, verb, cue)
    for child in verb.rights:
        if child.dep_ in {"ccomp", "xcomp"} or (child.dep_ == "advcl" and _is_appeal(verb, cue)):
            yield from _complement(narration, verb, child, cue, passive)
        elif child.dep_ == "prep":
            yield from _after_preposition(narration, child, cue, passive)
        elif child.dep_ == "dobj":
            yield from _inside_object(narration, verb, child, cue)
        elif child.dep_ == "oprd" and "name" in cue.frames and any(c.dep_ == "dobj" for c in verb.children):
            yield Clause(child.left_edge.i, end_of(narration, child, child.i), "name")


def _is_appeal(verb: Token, cue: Cue) -> bool:
    """Whether an infinitive behind a verb is no purpose: `appealed to owners to stay`."""
    roles = {child.dep_ for child in verb.rights}
    return cue.frames == {"infinitive"} and "prep" in roles and "dobj" not in roles


def _complement(narration: Narration, verb: Token, complement: Token, cue: Cue, passive: bool) -> Iterator[Clause]:
    """The infinitive or the gerund that a complement of a verb of speech is."""
    if is_infinitive(complement):
        if "promise" in cue.frames or ("infinitive" in cue.frames and (passive or _is_addressed(verb, complement))):
            yield _infinitive(narration, complement)
    elif "gerund" in cue.frames and _is_gerund(complement):
        yield Clause(complement.left_edge.i, end_of(narration, complement, complement.i), "gerund")


def _is_addressed(verb: Token, infinitive: Token) -> bool:
    """Whether somebody is asked or told: an object of the verb, or a subject of the infinitive."""
    has_object = any(
        child.dep_ in {"dobj", "dative"} or (child.dep_ == "prep" and child.lower_ in ADDRESSING)
        for child in verb.children
    )
    return has_object or any(child.dep_ == "nsubj" for child in infinitive.lefts)


def _inside_object(narration: Narration, verb: Token, addressee: Token, cue: Cue) -> Iterator[Clause]:
    """What the parser joins to the addressee: `urged all who own one to sell it`, `accused the town of hiding it`."""
    has_complement = any(child.dep_ in {"ccomp", "xcomp"} for child in verb.rights)
    if "infinitive" in cue.frames and not has_complement:
        last = narration.sentence(verb.i)[1]
        inside = narration.doc[addressee.i + 1 : min(addressee.right_edge.i + 1, last)]
        described = (token for token in inside if token.dep_ in {"acl", "advcl", "relcl"} and is_infinitive(token))
        yield from (_infinitive(narration, token) for token in islice(described, 1))
    for child in addressee.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from _after_preposition(narration, child, cue, passive=False)


def _infinitive(narration: Narration, head: Token) -> Clause:
    start = next(part.i for part in head.lefts if part.lower_ == "to")
    if narration.doc[start - 1].lower_ == "not":
        start -= 1
    return Clause(start, end_of(narration, head, start), "infinitive")


def _that_clause(narration: Narration, verb: Token, cue: Cue) -> Iterator[Clause]:
    """The clause behind a verb: from "that" where it stands, else from the parser's clausal complement."""
    finite = [c for c in verb.rights if c.dep_ == "ccomp" and _is_finite(c)]
    that = next(
        (part for part in (finite[0].lefts if finite else ()) if part.dep_ == "mark" and part.lower_ == "that"), None
    )
    that = that or _that_behind(narration, verb)
    if that is not None:
        start = that.i + 1
    elif finite:
        start = _behind_date(narration, max(verb.i + 1, _left_edge(verb, finite[0], cue)))
    else:
        return
    if finite and finite[-1].right_edge.i >= start:
        end = end_of(narration, finite[-1], start)
    else:
        end = end_without_parse(narration, verb, start)
    yield Clause(start, end_of_second(narration, end), "clause")


def _that_behind(narration: Narration, verb: Token) -> Token | None:
    """The "that" behind a verb, where only whom, where and when it was said stand between."""
    last = min(verb.i + LONGEST_ADDRESS, narration.sentence(verb.i)[1])
    for token in narration.doc[verb.i + 1 : last]:
        if narration.passage_of[token.i] is not None or token.tag_ in FINITE_TAGS or cue_at(token) is not None:
            return None
        is_determiner = token.dep_ == "det" and token.head.i > token.i
        if token.lower_ == "that" and not is_determiner and narration.doc[token.i - 1].lower_ not in NO_CONJUNCTION:
            following = narration.doc[min(token.i + 1, last - 1)]
            return token if token.dep_ == "mark" or following.tag_ not in FINITE_TAGS else None
    return None


def _behind_date(narration: Narration, start: int) -> int:
    """The token behind a date that tells when it was said and that the parser took into the clause."""
    doc = narration.doc
    end = start + (doc[start].tag_ == "IN")
    while end < len(doc) and doc[end].ent_type_ in {"DATE", "TIME"}:
        end += 1
    is_adverbial = start < end < len(doc) and doc[end - 1].ent_type_ in {"DATE", "TIME"}
    return end if is_adverbial and doc[end].tag_ in SUBJECT_TAGS else start


def _left_edge(verb: Token, clause: Token, cue: Cue) -> int:
    """First token of a clause; an object in front of it is its subject where the verb addresses nobody."""
    has_subject = any(child.dep_.startswith("nsubj") for child in clause.lefts)
    misread = next((child for child in verb.rights if child.dep_ == "dobj" and child.i < clause.i), None)
    if misread is not None and not has_subject and cue.frames.isdisjoint({"infinitive", "address"}):
        return misread.left_edge.i
    return clause.left_edge.i


def _is_finite(token: Token) -> bool:
    has_auxiliary = any(child.dep_.startswith("aux") and child.tag_ in FINITE_TAGS for child in token.lefts)
    return has_auxiliary or (token.tag_ != "VBG" and not is_infinitive(token))


def _is_gerund(token: Token) -> bool:
    return _has_gerund_form(token) and not any(child.dep_ == "nsubj" for child in token.lefts)


def _has_gerund_form(token: Token) -> bool:
    """Whether a verb is a gerund, simple ("taking") or perfect ("having taken")."""
    auxiliaries = [child for child in token.lefts if child.dep_.startswith("aux")]
    return auxiliaries[0].lower_ in {"having", "being"} if auxiliaries else token.tag_ == "VBG"


def _after_preposition(narration: Narration, preposition: Token, cue: Cue, passive: bool) -> Iterator[Clause]:
    complement = next((child for child in preposition.rights if not child.is_space and child.dep_ != "punct"), None)
    if complement is None:
        return
    start, end = preposition.i + 1, end_of(narration, complement, complement.i)
    if "as" in cue.frames and preposition.lower_ == "as" and not passive:
        yield Clause(start, end, "as")
    if "gerund" in cue.frames and preposition.lower_ in GERUND_PREPOSITIONS and _has_gerund_form(complement):
        yield Clause(start, end, "gerund")
